"""The article: one text, parsed once, with everything that rules and editors ask of it."""

from functools import cached_property

from markdown_it.token import Token

from review_tui.article import markdown
from review_tui.article.blocks import Block, Container, build_blocks
from review_tui.article.front_matter import FrontMatter
from review_tui.article.front_matter_reading import read_front_matter
from review_tui.article.generator_code import with_generator_code
from review_tui.article.headings import Heading, find_headings
from review_tui.article.inline import Link
from review_tui.article.links import LinkRun, find_link_runs
from review_tui.article.position import LINE_END, Lines, Place
from review_tui.article.prose import Prose, build_prose
from review_tui.article.sections import Section, find_sections
from review_tui.article.slug import slug_of_file
from review_tui.article.source import Source, decode


class Article:
    """An article, read lazily and parsed once.

    `path` is how messages name it; its last part without the suffix is the slug of the term that the article explains.
    Everything is derived from `text`, which never changes: an edit makes a new article.
    """

    def __init__(self, text: str, path: str = "article.md", *, bom: bool = False) -> None:
        self.text = text
        self.path = path
        self.bom = bom

    @classmethod
    def from_bytes(cls, data: bytes, path: str = "article.md") -> "Article":
        """Return the article that a file's bytes hold; raise EncodingProblem where they are not UTF-8 text."""
        source = decode(data)
        return cls(source.text, path, bom=source.bom)

    def to_bytes(self) -> bytes:
        """Return the bytes that the article was read from."""
        return Source(self.text, self.bom).encode()

    def with_text(self, text: str) -> "Article":
        """Return the same article with another text."""
        return Article(text, self.path, bom=self.bom)

    @cached_property
    def slug(self) -> str:
        """Return the slug that the file's name gives, in the form in which slugs are compared."""
        return slug_of_file(self.path)

    @property
    def title(self) -> str:
        """Return the title in the front matter, empty where there is none."""
        return self.front_matter.text("title") or ""

    @cached_property
    def newline(self) -> str:
        """Return the line end used most."""
        return Source(self.text).newline

    @cached_property
    def lines(self) -> Lines:
        """Return the lines of the text."""
        return Lines(self.text)

    def place(self, offset: int) -> Place:
        """Return the line and column, both from 1, of an offset in code points."""
        return self.lines.place(offset)

    @cached_property
    def front_matter(self) -> FrontMatter:
        """Return the front matter; empty where there is none."""
        return read_front_matter(self.text, self.lines)

    @cached_property
    def body(self) -> str:
        """Return the text after the front matter with a line feed for every line end: what the renderer is given."""
        body = self.text[self.front_matter.span.end :]
        return LINE_END.sub("\n", body) if "\r" in body else body

    @cached_property
    def tokens(self) -> list[Token]:
        """Return markdown-it-py's block tokens of the body."""
        return markdown.parse(self.body)

    @cached_property
    def _structure(self) -> tuple[tuple[Block, ...], tuple[Container, ...]]:
        blocks, containers = build_blocks(self.text, self.lines, self.front_matter.lines, self.tokens)
        return with_generator_code(self.text, blocks), containers

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return the leaf blocks of the body, in order."""
        return self._structure[0]

    @property
    def containers(self) -> tuple[Container, ...]:
        """Return the block quotes and list items of the body, in the order in which they begin."""
        return self._structure[1]

    @cached_property
    def has_fenced_code(self) -> bool:
        """Tell whether there is code between fences; what is only indented may be a slip."""
        return any(block.fenced for block in self.blocks)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Return the links of the body, in order."""
        return tuple(
            link for block in self.blocks if block.inline and block.inline.trace.links for link in block.inline.links
        )

    @cached_property
    def link_runs(self) -> tuple[LinkRun, ...]:
        """Return the links, those side by side to one slug joined."""
        return find_link_runs(self.text, self.blocks)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Return the intended headings, garbled ones included."""
        return find_headings(self.text, self.lines, self.blocks, self.front_matter.text("title"))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Return the sections that the intended headings make; joined they are the whole text."""
        return find_sections(self.text, self.lines, self.front_matter.span, self.headings)

    def section_at(self, offset: int) -> Section:
        """Return the section that an offset lies in."""
        return next((section for section in reversed(self.sections) if section.span.start <= offset), self.sections[0])

    @cached_property
    def prose(self) -> Prose:
        """Return the text that a term may stand in."""
        return build_prose(self.text, self.front_matter, self.blocks)

    def render(self) -> str:
        """Return the HTML that a reader of the site gets."""
        return markdown.render(self.tokens)
