"""Fixes a whole folder of articles and proves it. Run: python tests/benchmarks/fixing.py FOLDER_OF_ARTICLES

For every article: the safe fixes are made; the page is as before but for the lines they touch; a second run changes
nothing; no finding is there that was not there before. The files themselves are left alone.
"""

import argparse
import re
import sys
from collections import Counter
from multiprocessing import Pool
from pathlib import Path

from review_tui.article import Article
from review_tui.glossary.search.matcher import matcher_for
from review_tui.glossary.storage.assembly import load_glossary
from review_tui.glossary.storage.location import shipped
from review_tui.lint.fixing.fixing import fix_article
from review_tui.lint.selection import select
from review_tui.rules.model import Finding
from tests.checking import check_article

GLOSSARY = load_glossary(shipped().paths)
SELECTION = select()
MARKS = re.compile(r"[#＃\s]+")


def findings(article: Article) -> tuple[Finding, ...]:
    """Return what is found in an article."""
    return check_article(article, matcher_for(GLOSSARY), SELECTION).findings


def seen(article: Article) -> Counter[tuple[str, str]]:
    """Return what is found, by rule and words; the marks that a fix may change are left out of them."""
    return Counter((item.rule.code, MARKS.sub("", item.span.cut(article.text))) for item in findings(article))


def outline(article: Article, untouched: set[str]) -> list[str]:
    """Return the HTML of the blocks whose lines are among `untouched`, in order."""
    return [
        block.inline.html
        for block in article.blocks
        if block.inline and all(article.lines.text(line) in untouched for line in range(*block.lines))
    ]


def fault(path: Path) -> tuple[int, str]:
    """Return how many findings the fixes mended, and what is wrong with them; empty where nothing is."""
    before = Article.from_bytes(path.read_bytes(), str(path))
    fixed = fix_article(before, findings)
    after = fixed.article
    if fix_article(after, findings).article.text != after.text:
        return fixed.mended, "a second run changes it again"
    old, new = (article.text.split("\n") for article in (before, after))
    if len(old) != len(new):
        return fixed.mended, "lines came or went"
    untouched = {line for line, other in zip(old, new, strict=True) if line == other}
    if outline(before, untouched) != outline(after, untouched):
        return fixed.mended, "the page changed elsewhere"
    grown = seen(after) - seen(before)
    if grown:
        return fixed.mended, f"new findings: {dict(grown)}"
    return fixed.mended, ""


def main() -> None:
    """Fix and count."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--jobs", type=int, default=2)
    args = options.parse_args()
    files = sorted(args.folder.rglob("*.md"))
    mended = faulty = changed = 0
    with Pool(args.jobs) as pool:
        for path, (count, message) in zip(files, pool.imap(fault, files, 50), strict=True):
            mended += count
            changed += count > 0
            if message:
                faulty += 1
                print(f"{path}: {message}")
    print(f"{len(files)} articles: {mended} findings mended in {changed}, {faulty} at fault")
    sys.exit(faulty > 0)


if __name__ == "__main__":
    main()
