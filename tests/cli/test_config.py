"""The configuration as the commands follow it, and as `config show` prints it."""

import contextlib
import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.running import Command


@pytest.fixture(autouse=True)
def articles(folder: Path) -> None:
    for name in ("a.md", "old/b.md", "drafts/c.md"):
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("##甲\n\n乙 。\n", "utf-8")
    (folder / "glossary").mkdir()
    (folder / "glossary" / "g.csv").write_text("concept,en,zh,status\n", "utf-8")


def configure(folder: Path, text: str) -> None:
    (folder / "review-tui.toml").write_text(text, "utf-8")


def codes(review_tui: Command, *arguments: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in json.loads(review_tui("lint", ".", "-f", "json", *arguments).out):
        found.setdefault(each["path"], []).append(each["code"])
    return found


def test_rules_excludes_and_ignores(review_tui: Command, folder: Path) -> None:
    configure(folder, 'select = ["H101", "P401"]\nexclude = ["drafts"]\n[per-file-ignores]\n"old/" = ["P"]\n')
    assert codes(review_tui) == {"a.md": ["H101", "P401"], "old/b.md": ["H101"]}
    assert codes(review_tui, "--isolated", "--select", "P401").keys() == {"a.md", "old/b.md", "drafts/c.md"}


def test_the_nearest_configuration_holds_for_each_file(review_tui: Command, folder: Path) -> None:
    configure(folder, 'select = ["H101"]\n')
    (folder / "old" / "review-tui.toml").write_text('select = ["P401"]\n', "utf-8")
    assert codes(review_tui) == {"a.md": ["H101"], "drafts/c.md": ["H101"], "old/b.md": ["P401"]}


def test_severities_and_what_counts(review_tui: Command, folder: Path) -> None:
    configure(folder, 'select = ["H101"]\nfail-on = "error"\n[severities]\nH101 = "warning"\n')
    ran = review_tui("lint", "a.md", "-f", "concise")
    assert ran.code == 0
    assert "warning H101" in ran.out
    assert review_tui("lint", "a.md", "--fail-on", "warning").code == 1


def test_a_severity_may_be_set_for_a_family_and_for_one_of_it(review_tui: Command, folder: Path) -> None:
    severities = '[severities]\nH = "info"\nheading-missing-space = "warning"\nP = "info"\n'
    configure(folder, f'select = ["H101", "P401"]\n{severities}')
    out = review_tui("lint", "a.md", "-f", "concise").out
    assert "warning H101" in out
    assert "info P401" in out


def test_a_mistake_is_trouble_with_its_line(review_tui: Command, folder: Path) -> None:
    configure(folder, "\nslect = []\n")
    ran = review_tui("lint", "a.md")
    assert ran.code == 2
    assert ran.out == ""
    assert "error: review-tui.toml:2: unknown key 'slect': did you mean 'select'?" in ran.err


def test_a_configuration_that_is_named_and_not_there_is_trouble(review_tui: Command) -> None:
    ran = review_tui("lint", "a.md", "--config", "nowhere.toml")
    assert ran.code == 2
    assert "error: nowhere.toml: there is no such configuration file" in ran.err


def test_gitignore_can_be_switched_off(review_tui: Command, folder: Path) -> None:
    (folder / ".gitignore").write_text("old/\n", "utf-8")
    assert "old/b.md" not in codes(review_tui)
    configure(folder, "gitignore = false\n")
    assert "old/b.md" in codes(review_tui)


@pytest.mark.parametrize("pattern", ["drafts/", "drafts/*", "*.md"])
def test_force_exclude_leaves_out_named_folders_as_well(review_tui: Command, folder: Path, pattern: str) -> None:
    configure(folder, f'exclude = ["{pattern}"]\n')
    draft = folder / "drafts" / "c.md"
    before = draft.read_bytes()
    ran = review_tui("lint", "drafts", "--force-exclude", "--fix", "-s", "H101")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert draft.read_bytes() == before
    assert review_tui("lint", "drafts", "-s", "H101").code == (1 if pattern == "drafts/" else 2)


def test_force_exclude_leaves_out_named_files_and_is_content_with_none(review_tui: Command, folder: Path) -> None:
    configure(folder, 'exclude = ["drafts"]\n')
    assert review_tui("lint", "drafts/c.md").code == 1
    assert review_tui("lint", "drafts/c.md", "--force-exclude").code == 0


def test_a_folder_left_out_stays_so_whatever_configuration_is_in_it(review_tui: Command, folder: Path) -> None:
    configure(folder, 'exclude = ["drafts"]\n')
    (folder / "drafts" / "review-tui.toml").write_text('select = ["H"]\n', "utf-8")
    assert "drafts/c.md" not in codes(review_tui)
    assert review_tui("lint", "drafts/c.md", "--force-exclude").code == 0


def test_english_originals_are_not_checked(review_tui: Command, folder: Path) -> None:
    configure(folder, 'source = "old"\n')
    assert "old/b.md" not in codes(review_tui)
    assert review_tui("lint", "old/b.md").code == 1


@pytest.mark.parametrize("table", ["tool.review-tui.severities", '"tool"."review-tui"', "tool . review-tui"])
def test_a_broken_file_with_a_table_of_ours_is_trouble(review_tui: Command, folder: Path, table: str) -> None:
    (folder / "pyproject.toml").write_text(f'[project]\nversion =\n[{table}]\nH101 = "info"\n', "utf-8")
    ran = review_tui("lint", "a.md")
    assert ran.code == 2
    assert "pyproject.toml:2: " in ran.err


def test_show_prints_toml_with_the_origin_of_each_value(review_tui: Command, folder: Path) -> None:
    configure(folder, '# first\nselect = ["H"]\nkeys.save = "f5"\n\n[severities]\nH101 = "info"\n')
    ran = review_tui("config", "show")
    assert ran.code == 0
    values = tomllib.loads(ran.out)
    assert values["select"] == ["H"]
    assert values["severities"] == {"H101": "info"}
    lines = {line.split(" = ")[0]: line for line in ran.out.splitlines() if " = " in line}
    assert lines["select"].endswith("# review-tui.toml:2")
    assert lines["keys"].endswith("# review-tui.toml:3")
    assert lines["severities"].endswith("# review-tui.toml:5")
    assert lines["renderer"].endswith("# default")
    assert f"#   {folder / 'glossary' / 'g.csv'}" in ran.out


def test_what_is_shown_can_be_a_configuration(review_tui: Command, folder: Path) -> None:
    configure(folder, 'exclude = [\'a"b\\*\', "c\\nd"]\nseverities.H101 = "info"\n')
    shown = review_tui("config", "show").out
    assert "# decisions is not set" in shown
    assert "# source is not set" in shown
    configure(folder, shown)
    again = review_tui("config", "show").out
    assert tomllib.loads(again) == tomllib.loads(shown)
    assert tomllib.loads(again)["exclude"] == ['a"b\\*', "c\nd"]


def test_schema_is_json(review_tui: Command) -> None:
    assert json.loads(review_tui("config", "schema").out)["additionalProperties"] is False


def test_a_mistake_in_one_folder_does_not_keep_the_others_from_being_checked(review_tui: Command, folder: Path) -> None:
    (folder / "old" / "review-tui.toml").write_text("slect = []\n", "utf-8")
    ran = review_tui("lint", ".", "-f", "json", "--select", "H101")
    assert ran.code == 2
    assert [(each["path"], each["code"]) for each in json.loads(ran.out)] == [
        ("a.md", "H101"),
        ("drafts/c.md", "H101"),
        ("old/review-tui.toml", "E902"),
    ]
    assert ran.err.count("unknown key 'slect'") == 1


def test_a_path_that_leads_up_has_the_configuration_of_where_it_leads(review_tui: Command, folder: Path) -> None:
    (folder / "articles").mkdir()
    (folder / "articles" / "a.md").write_text("##甲\n", "utf-8")
    (folder / "tools").mkdir()
    (folder / "tools" / "review-tui.toml").write_text('min-severity = "error"\nselect = ["P"]\n', "utf-8")
    with contextlib.chdir(folder / "tools"):
        ran = review_tui("lint", "../articles", "--select", "H1", "-f", "concise")
        assert ran.code == 1
        assert "../articles/a.md:1:1: error H101" in ran.out
        assert "# no configuration file" in review_tui("config", "show", "../articles").out


def test_the_patterns_of_a_configuration_named_with_dots_hold(review_tui: Command, folder: Path) -> None:
    (folder / "articles" / "drafts").mkdir(parents=True)
    for name in ("articles/a.md", "articles/drafts/b.md"):
        (folder / name).write_text("##甲\n", "utf-8")
    patterns = 'exclude = ["/articles/drafts/"]\nselect = ["H1"]\n[per-file-ignores]\n"articles/a.md" = ["H101"]\n'
    (folder / "review-tui.toml").write_text(patterns, "utf-8")
    with contextlib.chdir(folder / "articles"):
        assert review_tui("lint", ".", "--config", "../review-tui.toml", "-f", "json").out == "[]\n"


def test_the_patterns_of_a_configuration_speak_of_nothing_beside_its_folder(review_tui: Command, folder: Path) -> None:
    (folder / "else").mkdir()
    (folder / "else" / "review-tui.toml").write_text(f'exclude = ["/{folder.parts[1]}/", "a.md"]\n', "utf-8")
    (folder / "a.md").write_text("##甲\n", "utf-8")
    assert review_tui("lint", ".", "--config", "else/review-tui.toml", "--select", "H101").code == 1


def test_a_glossary_above_the_current_folder_is_called_that(review_tui: Command, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    assert "# glossary: the nearest glossary/ folder\n" in review_tui("config", "show").out
    out = review_tui("config", "show", str(tmp_path / "elsewhere")).out
    assert "# glossary: the nearest glossary/ folder above the current folder\n" in out


@pytest.mark.parametrize("path", ["nosuch", "nosuch/x.md", "/nosuch"])
def test_what_holds_nowhere_is_not_shown(review_tui: Command, path: str) -> None:
    ran = review_tui("config", "show", path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"error: {path}: there is no such file or folder: check the spelling\n"


def test_show_says_of_a_file_which_rules_run_on_it_and_which_do_not(review_tui: Command, folder: Path) -> None:
    configure(folder, 'select = ["H1", "T701"]\n[per-file-ignores]\n"old/b.md" = ["H101", "T"]\n"old/**" = ["H102"]\n')
    shown = review_tui("config", "show", "old/b.md").out
    assert "\n# rules that run on old/b.md: H103, H104, H105, H106, H107, H108, H109\n" in shown
    assert "\n# per-file-ignores that name it: H101, T, H102\n" in shown
    assert "rules that run" not in review_tui("config", "show", "old").out


@pytest.mark.parametrize(
    ("configuration", "gitignore", "why"),
    [
        ('exclude = ["b.md"]\n', "", "its name or `exclude`"),
        ("", "b.md\n", ".gitignore"),
        ("gitignore = false\n", "b.md\n", None),
    ],
)
def test_show_says_that_a_file_is_left_out(
    review_tui: Command, folder: Path, configuration: str, gitignore: str, why: str | None
) -> None:
    configure(folder, configuration)
    (folder / ".git").mkdir()
    (folder / ".gitignore").write_text(gitignore, "utf-8")
    shown = review_tui("config", "show", "old/b.md").out
    said = [line for line in shown.splitlines() if "force-exclude" in line]
    expected = f"# a run over the folder leaves old/b.md out, by {why}; when it is named, only --force-exclude does"
    assert said == ([expected] if why else [])


def test_show_names_the_english_original_of_a_file(review_tui: Command, folder: Path) -> None:
    configure(folder, 'source = "en"\n')
    (folder / "en").mkdir()
    (folder / "en" / "b.md").write_text("# B\n", "utf-8")
    assert f"\n# English original: {folder / 'en' / 'b.md'}\n" in review_tui("config", "show", "old/b.md").out
    assert "English original" not in review_tui("config", "show", "a.md").out
