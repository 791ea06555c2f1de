"""What belongs to all articles lies where the commands look for it."""

from pathlib import Path

import pytest

from review_tui.review.home import home_of


@pytest.mark.parametrize(
    ("root", "run_in", "home"),
    [
        (None, "site", "site"),
        (None, "site/articles/a", "site/articles/a"),
        (None, "site/articles/b", "site/articles/a"),
        (None, "elsewhere", "site/articles/a"),
        ("site/articles", "site", "site/articles"),
        ("site", "site/articles", "site"),
    ],
)
def test_without_a_root_the_home_is_where_the_command_runs_above_the_articles(
    tmp_path: Path, root: str | None, run_in: str, home: str
) -> None:
    (tmp_path / "site/articles/a").mkdir(parents=True)
    if root is not None:
        (tmp_path / root / "review-tui.toml").touch()
    assert home_of(tmp_path / "site/articles/a", tmp_path / run_in) == tmp_path / home
