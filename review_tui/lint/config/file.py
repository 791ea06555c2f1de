"""Reads a configuration file, and tells the line of everything that is wrong in it."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from review_tui.files.naming import absolute
from review_tui.files.presence import is_absent, is_taken
from review_tui.files.stamp import FileProblem, Glance, read
from review_tui.lint.config.key_lines import line_of
from review_tui.lint.config.locating import NAME, OWN_NAME, SHARED_NAME, misnamed
from review_tui.lint.config.mistake import ConfigError, Mistake
from review_tui.lint.config.model import Config, key_names
from review_tui.text.nearest import nearest

TABLE = ("tool", NAME)

_EXPECTED = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`")
_TYPES = {
    "array": "a list",
    "str": "a text in quotes",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "object": "a table",
    "datetime": "a date",
}


class ConfigFile(Struct, frozen=True):
    """A configuration and the file it came from. `keys` are those in the file, each with its line from 1.

    `seen` is a glance at the file as it was read, and `text` what stood in it; `table` are the keys that lead to our
    table there, none where that is the whole file.
    """

    path: Path
    seen: Glance
    config: Config
    keys: dict[str, int]
    text: str
    table: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Return the folder that its paths count from."""
        return self.path.parent

    def absolute(self, name: str) -> Path:
        """Return the absolute path of what a path in it names, without `..`; `~` is the home folder.

        Raises RuntimeError where nobody has that home folder.
        """
        return absolute(str(Path(name).expanduser()), self.folder)

    def mistake(self, message: str, *keys: str, value: str | None = None) -> Mistake:
        """Return what is wrong with a key (or with one value in its list)."""
        return Mistake(self.path, line_of(self.text, (*self.table, *keys), value), message)


def _table(document: dict[str, Any]) -> Any:
    tool = document.get(TABLE[0])
    return tool.get(TABLE[1]) if isinstance(tool, dict) else None


def understood_config(path: Path) -> tuple[ConfigFile, list[Mistake]]:
    """Return what of a configuration file can be understood, and what is wrong with the rest.

    Raises ConfigError where nothing can be understood.
    """
    try:
        data, stamp = read(path)
        text = data.decode("utf-8-sig")
        document = tomllib.loads(text)
    except FileProblem as problem:
        message = problem.message
        if is_absent(path):
            message = "this symbolic link leads nowhere" if is_taken(path) else "there is no such configuration file"
        raise ConfigError(Mistake(path, 0, message)) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(Mistake(path, line, "the file is not UTF-8: save it as UTF-8")) from None
    except RecursionError:
        raise ConfigError(Mistake(path, 1, "a value is nested too deep")) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(_syntax(path, text, str(error))) from None
    except ValueError:  # what Python's own limit of digits makes the parser raise
        raise ConfigError(Mistake(path, 1, "a number has thousands of digits")) from None
    table = _table(document)
    is_shared = path.name == SHARED_NAME or table is not None
    values = table if is_shared else document
    where = TABLE if is_shared else ()
    if values is None:
        values = {}
    if not isinstance(values, dict):
        raise ConfigError(Mistake(path, line_of(text, where), "review-tui has to be a table: [tool.review-tui]"))
    config, lines, mistakes = _read(path, text, where, values)
    if is_shared:
        mistakes += _beside_table(path, text, document)
    file = ConfigFile(path, stamp.glance, config, lines, text, where)
    return file, mistakes


def _beside_table(path: Path, text: str, document: dict[str, Any]) -> Iterator[Mistake]:
    """Yield a mistake for each table with a nearly right name, and for each of our keys outside of our table."""
    tool = document.get(TABLE[0])
    for name in misnamed(tool) if isinstance(tool, dict) else ():
        message = f"unknown table 'tool.{name}': did you mean 'tool.{NAME}'?"
        yield Mistake(path, line_of(text, (TABLE[0], name)), message)
    if path.name == SHARED_NAME:
        return
    ours = document.keys() if path.name == OWN_NAME else key_names().keys()
    for key in document:
        if key in ours and key != TABLE[0]:
            message = f"{key}: it stands outside [tool.review-tui], and counts for nothing beside it"
            yield Mistake(path, line_of(text, (key,)), f"{message}: move it there, or do without that table")


def _syntax(path: Path, text: str, message: str) -> Mistake:
    place = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line = int(place[1]) if place else text.count("\n") + 1
    bare = message.partition(" (at ")[0].replace("Cannot overwrite a value", "this key stands there already")
    return Mistake(path, line, f"this is not TOML: {bare[:1].lower()}{bare[1:]}")


def _read(
    path: Path, text: str, table: tuple[str, ...], values: dict[str, Any]
) -> tuple[Config, dict[str, int], list[Mistake]]:
    """Return the configuration that some values make, the line of each key, and what is wrong."""
    names = key_names()
    types = get_type_hints(Config)
    good: dict[str, Any] = {}
    lines: dict[str, int] = {}
    mistakes: list[Mistake] = []
    for key, value in values.items():
        lines[key] = line_of(text, (*table, key))
        if key not in names:
            mistakes.append(Mistake(path, lines[key], _unknown(key, names)))
            continue
        faults = list(_faults(key, value, types[names[key]]))
        for inner, fault in faults:
            mistakes.append(Mistake(path, line_of(text, (*table, key, *inner)), fault))
        if not faults:
            good[names[key]] = msgspec.convert(value, types[names[key]])
    return Config(**good), lines, mistakes


def _unknown(key: str, names: dict[str, str]) -> str:
    near = nearest(key.lower().replace("_", "-"), names)
    hint = f"did you mean {near!r}?" if near else f"known are {', '.join(names)}"
    return f"unknown key {key!r}: {hint}"


def _faults(key: str, value: object, wanted: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what is wrong with a value: the keys inside it that lead to the fault, and the message."""
    if get_origin(wanted) is dict and isinstance(value, dict):
        for name, each in value.items():
            for inner, fault in _faults(f"{key}.{name}", each, get_args(wanted)[1]):
                yield (name, *inner), fault
        return
    try:
        msgspec.convert(value, wanted)
    except msgspec.ValidationError as error:
        yield (), f"{key}: {_plain(str(error), wanted)}"


def _plain(message: str, wanted: Any) -> str:
    """Say a fault that msgspec found in plain words."""
    found = _EXPECTED.match(message)
    if found:
        names = [_TYPES[part.strip()] for part in found["wanted"].split("|") if part.strip() in _TYPES]
        inner = " in the list" if "[" in message else ""
        return f"expected {' or '.join(names)}{inner}, not {_TYPES.get(found['got'], found['got'])}"
    known = [str(value) for value in (get_args(wanted) or wanted)]
    return f"{message.removeprefix('Invalid enum value ')} is not known: it has to be {' or '.join(known)}"
