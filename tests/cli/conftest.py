"""Running the command line inside the test's own process."""

from pathlib import Path

import pytest

from review_tui.cli.main import run
from tests.cli.running import Command, Ran

SEED = Path(__file__).parents[2] / "seeds" / "hopenowalliance.md"


@pytest.fixture
def folder(tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, the current one, with a cache of its own and no hint of CI or colour around it."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    for name in ("GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return work


@pytest.fixture
def review_tui(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs `review-tui` with some arguments in the folder."""

    def command(*arguments: str) -> Ran:
        capsys.readouterr()
        code = run(arguments)
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return command


@pytest.fixture
def seed(folder: Path) -> Path:
    """Return a copy of the seed article in the folder."""
    copy = folder / SEED.name
    copy.write_bytes(SEED.read_bytes())
    return copy


@pytest.fixture
def site(folder: Path) -> Path:
    """Return the folder `zh` in a repository whose glossary calls 锻炼 wrong; there is no article in it yet."""
    (folder / ".git").mkdir()
    (folder / "glossary").mkdir()
    (folder / "glossary" / "g.csv").write_text(
        "concept,en,zh,status\nworkout,workout,债务重组,preferred\nworkout,workout,锻炼,forbidden\n", "utf-8"
    )
    (folder / "zh").mkdir()
    return folder / "zh"


@pytest.fixture
def decisions(folder: Path) -> Path:
    """Return the file with the decisions about the articles of the folder; it is not there yet."""
    return folder / "review-decisions.jsonl"
