"""A folder of hostile articles goes through every command: no traceback, and the terminal obeys none of its text."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from review_tui.output.formats import NAMES
from tests.hostile.make import ALL, articles

InTerminal = Callable[..., Any]


def check(seen: Any, code: int, *words: str) -> None:
    """Hold what a terminal was sent to the promises that all commands keep."""
    assert seen.steering == set(), seen.steering
    assert "Traceback" not in seen.text
    assert "internal error" not in seen.text
    assert seen.code == code, seen.text[-2000:]
    for word in words:
        assert word in seen.text


@pytest.mark.parametrize("name", NAMES)
def test_lint_in_every_format(made: Path, in_terminal: InTerminal, name: str) -> None:
    seen = in_terminal(made, "lint", "articles", "--output-format", name)
    check(seen, 2, "articles/good.md", "articles/zz-good.md", "P401")
    for path in ("gb18030.md", "utf-16.md", "loop.md", "dangling.md"):
        assert f"articles/{path}" in seen.text
    assert "evil.example" in seen.text  # shown, not obeyed


@pytest.mark.parametrize("where", [(), ("-o", "-"), ("-o", "/dev/stdout"), ("-o", "/dev/tty")])
def test_a_diff(made: Path, in_terminal: InTerminal, where: tuple[str, ...]) -> None:
    articles = ("articles/steering-front.md", "articles/markup.md")
    seen = in_terminal(made, "lint", *articles, "--diff", "--no-decisions", *where)
    check(seen, 2, "evil.example")


def test_a_fix_under_decisions_that_cannot_be_read(own: Path, in_terminal: InTerminal) -> None:
    before = (own / "articles" / "good.md").read_bytes()
    seen = in_terminal(own, "lint", "articles/good.md", "--fix")
    check(seen, 2, "review-decisions.jsonl could not be read as a whole, so nothing was fixed")
    assert (own / "articles" / "good.md").read_bytes() == before


def test_fixes_what_is_good_among_them(own: Path, in_terminal: InTerminal) -> None:
    for name in ("steering.md", "steering-one-line.md"):  # hundreds of fixes, which tests/fuzz makes as well
        (own / "articles" / name).unlink()
    seen = in_terminal(own, "lint", "articles", "--fix", "--unsafe-fixes", "--no-decisions", "-f", "concise")
    check(seen, 2, "Fixed ")
    for name in ("good.md", "zz-good.md", "folder.md/[bold]markup[|][|x][@click=app.quit]evil[|]"):
        (file,) = (own / "articles").glob(name.replace("[", "[[]") + "*")
        fixed = file.read_text(encoding="utf-8")
        assert "## 甲的历史" in fixed
        assert "止赎，" in fixed
    # What cannot be read is as it was.
    for raw, content in articles().items():
        if raw.startswith((b"gb", b"utf", b"big5", b"damaged", b"surrogate", b"nuls")):
            assert (own / "articles" / raw.decode()).read_bytes() == content


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (2, ("glossary", "mine", "articles")),
        (2, ("glossary", "stats", "articles", "--glossary", "glossary/terms.csv")),
        (1, ("glossary", "lint", "glossary/terms.csv")),
        (2, ("glossary", "lint", "glossary")),
        (0, ("glossary", "export", "--glossary", "glossary/terms.csv")),
        (0, ("glossary", "export", "--glossary", "glossary/terms.csv", "-o", "/dev/stdout")),
        (0, ("glossary", "import", "glossary/terms.csv", "--into", "new.csv", "--dry-run")),
        (2, ("glossary", "import", "glossary/terms.csv", "--into", "glossary/new.csv", "--dry-run")),
        (0, ("config", "show", "articles")),
        (2, ("lint", "no\x1b[31337m\u202e.md")),
        (2, ("lint", "articles", "--select", "\x1b]0;evil\x07")),
        (2, ("lint", "--no\x1b[31337m")),
        (2, ("\x9b31337m",)),
        (2, ("rule", "\x1b[31337m")),
        (2, ("lint", "articles", "--config", "no\x1b[31337m.toml")),
        (2, ("lint", "articles", "--glossary", "no\x1b[31337m.csv")),
    ],
    ids=ascii,
)
def test_other_commands(made: Path, in_terminal: InTerminal, code: int, arguments: tuple[str, ...]) -> None:
    check(in_terminal(made, *arguments), code)


def test_a_configuration_steers_nothing(own: Path, in_terminal: InTerminal) -> None:
    key = "".join(f"\\u{ord(c):04x}" for c in ALL)
    (own / "review-tui.toml").write_text(f'"se{key}lect" = ["{key}"]\nselect = ["{key}"]\n', encoding="utf-8")
    check(in_terminal(own, "lint", "articles"), 2)
    check(in_terminal(own, "config", "show"), 2)


def test_the_environment_steers_nothing(made: Path, in_terminal: InTerminal) -> None:
    check(in_terminal(made, "cache", "show", REVIEW_TUI_CACHE_DIR="/tmp/\x1b[31337m\u202e"), 0)
