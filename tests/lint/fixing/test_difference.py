"""Diffs that `git apply` takes, whatever the line ends."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review_tui.lint.fixing import difference as module
from review_tui.lint.fixing.difference import difference

TEXTS = st.text(st.sampled_from("甲a\r\n\u2028"), max_size=20)
KEPT = st.text(st.sampled_from("甲\n"), max_size=20)


def test_equal_texts_have_none() -> None:
    assert difference("甲\n", "甲\n", "a.md") == ""


@settings(max_examples=15)
@given(head=KEPT, before=TEXTS, after=TEXTS, tail=KEPT)
@pytest.mark.parametrize("compared", [1000, 0])  # by difflib, and as in a huge article
def test_git_applies_it(compared: int, head: str, before: str, after: str, tail: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "COMPARED", compared)
        _apply(head + before + tail, head + after + tail)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"丙": "三", "丁": "四", "己": "六", "寅": "虎", "戌": "狗"},  # six lines between hunks are one hunk, seven two
        {"己": "六\n陆"},
        {"己\n庚\n": ""},
        {"\n": ""},
    ],
)
def test_a_huge_article_has_the_diff_that_a_small_one_has(
    changed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    after = before = "\n".join("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥")
    for old, new in changed.items():
        after = after.replace(old, new)
    small = difference(before, after, "a.md")
    monkeypatch.setattr(module, "COMPARED", 0)
    assert difference(before, after, "a.md") == small


@pytest.mark.parametrize(
    "name", ["sp ace/x.md", '中文 "q".md', "nl\nx.md", "back\\n.md", "\t\x07\x1b\x7f.md", '"', "é"]
)
@pytest.mark.parametrize("program", ["git", "patch"])
def test_it_finds_the_file_whatever_its_name(tmp_path: Path, name: str, program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"there is no {program}")
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes("甲\n".encode())
    command = ["git", "apply", "-"] if program == "git" else ["patch", "-p1", "--no-backup-if-mismatch"]
    done = subprocess.run(
        command, input=difference("甲\n", "乙\n", name).encode(), cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    assert file.read_bytes() == "乙\n".encode()
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_a_name_is_one_line_of_it_and_stands_below_two_folders() -> None:
    assert difference("甲\n", "乙\n", "x\n+++ b/y.md").splitlines()[:2] == [
        '--- "a/x\\n+++ b/y.md"\t',
        '+++ "b/x\\n+++ b/y.md"\t',
    ]
    assert difference("甲\n", "乙\n", "/tmp/x.md").splitlines()[:2] == ["--- a/tmp/x.md", "+++ b/tmp/x.md"]


def _apply(before: str, after: str) -> None:
    if before == after or not before or not after:
        return
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "a.md")
        file.write_bytes(before.encode())
        diff = difference(before, after, "a.md").encode()
        done = subprocess.run(
            ["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"],
            input=diff,
            cwd=name,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert file.read_bytes() == after.encode()
