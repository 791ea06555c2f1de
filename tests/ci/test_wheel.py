"""The wheel, built by the backend that pip would ask, from what is in the repository but for most of the glossary."""

import shutil
import subprocess
import sys
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

import pytest

from review_tui.glossary.glossary import Glossary
from review_tui.glossary.storage import compiled
from review_tui.glossary.storage.assembly import load_glossary
from review_tui.glossary.storage.compiled import load_compiled

ROOT = Path(__file__).parents[2]
BUILD = "import sys, hatchling.build; print(hatchling.build.build_wheel(sys.argv[1]))"


def test_it_has_the_glossary_and_its_kept_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clone = tmp_path / "clone"
    for name in (".build", "review_tui"):
        shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, clone)
    (clone / "glossary").mkdir()
    for file in (ROOT / "glossary").glob("*.csv"):
        with file.open("rb") as rows:
            (clone / "glossary" / file.name).write_bytes(b"".join(islice(rows, 2_000)))
    built = subprocess.run([sys.executable, "-c", BUILD, str(tmp_path)], cwd=clone, capture_output=True, check=True)
    wheel = ZipFile(tmp_path / built.stdout.decode().split()[-1])
    shipped = [name for name in wheel.namelist() if name.startswith("review_tui/shipped_glossary/")]
    wheel.extractall(tmp_path, shipped)
    folder = tmp_path / "review_tui" / "shipped_glossary"
    paths = sorted(folder.glob("*.csv"))
    assert [path.name for path in paths] == ["finance.csv", "headings.csv"]
    assert [path.read_bytes() for path in paths] == [(clone / "glossary" / path.name).read_bytes() for path in paths]

    monkeypatch.setattr(compiled, "SHIPPED", folder)
    monkeypatch.delattr(compiled, "from_rows")
    assert words(load_compiled(paths, tmp_path / "cache")) == words(load_glossary(paths))


def words(glossary: Glossary) -> list[tuple[str, tuple[str, ...]]]:
    return [(concept.id, tuple(each.zh for each in concept.renderings)) for concept in glossary.concepts]
