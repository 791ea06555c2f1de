"""Unsaved work, kept beside the articles' own files so that neither a crash nor a closed window loses a word."""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import platformdirs

from review_tui.files.stamp import FileProblem, reason


@dataclass(frozen=True, slots=True)
class Draft:
    """The unsaved text of an article. `base` is the SHA-256 of the file it was made of, `at` when it was kept.

    `kept_in` is the file of the journal that holds it, None before it is kept.
    """

    file: Path
    text: str
    base: str
    at: str = ""
    kept_in: Path | None = None


class Journal:
    """A folder with one file for each article with unsaved work, which only its owner can read.

    The names of the files carry the process that wrote them: what a living one keeps is nobody else's.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or platformdirs.user_state_path("review-tui", appauthor=False) / "drafts"
        self._kept: dict[Path, str] = {}

    def keep(self, drafts: Iterable[Draft]) -> None:
        """Keep these drafts and no others of this process; one that is kept as it is costs nothing.

        Raises FileProblem where a draft cannot be written.
        """
        wanted = {draft.file: draft for draft in drafts}
        for file in [file for file in self._kept if file not in wanted]:
            with contextlib.suppress(OSError):
                self._place(file).unlink(missing_ok=True)
            del self._kept[file]
        for draft in wanted.values():
            if self._kept.get(draft.file) is not draft.text:
                self._write(draft)
                self._kept[draft.file] = draft.text

    def _place(self, file: Path) -> Path:
        return self.folder / f"{_key(file)}-{os.getpid()}.json"

    def _write(self, draft: Draft) -> None:
        place = self._place(draft.file)
        values = {
            "file": str(draft.file.absolute()),
            "base": draft.base,
            "at": datetime.now().astimezone().isoformat(timespec="seconds"),
            "text": draft.text,
        }
        temporary: str | None = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(dir=self.folder)  # of mode 0600
            with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass", newline="") as stream:
                json.dump(values, stream, ensure_ascii=False)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).replace(place)
            temporary = None
        except OSError as error:
            raise FileProblem(place, f"unsaved work cannot be kept here: {reason(error)}") from error
        finally:
            if temporary is not None:
                with contextlib.suppress(OSError):
                    Path(temporary).unlink()

    def left_behind(self) -> list[Draft]:
        """Return the drafts of processes that are gone, the oldest first; what cannot be read is left out."""
        drafts = []
        for place in sorted(self.folder.glob("*-*.json")) if self.folder.is_dir() else ():
            process = place.stem.rpartition("-")[2]
            if process.isdigit() and not _runs(int(process)):
                with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                    values = json.loads(place.read_bytes().decode("utf-8", "surrogatepass"))
                    drafts.append(Draft(Path(values["file"]), str(values["text"]), values["base"], values["at"], place))
        return sorted(drafts, key=lambda draft: draft.at)

    def drop(self, draft: Draft) -> None:
        """Let a draft go."""
        if draft.kept_in is not None:
            with contextlib.suppress(OSError):
                draft.kept_in.unlink(missing_ok=True)


def _key(file: Path) -> str:
    return hashlib.blake2b(os.fsencode(os.path.realpath(file)), digest_size=12).hexdigest()


def _runs(process: int) -> bool:
    if process == os.getpid():
        return True
    if os.name != "posix":  # where asking would end it
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
