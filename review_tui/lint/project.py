"""What holds where: the command line's options, the configuration of each folder, and the glossary for it."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from review_tui.files.naming import absolute, slashed
from review_tui.files.presence import is_folder, is_repository, is_taken
from review_tui.files.upward import Upward
from review_tui.glossary.storage.location import GlossaryPlace, GlossarySource, csv_files, glossary_in, shipped
from review_tui.lint.config.locating import config_in
from review_tui.lint.config.mistake import ConfigError
from review_tui.lint.config.model import Config
from review_tui.lint.discovery.discovery import Exclusions
from review_tui.lint.discovery.ignoring import Layer, is_left_out
from review_tui.lint.settings import Checking, Settings, checking_of
from review_tui.rules.options import Options

if TYPE_CHECKING:  # most folders have none
    from review_tui.lint.config.check import CheckedConfig
    from review_tui.lint.config.file import ConfigFile

DECISIONS = "review-decisions.jsonl"
"""The name of the decisions file where the configuration gives none."""


class Overrides(Struct, frozen=True):
    """What the command line says. It goes before every configuration.

    `select` takes the place of a configuration's; `ignore` and `extend_select` add to it. `config` is the one file that
    holds everywhere; `isolated` means that none does.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    glossary: tuple[Path, ...] = ()
    config: Path | None = None
    isolated: bool = False
    decisions: Path | None = None


class Project:
    """Answers for each folder what holds there, and remembers the answers.

    Folders and files are absolute paths. What reads a configuration may raise ConfigError.
    """

    def __init__(self, overrides: Overrides | None = None, folder: Path | None = None) -> None:
        """`folder` is the one that the command runs in."""
        self.overrides = overrides or Overrides()
        self.folder = folder or Path.cwd()
        self._configs: dict[Path, ConfigFile | None] = {}
        self._files: dict[Path, CheckedConfig | ConfigError] = {}
        self._settings: dict[Path, Settings] = {}
        self._equal: dict[Settings, Settings] = {}
        self._places: dict[Path, GlossaryPlace] = {}
        self._moved: dict[tuple[Path, ...], GlossaryPlace] = {}
        self._decisions: dict[Path, Path] = {}
        self._nearest_config = Upward(config_in)
        self._nearest_glossary = Upward(glossary_in)
        self._nearest_decisions = Upward(_decisions_in)
        self._repository = Upward(lambda folder: folder if is_repository(folder) else None)

    def absolute(self, path: str | Path) -> Path:
        """Return the absolute path, without `..`, of what the command line or a report names."""
        return absolute(str(path), self.folder)

    def display(self, path: Path) -> str:
        """Return how messages name a file: from the current folder where it lies there, else by its absolute path."""
        return slashed(str(path.relative_to(self.folder) if path.is_relative_to(self.folder) else path))

    def config_file(self, folder: Path) -> "ConfigFile | None":
        """Return the configuration file that holds for a folder, None where there is none."""
        if self.overrides.isolated:
            return None
        if folder not in self._configs:
            found = self.overrides.config or self._nearest_config.of(folder)
            self._configs[folder] = self._read(found).file if found else None
        return self._configs[folder]

    def config(self, folder: Path) -> Config:
        """Return the configuration that holds for a folder."""
        file = self.config_file(folder)
        return file.config if file else Config()

    def settings(self, folder: Path) -> Settings:
        """Return what the findings in a folder's articles depend on."""
        known = self._settings.get(folder)
        paths = self.glossary(folder).paths
        # Named ones count from this folder, and a worker of a cluster may run in another.
        glossary = tuple(str(path if path.is_absolute() else self.absolute(path)) for path in paths)
        if known is None or known.glossary != glossary:
            config, overrides = self.config(folder), self.overrides
            known = Settings(
                overrides.select or config.select,
                (*config.ignore, *overrides.ignore),
                (*config.extend_select, *overrides.extend_select),
                tuple(sorted(config.severities.items())),
                Options(**{name: getattr(config, name) for name in Options.__struct_fields__}),
                glossary,
            )
            # One object for all folders: the tasks of a batch, sent to another process, then share its many paths.
            known = self._settings[folder] = self._equal.setdefault(known, known)
        return known

    def checking(self, file: Path) -> Checking:
        """Return how the article in a file is checked, wherever that is done: all but its glossary."""
        folder = file.parent
        return checking_of(self.settings(folder), self.ignored_rules(file), self.config(folder).min_severity)

    def glossary(self, folder: Path) -> GlossaryPlace:
        """Return where the glossary for a folder's articles is."""
        if folder not in self._places:
            self._places[folder] = self._glossary(folder)
        place = self._places[folder]
        return self._moved.get(place.paths, place)

    def move_glossary(self, paths: tuple[Path, ...], place: GlossaryPlace) -> None:
        """Let the glossary at `place` hold wherever the one with the files `paths` did. Other threads may ask then."""
        self._moved[paths] = place

    def exclude(self, folder: Path) -> Layer | None:
        """Return the patterns of what is left out below a folder."""
        file = self.config_file(folder)
        return self._read(file.path).exclude if file else None

    def ignored_rules(self, file: Path) -> tuple[str, ...]:
        """Return the selectors of the rules that do not run on a file."""
        config = self.config_file(file.parent)
        if config is None or not config.config.per_file_ignores:
            return ()
        ignores = self._read(config.path).ignores
        return tuple(
            selector
            for each, selectors in ignores
            if is_left_out(str(file), [each], is_folder=False)
            for selector in selectors
        )

    def decisions(self, folder: Path) -> Path:
        """Return the file with the decisions for a folder's articles: where it is, or where it would be made.

        A file outside of the folder's repository does not count: others who work in the repository would not have it.
        """
        if folder not in self._decisions:
            self._decisions[folder] = self._decisions_for(folder)
        return self._decisions[folder]

    def _decisions_for(self, folder: Path) -> Path:
        if self.overrides.decisions:
            return self.absolute(self.overrides.decisions)
        file = self.config_file(folder)
        if file is not None and file.config.decisions is not None:
            return file.absolute(file.config.decisions)
        nearest, repository = self._nearest_decisions.of(folder), self._repository.of(folder)
        tops = [top for top in (repository, file.folder if file else None) if top]
        if nearest is not None and (repository is None or any(map(nearest.is_relative_to, tops))):
            return nearest
        if file is not None:
            return file.folder / DECISIONS
        return (repository or (self.folder if folder.is_relative_to(self.folder) else folder)) / DECISIONS

    def _read(self, path: Path) -> "CheckedConfig":
        from review_tui.lint.config.check import checked_config

        known = self._files.get(path)
        if known is None:
            try:
                known = checked_config(self.absolute(path))
            except ConfigError as error:
                known = error
            self._files[path] = known
        if isinstance(known, ConfigError):
            raise known
        return known

    def _glossary(self, folder: Path) -> GlossaryPlace:
        if self.overrides.glossary:
            return GlossaryPlace(GlossarySource.NAMED, None, _csv(self.overrides.glossary))
        file = self.config_file(folder)
        if file is not None and file.config.glossaries:
            paths = tuple(map(file.absolute, file.config.glossaries))
            return GlossaryPlace(GlossarySource.CONFIGURED, None, _csv(paths))
        nearest = self._nearest_glossary.of(folder)
        if nearest is not None:
            return nearest
        here = self._nearest_glossary.of(self.folder)
        return shipped() if here is None else here._replace(source=GlossarySource.HERE)


def _decisions_in(folder: Path) -> Path | None:
    """Return the decisions file in a folder, whatever it is: none farther up counts instead of one that is broken."""
    return folder / DECISIONS if is_taken(folder / DECISIONS) else None


def _csv(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the files that are meant: a folder stands for the .csv files in it, an empty one for itself."""
    return tuple(file for path in paths for file in (csv_files(path) or (path,) if is_folder(path) else (path,)))


def exclusions_of(project: Project, *, forced: bool = False) -> Exclusions:
    """Return what the configurations leave out; with `forced`, named files are left out, too.

    A configuration that cannot be read leaves nothing out: its mistakes are told to those who ask for its settings.
    """

    def exclude(folder: str) -> Layer | None:
        with suppress(ConfigError):
            return project.exclude(Path(folder))
        return None

    def gitignore(folder: str) -> bool:
        with suppress(ConfigError):
            return project.config(Path(folder)).gitignore
        return True

    return Exclusions(exclude, gitignore, forced)
