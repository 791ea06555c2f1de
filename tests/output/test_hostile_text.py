"""In every format text from files is text: it steers no terminal, and does not end what it stands in."""

import json
import unicodedata
import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest

from review_tui.glossary.consistency.statistics import ConceptFigures, Figures, RenderingFigures
from review_tui.lint.failure import Failure
from review_tui.lint.report import Change, Item, Remedy, Report, Spot
from review_tui.lint.tally import Tally
from review_tui.output.figures import table
from review_tui.output.formats import NAMES, renderer
from review_tui.output.style import Style
from review_tui.output.summary import statistics
from review_tui.rules.safety import Safety
from review_tui.severity import Severity

HOSTILE = (
    "\x1b[31m\x1b]8;;http://evil\x07\x1b]52;c;ZXZpbA==\x1b\\\x9b2J\x7f\x00\x08\u202e\u2066\u200b\u2028\ufeff\ud800"
    "]]>--><evil a='\"'>&amp;%0A::error::evil\n::error::evil\r\n\"},{'[/bold]"
)
SPOT = Spot(1, 1, 0, 1)
REMEDY = Remedy(Safety.SAFE, HOSTILE, (Change(SPOT, SPOT, HOSTILE),))
ITEM = Item(
    "H101", "heading-missing-space", Severity.ERROR, HOSTILE, HOSTILE, SPOT, SPOT, HOSTILE, REMEDY,
    ((HOSTILE, HOSTILE),), HOSTILE, HOSTILE,
)  # fmt: skip
REPORT = Report(HOSTILE, (ITEM,), (Failure(HOSTILE, 1, HOSTILE),))


def rendered(name: str) -> str:
    return "".join(renderer(name)([REPORT], Style()))


def steering(text: str) -> set[str]:
    """Return the characters that steer a terminal or hide; line feeds are the format's own."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c != "\n"}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_steers_the_terminal(name: str) -> None:
    assert "evil" in rendered(name)
    assert steering(rendered(name)) == set()


def test_a_finding_stays_on_its_line() -> None:
    assert rendered("concise").count("\n") == 1
    assert [line for line in rendered("text").split("\n") if line.startswith("::error")] == []


def test_a_message_is_no_command_to_github() -> None:
    lines = rendered("github").splitlines()
    assert len(lines) == 2  # the finding and the failure
    for line in lines:
        command, properties, message = line[2:].partition("::")[0], *line[2:].partition("::")[::2]
        assert command.startswith("error file=")
        assert message
        assert properties.count(",") == 5  # those of the command, and none out of the path


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [each for item in value.values() for each in strings(item)]
    if isinstance(value, list):
        return [each for item in value for each in strings(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("name", ["json", "gitlab", "sarif", "rdjson"])
def test_json_gives_the_text_back(name: str) -> None:
    told = strings(json.loads(rendered(name)))
    assert any("<evil a='\"'>&amp;%0A::error::evil\n::error::evil\r\n\"},{'[/bold]" in text for text in told)


def test_xml_gives_the_text_back_as_far_as_it_may_stand_there() -> None:
    root = ElementTree.fromstring(rendered("junit"))
    assert {each.tag for each in root.iter()} <= {"testsuites", "testsuite", "testcase", "failure", "error"}
    assert any("]]>--><evil a='\"'>&amp;" in (each.text or "") for each in root.iter())


def test_statistics_steer_nothing() -> None:
    tally = Tally()
    tally.add(REPORT)
    shown = "".join(statistics(tally, Style()))
    assert "evil" in shown
    assert steering(shown) == set()


def test_figures_steer_nothing() -> None:
    rendering = RenderingFigures(HOSTILE, 1, 1, 1.0, "")
    concept = ConceptFigures(
        HOSTILE, f"{HOSTILE}!", False, 1, 1, (rendering,), 1.0, 1.0, 1.0, 1.0, HOSTILE, 1, 1.0, None, 0.0
    )
    shown = "\n".join(table(Figures(1, 0, 1, (concept,), 1.0, 1.0, 1.0, None), Style()))
    assert "evil" in shown
    assert steering(shown) == set()
