"""A full-width comma or full stop inside a number.

`10，000 美元`: the engine took the comma between thousands for one of the sentence, and search engines take it for two
numbers. What may be a list of round numbers (`100，200，300`) is left alone.
"""

from collections.abc import Iterator

from review_tui.article import Span
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.punctuation.shared.text import text_matches
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("P406", "fullwidth-in-number", Severity.WARNING, Safety.SUGGESTED)
CASES = (
    valid("10,000 美元与 1.5%，2008 年。"),
    valid("2007，2008 与 2009 年，共 3，4 家。"),
    valid("门槛为 100，200，300 美元，或 100，200。"),
    valid("`1，000` 与 [甲](/1，000)"),
    valid("2008，100 家银行倒闭，到 2009，又有 120 家。"),
    valid("第 1，2，3 条"),
    invalid("相差 88，000 美元以上。", found="88，000", fixed="相差 88,000 美元以上。"),
    invalid(
        "共 1，250，000 人，379，799 美元。", found=("1，250，000", "379，799"), fixed="共 1,250,000 人，379,799 美元。"
    ),
    invalid("$120，000", found="120，000", fixed="$120,000"),
    invalid(
        "利率为 3．5%，1。25% 与 ５．２％。", found=("3．5", "1。25", "５．２"), fixed="利率为 3.5%，1.25% 与 ５.２％。"
    ),
)
_ANY = lazy(r"[，．。](?<=\d.)\d(?:(?<!，.)|\d\d(?!\d))")
_THOUSANDS = lazy(r"\d(?<![\d.．].)(?<!\d[,，].)\d{0,2}(?:，\d{3})+(?![\d，])")
_FRACTION = lazy(r"\d(?<![\d.,．。].)\d{0,8}(?:[．。]\d{1,9}(?=\s?[%％])|．\d{1,9}(?![\d．]))")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each number with full-width marks in it."""
    if _ANY.search(reading.article.text) is None:
        return
    for match in text_matches(reading, _THOUSANDS):
        if not _is_list(match[0].split("，")):
            yield _finding(match.start(), match[0], match[0].replace("，", ","))
    for match in text_matches(reading, _FRACTION):
        yield _finding(match.start(), match[0], match[0].replace("．", ".").replace("。", "."))


def _finding(start: int, number: str, meant: str) -> Finding:
    span = Span(start, start + len(number))
    return RULE.finding(span, f"full-width marks in a number: {meant}", RULE.replacing(span, meant))


def _is_list(groups: list[str]) -> bool:
    """Tell whether round numbers, each larger than the one before, may be numbers of their own."""
    numbers = [int(group) for group in groups]
    return all(number % 10 == 0 and number >= 100 for number in numbers) and numbers == sorted(set(numbers))
