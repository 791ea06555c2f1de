"""The commands on the glossary that the README shows run as they stand there."""

import re
import shlex
from pathlib import Path

import pytest

from review_tui.glossary.storage import location
from tests.cli.running import Command

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def commands(section: str) -> list[list[str]]:
    text = README.split(f"### {section}\n", 1)[1].split("```", 2)[1]
    return [shlex.split(line, comments=True)[1:] for line in re.findall(r"^\$ (review-tui .*)$", text, re.MULTILINE)]


EACH = 40


@pytest.fixture
def few_terms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the glossary that comes with the program be a fortieth of it: all of it takes twenty seconds here."""
    package = tmp_path / "lib" / "review_tui"
    (package / "shipped_glossary").mkdir(parents=True)
    for path in location.shipped().paths:
        head, *rows = path.read_text("utf-8").splitlines(keepends=True)
        concepts = sorted({row.split(",", 1)[0] for row in rows})
        kept = set(concepts[::EACH])
        chosen = "".join(row for row in rows if row.split(",", 1)[0] in kept)
        (package / "shipped_glossary" / path.name).write_text(head + chosen, "utf-8")
    monkeypatch.setattr(location, "PACKAGE", package)


@pytest.fixture
def site(few_terms: None, folder: Path, seed_path: Path) -> Path:
    for name in ("articles", "english"):
        (folder / name).mkdir()
    (folder / "articles" / seed_path.name).write_bytes(seed_path.read_bytes())
    (folder / "english" / seed_path.name).write_text("# Hope Now\n\nA [workout](/workout-agreement).\n", "utf-8")
    return folder


@pytest.mark.parametrize("section", ["Out and in", "Learning from articles"])
def test_the_commands_of_the_readme_run(review_tui: Command, site: Path, section: str) -> None:
    found = commands(section)
    assert len(found) >= 3
    review_tui("glossary", "init") if section != "Out and in" else None
    for arguments in found:
        ran = review_tui(*arguments)
        assert ran.code == 0, (arguments, ran.err)
