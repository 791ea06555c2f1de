"""Rules are found, not listed: one of a family that nothing else knows serves as any other."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from review_tui.rules.across import across_in, module_of
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
_ACROSS = '''"""A title that another article has, too.

Readers who search for it do not know which of them they want.
"""

from collections.abc import Iterator

from review_tui.rules.across import Mark
from review_tui.rules.alternative_text.repeated import across
from review_tui.rules.model import Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("I902", "title-repeated", severity=Severity.INFO)
CASES = (
    valid("---\\ntitle: 甲\\n---\\n", others=("---\\ntitle: 乙\\n---\\n",)),
    invalid("---\\ntitle: 甲\\n---\\n", found="甲", others=("---\\ntitle: 甲\\n---\\n",)),
)


def contribution(reading: Reading) -> Iterator[Mark]:
    """Yield the title of an article."""
    field = reading.article.front_matter.field("title")
    if field is not None and field.text and field.offsets is not None:
        span = field.offsets.span(0, len(field.text))
        yield Mark(field.text, 1, span.start, span.end)
'''
_REPEATED = '''"""Titles of several articles."""

from review_tui.rules.across import Remark


def across(whole):
    """Return what finds the titles of several articles."""

    def judge(numbers, places):
        for number, (start, end) in zip(numbers, places, strict=True):
            if whole.keys[number] == "坏":
                raise ZeroDivisionError("the whole")
            if whole.users[number] > 1:
                yield Remark(start, end, f"{whole.users[number]} of {whole.articles} articles have this title")

    return judge
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
    (family / "title.py").write_text(_ACROSS, "utf-8")
    (family / "repeated.py").write_text(_REPEATED, "utf-8")
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


def titled(folder: Path, *titles: str) -> None:
    folder.mkdir()
    for number, title in enumerate(titles):
        (folder / f"{number:02}.md").write_text(f"---\ntitle: {title}\n---\n", "utf-8")


@pytest.mark.usefixtures("own_cache")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_rule_that_holds_articles_against_each_other_is_found_as_any_other(
    more_rules: Path, tmp_path: Path, jobs: str
) -> None:
    titled(tmp_path / "articles", *"甲乙甲", *map(str, range(8)), "丙", "甲")  # enough for two processes
    lint = ("lint", "articles", "--select", "I902", "-f", "json", "--jobs", jobs, "--exit-zero")
    first, again = run(more_rules, *lint), run(more_rules, *lint)
    assert first == again
    code, out = first
    assert code == 0
    found = [(item["path"], item["code"], item["severity"], item["text"], item["message"]) for item in json.loads(out)]
    said = ("I902", "info", "甲", "3 of 13 articles have this title")
    assert found == [(f"articles/{number}.md", *said) for number in ("00", "02", "12")]


def test_such_a_rule_that_breaks_is_told_once_and_the_rest_is_reported(more_rules: Path, tmp_path: Path) -> None:
    titled(tmp_path / "articles", "坏", "甲", "甲", "坏")
    (tmp_path / "articles" / "01.md").write_text("---\ntitle: 甲\n---\n\n##甲\n", "utf-8")
    code, out = run(more_rules, "lint", "articles", "--no-cache", "--select", "I902,H101", "-f", "json")
    assert code == 2
    found = [(item["path"], item["code"]) for item in json.loads(out)]
    assert found == [("articles/01.md", "H101"), ("articles/00.md", "E901")]
    assert "internal error in rule I902: ZeroDivisionError: the whole" in out


def test_what_holds_articles_against_each_other_is_two_functions_or_none() -> None:
    for module in all_rules():
        has_both = (module.contribution is None) == (module.across is None)
        assert has_both, f"{module.rule.code} has one of `contribution` and `across`: see rules/across.py"
        if module.across is not None:
            assert across_in(module_of(module.across)) is module.across


def test_what_judges_the_marks_loads_neither_rules_nor_articles() -> None:
    """A run that has all from the cache waits for it."""
    for module in all_rules():
        if module.across is None:
            continue
        program = (
            "import sys; from review_tui.rules.across import across_in\n"
            f"across_in({module_of(module.across)!r})\nprint(*sys.modules)"
        )
        ran = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
        heavy = {"review_tui.rules.registry", "review_tui.rules.reading", "review_tui.article.article"}
        loaded = set(ran.stdout.split()) & {*heavy, "markdown_it", "yaml", "ahocorasick_rs"}
        assert not loaded, f"`across` of {module.rule.code} stands in a module that loads these: see rules/across.py"


def test_each_module_of_a_family_is_a_rule() -> None:
    """What rules share stands in a folder of its own, so that a list of the family is a list of its rules."""
    folders = {Path(sys.modules[module.module].__file__ or "").parent for module in all_rules()}
    there = {file for folder in folders for file in folder.glob("*.py") if file.stem != "__init__"}
    others = there - {Path(sys.modules[module.module].__file__ or "") for module in all_rules()}
    assert not others, "these have no `RULE`: what rules share goes into the folder `shared` of the family"
