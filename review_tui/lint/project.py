"""What holds where: the command line's choices, the configuration of each folder, and the glossary for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from review_tui.glossary.glossary import csv_files
from review_tui.glossary.location import Found, locate
from review_tui.lint.config.file import ConfigError, ConfigFile, Mistake, find_config, read_config
from review_tui.lint.config.model import Config
from review_tui.lint.ignoring import Layer, is_left_out, layer
from review_tui.lint.settings import Settings
from review_tui.rules.options import Options

DECISIONS = "review-decisions.jsonl"
"""The name of the decisions file where the configuration gives none."""


@dataclass(frozen=True, slots=True)
class Choices:
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


class Source(StrEnum):
    """How a glossary was found."""

    NAMED = "named on the command line"
    CONFIGURED = "named in the configuration"
    NEAREST = "the nearest glossary/ folder"
    SHIPPED = "the one that comes with review-tui"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class GlossaryPlace:
    """The .csv files of a glossary, and how they were found."""

    source: Source
    paths: tuple[Path, ...]


@dataclass(slots=True)
class Project:
    """Answers for each folder what holds there, and remembers the answers.

    Folders and files are absolute paths. What reads a configuration may raise ConfigError.
    """

    choices: Choices = field(default_factory=Choices)
    folder: Path = field(default_factory=Path.cwd)
    _configs: dict[Path, ConfigFile | None] = field(default_factory=dict)
    _files: dict[Path, "_Checked"] = field(default_factory=dict)
    _settings: dict[Path, Settings] = field(default_factory=dict)
    _places: dict[Path, GlossaryPlace] = field(default_factory=dict)

    def config_file(self, folder: Path) -> ConfigFile | None:
        """Return the configuration file that holds for a folder, None where there is none."""
        if self.choices.isolated:
            return None
        if folder not in self._configs:
            found = self.choices.config or find_config(folder)
            self._configs[folder] = self._read(found).file if found else None
        return self._configs[folder]

    def config(self, folder: Path) -> Config:
        """Return the configuration that holds for a folder."""
        file = self.config_file(folder)
        return file.config if file else Config()

    def settings(self, folder: Path) -> Settings:
        """Return what the findings in a folder's articles depend on."""
        if folder not in self._settings:
            config, choices = self.config(folder), self.choices
            self._settings[folder] = Settings(
                choices.select or config.select,
                (*config.ignore, *choices.ignore),
                (*config.extend_select, *choices.extend_select),
                tuple(sorted(config.severities.items())),
                Options(renderer=config.renderer),
                tuple(map(str, self.glossary(folder).paths)),
            )
        return self._settings[folder]

    def glossary(self, folder: Path) -> GlossaryPlace:
        """Return where the glossary for a folder's articles is."""
        if folder not in self._places:
            self._places[folder] = self._glossary(folder)
        return self._places[folder]

    def exclude(self, folder: Path) -> Layer | None:
        """Return the patterns of what is left out below a folder."""
        file = self.config_file(folder)
        return self._read(file.path).exclude if file else None

    def without(self, file: Path) -> tuple[str, ...]:
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
        """Return the file with the decisions for a folder's articles: where it is, or where it would be made."""
        if self.choices.decisions:
            return self.choices.decisions.absolute()
        file = self.config_file(folder)
        if file is not None and file.config.decisions is not None:
            return file.folder / Path(file.config.decisions).expanduser()
        for above in (folder, *folder.parents):
            if (above / DECISIONS).is_file():
                return above / DECISIONS
        if file is not None:
            return file.folder / DECISIONS
        root = next((above for above in (folder, *folder.parents) if (above / ".git").exists()), self.folder)
        return root / DECISIONS

    def _read(self, path: Path) -> "_Checked":
        if path not in self._files:
            checked = _Checked(read_config(path.absolute()))
            mistakes = list(_mistakes(checked))
            if mistakes:
                raise ConfigError(*mistakes)
            self._files[path] = checked
        return self._files[path]

    def _glossary(self, folder: Path) -> GlossaryPlace:
        if self.choices.glossary:
            return GlossaryPlace(Source.NAMED, _csv(self.choices.glossary))
        file = self.config_file(folder)
        if file is not None and file.config.glossaries:
            paths = tuple(file.folder / Path(name).expanduser() for name in file.config.glossaries)
            return GlossaryPlace(Source.CONFIGURED, _csv(paths))
        found = locate(folder)
        if found.found is not Found.NEAREST:
            found = locate(self.folder)
        source = {Found.NEAREST: Source.NEAREST, Found.SHIPPED: Source.SHIPPED}.get(found.found, Source.NONE)
        return GlossaryPlace(source, found.paths)


def _csv(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the files that are meant: a folder stands for the .csv files in it, an empty one for itself."""
    return tuple(file for path in paths for file in (csv_files(path) or (path,) if path.is_dir() else (path,)))


@dataclass(frozen=True)
class _Checked:
    """A configuration file, and what is made of its patterns."""

    file: ConfigFile

    @cached_property
    def exclude(self) -> Layer | None:
        patterns = self.file.config.exclude
        return layer(str(self.file.folder), patterns) if patterns else None

    @cached_property
    def ignores(self) -> tuple[tuple[Layer, tuple[str, ...]], ...]:
        table: Mapping[str, tuple[str, ...]] = self.file.config.per_file_ignores
        return tuple((layer(str(self.file.folder), [pattern]), selectors) for pattern, selectors in table.items())


def _mistakes(checked: _Checked) -> list[Mistake]:
    """Return what only shows against the rules, the patterns and the disk."""
    file, config = checked.file, checked.file.config
    mistakes: list[Mistake] = []
    selectors = [
        *(((key,), value) for key in ("select", "extend-select", "ignore") for value in _values(config, key)),
        *(
            ((("per-file-ignores"), pattern), value)
            for pattern, each in config.per_file_ignores.items()
            for value in each
        ),
        *((("severities", key), key) for key in config.severities),
    ]
    if selectors:
        from review_tui.lint.selection import UnknownRuleError, codes_of

        for keys, value in selectors:
            try:
                codes_of(value)
            except UnknownRuleError as error:
                mistakes.append(file.mistake(f"{keys[0]}: {error}", *keys, value=value))
    missing = [name for name in config.glossaries if not (file.folder / Path(name).expanduser()).exists()]
    for name in missing:
        message = f"glossaries: there is no file or folder {name!r}: check the path, which counts from this file"
        mistakes += [file.mistake(message, "glossaries", value=name)]
    for key, patterns in (("exclude", config.exclude), ("per-file-ignores", tuple(config.per_file_ignores))):
        for pattern in patterns:
            try:
                layer("", [pattern])
            except ValueError as error:
                mistakes.append(file.mistake(f"{key}: {pattern!r} is no pattern: {error}", key, value=pattern))
    return sorted(mistakes, key=lambda mistake: mistake.line)


def _values(config: Config, key: str) -> tuple[str, ...]:
    values: tuple[str, ...] = getattr(config, key.replace("-", "_"))
    return values
