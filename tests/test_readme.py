"""The README says what the program does: its tables are those of the code, its commands are the real ones."""

import re
from pathlib import Path

import pytest

from review_tui.glossary.exchange.formats import GUESSED, WRITTEN
from review_tui.lint.config.model import key_names
from review_tui.output.formats import FORMATS, NAMES
from review_tui.rules.registry import all_rules

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CI = (ROOT / ".ci" / "run").read_text("utf-8")


def test_lists_each_rule_as_it_is_and_no_other() -> None:
    rows = [line for line in README.splitlines() if line.startswith("| ") and line[3:6].isdigit()]
    fixes = {module.rule.code: module.rule.safety.value if module.rule.safety else "–" for module in all_rules()}
    assert sorted(rows) == [
        f"| {rule.code} | {rule.name} | {rule.severity.value} | {fixes[rule.code]} | {module.summary.rstrip('.')} |"
        for module in sorted(all_rules(), key=lambda module: module.rule.code)
        for rule in (module.rule,)
    ]


def test_names_the_formats() -> None:
    wanted = ", ".join(f"`{name}`" for name in NAMES)
    if wanted not in " ".join(README.split()):
        pytest.fail(f'"Lint a site" has to name the output formats, in the order of formats.py: {wanted}')
    *several, last = (f"`{name}`" for name, each in FORMATS.items() if each.from_root)
    assert f"\nPaths in {', '.join(several)} and {last} count from the root of the repository" in README
    rows = set(re.findall(r"`([\w-]+)`", "".join(re.findall(r"(?m)^\|(.*?)\|.*\|.*\|$", README))))
    missing = {*GUESSED, *WRITTEN} - rows
    assert not missing, 'each needs a row in the table of "Out and in"'


def test_names_the_keys_of_a_configuration() -> None:
    section = README.split("### Configuration\n", 1)[1].split("### ", 1)[0]
    named = set(re.findall(r"(?m)^([a-z-]+)(?= = )|(?<=\[)([a-z-]+)(?=\])", section))
    missing = key_names().keys() - {name for names in named for name in names}
    assert not missing, 'the section "Configuration" has to name each key of `Config`'


def test_names_the_test_command_that_ci_runs() -> None:
    (installing,) = (line for line in CI.splitlines() if line.startswith("python3 -m venv .venv && "))
    assert CI.endswith("\n.venv/bin/pytest\n")
    assert f"\n```sh\n{installing} && .venv/bin/pytest\n```\n" in README


def test_says_how_to_start_in_a_clone() -> None:
    assert "\n```sh\npython3 -m venv .venv && .venv/bin/pip install . && .venv/bin/review-tui seeds\n```\n" in README


TESTED = re.findall(r"^\| .+ \| (.+) \| .+ \| `pytest (.+)` \|$", README, re.MULTILINE)


def test_what_the_tests_show_is_shown_by_tests_that_are_there() -> None:
    assert len(TESTED) > 5
    for often, paths in TESTED:
        assert often == "each run of the tests"  # how many cases they have is theirs to say, and changes
        assert all((ROOT / path).exists() for path in paths.split()), paths


def test_where_it_says_that_things_are_they_are() -> None:
    named = set(re.findall(r"`(review_tui/[\w/.]+)`", README))
    assert len(named) > 20
    assert all((ROOT / path).exists() for path in named), sorted(path for path in named if not (ROOT / path).exists())
