"""Checks a configuration against the rules, patterns and files that it names."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from review_tui.files.naming import slashed
from review_tui.files.presence import is_absent, is_file, is_folder
from review_tui.lint.config.file import ConfigFile, understood_config
from review_tui.lint.config.mistake import ConfigError, Mistake
from review_tui.lint.config.model import Config
from review_tui.lint.discovery.ignoring import Layer, fault_of, layer, layer_below
from review_tui.text.nearest import nearest

_ALIKE = 0.7  # how much (of 1) the name of a folder has to be like another to be taken for a slip
_NEEDLESS = re.compile(r"(?<!\\)(?:\\\\)*\\(\w)")  # what no backslash makes another
_SPECIAL, _ESCAPED = re.compile(r"[\\*?\[\]!# ]"), r"\\\g<0>"


def checked_config(path: Path) -> "CheckedConfig":
    """Read a configuration file; raise ConfigError with all that is wrong with it."""
    file, mistakes = understood_config(path)
    mistakes += _mistakes(file)
    if mistakes:
        raise ConfigError(*sorted(mistakes, key=lambda mistake: mistake.line))
    return CheckedConfig(file)


class CheckedConfig(Struct, frozen=True, dict=True):
    """A configuration file, and what is made of its patterns."""

    file: ConfigFile

    @cached_property
    def exclude(self) -> Layer | None:
        """Return the patterns of what is left out, None where there are none."""
        patterns = (*self._originals, *self.file.config.exclude)
        return layer(str(self.file.folder), patterns) if patterns else None

    @property
    def _originals(self) -> tuple[str, ...]:
        """Return the pattern of the folder with the English originals, where that lies below: they are not checked."""
        source = self.file.config.source
        where = self.file.absolute(source) if source is not None else self.file.folder
        if self.file.folder not in where.parents:
            return ()
        return (f"/{_SPECIAL.sub(_ESCAPED, slashed(str(where.relative_to(self.file.folder))))}/",)

    @cached_property
    def ignores(self) -> tuple[tuple[Layer, tuple[str, ...]], ...]:
        """Return the patterns of files, and the selectors of the rules that do not run on them."""
        table: Mapping[str, tuple[str, ...]] = self.file.config.per_file_ignores
        return tuple((layer_below(str(self.file.folder), pattern), selectors) for pattern, selectors in table.items())


def _mistakes(file: ConfigFile) -> list[Mistake]:
    """Return the mistakes that only show when rules, patterns and files are looked up."""
    config = file.config
    mistakes: list[Mistake] = []
    lists = (("select", config.select), ("extend-select", config.extend_select), ("ignore", config.ignore))
    selectors = [
        *(((key,), value) for key, values in lists for value in values),
        *(
            (("per-file-ignores", pattern), value)
            for pattern, each in config.per_file_ignores.items()
            for value in each
        ),
        *((("severities", key), key) for key in config.severities),
    ]
    if selectors:
        from review_tui.rules.selector import UnknownRuleError, codes_of

        for keys, value in selectors:
            try:
                codes_of(value)
            except UnknownRuleError as error:
                mistakes.append(file.mistake(f"{keys[0]}: {error}", *keys, value=value))
        mistakes += _said_twice(file)
        if (config.select or config.extend_select) and not mistakes and not runs_any(config):
            mistakes.append(file.mistake("ignore: it takes away all rules that are chosen: none is left", "ignore"))
    patterns = (("exclude", config.exclude), ("per-file-ignores", tuple(config.per_file_ignores)))
    held = (
        *((key, name, _fault_of_path(file, key, name)) for key, names in _paths(config) for name in names),
        *((key, each, _fault_of_pattern(file, key, each)) for key, those in patterns for each in those),
    )
    mistakes += [file.mistake(f"{key}: {fault}", key, value=value) for key, value, fault in held if fault]
    return mistakes


def runs_any(config: Config) -> bool:
    """Tell whether a configuration leaves any rule to run; what holds for single files is not asked."""
    from review_tui.lint.selection import select

    return bool(select(config.select, config.ignore, config.extend_select).rules)


def _paths(config: Config) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the keys whose values are paths, and those that are given."""
    yield "glossaries", config.glossaries
    for key, name in (("source", config.source), ("decisions", config.decisions)):
        yield key, () if name is None else (name,)


def _fault_of_path(file: ConfigFile, key: str, name: str) -> str:
    """Return what is wrong with a path, empty where it is one."""
    if not name:
        return "an empty path names nothing: give one, or take the key out"
    if "\0" in name:
        return "no path has a NUL character in it: take it out"
    try:
        place = file.absolute(name)
    except RuntimeError:
        return f"there is no home folder for {Path(name).parts[0]!r}: check the name, or write the path in full"
    if key == "glossaries" and is_absent(place):
        return f"there is no file or folder {name!r}: check the path, which counts from this file"
    if key == "source":
        return _fault_of_source(name, place)
    if key == "decisions" and is_folder(place):
        return f"{name!r} is a folder: name a file in it"
    return ""


def _fault_of_source(name: str, place: Path) -> str:
    """Return what is wrong with the folder of the originals. It may be missing: a checkout need not have it."""
    if is_file(place):
        return f"{name!r} is a file: name the folder with the English articles"
    if is_absent(place):
        with suppress(OSError):
            meant = nearest(place.name, [each.name for each in place.parent.iterdir() if is_folder(each)], _ALIKE)
            if meant is not None:
                return f"there is no folder {name!r}, but {meant!r} beside it: check the name"
    return ""


def _said_twice(file: ConfigFile) -> Iterator[Mistake]:
    """Yield a mistake for each selector of `severities` that means the same as another: only one of them can hold."""
    from review_tui.lint.selection import narrowness
    from review_tui.rules.selector import UnknownRuleError, codes_of

    first: dict[tuple[frozenset[str], int], str] = {}
    for selector in file.config.severities:
        with suppress(UnknownRuleError):
            known = first.setdefault((codes_of(selector), narrowness(selector)), selector)
            if known != selector:
                message = f"severities: {selector!r} means the same as {known!r}: leave one of them out"
                yield file.mistake(message, "severities", selector)


def _fault_of_pattern(file: ConfigFile, key: str, pattern: str) -> str:
    """Return what keeps a pattern from ever naming anything, empty where it may."""
    fault = fault_of(pattern)
    if fault:
        return f"{pattern!r} is no pattern: {fault}"
    if not pattern.strip() or pattern.startswith("#"):
        return f"{pattern!r} names nothing: it is empty, or a comment"
    if pattern.startswith("!") and key == "per-file-ignores":
        return f"{pattern!r} is an exception, which says nothing here: name the files that are meant"
    bare = pattern.removeprefix("!")
    below = f"{slashed(str(file.folder))}/"
    if bare.startswith(below) and below != "/":
        own = bare.removeprefix(below.removesuffix("/"))
        return f"{pattern!r} never matches: it counts from the folder of this file: write {own!r}"
    if not bare.strip("/"):
        return f"{pattern!r} never matches: write '/**' for all that is in the folder"
    parts = bare.removeprefix("/").removesuffix("/").split("/")
    if parts[0] == "~" or not {".", ".."}.isdisjoint(parts):
        return f"{pattern!r} never matches: it counts from the folder of this file, so leave out . and .."
    if "" in parts:
        return f"{pattern!r} never matches: take out the second slash"
    needless = _NEEDLESS.search(bare)
    if needless is not None:
        return f"{pattern!r} has a backslash before {needless[1]!r}, which says nothing: write / between folders"
    return ""
