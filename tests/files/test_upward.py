"""What is looked for upward is looked for in each folder once."""

from pathlib import Path

import pytest

from review_tui.files.upward import Upward

TABLE = {Path("/site"): 1, Path("/site/a/b"): 0}


def test_the_nearest_upward_is_found_and_no_folder_is_asked_for_twice() -> None:
    asked: list[str] = []

    def ask(folder: Path) -> int | None:
        asked.append(str(folder))
        return TABLE.get(folder)

    nearest = Upward(ask)
    folders = ("/site/a/b/c", "/site/a/b/c/d", "/site/a/b", "/site/a", "/site/e", "/", "/other")
    assert [nearest.of(Path(folder)) for folder in folders] == [0, 0, 0, 1, 1, None, None]
    assert asked == ["/site/a/b/c", "/site/a/b", "/site/a/b/c/d", "/site/a", "/site", "/site/e", "/", "/other"]


def test_what_could_not_be_asked_for_is_asked_for_again() -> None:
    answers = iter((PermissionError, 2))

    def ask(_: Path) -> int:
        answer = next(answers)
        if isinstance(answer, int):
            return answer
        raise answer

    nearest = Upward(ask)
    with pytest.raises(PermissionError):
        nearest.of(Path("/site"))
    assert nearest.of(Path("/site")) == 2
