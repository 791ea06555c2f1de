"""Rules are found, not listed: one of a family that nothing else knows serves as any other."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from review_tui.rules.registry import all_rules

_RULE = '''"""A picture that says nothing.

Readers who see no pictures get nothing.
"""

from collections.abc import Iterator

from review_tui.article import Span
from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("I901", "image-silent", severity=Severity.WARNING)
CASES = (valid("![甲](a.png)"), invalid("![](a.png)", found="![]"))


def check(reading: Reading) -> Iterator[Finding]:
    """Yield each picture without words."""
    place = reading.article.text.find("![]")
    if place >= 0:
        yield RULE.finding(Span(place, place + 3), "it says nothing")
'''
_MAIN = """
import sys
from review_tui import rules
rules.__path__.append(sys.argv.pop(1))
from review_tui.__main__ import main
sys.exit(main())
"""


@pytest.fixture
def more_rules(tmp_path: Path) -> Path:
    """Return a folder of rules with a family of its own."""
    family = tmp_path / "rules" / "alternative_text"
    family.mkdir(parents=True)
    (family / "__init__.py").write_text("")
    (family / "silent.py").write_text(_RULE, "utf-8")
    return family.parent


def run(more_rules: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-c", _MAIN, str(more_rules), *arguments]
    ran = subprocess.run(command, cwd=more_rules.parent, capture_output=True, encoding="utf-8", check=False)
    assert "Traceback" not in ran.stderr, ran.stderr
    return ran.returncode, ran.stdout


def test_the_family_of_a_rule_is_its_folder() -> None:
    assert {(each.rule.code[0], each.family) for each in all_rules()} == {
        ("D", "paragraphs"),
        ("F", "front matter"),
        ("H", "headings"),
        ("L", "links"),
        ("M", "markup"),
        ("P", "punctuation"),
        ("S", "suppressions"),
        ("T", "terms"),
    }


def test_a_rule_of_a_new_family_has_its_page(more_rules: Path) -> None:
    code, out = run(more_rules, "rule", "I901")
    assert (code, out.splitlines()[:2]) == (0, ["I901 image-silent", "warning, no fix, family: alternative text"])
    code, out = run(more_rules, "rule")
    assert code == 0
    assert "\nalternative text\n" in out


def test_a_rule_of_a_new_family_is_run_and_told_of_in_sarif(more_rules: Path) -> None:
    (more_rules.parent / "a.md").write_text("甲![](a.png)乙。\n", "utf-8")
    code, out = run(more_rules, "lint", "--select", "I901", "--output-format", "sarif", "a.md")
    assert code == 1
    (ran,) = json.loads(out)["runs"]
    assert [result["ruleId"] for result in ran["results"]] == ["I901"]
    tags = {rule["id"]: rule["properties"]["tags"] for rule in ran["tool"]["driver"]["rules"]}
    assert tags["I901"] == ["alternative text"]
