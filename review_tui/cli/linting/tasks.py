"""From the files that are meant to the tasks for the engine, and to reports of what cannot be checked."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from review_tui.cli.linting.deciding import Deciding
from review_tui.cli.linting.glossaries import Glossaries
from review_tui.cli.linting.options import LintOptions
from review_tui.cli.linting.patching import base_of, name_in_patch
from review_tui.cli.messages import warn
from review_tui.files.address import is_address
from review_tui.lint.across.shown import ShownAcross
from review_tui.lint.config.mistake import ConfigError
from review_tui.lint.decisions.leaving import accepting_of
from review_tui.lint.discovery.discovery import Discovered, Exclusions, Found, Nothing, discover, is_walked_to
from review_tui.lint.failure import Failure
from review_tui.lint.project import Project, exclusions_of
from review_tui.lint.report import Report, failed
from review_tui.lint.run.task import Mode, Task
from review_tui.lint.settings import Settings, selection_of

if TYPE_CHECKING:
    from review_tui.lint.run.following import Following


class Tasks:
    """The tasks of one run: iterate over them. Afterwards `is_nothing` and `warn_of_empty` tell how it went."""

    def __init__(
        self, options: LintOptions, project: Project, deciding: Deciding | None, glossaries: Glossaries
    ) -> None:
        """Begin without looking for files. `base` is the folder that the names in a patch count from."""
        self._checked = 0
        self._options = options
        self._project = project
        self._deciding = deciding
        self._glossaries = glossaries
        self._empty: list[Nothing] = []
        self._unread: list[Failure] = []  # glossary files, that no report tells of yet
        self._settings: dict[str, tuple[Settings, bool]] = {}  # by folder; the flag: see `_settings_of`
        self._misconfigured: set[str] = set()
        self._folder = str(project.folder)
        named = (options.stdin_name,) if options.is_of_stdin else options.paths
        self.base = base_of(named, project.folder) if options.diff else project.folder
        self._patched: set[str] = set()  # what a patch names, by which links lead to one file
        self._files: dict[str, str] = {}  # by path in messages, where that does not lead to the file

    def found(self) -> Iterator[Discovered]:
        """Yield the articles at the paths that were named, and what is wrong with other paths.

        A configuration that is wrong excludes nothing.
        """
        return discover(self._options.paths, self._exclusions())

    def leaves_out(self, found: Found) -> bool:
        """Tell whether a named article is left out as --force-exclude asks: like those found in a folder."""
        return self._options.force_exclude and not is_walked_to(Path(found.file), self._exclusions())

    def _exclusions(self) -> Exclusions:
        return exclusions_of(self._project, forced=self._options.force_exclude)

    def count(self) -> int:
        """Return how many articles there are; the folders are searched again for this."""
        return sum(isinstance(each, Found) for each in self.found())

    def __iter__(self) -> Iterator[Task | Report]:
        """Yield a task for each article, and a report for each thing that cannot be checked."""
        for each in self.found():
            if isinstance(each, Failure):
                yield Report(each.path, failures=(each,))
            elif isinstance(each, Nothing):
                self._empty.append(each)
            else:
                try:
                    task = self.task(each)
                    yield from self.glossary_failures()
                    yield task
                except ConfigError as error:
                    yield from self.config_failures(error)
                self._checked += 1
        yield from self.selection_failures()
        if not self._checked:
            for nothing in self._empty:
                if not nothing.is_left_out:
                    yield Report(nothing.path, failures=(Failure(nothing.path, 0, nothing.message),))

    def task(self, found: Found) -> Task:
        """Return the task for one article. Raises ConfigError where its configuration is wrong."""
        if self.file_of(found.path) != found.file:
            self._files[found.path] = found.file
        folder = found.folder
        if folder not in self._settings:
            self._settings[folder] = self._settings_of(Path(folder))
        settings, ignoring = self._settings[folder]
        mode = self._mode(found.file)
        patched = name_in_patch(found.file, self.base) if mode is Mode.DIFF else ""
        if patched in self._patched:
            mode = Mode.CHECK
        elif patched:
            self._patched.add(patched)
        indexes = self._deciding.indexes if self._deciding is not None and mode is not Mode.CHECK else None
        return Task(
            found.path,
            found.file,
            settings,
            self._project.ignored_rules(Path(folder, found.path) if is_address(found.file) else Path(found.file))
            if ignoring
            else (),
            mode,
            self._options.unsafe,
            accepting_of(indexes.about(found.file)) if indexes is not None else {},
            indexes.unchecked(found.file) if indexes is not None and mode is Mode.FIX else (),
            indexes.other_decisions(found.file) if indexes is not None else None,
            patched=patched,
        )

    def file_of(self, path: str) -> str:
        """Return the absolute path, or the address, of the article that messages call `path`."""
        if is_address(path):
            return path
        return self._files.get(path) or os.path.join(self._folder, path)  # noqa: PTH118  for each of many files

    def task_across(self, path: str, shown: ShownAcross) -> Task:
        """Return the task of reporting on an article what only the whole run shows."""
        return Task(path, self.file_of(path), Settings(), shown=shown)

    @property
    def following(self) -> "Following | None":
        """Return what moves decisions along with fixes; None where nothing is fixed, or no decisions are used."""
        return self._deciding.following if self._deciding is not None and self._options.mode is Mode.FIX else None

    def glossary_failures(self) -> Iterator[Report]:
        """Yield a report for each glossary file that cannot be read, of the folders met so far, and each once."""
        found, self._unread = self._unread, []
        yield from map(failed, found)

    def config_failures(self, error: ConfigError) -> Iterator[Report]:
        """Yield the report of a broken configuration, once; its articles are not checked."""
        path = self._project.display(error.mistakes[0].path)
        if path not in self._misconfigured:
            self._misconfigured.add(path)
            failures = tuple(Failure(path, mistake.line, mistake.message) for mistake in error.mistakes)
            yield Report(path, failures=failures)

    def selection_failures(self) -> Iterator[Report]:
        """Yield a report for each configuration beside which the command line leaves no rule; none where any rule ran.

        A configuration that leaves none by itself is meant so.
        """
        given = self._options.overrides
        options = {"--select": given.select, "--ignore": given.ignore, "--extend-select": given.extend_select}
        if not any(options.values()) or self._runs_any():
            return
        from review_tui.lint.config.check import runs_any

        named = " and ".join(option for option, selectors in options.items() if selectors)
        for folder in self._settings:
            file = self._project.config_file(Path(folder))
            if file is not None and runs_any(file.config):
                key = "select" if file.config.select and not given.select else "ignore"
                message = f"{key}: together with {named}, it leaves no rule to run"
                yield from self.config_failures(ConfigError(file.mistake(message, key)))

    def warn_of_no_rule(self) -> None:
        """Warn of configurations that leave no rule by themselves, where nothing of the run was checked by any."""
        ignoring = all(settings.ignore for settings, _ in self._settings.values())
        if not ignoring or self._runs_any():  # the first is cheap: it loads no rule
            return
        from review_tui.lint.config.check import runs_any

        files = {file.path: file for each in self._settings if (file := self._project.config_file(Path(each)))}
        for file in files.values():
            if not runs_any(file.config):
                mistake = file.mistake("ignore: no rule is left to run, so nothing was checked there", "ignore")
                warn(str(Failure(self._project.display(file.path), mistake.line, mistake.message)))

    def _runs_any(self) -> bool:
        """Tell whether any rule runs in the folders met so far."""
        return any(selection_of(each, ()).rules for each, _ in self._settings.values())

    @property
    def is_nothing(self) -> bool:
        """Tell whether there was nothing to check, although something should have been."""
        return not self._checked and (not self._empty or any(not each.is_left_out for each in self._empty))

    def warn_of_empty(self) -> None:
        """Warn of named folders without an article, unless no article was found at all, which is an error."""
        for each in self._empty:
            if self._checked and not each.is_left_out:
                warn(f"{each.path}: {each.message}")

    def _settings_of(self, folder: Path) -> tuple[Settings, bool]:
        """Return the settings of a folder, and whether its configuration has per-file-ignores.

        What is wrong with its glossary is printed, or kept for `glossary_failures`.
        """
        settings = self._project.settings(folder)
        place = self._project.glossary(folder)
        self._unread += self._glossaries.meet(place, folder, settings.glossary)
        return settings, bool(self._project.config(folder).per_file_ignores)

    def _mode(self, file: str) -> Mode:
        """Return the mode of the run, or CHECK for an article that must not be fixed."""
        mode = self._options.mode
        if mode is Mode.CHECK or self._deciding is None or self._deciding.lets_fix(file):
            return mode
        return Mode.CHECK
