"""The English article of the same name, and which of its sections is which."""

from pathlib import Path

import pytest

from review_tui.article import Article
from review_tui.lint.project import Overrides, Project
from review_tui.review.article.english import english_file, pairs

CHINESE = """---
title: 甲
---

## 什么是止赎？

2007 年，[贷款](/loan) 增加。

##特别注意事项

80-20 规则由 Pareto 提出。

## 只有中文

没有。

## 概要

到 1906 年为止，[价值](/value)。
"""
ENGLISH = """---
title: A
---

## What Is Foreclosure?

In 2007, [loans](/loan) grew.

## Only in English

Nothing about it, with [a link](/else) and 1999.

## Special Considerations

The 80-20 rule was proposed by Pareto.

## Summary

Until 1906, [value](/value).
"""


def test_sections_are_matched_in_order_by_links_numbers_and_names() -> None:
    assert pairs(Article(CHINESE), Article(ENGLISH))[:3] == (0, 1, 3)
    assert pairs(Article(CHINESE), Article(ENGLISH))[4] == 4


def test_a_folder_that_cannot_be_looked_at_has_no_english_article(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.touch()
    too_long = tmp_path / ("x" * 300)  # as where it is not allowed: the system says so, in the place of yes or no
    assert english_file(Project(Overrides(isolated=True)), file, too_long) is None


def test_a_section_that_no_other_is_like_has_none() -> None:
    assert pairs(Article(CHINESE), Article(ENGLISH))[3] is None


def test_an_article_without_sections_is_no_trouble() -> None:
    assert len(pairs(Article(""), Article(ENGLISH))) == 1
    assert len(pairs(Article(CHINESE), Article(""))) == 5


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for folder in ("zh/00", "en/00", "en"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    for name in ("zh/00/a.md", "zh/00/b.md", "zh/00/c.md", "en/00/a.md", "en/a.md", "en/b.md"):
        (tmp_path / name).write_text("x\n")
    return tmp_path


def test_the_file_that_shares_most_of_the_path_is_taken(site: Path) -> None:
    (site / "zh" / "review-tui.toml").write_text('source = "../en"\n')
    project = Project()
    found = [english_file(project, site / "zh" / "00" / name) for name in ("a.md", "b.md", "c.md")]
    assert [file and file.resolve().relative_to(site).as_posix() for file in found] == ["en/00/a.md", "en/b.md", None]


def test_the_folder_that_is_named_goes_before_the_configuration(site: Path) -> None:
    project = Project(Overrides(isolated=True))
    assert english_file(project, site / "zh" / "00" / "a.md") is None
    assert english_file(project, site / "zh" / "00" / "a.md", site / "en") == site / "en" / "00" / "a.md"
