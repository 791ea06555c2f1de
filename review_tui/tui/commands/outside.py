"""Another program for the text: the editor of one's choice."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

if TYPE_CHECKING:
    from review_tui.tui.screens.review import ReviewScreen

FALLBACKS = ("sensible-editor", "nano", "vi", "notepad")


class EditorError(Exception):
    """The editor could not be started or did not end well; the message says why, for the editor of articles."""


def open_outside(screen: "ReviewScreen") -> None:
    """Edit the section in $VISUAL or $EDITOR."""
    screen.editing.leave()
    session, section = screen.at.session, screen.at.section
    if not session.can_edit:
        screen.say(session.problem, bad=True)
        return
    if screen.look.is_awaited():
        return
    before = session.shown(section.span)
    try:
        with screen.app.suspend():
            after = edited(before, editor_command(), session.article.slug)
    except SuspendNotSupported:
        screen.say(f"This terminal cannot be lent to another program; {screen.key_for('edit')} edits here.", bad=True)
        return
    except EditorError as problem:
        screen.say(f"{problem} The section is as it was.", bad=True)
        return
    screen.desk.type(session, section.span, after)
    screen.after_change(section.span.start)
    screen.say("Nothing was changed." if after == before else "The section is taken over.")


def editor_command() -> list[str]:
    """Return the command that edits a file, without the file; raise EditorError where there is none."""
    wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    try:
        command = _words(wanted or "")
    except ValueError as error:
        raise EditorError(f"$VISUAL or $EDITOR is no command: {error}.") from error
    if command:
        return command
    for name in FALLBACKS:
        if shutil.which(name):
            return [name]
    raise EditorError("There is no editor: set $EDITOR to one.")


def _words(command: str) -> list[str]:
    r"""Return the words of a command; in those of Windows, backslashes are no escapes: C:\Windows\notepad.exe."""
    if sys.platform == "win32":
        return [word.strip('"') for word in shlex.split(command, posix=False)]
    return shlex.split(command)


def edited(text: str, command: list[str], name: str) -> str:
    """Return a text as an editor left it.

    No shell is involved. Raises EditorError where the editor cannot be started, fails, or leaves no UTF-8.
    """
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="review-tui-"))
            file = Path(folder) / f"{name or 'section'}.md"
            file.write_text(text, encoding="utf-8", newline="\n")
        except (OSError, ValueError) as error:
            raise EditorError(f"The section cannot be written to a temporary file: {error}.") from error
        try:
            code = subprocess.run([*command, str(file)], check=False).returncode
        except OSError as error:
            raise EditorError(f"{command[0]} cannot be started: {error.strerror or error}.") from error
        if code:
            raise EditorError(f"{command[0]} ended with exit code {code}.")
        try:
            after = file.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise EditorError(f"{command[0]} left no text in UTF-8.") from error
    after = after.replace("\r\n", "\n").replace("\r", "\n")
    # Many editors end a file with a line end, whether it had one or not.
    return after.removesuffix("\n") if not text.endswith("\n") else after
