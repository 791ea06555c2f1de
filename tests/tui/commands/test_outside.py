"""The editor of one's choice: started without a shell, and taken at its word only when it ends well."""

import sys

import pytest

from review_tui.tui.commands.outside import EditorError, edited, editor_command


def script(code: str) -> list[str]:
    return [sys.executable, "-c", f"import sys; from pathlib import Path; file = Path(sys.argv[1]); {code}"]


def test_what_the_editor_wrote_comes_back() -> None:
    command = script("file.write_text(file.read_text('utf-8').replace('甲', '乙'), 'utf-8')")
    assert edited("## 甲\n\n甲。\n", command, "article") == "## 乙\n\n乙。\n"


def test_the_file_is_named_after_the_article() -> None:
    assert edited("", script("file.write_text(file.name)"), "workout") == "workout.md"


def test_a_line_end_that_the_editor_adds_is_not_the_authors() -> None:
    add = script("file.write_text(file.read_text('utf-8') + chr(10), 'utf-8')")
    assert edited("甲", add, "a") == "甲"
    assert edited("甲\n", add, "a") == "甲\n\n"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (script("file.write_text('lost'); sys.exit(3)"), "exit code 3"),
        (["/no/such/editor"], "cannot be started"),
        (script("file.write_bytes(bytes([255]))"), "UTF-8"),
        (script("file.unlink()"), "UTF-8"),
    ],
)
def test_an_editor_that_fails_changes_nothing(command: list[str], message: str) -> None:
    with pytest.raises(EditorError, match=message):
        edited("甲\n", command, "a")


def test_the_command_is_split_but_never_given_to_a_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "code --wait '; rm x' $HOME")
    assert editor_command() == ["code", "--wait", "; rm x", "$HOME"]
    monkeypatch.setenv("VISUAL", "vim")
    assert editor_command() == ["vim"]
    monkeypatch.setenv("VISUAL", "'open")
    with pytest.raises(EditorError, match="no command"):
        editor_command()


def test_in_a_command_of_windows_backslashes_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("VISUAL", r'"C:\Program Files\Code\code.exe" --wait')
    assert editor_command() == [r"C:\Program Files\Code\code.exe", "--wait"]


def test_without_an_editor_there_is_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EditorError, match="EDITOR"):
        editor_command()
