"""How time and memory grow with hostile articles. Run: python tests/benchmarks/scaling.py [--case NAME ...]

Each pathological input is made at n, 2n and 4n, and goes through the article layer, every rule, the report, `--fix
--unsafe-fixes`, and `glossary mine`. CPU time may grow by at most 2.3 for each doubling, and so may the memory that a
doubling adds; what takes less than SMALL or LITTLE is too little to tell. What exceeds the bar is measured again, and
the better figure counts. Exit code 1 where one stays above it. Each size runs in a process of its own, which is ended
after LIMIT seconds.
"""

import argparse
import gc
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import msgspec

from review_tui.article import Article
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.mining.candidates import candidates
from review_tui.glossary.mining.evidence import Evidence
from review_tui.glossary.mining.sightings import sightings_of
from review_tui.glossary.search.matcher import matcher_for
from review_tui.glossary.storage.assembly import load_glossary
from review_tui.glossary.storage.location import shipped
from review_tui.lint.fixing.fixing import fix_article
from review_tui.lint.report import Report, items_of
from review_tui.lint.selection import select
from review_tui.output.formats import NAMES, renderer
from review_tui.output.style import Style
from review_tui.rules.model import Finding, Safety
from review_tui.rules.reading import Reading
from tests.checking import check_article

PLAIN = Style()
BAR = 2.3  # for each doubling
SMALL, LITTLE = 0.15, 48 * 1024  # seconds and KiB below which noise and the steps of allocation are larger than growth
LIMIT = 180  # seconds of CPU for one size

_LONG = "止赎是贷方在借款人违约之后收回房屋的法律程序，各州的规定不同，"


def _front(value: str) -> str:
    return f"---\ntitle: 甲\n{value}\n---\n\n# 甲\n\n正文。\n"


def _deep_list(size: int) -> str:
    return "".join(f"{'  ' * depth}- 甲\n" for depth in range(int(size**0.5)))


def _words(size: int) -> str:
    """Return Chinese of ordinary words in an order that a seed gives."""
    chance = random.Random(1)
    words = ("贷款", "修改", "抵押", "房屋", "止赎", "的", "，", "在", "银行", "支持", "证券", "次级", "市场", "。")
    return "".join(chance.choice(words) for _ in range(size // 2))


# Each takes about how many characters to make.
CASES: dict[str, Callable[[int], str]] = {
    "nested brackets": lambda size: "[" * size,
    "closing brackets": lambda size: "]" * size,
    "nested links": lambda size: "[" * (size // 6) + "甲" + "](/a)" * (size // 6),
    "images in images": lambda size: "![" * (size // 7) + "甲" + "](/a)" * (size // 7),
    "link beginnings": lambda size: "[a](" * (size // 4),
    "link titles": lambda size: '[a](b "' * (size // 7),
    "bracket pairs": lambda size: "[甲]" * (size // 3),
    "link references": lambda size: "[甲]: /a\n" * (size // 8),
    "link reference pieces": lambda size: "[甲]:\n" * (size // 5),
    "*a_ runs": lambda size: "*a_" * (size // 3),
    "_a runs": lambda size: "_a " * (size // 3),
    "*a **a": lambda size: "*甲 **甲" * (size // 14 * 2),
    "asterisks": lambda size: "*" * size,
    "** 甲": lambda size: "**甲，" * (size // 8 * 2),
    "bold garbled": lambda size: "据**《甲》**道" * (size // 9),
    "bold garbled, in paragraphs": lambda size: "据**《甲》**道\n\n" * (size // 11),
    "fullwidth asterisks": lambda size: "＊＊甲" * (size // 3),
    "unclosed backticks": lambda size: "".join("`" * length + "甲" for length in range(1, int((2 * size) ** 0.5))),
    "backtick pairs": lambda size: "`甲` " * (size // 4),
    "entities": lambda size: "&amp;#39；" * (size // 9),
    "ampersands": lambda size: "&" * size,
    "less-thans": lambda size: "<" * size,
    "html tags": lambda size: "<b>甲</b>" * (size // 8),
    "html openings": lambda size: "甲<a href='" * (size // 10),
    "html comments unclosed": lambda size: "甲 <!-- " * (size // 7),
    "html declarations": lambda size: "甲<!A <?" * (size // 8),
    "html garbled": lambda size: "甲< span class= 'a'>乙</ span>" * (size // 26),
    "html blocks": lambda size: "<div>\n甲\n</div>\n\n" * (size // 16),
    "links": lambda size: "[贷款](/loan)，" * (size // 12),
    "links, equal, split": lambda size: "[贷](/loan)[款](/loan)" * (size // 20),
    "links, equal, in paragraphs": lambda size: "[贷款](/loan)是。\n\n" * (size // 14),
    "links, different": lambda size: "".join(f"[甲{n}](/slug{n})，" for n in range(size // 18)),
    "links, one slug": lambda size: "".join(f"[甲{n}乙](/zz)，" for n in range(size // 15)),
    "links on punctuation": lambda size: "[，](/default2)甲" * (size // 15),
    "links broken": lambda size: "[贷款] (/loan)" * (size // 11),
    "links broken, wide": lambda size: "[贷款]（/loan）【a】(u)" * (size // 17),
    "links that overrun": lambda size: "[货币政策，尽管被广泛认为是对的。](/monetarypolicy)" * (size // 35),
    "links that stop short": lambda size: "[国内生产](/gdp)总值，" * (size // 16),
    "one long link": lambda size: f"[{'贷款' * (size // 2)}](/loan)",
    "one long link target": lambda size: f"[贷款](/{'a-' * (size // 2)})",
    "glosses": lambda size: "抵押贷款支持证券 (MBS)，" * (size // 15),
    "bracket glosses": lambda size: "抵押贷款证券（" * (size // 7),
    "one line": _words,
    "one line without punctuation": lambda size: _words(size).replace("。", "").replace("，", ""),
    "one line of spaces": lambda size: "甲" + " " * size + "乙",
    "lines of spaces": lambda size: "甲\n" + " \n" * (size // 2) + "乙",
    "fullwidth spaces": lambda size: "甲" + "\u3000" * size + "乙",
    "spaces before commas": lambda size: "甲 ，" * (size // 3),
    "commas and spaces": lambda size: "甲， " * (size // 3),
    "halfwidth commas": lambda size: "甲,乙." * (size // 4),
    "invisible characters": lambda size: "甲\u200b" * (size // 2),
    "a run of invisible characters": lambda size: "甲" + "\u200b" * size,
    "mojibake": lambda size: "æŠµæŠ¼ " * (size // 7),
    "mojibake in one word": lambda size: "æŠµæŠ¼" * (size // 6),
    "nuls": lambda size: "甲" * 1000 + "\x00" * (size // 60),
    "carriage returns": lambda size: "甲\r" * (size // 2),
    "english words": lambda size: "the bank of a " * (size // 14),
    "one english word": lambda size: "a" * size,
    "capitals": lambda size: "A" * size,
    "digits": lambda size: "1" * size,
    "english in brackets": lambda size: "(a " * (size // 3),
    "you and you": lambda size: "你您" * (size // 2),
    "deep quotes": lambda size: ">" * size + "甲",
    "deep quotes, many lines": lambda size: (">" * 60 + "甲\n") * (size // 62),
    "growing quotes": lambda size: "".join(">" * depth + " 甲\n" for depth in range(int((2 * size) ** 0.5))),
    "quotes": lambda size: "> 甲\n\n" * (size // 5),
    "empty quotes": lambda size: "> 甲\n>\n" * (size // 6),
    "deep lists": _deep_list,
    "list marks": lambda size: "- " * (size // 2) + "甲",
    "list items": lambda size: "- 甲\n" * (size // 4),
    "list items garbled": lambda size: "1.甲乙\n" * (size // 5),
    "list numbers": lambda size: "1) 甲\n2. 乙\n" * (size // 10),
    "thematic breaks": lambda size: "* " * (size // 2),
    "headings": lambda size: "## 止赎\n\n" * (size // 7),
    "headings garbled": lambda size: "##止赎的历史\n\n" * (size // 9),
    "headings fullwidth": lambda size: "＃＃ 强调\n\n" * (size // 7),
    "headings without blank lines": lambda size: "##止赎的历史\n" * (size // 8),
    "headings in quotes": lambda size: "> ### 重要\n\n" * (size // 10),
    "headings different": lambda size: "".join(f"## 甲{n}\n\n" for n in range(size // 9)),
    "long heading": lambda size: "## " + "什么是止赎" * (size // 5),
    "long heading, garbled": lambda size: "##" + "什么是止赎" * (size // 5),
    "hashes": lambda size: "#" * size,
    "hashtags": lambda size: "#甲 " * (size // 3),
    "underlined headings": lambda size: "甲\n===\n" * (size // 6),
    "underline after a long paragraph": lambda size: "甲乙\n" * (size // 3) + "===\n",
    "paragraphs, equal": lambda size: f"{_LONG}\n\n" * (size // 33),
    "paragraphs, nearly equal": lambda size: "".join(f"{_LONG}{n}。\n\n" for n in range(size // 40)),
    "paragraphs, equal clauses": lambda size: "".join(
        f"{'各州的规定不同，' * 4}{n * 7919 % 10007}各有{n}。\n\n" for n in range(size // 45)
    ),
    "paragraphs, short": lambda size: "甲\n\n" * (size // 3),
    "lines of one paragraph": lambda size: "甲乙丙\n" * (size // 4),
    "truncated paragraphs": lambda size: "，银行就会收回房屋。\n\n" * (size // 12),
    "huge table": lambda size: "|甲|乙|\n|-|-|\n" + "|止赎|[贷款](/loan)|\n" * (size // 18),
    "wide table": lambda size: f"|{'甲|' * (size // 6)}\n|{'-|' * (size // 6)}\n|{'乙|' * (size // 6)}\n",
    "table rows with no cells": lambda size: "|" + "甲|" * 300 + "\n|" + "-|" * 300 + "\n" + "|\n" * (size // 300),
    "table marks": lambda size: "甲|乙\n" * (size // 4),
    "fences": lambda size: "```\n甲\n```\n\n" * (size // 11),
    "fences unclosed": lambda size: "> ```\n\n" * (size // 7),
    "escapes": lambda size: "\\*" * (size // 2),
    "addresses": lambda size: "www.a@b.c " * (size // 10),
    "mail addresses": lambda size: "a." * (size // 2) + "@b.c",
    "at signs": lambda size: "a@" * (size // 2),
    "suppressions": lambda size: "<!-- review-tui: ignore-next-line T702 -->\n\n甲 ，\n\n" * (size // 50),
    "suppressions started": lambda size: "<!-- review-tui: ignore-start T702 -->\n\n甲 ，\n\n" * (size // 46),
    "suppression with many rules": lambda size: f"<!-- review-tui: ignore-file {'T702 ' * (size // 5)}-->\n\n甲 ，",
    "a term": lambda size: "止赎" * (size // 2),
    "a term in clauses": lambda size: "止赎，" * (size // 3),
    "a term in sentences": lambda size: "银行止赎。" * (size // 5),
    "rival terms": lambda size: "止赎和丧失抵押品赎回权，" * (size // 12),
    "near misses": lambda size: "抵押支持证券，抵押贷款支持证券，" * (size // 16),
    "near misses in a run": lambda size: "抵押支持证券" * (size // 6),
    "one ideograph": lambda size: "贷" * size,
    "ideographs of a term": lambda size: "抵押" * (size // 2),
    "a term pulled apart": lambda size: "贷 款 " * (size // 4),
    "terms that might begin": lambda size: "抵押贷" * (size // 3),
    "untranslated terms": lambda size: "foreclosure " * (size // 12),
    "terms collapsed": lambda size: "违约或违约，" * (size // 6),
    "findings of many kinds": lambda size: "##甲\n\n据**《乙》**道 ，[，](/a)[修](/b)锻炼,止赎\n\n" * (size // 38),
    "alias bomb": lambda size: _front(
        "a0: &a0 [甲, 乙]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)) + " " * size
    ),
    "aliases": lambda size: _front("a: &a 甲\nb: [" + "*a," * (size // 3) + "]"),
    "deep yaml": lambda size: _front("a: " + "[" * size),
    "deep yaml in blocks": lambda size: _front(
        "".join(f"{' ' * depth}a:\n" for depth in range(int((2 * size) ** 0.5)))
    ),
    "deep yaml of marks": lambda size: _front("- " * (size // 2)),
    "huge scalar": lambda size: _front("description: " + _words(size)),
    "huge quoted scalar": lambda size: _front('description: "' + "\\u7532" * (size // 6) + '"'),
    "huge folded scalar": lambda size: _front("description: >\n" + "  甲乙\n\n" * (size // 6)),
    "huge number": lambda size: _front("n: " + "1" * size),
    "sexagesimal number": lambda size: _front("n: 1" + ":10" * (size // 3)),
    "many keys": lambda size: _front("".join(f"k{n}: 甲\n" for n in range(size // 8))),
    "equal keys": lambda size: _front("k: 甲\n" * (size // 5)),
    "many keywords": lambda size: _front("keywords: [" + "甲, " * (size // 3) + "]"),
    "front matter never closed": lambda size: "---\ntitle: 甲\n" + "甲\n" * (size // 2),
    "yaml comments": lambda size: _front("# 甲\n" * (size // 4)),
    "yaml merge keys": lambda size: _front(
        "a: &a {b: 1}\n" + "".join(f"c{n}: {{<<: *a}}\n" for n in range(40)) + " " * size
    ),
}
# Where the article layer's limit, or the square root of the size, would hide the growth.
SIZES = {"one line": 500_000, "nuls": 60_000, "deep lists": 400_000}
SIZE = 50_000


class Figure(NamedTuple):
    """What a step took at one size: seconds of CPU, and KiB by which the process grew at most (0 for a rule)."""

    step: str
    seconds: float
    memory: int


@cache
def _glossary() -> Glossary:
    return load_glossary(shipped().paths)


def steps(text: str) -> Iterator[Figure]:
    """Yield what each step takes for a text."""
    matcher, selection = matcher_for(_glossary()), select()
    start_memory = _peak()
    gc.disable()
    article = Article(text)

    def timed(step: str, work: Callable[[], object], *, memory: bool = False) -> Figure:
        gc.collect()  # and not while the time is taken: when it comes, it takes what it takes for all that there is
        start = time.process_time()
        work()
        return Figure(step, time.process_time() - start, _peak() - start_memory if memory else 0)

    yield timed("front matter", lambda: article.front_matter)
    yield timed("parse", lambda: article.tokens)
    yield timed("blocks", lambda: (article.blocks, article.containers))
    yield timed("inline", lambda: [(b.inline.emphasis, b.inline.code) for b in article.blocks if b.inline])
    yield timed("links", lambda: article.link_runs)
    yield timed("headings", lambda: (article.headings, article.sections))
    yield timed("prose", lambda: article.prose)
    yield timed("render", article.render)
    reading = Reading(article, matcher)
    yield timed("mentions", lambda: reading.mentions)
    for module in selection.rules:
        yield timed(module.rule.code, lambda module=module: list(module.check(reading)))  # type: ignore[misc]
    found: list[Finding] = []

    def lint() -> None:
        found.extend(check_article(article, matcher, selection).findings)

    yield timed("lint", lint, memory=True)
    items = items_of(article, found)
    yield timed("items", lambda: items_of(article, found))
    yield timed("keys", lambda: [item.identity.key for item in items])
    yield timed("encode", lambda: msgspec.msgpack.encode(Report("a.md", items)))
    reports = [Report("a.md", items)]
    for name in NAMES:
        yield timed(f"as {name}", lambda name=name: "".join(renderer(name)(reports, PLAIN)))  # type: ignore[misc]

    def check(each: Article) -> tuple[Finding, ...]:
        return check_article(each, matcher, selection).findings

    yield timed("fix", lambda: fix_article(Article(text), check))
    yield timed("fix all", lambda: fix_article(Article(text), check, frozenset(Safety)), memory=True)

    def mine() -> None:
        evidence = Evidence()
        evidence.add(sightings_of(Article(text), Article(text)))
        candidates(evidence, _glossary())

    yield timed("mine", mine)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measure(name: str, size: int) -> dict[str, Figure]:
    """Return what the steps take for a case of one size, worked out in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            for figure in steps(CASES[name](size)):
                pipe.write(msgspec.json.encode(figure) + b"\n")
                pipe.flush()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        figures = [msgspec.json.decode(line, type=Figure) for line in pipe]
    _, status = os.waitpid(child, 0)
    if status:
        ended = os.waitstatus_to_exitcode(status)
        what = "took too long" if -ended == signal.SIGKILL or -ended == signal.SIGXCPU else f"ended with {ended}"
        print(f"  {name} at {size:,}: {what} after {figures[-1].step if figures else 'the start'}", flush=True)
        figures.append(Figure("ENDED", float("inf"), 0))
    return {figure.step: figure for figure in figures}


def slower(small: Figure, large: Figure) -> float:
    """Return by how much time grew; 0 where it is too short to tell."""
    return large.seconds / max(small.seconds, 0.001) if large.seconds > SMALL else 0.0


def larger(small: Figure, double: Figure, large: Figure) -> float:
    """Return how much more memory the second doubling took than the first; 0 where it is too little to tell.

    Not the ratio of the figures themselves: what a process has free at the start hides the first of what it takes.
    """
    first, second = double.memory - small.memory, large.memory - double.memory
    return second / max(first, 1) if large.memory > LITTLE else 0.0


def better(one: dict[str, Figure], other: dict[str, Figure]) -> dict[str, Figure]:
    """Return the smaller figures of two measurements."""
    return {
        step: Figure(step, min(a.seconds, b.seconds), min(a.memory, b.memory))
        for step in one
        if (a := one[step]) and (b := other.get(step, a))
    }


def above(runs: list[dict[str, Figure]]) -> Iterator[str]:
    """Yield what grew faster than the bar allows."""
    for small, large in pairwise(runs):
        for step, figure in large.items():
            if step == "ENDED":
                yield "ended"
            if step in small and (ratio := slower(small[step], figure)) > BAR:
                yield f"{step}: time x {ratio:.1f} ({small[step].seconds:.2f} to {figure.seconds:.2f} s)"
    for step, figures in ((step, [run[step] for run in runs]) for step in runs[0] if all(step in run for run in runs)):
        small_one, double, large_one = figures
        if (ratio := larger(small_one, double, large_one)) > BAR:
            yield f"{step}: memory x {ratio:.1f} ({', '.join(str(each.memory) for each in figures)} KiB)"


def try_case(name: str, size: int) -> bool:
    """Measure a case, print its figures, and tell whether it stays below the bar."""
    sizes = [size, 2 * size, 4 * size]
    runs = [measure(name, each) for each in sizes]
    for _ in range(4):
        if not list(above(runs)):
            break
        runs = [better(run, measure(name, each)) for run, each in zip(runs, sizes, strict=True)]
    faults = list(above(runs))
    last = [run.get("lint", Figure("lint", 0.0, 0)) for run in runs]
    fixes = [run.get("fix all", Figure("fix", 0.0, 0)) for run in runs]
    print(
        f"{name:36} lint {' '.join(f'{each.seconds:6.2f}' for each in last)} s, {last[-1].memory // 1024:4} MiB; "
        f"fix {' '.join(f'{each.seconds:6.2f}' for each in fixes)} s{'' if not faults else '  ABOVE'}",
        flush=True,
    )
    for fault in faults:
        print(f"    {fault}", flush=True)
    return not faults


def main() -> None:
    """Measure what is asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--case", action="append", choices=list(CASES), help="only this one; may be repeated")
    options.add_argument("--size", type=int, default=SIZE, help="n, in characters")
    args = options.parse_args()
    list(steps("## 甲\n\n止赎 ，锻炼"))  # load everything once
    gc.freeze()
    names = args.case or list(CASES)
    faulty = [name for name in names if not try_case(name, SIZES.get(name, args.size))]
    print(f"{len(names)} cases, {len(faulty)} above {BAR} for a doubling")
    sys.exit(bool(faulty))


if __name__ == "__main__":
    main()
