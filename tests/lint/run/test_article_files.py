"""Reading articles and their originals, for commands that look at all of them."""

import os
from pathlib import Path

import pytest

from review_tui.article import Article
from review_tui.lint.run.article_files import ArticleFile, Looked, look


def both(article: Article, original: Article | None) -> tuple[str, str | None]:
    return article.text, original.text if original else None


def test_an_original_has_the_name_of_its_article_and_need_not_be_there(tmp_path: Path) -> None:
    for name, text in (("a.md", "甲"), ("b.md", "乙"), ("en/a.md", "A")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    files = [ArticleFile(name, str(tmp_path / name), str(tmp_path / "en")) for name in ("a.md", "b.md")]
    assert look(both, files) == [Looked((("甲", "A"),)), Looked((("乙", None),))]


def test_an_original_that_may_not_be_looked_at_is_named_and_the_article_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("甲", "utf-8")
    original = tmp_path / "en" / "a.md"
    stat, opened = Path.stat, os.open

    def denied(path: Path, **options: bool) -> object:
        if path == original:
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **options)

    def shut(path: Path, flags: int) -> int:
        if path == original:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, flags)

    monkeypatch.setattr(Path, "stat", denied)
    monkeypatch.setattr(os, "open", shut)
    (looked,) = look(both, [ArticleFile("a.md", str(tmp_path / "a.md"), str(original.parent))])
    monkeypatch.undo()
    assert looked.found == (("甲", None),)
    assert looked.problems == (f"{original}: it cannot be read: permission denied; ask its owner, or change its mode",)


def test_an_article_that_breaks_the_function_is_named_and_the_others_count(tmp_path: Path) -> None:
    def broken(article: Article, _: Article | None) -> str:
        if article.text == "甲":
            raise KeyError("甲")
        return article.text

    for name, text in (("a.md", "甲"), ("b.md", "乙")):
        (tmp_path / name).write_text(text, "utf-8")
    first, second = look(broken, [ArticleFile(name, str(tmp_path / name)) for name in ("a.md", "b.md")])
    assert first.found == ()
    (problem,) = first.problems
    assert problem.startswith("a.md: internal error: KeyError: '甲' (")
    assert second == Looked(("乙",))
