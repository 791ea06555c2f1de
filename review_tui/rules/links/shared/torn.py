"""Links that lost a bracket, or hold blanks or quotation marks that no link may (L306): readers see them as typed."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from review_tui.article.han import LETTER
from review_tui.article.inline import Inline
from review_tui.article.slug import folded, slug_of
from review_tui.article.stretches import Stretches
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

_PLACE = lazy(r"[(（](?:[ ]?/[ ]?[A-Za-z0-9]|https?:)")
_TEXT = r"(?<!\\)\[(?P<text>[^\[\]\n]{1,200})\]"
_SLUG = r"/[A-Za-z0-9][A-Za-z0-9_./-]{0,200}"
_SITE = r"https?://[^\s()（）<>]{1,300}(?:\([^\s()（）<>]{0,100}\)[^\s()（）<>]{0,100})?"
_QUOTES = "“”„‘’「」『』＂"
# `[词](/slug` before the end of the line, Chinese or a mark of the sentence
_UNCLOSED = lazy(
    rf"{_TEXT}\((?P<target>(?:https?://[A-Za-z0-9.-]{{1,100}}(?=/))?(?=/[A-Za-z0-9])[A-Za-z0-9_./#-]{{1,200}}+"
    rf"(?<=[A-Za-z0-9/]))(?=[ \t]{{0,9}}(?:\n|\Z)|{LETTER}|[，。；：、！？”》」])"
)
_TITLED = lazy(
    rf"{_TEXT}\((?P<target>(?:/|#|https?://)[^\s()（）]{{0,300}})[ ]{{1,2}}"
    rf"(?:[{_QUOTES}](?P<title>[^{_QUOTES}\"\n()]{{1,100}})[{_QUOTES}\"]"
    rf"|\"(?P<other>[^{_QUOTES}\"\n()]{{1,100}})[{_QUOTES}])[ ]?\)"
)
_BLANKS = lazy(
    rf"{_TEXT}\((?P<target>(?:/[ ]?[A-Za-z0-9_/-]{{1,60}}|https?://[A-Za-z0-9_./%-]{{1,200}})"
    rf"(?:[ ]{{1,2}}[A-Za-z0-9_-]{{1,60}}){{1,3}})[ ]?\)"
)
_APART = lazy(rf"{_TEXT}(?P<words>[ ]?{LETTER}{{1,10}})[(（](?P<target>/[A-Za-z][A-Za-z0-9_-]{{1,100}})[)）]")
_OPEN = lazy(rf"(?<!\\)\[(?P<text>[^\[\]()（）\n]{{1,30}})\((?P<target>{_SLUG})\)(?![^\[\n]{{0,200}}\])")
_UNOPENED = lazy(rf"(?<!\\)\][ ]{{0,2}}\((?P<target>{_SLUG}|{_SITE})\)")
_AGAIN = lazy(r"(?P<close>\]?)\((?P<target>(?:/|https?://)[^\s()]{1,300})\)")
_CHINESE = lazy(LETTER)
_JOINT = lazy(r"(?<![ _/-])[ ]+(?![ _/-])")
_MARKS = frozenset("，。；：、！？")
_GOES_ON = "的和与或是在等"  # how a sentence goes on behind a link
_NEAR = 200  # code points beside a bracket in which its other half may stand

Pair = tuple[int, int]


class Torn(NamedTuple):
    """A stretch of a block's content that was meant as a link, and the link where there is no doubt about it."""

    start: int
    end: int
    meant: str | None


def is_suspect(inline: Inline) -> bool:
    """Tell whether a block has an address in brackets that is no target of a link."""
    openings = {link.label_end + 1 for link in inline.trace.links}
    return any(match.start() not in openings for match in _PLACE.finditer(inline.content))


def torn(reading: Reading, inline: Inline, taken: Iterable[Pair]) -> Iterator[Torn]:
    """Yield the stretches of a block that were meant as links, without overlaps.

    `taken` are stretches of the content that are none of them: real links, code, and what was reported already.
    """
    found = list(_again(inline))
    yield from found
    blocked = [*taken, *((one.start, one.end) for one in found)]
    for kind in _KINDS:
        stretches = Stretches(blocked)
        for one in kind(reading, inline.content):
            if not stretches.overlap(one.start, one.end):
                blocked.append((one.start, one.end))
                yield one


def _again(inline: Inline) -> Iterator[Torn]:
    """Yield the links that have their target twice: `[[词](/slug)](/slug)`, `[词](/slug)(/slug)`."""
    content = inline.content
    for link in inline.trace.links:
        match = _AGAIN.match(content, link.end)
        if match is None:
            continue
        is_same = content[link.label_end + 1 : link.end] == f"({match['target']})"
        if not match["close"] and is_same:
            yield Torn(link.start, match.end(), content[link.start : link.end])
        elif match["close"] and content[max(0, link.start - 1) : link.start] == "[":
            yield Torn(link.start - 1, match.end(), content[link.start : link.end] if is_same else None)


def _titled(_: Reading, content: str) -> Iterator[Torn]:
    for match in _TITLED.finditer(content):
        title = match["title"] or match["other"]
        yield Torn(*match.span(), f'[{match["text"]}]({match["target"]} "{title}")')


def _with_blanks(reading: Reading, content: str) -> Iterator[Torn]:
    for match in _BLANKS.finditer(content):
        target = match["target"].replace(" ", "")
        is_sure = not _JOINT.search(match["target"]) or _is_slug(reading, target, match["target"])
        yield Torn(*match.span(), f"[{match['text']}]({target})" if is_sure else None)


def _unclosed(_: Reading, content: str) -> Iterator[Torn]:
    for match in _UNCLOSED.finditer(content):
        start, end = match.span()
        rest = content[end : end + _NEAR]
        is_sure = ")" not in rest.partition("(")[0]  # else that may be the bracket, and what stands before it a part
        start -= content[max(0, start - 1) : start] == "!"
        yield Torn(start, end, f"{content[start:end]})" if is_sure else None)


def _apart(reading: Reading, content: str) -> Iterator[Torn]:
    for match in _APART.finditer(content):
        names = _renderings_of(reading, match["target"])
        goes_on = names or match["words"].lstrip()[0] in _GOES_ON  # else a path: [新建] 用户(/new)
        if goes_on and _CHINESE.search(match["text"]):
            is_sure = match["text"] in names
            meant = f"[{match['text']}]({match['target']}){match['words'].lstrip()}"
            yield Torn(*match.span(), meant if is_sure else None)


def _half_open(_: Reading, content: str) -> Iterator[Torn]:
    for match in _OPEN.finditer(content):
        is_sure = not _MARKS.intersection(match["text"])
        yield Torn(*match.span(), f"[{match['text']}]({match['target']})" if is_sure else None)


def _unopened(reading: Reading, content: str) -> Iterator[Torn]:
    for match in _UNOPENED.finditer(content):
        start, end = match.span()
        before = content[max(0, start - _NEAR) : start].rpartition("\n")[2]
        if max(map(before.rfind, "[【［")) > before.rfind("]"):
            continue
        name = max(filter(before.endswith, _renderings_of(reading, match["target"])), key=len, default="")
        yield Torn(start - len(name), end, f"[{name}]({match['target']})" if name else None)


_KINDS = (_titled, _with_blanks, _unclosed, _apart, _half_open, _unopened)  # the surest first


def _renderings_of(reading: Reading, target: str) -> list[str]:
    """Return the renderings of the concept that a target names."""
    concept = reading.concept(slug_of(target))
    return [rendering.zh for rendering in concept.renderings] if concept else []


def _is_slug(reading: Reading, target: str, written: str) -> bool:
    """Tell whether the glossary knows a target without its blanks, and not one with hyphens in their place."""
    slugs = reading.glossary.slugs
    hyphenated = folded(slug_of("-".join(written.split())) or "")
    return folded(slug_of(target) or "") in slugs and hyphenated not in slugs
