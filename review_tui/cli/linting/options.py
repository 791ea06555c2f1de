"""What `lint` was asked to do."""

import os
from pathlib import Path

from msgspec import Struct

from review_tui.cli.streams import STDIN
from review_tui.lint.project import Overrides
from review_tui.lint.run.task import Mode
from review_tui.output.formats import FORMATS, Reader
from review_tui.severity import Severity


class LintOptions(Struct, frozen=True):
    """The options of `lint`, as the command line has them. None means that the configuration decides.

    `overrides` are those that go before a configuration; `cache` and `decisions` tell whether these are used.
    """

    paths: tuple[str, ...]
    overrides: Overrides = Overrides()
    fix: bool = False
    unsafe: bool = False
    diff: bool = False
    output_format: str | None = None
    output_file: Path | None = None
    statistics: bool = False
    exit_zero: bool = False
    min_severity: Severity | None = None
    fail_on: Severity | None = None
    force_exclude: bool = False
    stdin_name: str = "stdin.md"
    jobs: int | None = None
    scheduler: str | None = None
    cache: bool = True
    decisions: bool = True
    baseline: bool = False
    prune: bool = False

    @property
    def mode(self) -> Mode:
        """Return what is to be done with each file."""
        return Mode.FIX if self.fix else Mode.DIFF if self.diff else Mode.CHECK

    @property
    def format(self) -> str:
        """Return the name of the format: the one that was chosen, or the one that fits the surroundings."""
        if self.output_format:
            return self.output_format
        return "github" if os.environ.get("GITHUB_ACTIONS") == "true" and not self.output_file else "text"

    @property
    def is_for_people(self) -> bool:
        """Tell whether people read the format itself."""
        return FORMATS[self.format].reader is Reader.PERSON

    @property
    def is_among_what_people_read(self) -> bool:
        """Tell whether people read the format itself, or the log that it stands in."""
        return FORMATS[self.format].reader is not Reader.PROGRAM

    @property
    def is_of_stdin(self) -> bool:
        """Tell whether the article comes on stdin."""
        return self.paths == (STDIN,)

    @property
    def gives_article(self) -> bool:
        """Tell whether stdout is for the article, mended, so that all else goes to stderr."""
        return self.fix and self.is_of_stdin
