"""Lines that name the source of a quotation, with a dash that is no list mark (M202): `-鲁迅《故乡》`."""

from review_tui.article.blocks import Block
from review_tui.article.han import LETTER
from review_tui.text.lazy import lazy

_SENTENCE = lazy(r"[。！？；\n]")
_WORK = lazy(rf"-(?:{LETTER}|·){{2,12}}《[^《》]+》\Z")
_TAKEN = lazy(r"-(?:来自|摘自|引自|出自|选自|转自|节选自)")
_QUOTED = ("”", "』", "」", "’", '"')
_LONGEST_NAME = 21  # code points, the mark among them


def names_source(block: Block, before: Block | None) -> bool:
    """Tell whether a line says whose words stand in the block before it, or what work they are from."""
    words = block.inline.content.rstrip() if block.inline else ""
    if len(words) > _LONGEST_NAME or _SENTENCE.search(words) or block.quotes:
        return False
    if _WORK.match(words) or _TAKEN.match(words):
        return True
    if before is None:
        return False
    return before.quotes > 0 or (before.inline is not None and before.inline.content.rstrip("*_ \n").endswith(_QUOTED))
