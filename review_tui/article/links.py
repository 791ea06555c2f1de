"""Link runs: links that stand side by side and name one article."""

from msgspec import Struct

from review_tui.article.blocks import Block
from review_tui.article.inline import Link
from review_tui.article.position import Span
from review_tui.text.lazy import lazy

_NOTHING = lazy(r"[ \t\u3000]*")
_PICTURE = lazy("!\\[|[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+\\Z")  # or an icon: ↗


class LinkRun(Struct, frozen=True):
    """One link, or several to one slug with nothing but space between them: what an editor means as one anchor.

    A picture or an icon is not joined with the words beside it.

    `span` goes from the first `[` to the end of the last link, `text` joins the anchor texts as they stand, and
    `slug_key` is the slug they share, in the form in which slugs are compared.
    """

    links: tuple[Link, ...]
    block: Block
    span: Span
    text: str
    slug_key: str | None

    @property
    def is_split(self) -> bool:
        """Tell whether one anchor stands in several links."""
        return len(self.links) > 1


def find_link_runs(text: str, blocks: tuple[Block, ...]) -> tuple[LinkRun, ...]:
    """Return the links of an article, those that belong together joined, in order."""
    runs: list[LinkRun] = []
    for block in blocks:
        if block.inline is None or not block.inline.trace.links:
            continue
        group: list[Link] = []
        for link in block.inline.links:
            if group and not _joins(text, group[-1], link):
                runs.append(_run_of(group, block))
                group = []
            group.append(link)
        runs.append(_run_of(group, block))
    return tuple(runs)


def _run_of(links: list[Link], block: Block) -> LinkRun:
    span = Span(links[0].span.start, links[-1].span.end)
    return LinkRun(tuple(links), block, span, "".join([link.text for link in links]), links[0].slug_key)


def _joins(text: str, left: Link, right: Link) -> bool:
    if left.slug_key is None or left.slug_key != right.slug_key:
        return False
    if _PICTURE.match(left.text) or _PICTURE.match(right.text):
        return False
    return _NOTHING.fullmatch(text, left.span.end, right.span.start) is not None
