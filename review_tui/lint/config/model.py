"""What a configuration may hold. The JSON schema is made of this class, and so is the check of a file."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from review_tui.severity import Severity

Strings = tuple[str, ...]


class Config(Struct, frozen=True, kw_only=True, rename="kebab"):
    """`[tool.review-tui]` of pyproject.toml, or all of review-tui.toml. Paths count from the file's own folder.

    A new key is a field here. Where it holds selectors of rules, paths or patterns, `check.py` beside this checks it.
    Where rules ask for it, `Options` (`rules/options.py`) has a field of the same name. Where findings depend on it
    otherwise, `Project.settings` (`lint/project.py`) hands it on in `Settings` (`lint/settings.py`). All fields of both
    tell kept reports apart.
    """

    glossaries: Annotated[
        Strings, Meta(description="Glossary files, or folders of them. Default: the nearest glossary/ folder upward.")
    ] = ()
    source: Annotated[
        str | None,
        Meta(description="The folder with the English originals, under the same file names; they are not checked."),
    ] = None
    select: Annotated[
        Strings, Meta(description="The rules that run, by code, beginning of a code or name. Default: all.")
    ] = ()
    extend_select: Annotated[Strings, Meta(description="Rules that run as well.")] = ()
    ignore: Annotated[Strings, Meta(description="Rules that do not run.")] = ()
    per_file_ignores: Annotated[
        dict[str, Strings], Meta(description="Rules that do not run on files that match a pattern (as in .gitignore).")
    ] = {}
    severities: Annotated[
        dict[str, Severity], Meta(description="Severities of rules that differ from the rules' own.")
    ] = {}
    renderer: Annotated[
        Literal["commonmark", "cjk-friendly"],
        Meta(description="cjk-friendly: the site's renderer accepts emphasis beside CJK punctuation."),
    ] = "commonmark"
    exclude: Annotated[Strings, Meta(description="Files and folders to leave out (patterns as in .gitignore).")] = ()
    gitignore: Annotated[bool, Meta(description="Whether what .gitignore names is left out.")] = True
    decisions: Annotated[
        str | None, Meta(description="The file with the editors' decisions. Default: review-decisions.jsonl.")
    ] = None
    min_severity: Annotated[Severity, Meta(description="Findings below this are not shown.")] = Severity.INFO
    fail_on: Annotated[Severity, Meta(description="Findings at or above this make lint exit with 1.")] = (
        Severity.WARNING
    )
    keys: Annotated[
        dict[str, str | Strings], Meta(description="Keys of the terminal UI: the name of an action, and its keys.")
    ] = {}


def key_names() -> dict[str, str]:
    """Return the keys a file may have, and the field each of them fills."""
    return dict(zip(Config.__struct_encode_fields__, Config.__struct_fields__, strict=True))
