"""Telling git that the lines of both sides of a decisions file count."""

import subprocess
from pathlib import Path

import pytest

from review_tui.lint.decisions.union import merge_by_union


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


def is_merged_by_union(file: Path) -> bool:
    """Tell what git itself makes of the attributes."""
    asked = ["git", "check-attr", "-z", "merge", "--", file.name]
    said = subprocess.run(asked, cwd=file.parent, check=True, capture_output=True)
    assert said.stderr == b""
    return said.stdout.split(b"\0")[2] == b"union"


@pytest.mark.parametrize(
    "name",
    [
        "review-decisions.jsonl",
        "my decisions [x].jsonl",
        "决定.jsonl",
        'a"b.jsonl',
        "back\\slash.jsonl",
        "a*?.jsonl",
        "tab\tand\nline.jsonl",
        "#a.jsonl",
        "!a.jsonl",
        " a .jsonl ",
        "\udcff.jsonl",
    ],
)
def test_git_understands_it_whatever_the_name(repository: Path, name: str) -> None:
    file = repository / name
    assert merge_by_union(file) == repository / ".gitattributes"
    assert is_merged_by_union(file)
    assert merge_by_union(file) is None


def test_no_other_name_is_meant(repository: Path) -> None:
    merge_by_union(repository / "a[x]*.jsonl")
    assert not is_merged_by_union(repository / "ax.jsonl")
    assert not is_merged_by_union(repository / "a[x]b.jsonl")


@pytest.mark.parametrize(
    "line",
    [
        "# d.jsonl merge=union",
        "d.jsonl merge=union-not",
        "x d.jsonl merge=union",
        "od.jsonl merge=union",
        "*.md text",
        "é.md text",
    ],
)
@pytest.mark.parametrize("end", ["", "\n"])
def test_a_line_that_says_something_else_is_not_taken_for_it(repository: Path, line: str, end: str) -> None:
    attributes = repository / ".gitattributes"
    attributes.write_bytes(f"{line}{end}".encode("latin-1"))
    assert merge_by_union(repository / "d.jsonl") == attributes
    assert attributes.read_bytes() == f"{line}\n/d.jsonl merge=union\n".encode("latin-1")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("d.jsonl", "d.jsonl merge=union"),
        ("d.jsonl", "\ufeff/d.jsonl\ttext merge=union\r\n"),
        ("my d.jsonl", ' "my d.jsonl" merge=union -diff'),
    ],
)
def test_a_line_that_says_it_already_is_enough(repository: Path, name: str, line: str) -> None:
    (repository / ".gitattributes").write_bytes(line.encode())
    assert merge_by_union(repository / name) is None
    assert is_merged_by_union(repository / name)


def test_nothing_is_done_outside_a_repository(tmp_path: Path) -> None:
    assert merge_by_union(tmp_path / "d.jsonl") is None
    assert list(tmp_path.iterdir()) == []
