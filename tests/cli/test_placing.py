"""The paths in reports for services: from the root of the repository, wherever in it the run is."""

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Command


def of_github(out: str) -> list[str]:
    return re.findall(r"^::error file=([^,]+),", out, re.MULTILINE)


def of_gitlab(out: str) -> list[str]:
    return [each["location"]["path"] for each in json.loads(out)]


def of_sarif(out: str) -> list[str]:
    (run,) = json.loads(out)["runs"]
    found = [*run["results"], *run["invocations"][0]["toolExecutionNotifications"]]
    locations = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in found]
    fixes = [
        change["artifactLocation"]["uri"]
        for each in found
        for fix in each.get("fixes", ())
        for change in fix["artifactChanges"]
    ]
    assert set(fixes) <= set(locations)
    return locations


def of_rdjson(out: str) -> list[str]:
    return [each["location"]["path"] for each in json.loads(out)["diagnostics"]]


def of_json(out: str) -> list[str]:
    return [each["path"] for each in json.loads(out)]


READERS: dict[str, Callable[[str], list[str]]] = {"github": of_github, "gitlab": of_gitlab, "sarif": of_sarif}
OTHERS: dict[str, Callable[[str], list[str]]] = {"rdjson": of_rdjson, "json": of_json}


@pytest.fixture
def repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with three articles, one of which is in a repository of its own; the run is in docs/zh."""
    (folder / ".git").mkdir()
    for name in ("a b.md", "docs/zh/x.md", "docs/sub/y.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("##甲\n", "utf-8")
    (folder / "docs" / "sub" / ".git").mkdir()
    (folder / "glossary").mkdir()
    (folder / "glossary" / "g.csv").write_text("concept,en,zh,status\n", "utf-8")
    monkeypatch.chdir(folder / "docs" / "zh")
    return folder


def found(review_tui: Command, name: str, *arguments: str) -> list[str]:
    ran = review_tui("lint", *arguments, "-s", "H101", "-f", name)
    return sorted((READERS | OTHERS)[name](ran.out))


@pytest.mark.parametrize("name", READERS)
class TestForServices:
    def test_they_count_from_the_root(self, review_tui: Command, repository: Path, name: str) -> None:
        space = "a%20b.md" if name == "sarif" else "a b.md"
        whole = [space, "docs/sub/y.md", "docs/zh/x.md"]
        assert found(review_tui, name, "../..") == whole
        assert found(review_tui, name, "../../a b.md", "x.md", "../sub") == whole
        assert found(review_tui, name, str(repository)) == whole

    def test_so_do_those_of_what_kept_something_from_being_checked(
        self, review_tui: Command, repository: Path, name: str
    ) -> None:
        (repository / "review-tui.toml").write_text("slect = 1\n", "utf-8")
        (repository / "docs" / "sub" / "y.md").write_bytes(b"\xff")
        (repository / "docs" / "sub" / "review-tui.toml").write_text("", "utf-8")
        assert found(review_tui, name, "x.md", "../sub/y.md", "../gone.md") == [
            "docs/gone.md",
            "docs/sub/y.md",
            "review-tui.toml",
        ]

    def test_what_lies_outside_keeps_its_name(
        self, review_tui: Command, repository: Path, tmp_path: Path, name: str
    ) -> None:
        (tmp_path / "out.md").write_text("##甲\n", "utf-8")
        whole = f"file://{tmp_path}/out.md" if name == "sarif" else f"{tmp_path}/out.md"
        assert found(review_tui, name, "../../../out.md") == ["../../../out.md"]
        assert found(review_tui, name, str(tmp_path / "out.md")) == [whole]

    def test_without_a_repository_they_count_from_the_current_folder(
        self, review_tui: Command, repository: Path, name: str
    ) -> None:
        (repository / ".git").rmdir()
        assert found(review_tui, name, "../sub", "x.md") == ["../sub/y.md", "x.md"]

    def test_an_article_on_stdin_is_placed_as_its_file_is(
        self, review_tui: Command, repository: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        monkeypatch.setattr(sys, "stdin", (repository / "a b.md").open(encoding="utf-8"))
        assert found(review_tui, name, "-", "--stdin-filename", "x.md") == ["docs/zh/x.md"]
        sys.stdin.close()

    def test_addresses_stay(self, review_tui: Command, repository: Path, name: str) -> None:
        pytest.importorskip("fsspec", reason="the extra dask is not installed")
        address = f"file://{repository}/docs/zh/x.md"
        for each in (address, f"{address}x"):  # nothing is there
            assert [path.replace("%3A", ":") for path in found(review_tui, name, each)] == [each]

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names of any bytes")
    def test_a_name_that_is_no_text(self, review_tui: Command, repository: Path, name: str) -> None:
        raw = os.fsencode(repository) + b"/docs/zh/\xff\xfe.md"
        Path(os.fsdecode(raw)).write_text("##甲\n", "utf-8")
        expected = "docs/zh/%FF%FE.md" if name == "sarif" else r"docs/zh/\xff\xfe.md"
        assert found(review_tui, name, ".") == sorted([expected, "docs/zh/x.md"])
        (repository / ".git").rmdir()
        assert found(review_tui, name, ".") == sorted([expected.removeprefix("docs/zh/"), "x.md"])


@pytest.mark.parametrize("name", OTHERS)
def test_for_all_others_they_count_from_the_current_folder(review_tui: Command, repository: Path, name: str) -> None:
    assert found(review_tui, name, "../sub", "x.md") == ["../sub/y.md", "x.md"]


def test_decisions_and_levels_are_those_of_the_files(review_tui: Command, repository: Path) -> None:
    (repository / "docs" / "sub" / "review-tui.toml").write_text('[severities]\nH101 = "info"\n', "utf-8")
    ran: Any = review_tui("lint", "../sub", "-s", "H101", "-f", "github")
    assert (ran.code, ran.out.split(" ")[0]) == (0, "::notice")
    assert review_tui("lint", "x.md", "-s", "H101", "-f", "github", "--baseline").code == 0
    assert found(review_tui, "github", "../..") == ["a b.md"]
