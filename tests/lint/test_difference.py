"""Diffs that `git apply` takes, whatever the line ends."""

import subprocess
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from review_tui.lint.difference import difference

TEXTS = st.text(st.sampled_from("甲a\r\n\u2028"), max_size=20)


def test_equal_texts_have_none() -> None:
    assert difference("甲\n", "甲\n", "a.md") == ""


@settings(max_examples=15, deadline=None)
@given(before=TEXTS, after=TEXTS)
def test_git_applies_it(before: str, after: str) -> None:

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
