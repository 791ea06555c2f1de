"""The configuration: found, read, and answered for in every mistake."""

import json
import os
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from review_tui.files.upward import Upward
from review_tui.lint.config.check import checked_config
from review_tui.lint.config.key_lines import line_of
from review_tui.lint.config.locating import config_in
from review_tui.lint.config.mistake import ConfigError
from review_tui.lint.config.model import Config, key_names
from review_tui.lint.config.schema import schema, schema_json
from review_tui.lint.discovery.ignoring import gitignore_of
from review_tui.lint.project import Overrides, Project
from review_tui.severity import Severity

EVERYTHING = """\
glossaries = ["terms"]
source = "en"
select = ["H", "T702"]
extend-select = ["P403"]
ignore = ["H104"]
renderer = "cjk-friendly"
exclude = ["drafts/"]
gitignore = false
decisions = "settled.jsonl"
min-severity = "warning"
fail-on = "error"

[per-file-ignores]
"archive/**" = ["T", "heading-missing-space"]

[severities]
T703 = "error"

[keys]
save = "ctrl+s"
next = ["n", "f8"]
"""


def find_config(folder: Path) -> Path | None:
    return Upward(config_in).of(folder)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def mistakes(path: Path, text: str) -> list[tuple[int, str]]:
    file = write(path / "review-tui.toml", text)
    with pytest.raises(ConfigError) as caught:
        Project(folder=path).settings(path)
    assert all(mistake.path == file for mistake in caught.value.mistakes)
    return [(mistake.line, mistake.message) for mistake in caught.value.mistakes]


class TestReading:
    def test_everything_there_is(self, tmp_path: Path) -> None:
        for folder in ("terms", "en"):
            (tmp_path / folder).mkdir()
        config = checked_config(write(tmp_path / "review-tui.toml", EVERYTHING)).file.config
        assert config == Config(
            glossaries=("terms",),
            source="en",
            select=("H", "T702"),
            extend_select=("P403",),
            ignore=("H104",),
            per_file_ignores={"archive/**": ("T", "heading-missing-space")},
            severities={"T703": Severity.ERROR},
            renderer="cjk-friendly",
            exclude=("drafts/",),
            gitignore=False,
            decisions="settled.jsonl",
            min_severity=Severity.WARNING,
            fail_on=Severity.ERROR,
            keys={"save": "ctrl+s", "next": ("n", "f8")},
        )
        assert set(key_names()) == set(tomllib.loads(EVERYTHING)), "EVERYTHING above has to have a value for each key"

    def test_its_own_file_and_a_table_of_pyproject_mean_the_same(self, tmp_path: Path) -> None:
        own = checked_config(write(tmp_path / "a" / "review-tui.toml", 'select = ["H"]\n')).file.config
        shared = checked_config(
            write(tmp_path / "b" / "pyproject.toml", '[project]\nname = "x"\n[tool.review-tui]\nselect = ["H"]\n')
        ).file.config
        assert own == shared


class TestFinding:
    def test_the_nearest_upward_counts(self, tmp_path: Path) -> None:
        outer = write(tmp_path / "review-tui.toml", "")
        inner = write(tmp_path / "a" / "pyproject.toml", "[tool.review-tui]\n")
        (tmp_path / "a" / "b").mkdir()
        assert find_config(tmp_path) == outer
        assert find_config(tmp_path / "a" / "b") == inner

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("[[tool.review-tui]]\nselect = ['H']\n", "1: review-tui has to be a table: [tool.review-tui]"),
            ("\ufeff[tool.review-tui]\nslect = ['H']\n", "2: unknown key 'slect'"),
            ("\ufefftool.review-tui.slect = ['H']\n", "1: unknown key 'slect'"),
            ("\ufeff[tool.review-tui]\nselect = [\n", "this is not TOML"),
        ],
    )
    def test_a_pyproject_whose_table_is_wrong_is_not_passed_over(self, tmp_path: Path, text: str, message: str) -> None:
        file = write(tmp_path / "pyproject.toml", text)
        assert find_config(tmp_path) == file
        with pytest.raises(ConfigError, match=re.escape(message)):
            checked_config(file)

    def test_a_pyproject_without_the_table_is_passed_over(self, tmp_path: Path) -> None:
        outer = write(tmp_path / "review-tui.toml", "")
        write(tmp_path / "a" / "pyproject.toml", '[project]\nname = "review-tui"\n[tool.ruff]\n')
        assert find_config(tmp_path / "a") == outer

    @pytest.mark.parametrize("name", ["review_tui", "reviewtui", "Review-TUI", "reveiw-tui", "review-tiu"])
    def test_a_table_with_a_name_like_its_own_is_not_passed_over(self, tmp_path: Path, name: str) -> None:
        for text in (f"[tool.ruff]\n[tool.{name}]\nselect = []\n", f"[tool]\n{name}.select = []\n"):
            file = write(tmp_path / "pyproject.toml", text)
            assert find_config(tmp_path) == file
            message = f"{file}:2: unknown table 'tool.{name}': did you mean 'tool.review-tui'?"
            with pytest.raises(ConfigError, match=re.escape(message)):
                checked_config(file)

    @pytest.mark.parametrize("name", ["rerun", "review", "review-tool", "textual-tui"])
    def test_that_of_another_tool_is_passed_over(self, tmp_path: Path, name: str) -> None:
        write(tmp_path / "pyproject.toml", f"[tool.{name}]\nselect = []\n")
        assert find_config(tmp_path) is None

    @pytest.mark.parametrize("text", ["[tool.'review-tui']\n", "[ tool . review-tui ]\n", "[tool]\nreview-tui = {}\n"])
    def test_however_the_table_is_written(self, tmp_path: Path, text: str) -> None:
        file = write(tmp_path / "pyproject.toml", text)
        assert find_config(tmp_path) == file

    @pytest.mark.parametrize(("kind", "message"), [("folder", "it is a folder"), ("link", "leads nowhere")])
    def test_what_has_its_name_and_is_no_file_is_not_passed_over(self, tmp_path: Path, kind: str, message: str) -> None:
        write(tmp_path / "review-tui.toml", "")
        inner = tmp_path / "a" / "review-tui.toml"
        inner.parent.mkdir()
        inner.mkdir() if kind == "folder" else inner.symlink_to("gone.toml")
        assert find_config(tmp_path / "a") == inner
        with pytest.raises(ConfigError, match=message):
            checked_config(inner)

    def test_a_pyproject_that_cannot_be_read_is_not_passed_over(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = write(tmp_path / "pyproject.toml", "[tool.review-tui]\n")
        opened = os.open

        def refuse(path: Any, *arguments: Any, **named: Any) -> int:
            if path == file:
                raise PermissionError(13, "Permission denied")
            return opened(path, *arguments, **named)

        monkeypatch.setattr(os, "open", refuse)
        assert find_config(tmp_path) == file
        with pytest.raises(ConfigError, match="permission denied"):
            checked_config(file)

    def test_its_own_file_goes_before_pyproject(self, tmp_path: Path) -> None:
        write(tmp_path / "pyproject.toml", "[tool.review-tui]\n")
        own = write(tmp_path / "review-tui.toml", "")
        assert find_config(tmp_path) == own


class TestMistakes:
    def test_an_unknown_key_names_line_and_nearest(self, tmp_path: Path) -> None:
        found = mistakes(tmp_path, 'source = "."\n\nslect = ["H"]\nper_file_ignores = {}\nFAIL_ON = "error"\n')
        assert found == [
            (3, "unknown key 'slect': did you mean 'select'?"),
            (4, "unknown key 'per_file_ignores': did you mean 'per-file-ignores'?"),
            (5, "unknown key 'FAIL_ON': did you mean 'fail-on'?"),
        ]

    @pytest.mark.parametrize(
        ("text", "line", "message"),
        [
            ('\nselect = "H"', 2, "select: expected a list, not a text in quotes"),
            ("select = [\n  'H',\n  1,\n]", 1, "select: expected a text in quotes in the list, not a number"),
            ("gitignore = 'no'", 1, "gitignore: expected true or false, not a text in quotes"),
            ("renderer = 'cjk'", 1, "renderer: 'cjk' is not known: it has to be commonmark or cjk-friendly"),
            ("[severities]\n\nT703 = 'bad'", 3, "severities.T703: 'bad' is not known"),
            ("[severities]\nT703 = 3", 2, "severities.T703: expected a text in quotes, not a number"),
            ("per-file-ignores = 3", 1, "per-file-ignores: expected a table, not a number"),
            ("[per-file-ignores]\n'a' = ['T']\n'b' = 'T'", 3, "per-file-ignores.b: expected a list"),
            ("[keys]\nsave = 3", 2, "keys.save: expected a text in quotes or a list, not a number"),
        ],
    )
    def test_a_wrong_type_names_line_and_what_is_expected(
        self, tmp_path: Path, text: str, line: int, message: str
    ) -> None:
        ((found, said),) = mistakes(tmp_path, text)
        assert found == line
        assert said.startswith(message)

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ('ignore = ["T7O2"]', 1),
            ('select = [\n  "H101",\n  "headng-empty",\n]', 3),
            ('[per-file-ignores]\n"a/**" = ["T702"]\n"b/**" = ["Z1"]', 3),
            ('[severities]\nT702 = "error"\nZ9 = "error"', 3),
        ],
    )
    def test_an_unknown_rule_names_its_line(self, tmp_path: Path, text: str, line: int) -> None:
        ((found, said),) = mistakes(tmp_path, text)
        assert found == line
        assert "there is no rule" in said

    def test_what_is_chosen_and_all_ignored_again(self, tmp_path: Path) -> None:
        ((line, said),) = mistakes(tmp_path, 'extend-select = ["H"]\nignore = ["ALL", "H"]')
        assert (line, said) == (2, "ignore: it takes away all rules that are chosen: none is left")
        for text in ('ignore = ["ALL"]', 'extend-select = ["H"]\nignore = ["ALL"]'):  # nothing chosen; not all of it
            checked_config(write(tmp_path / "review-tui.toml", text))

    def test_a_glossary_that_is_not_there(self, tmp_path: Path) -> None:
        ((line, said),) = mistakes(tmp_path, 'exclude = ["x"]\nglossaries = ["gloss"]')
        assert (line, "no file or folder 'gloss'" in said) == (2, True)

    @pytest.mark.parametrize(
        ("name", "fault"),
        [
            ("englsh", "there is no folder 'englsh', but 'english' beside it: check the name"),
            ("file", "'file' is a file: name the folder with the English articles"),
        ],
    )
    def test_a_folder_of_originals_that_is_none(self, tmp_path: Path, name: str, fault: str) -> None:
        (tmp_path / "file").touch()
        (tmp_path / "englsh.md").touch()  # more like it, and no folder
        (tmp_path / "english").mkdir()
        ((line, said),) = mistakes(tmp_path, f'exclude = ["x"]\nsource = "{name}"')
        assert (line, said) == (2, f"source: {fault}")

    def test_a_checkout_may_have_no_originals(self, tmp_path: Path) -> None:
        file = write(tmp_path / "review-tui.toml", 'source = "../originals"')
        assert checked_config(file).file.config.source == "../originals"

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("glossaries", '["terms", "~nosuchuser/x"]'),
            ("glossaries", '["terms", "a\\u0000b"]'),
            ("source", '"~nosuchuser"'),
            ("source", '"a\\u0000b"'),
            ("decisions", "'~nosuchuser/x.jsonl'"),
            ("decisions", '"a\\u0000b"'),
        ],
    )
    def test_a_path_that_can_lead_nowhere(self, tmp_path: Path, key: str, value: str) -> None:
        (tmp_path / "terms").mkdir()
        ((line, said),) = mistakes(tmp_path, f'exclude = ["x"]\n{key} = {value}\n')
        assert line == 2
        assert said.startswith(f"{key}: ")
        assert "no home folder for '~nosuchuser'" in said or "NUL" in said

    @pytest.mark.parametrize("pattern", ["!", "[z-a]"])
    def test_what_is_no_pattern(self, tmp_path: Path, pattern: str) -> None:
        ((line, said),) = mistakes(tmp_path, f'gitignore = true\nexclude = ["{pattern}"]')
        assert (line, said.startswith(f"exclude: '{pattern}' is no pattern: ")) == (2, True)

    @pytest.mark.parametrize("table", [False, True])
    @pytest.mark.parametrize(
        ("pattern", "fault"),
        [
            ("", "names nothing: it is empty, or a comment"),
            ("  ", "names nothing: it is empty, or a comment"),
            ("# a", "names nothing: it is empty, or a comment"),
            ("/", "never matches: write '/**' for all that is in the folder"),
            ("//", "never matches: write '/**' for all that is in the folder"),
            ("./site/**", "never matches: it counts from the folder of this file, so leave out . and .."),
            ("../other/*", "never matches: it counts from the folder of this file, so leave out . and .."),
            ("site/./zh", "never matches: it counts from the folder of this file, so leave out . and .."),
            ("site//zh", "never matches: take out the second slash"),
            ("//site", "never matches: take out the second slash"),
            ("~/site/**", "never matches: it counts from the folder of this file, so leave out . and .."),
            ("{}/site/**", "never matches: it counts from the folder of this file: write '/site/**'"),
            ("site\\zh\\*", r"has a backslash before 'z', which says nothing: write / between folders"),
        ],
    )
    def test_a_pattern_that_can_never_match(self, tmp_path: Path, pattern: str, fault: str, *, table: bool) -> None:
        pattern = pattern.format(tmp_path)
        written = f"'{pattern}'"
        text = f"[per-file-ignores]\n{written} = ['P']\n" if table else f"gitignore = true\nexclude = [{written}]\n"
        ((line, said),) = mistakes(tmp_path, text)
        key = "per-file-ignores" if table else "exclude"
        assert (line, said) == (2, f"{key}: {pattern!r} {fault}")

    @pytest.mark.parametrize(
        "pattern", ["/site/**", "a\\*.md", "a\\ b", "*\\.md", "\\#a", "..a/b", "a../*", ".github/", "~a/b", "[.]/a"]
    )
    def test_patterns_of_odd_names(self, tmp_path: Path, pattern: str) -> None:
        text = f"exclude = ['{pattern}']\n[per-file-ignores]\n'{pattern}' = ['P']\n"
        file = write(tmp_path / "review-tui.toml", text)
        assert checked_config(file).exclude is not None

    def test_an_exception_that_can_never_match(self, tmp_path: Path) -> None:
        ((line, said),) = mistakes(tmp_path, "exclude = [\n'site',\n'!./site/a.md']\n")
        assert line == 3
        assert said.startswith("exclude: '!./site/a.md' never matches: ")

    def test_an_exception_where_there_is_no_order(self, tmp_path: Path) -> None:
        ((line, said),) = mistakes(tmp_path, "[per-file-ignores]\n'a/**' = ['P']\n'!a/b.md' = ['P']\n")
        assert (line, said) == (
            3,
            "per-file-ignores: '!a/b.md' is an exception, which says nothing here: name the files that are meant",
        )
        file = write(tmp_path / "review-tui.toml", "exclude = ['a/**', '!a/b.md']")
        assert checked_config(file).exclude is not None

    @pytest.mark.parametrize(
        ("first", "second"),
        [("H101", "heading-missing-space"), ("heading-missing-space", "h101"), ("M205", "entity"), ("ALL", "all")],
    )
    def test_a_rule_with_two_severities(self, tmp_path: Path, first: str, second: str) -> None:
        ((line, said),) = mistakes(tmp_path, f"[severities]\n{first} = 'info'\n{second} = 'error'\n")
        assert (line, said) == (3, f"severities: {second!r} means the same as {first!r}: leave one of them out")

    def test_a_narrower_selector_goes_before_a_wider_one(self, tmp_path: Path) -> None:
        file = write(tmp_path / "review-tui.toml", "[severities]\nH = 'info'\nH1 = 'error'\nH101 = 'warning'\n")
        assert len(checked_config(file).file.config.severities) == 3

    @pytest.mark.parametrize("key", ["glossaries", "source", "decisions"])
    def test_an_empty_path(self, tmp_path: Path, key: str) -> None:
        value = '["", "."]' if key == "glossaries" else '""'
        ((line, said),) = mistakes(tmp_path, f"gitignore = true\n{key} = {value}\n")
        assert (line, said) == (2, f"{key}: an empty path names nothing: give one, or take the key out")

    def test_a_folder_for_the_decisions(self, tmp_path: Path) -> None:
        ((line, said),) = mistakes(tmp_path, "gitignore = true\ndecisions = '.'\n")
        assert (line, said) == (2, "decisions: '.' is a folder: name a file in it")

    def test_keys_beside_the_table(self, tmp_path: Path) -> None:
        table = "[tool.ruff]\n[tool.review-tui]\nselect = ['P']\n"
        text = f"select = ['H']\n\nslect = 1\n{table}[severities]\nT703 = 'error'\n"
        found = mistakes(tmp_path, text)
        assert [line for line, _ in found] == [1, 3, 7]
        assert found[0][1] == (
            "select: it stands outside [tool.review-tui], and counts for nothing beside it: "
            "move it there, or do without that table"
        )

    def test_other_tables_of_a_named_file_are_nobodys_business(self, tmp_path: Path) -> None:
        text = "source = 'x'\n[project]\nname = 'x'\n[tool.review-tui]\nselect = ['P']\n"
        with pytest.raises(ConfigError) as caught:
            checked_config(write(tmp_path / "other.toml", text))
        assert [mistake.line for mistake in caught.value.mistakes] == [1]
        assert checked_config(write(tmp_path / "pyproject.toml", text)).file.config.select == ("P",)

    def test_what_is_no_toml(self, tmp_path: Path) -> None:
        ((line, said),) = mistakes(tmp_path, 'select = ["H"]\nignore = [\n')
        assert said.startswith("this is not TOML: ")
        assert line >= 2
        assert mistakes(tmp_path, "ignore = []\nignore = []\n") == [
            (2, "this is not TOML: this key stands there already")
        ]

    def test_all_of_them_are_said_at_once(self, tmp_path: Path) -> None:
        assert len(mistakes(tmp_path, "select = 1\nx = 1\nignore = 2\n")) == 3
        found = mistakes(tmp_path, 'select = ["Z1"]\nglosaries = []\nexclude = 1\nglossaries = ["gone"]\n')
        assert [line for line, _ in found] == [1, 2, 3, 4]  # those of the rules and of the disk among the others

    def test_a_value_nested_too_deep(self, tmp_path: Path) -> None:
        assert mistakes(tmp_path, f"select = {'[' * 9999}") == [(1, "a value is nested too deep")]

    def test_a_number_with_more_digits_than_python_reads(self, tmp_path: Path) -> None:
        file = write(tmp_path / "pyproject.toml", f"[tool.review-tui]\nselect = []\n[a]\nb = {'1' * 5000}\n")
        assert find_config(tmp_path) == file
        with pytest.raises(ConfigError, match="1: a number has thousands of digits"):
            checked_config(file)

    def test_another_encoding(self, tmp_path: Path) -> None:
        file = tmp_path / "review-tui.toml"
        file.write_bytes('# note\nsource = "英文"\n'.encode("gb18030"))
        with pytest.raises(ConfigError, match=r"review-tui\.toml:2: the file is not UTF-8"):
            checked_config(file)


class TestPlaces:
    TEXT = '[tool.review-tui]\na = 1\n"b c" = 2\n[tool.review-tui.d]\n"e/**" = [\n  "x",\n]\nf.g = 1\n'

    @pytest.mark.parametrize(
        ("path", "line"),
        [
            (("tool", "review-tui", "a"), 2),
            (("tool", "review-tui", "b c"), 3),
            (("tool", "review-tui", "d", "e/**"), 5),
            (("tool", "review-tui", "d", "f", "g"), 8),
            (("tool", "review-tui", "d", "f"), 8),
            (("tool", "review-tui", "d", "missing"), 4),
            (("other",), 1),
        ],
    )
    def test_a_key_or_the_nearest_table(self, path: tuple[str, ...], line: int) -> None:
        assert line_of(self.TEXT, path) == line

    def test_lines_end_where_editors_and_the_parser_end_them(self) -> None:
        assert line_of("# \u2028 \v\r\n[a]\r\nb = 1\r\n", ("a", "b")) == 3
        assert line_of("\n" * 9 + "[a]\nb = 1\nc = 2\n", ("a", "b")) == 11

    def test_a_value_of_a_list(self) -> None:
        assert line_of(self.TEXT, ("tool", "review-tui", "d", "e/**"), "x") == 6


class TestPaths:
    def test_folders_that_name_one_file_by_different_ways_mean_the_same(self, tmp_path: Path) -> None:
        settings = 'decisions = "../d.jsonl"\nglossaries = ["../terms"]\n'
        write(tmp_path / "terms" / "a.csv", "concept,en,zh,status\n")
        folders = [write(tmp_path / name / "review-tui.toml", settings).parent for name in ("a", "b")]
        project = Project()
        assert {project.decisions(folder) for folder in folders} == {tmp_path / "d.jsonl"}
        assert {project.settings(folder).glossary for folder in folders} == {(str(tmp_path / "terms" / "a.csv"),)}

    def test_a_way_through_a_link_stays(self, tmp_path: Path) -> None:
        (tmp_path / "far" / "away").mkdir(parents=True)
        (tmp_path / "near").symlink_to(tmp_path / "far" / "away")
        write(tmp_path / "review-tui.toml", 'decisions = "near/../d.jsonl"\n')
        assert Project().decisions(tmp_path) == tmp_path / "far" / "d.jsonl"


class TestDecisionsFile:
    """Which file the decisions for a folder stand in, without a configuration that names it."""

    def where(self, top: Path) -> str:
        return str(Project(folder=top / "repo" / "zh").decisions(top / "repo" / "zh").relative_to(top))

    @pytest.fixture
    def top(self, tmp_path: Path) -> Path:
        (tmp_path / "repo" / "zh").mkdir(parents=True)
        return tmp_path

    def test_the_nearest_there_is(self, top: Path) -> None:
        write(top / "review-decisions.jsonl", "")
        assert self.where(top) == "review-decisions.jsonl"
        write(top / "repo" / "review-decisions.jsonl", "")
        assert self.where(top) == "repo/review-decisions.jsonl"

    def test_none_outside_the_repository(self, top: Path) -> None:
        write(top / "review-decisions.jsonl", "")
        (top / "repo" / ".git").mkdir()
        assert self.where(top) == "repo/review-decisions.jsonl"

    def test_but_beside_a_configuration_that_holds_for_it(self, top: Path) -> None:
        write(top / "review-decisions.jsonl", "")
        write(top / "review-tui.toml", "")
        (top / "repo" / ".git").mkdir()
        assert self.where(top) == "review-decisions.jsonl"


class TestProject:
    def test_the_command_line_goes_first(self, tmp_path: Path) -> None:
        write(tmp_path / "review-tui.toml", 'select = ["H"]\nignore = ["H104"]\nextend-select = ["P4"]\n')
        settings = Project(Overrides(select=("T",), ignore=("T706",)), tmp_path).settings(tmp_path)
        assert settings.select == ("T",)
        assert settings.ignore == ("H104", "T706")
        assert settings.extend_select == ("P4",)

    def test_isolated_reads_none_and_a_named_one_holds_everywhere(self, tmp_path: Path) -> None:
        write(tmp_path / "a" / "review-tui.toml", "[broken")
        named = write(tmp_path / "named.toml", 'select = ["H"]\n')
        assert Project(Overrides(isolated=True), tmp_path).config(tmp_path / "a") == Config()
        assert Project(Overrides(config=named), tmp_path).config(tmp_path / "a").select == ("H",)

    def test_per_file_ignores_count_from_the_folder_of_the_file(self, tmp_path: Path) -> None:
        write(tmp_path / "review-tui.toml", '[per-file-ignores]\n"old/*.md" = ["T"]\n"*.md" = ["P"]\n')
        project = Project(folder=tmp_path / "elsewhere")
        assert project.ignored_rules(tmp_path / "old" / "a.md") == ("T", "P")
        assert project.ignored_rules(tmp_path / "new" / "a.md") == ("P",)

    def test_glossaries_count_from_the_folder_of_the_file(self, tmp_path: Path) -> None:
        terms = write(tmp_path / "terms" / "a.csv", "concept,en,zh,status\n")
        write(tmp_path / "review-tui.toml", 'glossaries = ["terms"]\n')
        assert Project(folder=tmp_path).glossary(tmp_path / "zh").paths == (terms,)


class TestSchema:
    def test_knows_every_key_and_refuses_others(self) -> None:
        assert set(schema()["properties"]) == set(key_names())
        assert all(each.get("description") for each in schema()["properties"].values())
        jsonschema.Draft202012Validator.check_schema(schema())

    def test_agrees_with_the_reader(self) -> None:

        jsonschema.validate(tomllib.loads(EVERYTHING), json.loads(schema_json()))
        wrongs: list[dict[str, object]] = [{"slect": []}, {"select": "H"}, {"renderer": "x"}, {"severities": {"T": 1}}]
        for wrong in wrongs:
            with pytest.raises(jsonschema.ValidationError):
                jsonschema.validate(wrong, schema())


@pytest.mark.parametrize("name", ["review-tui.toml", "pyproject.toml", ".gitignore"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    assert gitignore_of(str(tmp_path)) is None
    assert find_config(tmp_path) == (tmp_path / name if name == "review-tui.toml" else None)
    with pytest.raises(ConfigError, match="no ordinary file"):
        checked_config(tmp_path / name)
