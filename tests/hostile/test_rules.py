"""No rule takes a time that grows faster than the article, whatever that repeats."""

import time
from functools import partial
from itertools import islice, product

import pytest

from review_tui.article import Article
from review_tui.glossary.search.matcher import Matcher
from review_tui.rules.reading import Reading
from review_tui.rules.registry import rules_by_key
from tests.checking import glossary_from

SIZE = 2000  # code points
SLOW = 3e-4  # seconds a code point that no rule takes, on however slow a machine
# What each rule is asked about, again and again.
PUMPS = (
    ("D503", "the latest rate. "),
    ("D504", "身分"),  # a word that is standard in traditional text
    ("H105", "## 现在希望联盟\n\n"),
    ("M204", "</甲>"),  # closes what nothing opens
    ("M206", "锛銆\u200b"),  # may be UTF-8 that was read as GBK, and is not
    ("M207", "锛銆"),
    ("P402", "[甲](/a),乙"),
    ("P407", "（》"),  # what is opened, and not what is closed
    ("P407", "“\n\n"),
    ("P407", "“\n\n# 甲\n\n”\n\n"),
    ("P407", '（"'),
    ("T706", "foreclosure, "),
)
GLOSSARY = (
    "concept,en,zh,status,kind\nhope,Hope Now,Hope Now,preferred,name\nhope,Hope Now,现在希望联盟,forbidden,name\n"
    "foreclosure,foreclosure,止赎,preferred,term\n"
)
MATCHER = Matcher(glossary_from(GLOSSARY))


def taken(code: str, text: str) -> float:
    """Return the seconds that a rule takes for an article, which is parsed before."""
    reading = Reading(Article(text), MATCHER)
    _ = reading.article.headings, reading.article.links, reading.mentions
    start = time.process_time()
    for _ in rules_by_key()[code].check(reading):
        pass
    return time.process_time() - start


@pytest.mark.parametrize(("code", "pump"), PUMPS)
def test_no_rule_is_slow(code: str, pump: str) -> None:
    text = partial(str.__mul__, pump)
    taken(code, text(10))  # patterns are compiled when they are first used
    once = min(taken(code, text(SIZE // len(pump))) for _ in range(3))
    assert once < SLOW * SIZE
    most = 24 * max(once, 2e-3)  # 8 times the text: 8 is linear, 64 the square
    assert any(taken(code, text(8 * SIZE // len(pump))) <= most for _ in range(2))  # again only where it was too much


def started(count: int) -> str:
    """Return comments that start stretches, each with another spelling of a rule's name, and as many that end none."""
    letters = [(letter, letter.upper()) for letter in "headingmissing"]
    names = ("".join(each[:7]) + "-" + "".join(each[7:]) + "-space" for each in product(*letters))
    starts = (f"<!-- review-tui: ignore-start {name} -->\n\n" for name in islice(names, count))
    return "".join(starts) + "<!-- review-tui: ignore-end H102 -->\n\n" * count


def test_stretches_that_nothing_ends_cost_no_more_the_more_there_are() -> None:
    taken("S802", started(10))
    once = min(taken("S802", started(100)) for _ in range(2))
    assert any(taken("S802", started(800)) <= 24 * max(once, 2e-3) for _ in range(2))
