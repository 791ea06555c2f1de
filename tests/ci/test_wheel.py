"""The wheel, built by the backend that pip would ask, from what is in the repository."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from review_tui.glossary.glossary import Glossary
from review_tui.glossary.storage import compiled
from review_tui.glossary.storage.compiled import load_compiled
from review_tui.glossary.storage.location import shipped as in_repository

ROOT = Path(__file__).parents[2]
BUILD = "import sys, hatchling.build; print(hatchling.build.build_wheel(sys.argv[1]))"


@pytest.mark.long
def test_it_has_the_glossary_and_its_kept_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped_glossary: Glossary
) -> None:
    built = subprocess.run([sys.executable, "-c", BUILD, str(tmp_path)], cwd=ROOT, capture_output=True, check=True)
    wheel = ZipFile(tmp_path / built.stdout.decode().split()[-1])
    shipped = [name for name in wheel.namelist() if name.startswith("review_tui/shipped_glossary/")]
    wheel.extractall(tmp_path, shipped)
    folder = tmp_path / "review_tui" / "shipped_glossary"
    paths = sorted(folder.glob("*.csv"))
    assert [path.name for path in paths] == ["finance.csv", "headings.csv"]
    assert [path.read_bytes() for path in paths] == [path.read_bytes() for path in in_repository().paths]

    monkeypatch.setattr(compiled, "SHIPPED", folder)
    monkeypatch.delattr(compiled, "from_rows")
    assert words(load_compiled(paths, tmp_path / "cache")) == words(shipped_glossary)


def words(glossary: Glossary) -> list[tuple[str, tuple[str, ...]]]:
    """Return the words of each fiftieth concept, and the id of the last one."""
    some = [(concept.id, tuple(each.zh for each in concept.renderings)) for concept in glossary.concepts[::50]]
    return [*some, (glossary.concepts[-1].id, ())]
