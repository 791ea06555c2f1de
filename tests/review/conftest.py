"""An article and a glossary small enough to know by heart, and the session on them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from review_tui.glossary.glossary import Glossary, load_glossary
from review_tui.lint.selection import Selection, select
from review_tui.review.session import Session

GLOSSARY = """\
concept,en,zh,status,slugs
foreclosure,foreclosure,止赎,preferred,
foreclosure,foreclosure,丧失抵押品赎回权,deprecated,
workout,workout,债务重组,preferred,
workout,workout,债务重整,admitted,
workout,workout,锻炼,forbidden,
"""
ARTICLE = """\
---
title: 甲
---

##甲的历史

止赎和锻炼。

## 乙

乙说 ，丧失抵押品赎回权。
"""


@pytest.fixture
def selection() -> Selection:
    """Return four rules, so that new ones change nothing here."""
    return select(("H101", "P401", "T701", "T702"))


@pytest.fixture
def glossary_file(tmp_path: Path) -> Path:
    """Return a glossary's file."""
    path = tmp_path / "glossary" / "terms.csv"
    path.parent.mkdir()
    path.write_text(GLOSSARY, encoding="utf-8")
    return path


@pytest.fixture
def glossary(glossary_file: Path) -> Glossary:
    """Return the glossary of that file."""
    return load_glossary([glossary_file])


@pytest.fixture
def article_file(tmp_path: Path) -> Path:
    """Return an article's file, with a finding of each of the four rules."""
    path = tmp_path / "alliance.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def session(article_file: Path, glossary: Glossary, selection: Selection) -> Session:
    """Return the article under review."""
    return Session(article_file, glossary, selection)


@pytest.fixture
def session_on(tmp_path: Path, glossary: Glossary, selection: Selection) -> Callable[[bytes], Session]:
    """Return a function that opens a session on some bytes."""

    def open_session(data: bytes) -> Session:
        path = tmp_path / "bytes.md"
        path.write_bytes(data)
        return Session(path, glossary, selection)

    return open_session
