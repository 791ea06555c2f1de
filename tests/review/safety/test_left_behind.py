"""What is told of work that earlier sessions left unsaved."""

import pwd
from pathlib import Path

import pytest

from review_tui.review.safety.journal import Draft
from review_tui.review.safety.left_behind import LeftBehind


def told(file: Path, near: Path) -> str:
    (notice,) = LeftBehind([Draft(file, "", "")]).notices(near)
    return notice.message


def test_a_file_is_called_by_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    file = tmp_path / "site" / "a.md"
    assert " waits in a.md: " in told(file, tmp_path / "site")
    assert " waits in ~/site/a.md: " in told(file, tmp_path / "other")


def test_a_user_without_a_home_is_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)
    assert f" waits in {tmp_path / 'a.md'}: " in told(tmp_path / "a.md", tmp_path / "other")
