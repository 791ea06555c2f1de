"""What becomes of a term when it is settled: statuses, and renderings that go."""

from pathlib import Path

import pytest

from review_tui.glossary.concept import Concept, Status
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import parse_table
from review_tui.review.terms.settling import Verdict, objection, settled, told

ROWS = """\
concept,en,zh,status
workout,workout,债务重组,preferred
workout,workout,债务重整,admitted
workout,workout,锻炼,forbidden
"""


@pytest.fixture
def glossary() -> Glossary:
    return glossary_of([parse_table(ROWS.encode(), Path("terms.csv"))])


@pytest.fixture
def workout(glossary: Glossary) -> Concept:
    concept = glossary.by_id("workout")
    assert concept is not None
    return concept


def go(*words: str) -> list[Verdict]:
    return [Verdict(zh, None) for zh in words]


def test_renderings_go_and_others_get_a_status_in_one(glossary: Glossary) -> None:
    verdicts = (Verdict("债务重整", Status.PREFERRED), Verdict("锻炼", None), Verdict("债务重组", Status.DEPRECATED))
    after = settled(glossary, "workout", verdicts, "2026-11-29").by_id("workout")
    assert after is not None
    assert {each.zh: each.status for each in after.renderings} == {
        "债务重整": Status.PREFERRED,
        "债务重组": Status.DEPRECATED,
    }


def test_the_last_rendering_takes_its_term_with_it(glossary: Glossary) -> None:
    after = settled(glossary, "workout", go("债务重整", "债务重组", "锻炼"), "2026-11-29")
    assert after.by_id("workout") is None


def test_the_last_rendering_that_may_be_written_stays_while_it_is_in_use(workout: Concept) -> None:
    used = {"债务重组": 2}
    assert objection(workout, go("债务重整", "债务重组"), used) == (
        "债务重组 is in use: first prefer or admit another rendering."
    )
    assert objection(workout, go("债务重组"), used) == ""
    assert objection(workout, go("债务重整", "债务重组"), {"锻炼": 1}) == ""
    assert objection(workout, go("锻炼"), {"锻炼": 1}) == ""
    assert objection(workout, [*go("债务重整", "债务重组"), Verdict("锻炼", Status.ADMITTED)], used) == ""
    assert objection(workout, [Verdict("债务重组", Status.FORBIDDEN)], used) == ""


def test_what_was_settled_is_told(workout: Concept) -> None:
    assert told(workout, [Verdict("锻炼", Status.ADMITTED)]) == "锻炼 is admitted now."
    assert told(workout, [*go("债务重组"), Verdict("锻炼", Status.PREFERRED)]) == (
        "债务重组 is deleted, 锻炼 is preferred now."
    )
    assert told(workout, go("债务重整", "债务重组", "锻炼")).endswith("锻炼 is deleted, and workout with it.")
