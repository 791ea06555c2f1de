"""Which fixes are offered: those that do not break the syntax around them.

A rule knows the words that it writes, not what they stand in. In front matter a quotation mark or a colon may end a
value, in `[没收][]` the words are the name by which the address is found, and a line feed that comes to stand behind a
lone carriage return ends the same line. All of this is checked here, once for all rules. A fix that would break
something is not offered; its finding stays.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter

from msgspec.structs import replace

from review_tui.article import Article, Edit, Span, apply_edits
from review_tui.article.front_matter import Field
from review_tui.article.inline import Link
from review_tui.rules.model import Finding, Fix
from review_tui.text.lazy import lazy

_PLAIN = lazy(r"[^\W\d_][\w ，。、（）《》“”‘’·]*")  # what is the same in every style of YAML, with a letter first
_MOST = 500_000  # code points of front matter that are parsed to try fixes
_UNNAMED = frozenset(("]", "][]"))  # what ends a link whose words are its name
_text_start = attrgetter("text_span.start")


def offered(article: Article, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings without those of their fixes that would break what they stand in.

    For a fix in front matter that is not plainly harmless, the front matter is parsed again. Where this takes too much
    time, as there are hundreds of them, the rest of such fixes is left out, too.
    """
    top = article.front_matter.span.end
    named = [link for link in article.links if link.target_span is None and _names_itself(article, link)]
    looks = _Looks(article, _MOST // (top + 1))
    may_join = "\r" in article.text
    for finding in findings:
        if finding.fixes and (named or may_join or finding.span.start < top):
            kept = tuple(
                fix
                for fix in finding.fixes
                if not any(_renames(edit.span, named) or _joins(article.text, edit) for edit in fix.edits)
                and looks.keep_values(fix)
            )
            yield finding if len(kept) == len(finding.fixes) else replace(finding, fixes=kept)
        else:
            yield finding


def _names_itself(article: Article, link: Link) -> bool:
    return article.text[link.text_span.end : link.span.end] in _UNNAMED


def _renames(span: Span, named: list[Link]) -> bool:
    """Tell whether an edit changes words that are the name of their link, and not the link as a whole."""
    first = max(0, bisect_right(named, span.start, key=_text_start) - 1)
    last = bisect_left(named, span.end, key=_text_start)
    return any(
        link.text_span.start < span.end
        and span.start < link.text_span.end
        and not (span.start <= link.span.start and link.span.end <= span.end)
        for link in named[first:last]
    )


def _joins(text: str, edit: Edit) -> bool:
    """Tell whether an edit makes one line end of two."""
    start, end = edit.span
    return not edit.text and text[start - 1 : start] == "\r" and text[end : end + 1] == "\n"


class _Looks:
    """Parses front matter with a fix made, `left` times at most."""

    def __init__(self, article: Article, left: int) -> None:
        self._article = article
        self._left = left

    def keep_values(self, fix: Fix) -> bool:
        """Tell whether all values read as a fix means them, and those that it leaves alone as before."""
        article, before = self._article, self._article.front_matter
        edits = [edit for edit in fix.edits if edit.span.start < before.span.end]
        if all(_PLAIN.fullmatch(edit.text) and _PLAIN.fullmatch(edit.span.cut(article.text)) for edit in edits):
            return True
        self._left -= 1
        if self._left < 0:
            return False
        after = article.with_text(apply_edits(article.text[: before.span.end], edits)).front_matter
        if before.problem is not None or after.problem is not None:
            return before.problem is not None
        fields = {field.key: field for field in before.fields}
        return before.values.keys() == after.values.keys() and all(
            _is_meant(article, fields.get(key), value, after.values[key], edits) for key, value in before.values.items()
        )


def _is_meant(article: Article, field: Field | None, before: object, after: object, edits: list[Edit]) -> bool:
    """Tell whether a value came out of edits as they mean it; in a list they may only take out invisible characters."""
    if before == after or field is None:
        return before == after
    inside = [edit for edit in edits if field.value_span.start <= edit.span.start <= field.value_span.end]
    if field.text is not None:
        return after == _meant(field, inside)
    gone = "".join(edit.span.cut(article.text) for edit in inside)
    return not gone.isprintable() and _without(before, gone) == _without(after, gone)


def _without(value: object, gone: str) -> object:
    """Return a value of YAML without some characters in its texts."""
    if isinstance(value, str):
        return "".join(character for character in value if character not in gone)
    if isinstance(value, list):
        return [_without(each, gone) for each in value]
    if isinstance(value, dict):
        return {key: _without(each, gone) for key, each in value.items()}
    return value


def _meant(field: Field, edits: list[Edit]) -> str | None:
    """Return the text of a field as edits mean it to be; None where it is no text."""
    if field.text is None or field.offsets is None:
        return None
    starts = [field.offsets.start(place) for place in range(len(field.text) + 1)]
    places = [Span(bisect_left(starts, edit.span.start), bisect_left(starts, edit.span.end)) for edit in edits]
    return apply_edits(field.text, [Edit(place, edit.text) for place, edit in zip(places, edits, strict=True)])
