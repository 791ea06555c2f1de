"""`review-tui config`: what holds, and where it comes from."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from review_tui.cli.arguments import ANY, FILE
from review_tui.cli.exit_codes import CLEAN, TROUBLE
from review_tui.cli.messages import complain
from review_tui.files.presence import is_absent, is_folder
from review_tui.lint.config.file import ConfigFile
from review_tui.lint.config.model import Config, key_names
from review_tui.lint.project import Overrides, Project, exclusions_of
from review_tui.text.visible import visible


@click.group("config")
def command() -> None:
    """Look at the configuration: [tool.review-tui] in pyproject.toml, or review-tui.toml."""


@command.command("show")
@click.argument("path", type=ANY, default=".")
@click.option("--config", type=FILE, help="Show this file.")
@click.option("--isolated", is_flag=True, help="Show what holds without any file.")
def show(path: Path, config: Path | None, *, isolated: bool) -> int:
    """Print the configuration that holds for a file or a folder, and where each value comes from."""
    project = Project(Overrides(config=config, isolated=isolated))
    file = project.absolute(path)
    if is_absent(file):
        complain(f"{path}: there is no such file or folder: check the spelling")
        return TROUBLE
    folder = file if is_folder(file) else file.parent
    for line in _lines(project, folder):
        click.echo(visible(line))
    if folder != file:
        for line in _lines_on(project, file, str(path)):
            click.echo(visible(line))
    return CLEAN


def _lines(project: Project, folder: Path) -> Iterator[str]:
    found = project.config_file(folder)
    config = found.config if found else Config()
    yield f"# {found.path}" if found else "# no configuration file: these are the defaults"
    rows = [(_row(key, getattr(config, name)), _origin(found, key)) for key, name in key_names().items()]
    place = project.glossary(folder)
    paths = [str(path) for path in place.paths]
    widest = min(60, max(len(text) for text, _ in rows))
    for text, origin in rows:
        yield f"{text:<{widest}}  # {origin}"
    yield ""
    yield f"# glossary: {place.source}"
    for path in paths:
        yield f"#   {path}"
    yield f"# decisions: {project.decisions(folder)}"


def _lines_on(project: Project, file: Path, shown: str) -> Iterator[str]:
    """Yield what holds for one file in particular, which messages call `shown`."""
    from review_tui.lint.discovery.discovery import is_walked_to
    from review_tui.review.article.english import english_file

    checking = project.checking(file)
    codes = ", ".join(module.rule.code for module in checking.selection.rules)
    yield f"# rules that run on {shown}: {codes or 'none'}"
    selectors = project.ignored_rules(file)
    if selectors:
        yield f"# per-file-ignores that name it: {', '.join(selectors)}"
    exclusions = exclusions_of(project)
    if not is_walked_to(file, exclusions):
        by = (
            ".gitignore"
            if is_walked_to(file, replace(exclusions, gitignore=lambda _: False))
            else "its name or `exclude`"
        )
        yield f"# a run over the folder leaves {shown} out, by {by}; when it is named, only --force-exclude does"
    original = english_file(project, file)
    if original is not None:
        yield f"# English original: {original}"


def _origin(found: ConfigFile | None, key: str) -> str:
    if found is None or key not in found.keys:
        return "default"
    return f"{found.path.name}:{found.keys[key]}"


def _row(key: str, value: Any) -> str:
    """Return a key with its value as TOML has it, which has no form for what is not set."""
    return f"# {key} is not set" if value is None else f"{key} = {_toml(value)}"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(str(key))} = {_toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(str(value), ensure_ascii=False)


@command.command("schema")
def schema() -> int:
    """Print the JSON schema of the configuration, for editors that complete and check TOML."""
    from review_tui.lint.config.schema import schema_json

    click.echo(schema_json())
    return CLEAN
