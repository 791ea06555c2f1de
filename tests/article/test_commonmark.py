"""The examples of the CommonMark specification through the article layer.

They come with markdown-it-py's source distribution, which pip fetches once:

    pip download --no-deps --no-binary :all: --dest .spec markdown-it-py

The specification's text has a licence of its own and is therefore no part of this repository.
"""

import json
import re
import tarfile
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from review_tui.article import Article

PLAIN = MarkdownIt("commonmark").enable("table")
FOLDER = Path(__file__).parents[2] / ".spec"
EMPHASIS = {"em_open": False, "strong_open": True}


def examples() -> list[str]:
    archive = next(iter(sorted(FOLDER.glob("markdown_it_py-*.tar.gz"))), None)
    if archive is None:
        return []
    with tarfile.open(archive) as files:
        name = next(name for name in files.getnames() if name.endswith("/test_cmark_spec/commonmark.json"))
        content = files.extractfile(name)
        assert content is not None
        return [example["markdown"] for example in json.load(content)]


EXAMPLES = examples()
needs_examples = pytest.mark.skipif(not EXAMPLES, reason="no .spec folder; see the docstring for how to fetch it")


@needs_examples
def test_there_are_as_many_examples_as_in_the_specification() -> None:
    assert len(EXAMPLES) > 640


def letters(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


def spoken(tokens: list[Token]) -> str:
    """Return what the tokens say, an image by its description."""
    return "".join(spoken(token.children or []) if token.type == "image" else token.content for token in tokens)


def between(tokens: list[Token], start: int, kind: str) -> list[Token]:
    """Return the tokens from the opening one at `start` to the one of the same kind that closes it."""
    depth = 0
    for end in range(start, len(tokens)):
        depth += tokens[end].nesting if tokens[end].type in (f"{kind}_open", f"{kind}_close") else 0
        if not depth:
            return tokens[start + 1 : end]
    raise AssertionError("never closed")


def expected_links(tokens: list[Token]) -> list[tuple[str, str]]:
    found = []
    for token in tokens:
        children = token.children or []
        for place, child in enumerate(children):
            if child.type == "link_open" and child.markup != "autolink":
                found.append((str(child.attrs["href"]), letters(spoken(between(children, place, "link")))))
    return found


def expected_emphasis(tokens: list[Token]) -> list[tuple[bool, str]]:
    found = []
    for token in tokens:
        children = token.children or []
        for place, child in enumerate(children):
            if child.type in EMPHASIS:
                inner = between(children, place, child.type.removesuffix("_open"))
                found.append((EMPHASIS[child.type], letters(spoken(inner))))
    return found


def said(markdown: str, references: dict[str, object]) -> str:
    """Return what a piece of Markdown says where it stands by itself."""
    return letters(spoken(PLAIN.parseInline(markdown, references)[0].children or []))


@needs_examples
def test_our_page_links_and_emphasis_are_those_of_markdown_it() -> None:
    for text in EXAMPLES:
        article = Article(text)
        references: dict[str, object] = {}
        tokens = PLAIN.parse(article.body, references)
        assert article.render() == PLAIN.renderer.render(tokens, PLAIN.options, references), text
        links = [(link.target, said(link.text, references)) for link in article.links]
        assert links == expected_links(tokens), text
        found = [item for block in article.blocks if block.inline for item in block.inline.emphasis]
        emphasis = [(item.strong, said(item.text_span.cut(text), references)) for item in found]
        assert emphasis == expected_emphasis(tokens), text
