"""Looking for terms left in English takes one look at each stretch of text, however many stand there."""

from pathlib import Path

import pytest

from review_tui.article import Article
from review_tui.article.han import HAN
from review_tui.glossary.search.matcher import matcher_for
from review_tui.glossary.storage.assembly import load_glossary
from review_tui.rules.reading import Reading
from review_tui.rules.terms import untranslated


class Counting:
    """Searches for Chinese characters, and counts how often."""

    def __init__(self) -> None:
        self.searches = 0

    def search(self, *where: str | int) -> object:
        self.searches += 1
        return HAN.search(*where)  # type: ignore[arg-type]


def test_what_is_all_english_is_searched_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "g.csv"
    file.write_text("concept,en,zh,status\nforeclosure,foreclosure,止赎,preferred\n", "utf-8")
    counting = Counting()
    monkeypatch.setattr(untranslated, "HAN", counting)
    article = Article(
        f"---\ntitle: {'foreclosure ' * 50}\n---\n\n# 止赎\n\n{'foreclosure, ' * 50}\n\nforeclosure 是止赎。\n"
    )
    (finding,) = untranslated.check(Reading(article, matcher_for(load_glossary([file]))))
    assert article.text[finding.span.start :].startswith("foreclosure 是")
    assert counting.searches == 3
