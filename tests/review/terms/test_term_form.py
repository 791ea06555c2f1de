"""What a filled-in form makes of the glossary: what the editor changed in it, and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from review_tui.glossary.concept import Rendering, Status
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import EditError
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import Table, parse_table
from review_tui.review.terms.term_form import FormEntry, filled, identified, take

ROWS = """\
concept,en,zh,status,slugs,context,definition,note
foreclosure,foreclosure,止赎,preferred,,贷款,taking the house,as in law
foreclosure,foreclosure,没收,forbidden,,,taking the house,
"""
TODAY = "2026-11-29"


@pytest.fixture
def glossary() -> Glossary:
    return glossary_of([parse_table(ROWS.encode(), Path("terms.csv"))])


def taken(glossary: Glossary, start: FormEntry, **typed: object) -> tuple[Glossary, str]:
    """Fill in the form, type something over it, and take that over."""
    named = replace(start, **{name: typed[name] for name in ("concept", "chinese") if name in typed})  # type: ignore[arg-type]
    first = filled(glossary, named)
    return take(glossary, replace(first, **typed), first, TODAY)  # type: ignore[arg-type]


def rows(glossary: Glossary) -> dict[str, Rendering]:
    concept = glossary.by_id("foreclosure")
    assert concept is not None
    return {rendering.zh: rendering for rendering in concept.renderings}


def test_the_form_is_filled_in_with_what_is_known(glossary: Glossary) -> None:
    known = FormEntry("foreclosure", "foreclosure", "taking the house", "止赎", Status.PREFERRED, "贷款", "as in law")
    assert filled(glossary, FormEntry("Foreclosure", chinese="止赎")) == replace(known, concept="Foreclosure")
    new = FormEntry("foreclosure", chinese="收楼", status=Status.ADMITTED, note="x")
    assert filled(glossary, new) == replace(new, english="foreclosure", definition="taking the house")
    assert filled(glossary, FormEntry("nobody", "words", chinese="止赎")) == FormEntry(
        "nobody", "words", chinese="止赎"
    )
    assert filled(glossary, FormEntry()) == FormEntry()


@pytest.mark.parametrize("zh", ["止赎", "没收"])
def test_a_rendering_that_is_there_keeps_its_status(glossary: Glossary, zh: str) -> None:
    after, said = taken(glossary, FormEntry("foreclosure"), chinese=zh, english="foreclosure | repossession")
    assert [(each, rows(after)[each].status) for each in rows(after)] == [
        (each, rows(glossary)[each].status) for each in rows(glossary)
    ]
    concept = after.by_id("foreclosure")
    assert concept is not None
    assert concept.en == ("foreclosure", "repossession")
    assert said == "foreclosure: English foreclosure|repossession."


def test_a_status_that_was_chosen_is_taken_over(glossary: Glossary) -> None:
    after, said = taken(glossary, FormEntry("foreclosure"), chinese="没收", status=Status.PREFERRED)
    assert rows(after)["没收"].status is Status.PREFERRED
    assert rows(after)["没收"].updated == TODAY
    assert rows(after)["止赎"].status is Status.ADMITTED
    assert said == "foreclosure: 没收 is preferred now, 止赎 admitted."


def test_all_that_was_edited_is_taken_over(glossary: Glossary) -> None:
    after, said = taken(glossary, FormEntry("foreclosure"), chinese="止赎", context="房", note="", definition="a sale")
    assert (rows(after)["止赎"].context, rows(after)["止赎"].note) == ("房", "")
    assert rows(after)["止赎"].status is Status.PREFERRED
    concept = after.by_id("foreclosure")
    assert concept is not None
    assert concept.definition == "a sale"
    assert said == "foreclosure: context of 止赎 房, note of 止赎 taken away, definition a sale."


def test_a_new_rendering_comes_with_what_was_edited_of_its_term(glossary: Glossary) -> None:
    after, said = taken(
        glossary, FormEntry("foreclosure"), chinese="收楼", english="repossession", context="楼", note="new"
    )
    made = rows(after)["收楼"]
    assert (made.status, made.context, made.note, made.origin) == (Status.ADMITTED, "楼", "new", "editor")
    assert not after.problems
    assert said == "foreclosure: 收楼 is added as admitted, English repossession."


def test_a_new_rendering_that_is_preferred_admits_the_one_before(glossary: Glossary) -> None:
    _, said = taken(glossary, FormEntry("foreclosure"), chinese="收楼", status=Status.PREFERRED)
    assert said == "foreclosure: 收楼 is added as preferred, 止赎 admitted."


def test_a_term_is_edited_without_a_rendering(glossary: Glossary) -> None:
    after, said = taken(glossary, FormEntry("foreclosure"), definition="a sale")
    assert set(rows(after)) == {"止赎", "没收"}
    assert said == "foreclosure: definition a sale."


def test_a_new_term(glossary: Glossary) -> None:
    after, said = taken(glossary, FormEntry(), concept="lien", english="lien", chinese="留置权", definition="a right")
    concept = after.by_id("lien")
    assert concept is not None
    assert (concept.en, concept.definition) == (("lien",), "a right")
    assert said == "lien: 留置权 is added as admitted, in a new term."


@pytest.mark.parametrize(
    ("concept", "english", "wanted"),
    [
        ("", "Short Sale|short", "short-sale"),
        ("", "", ""),
        ("", "Foreclosure", ""),  # another term is called so
        ("", "卖空", ""),
        ("mine", "Short Sale", "mine"),
    ],
)
def test_a_new_term_has_its_id_of_its_english(glossary: Glossary, concept: str, english: str, wanted: str) -> None:
    assert identified(glossary, FormEntry(concept, english)).concept == wanted


def test_of_several_files_the_one_is_told_that_a_new_term_goes_into() -> None:
    files = (Table(Path("finance.csv")), Table(Path("site.csv")))
    _, said = taken(glossary_of(files), FormEntry(), concept="lien", chinese="留置权")
    assert said == "lien: 留置权 is added as admitted, in a new term of site.csv."


def test_what_changes_nothing_says_nothing(glossary: Glossary) -> None:
    assert taken(glossary, FormEntry("foreclosure"), chinese="止赎") == (glossary, "")
    assert taken(glossary, FormEntry("foreclosure")) == (glossary, "")


def test_what_somebody_else_changed_meanwhile_is_not_changed_back(glossary: Glossary) -> None:
    first = filled(glossary, FormEntry("foreclosure", chinese="止赎"))
    theirs, _ = taken(glossary, FormEntry("foreclosure"), chinese="止赎", note="theirs", status=Status.DEPRECATED)
    after, _ = take(theirs, replace(first, english="repossession"), first, TODAY)
    assert (rows(after)["止赎"].note, rows(after)["止赎"].status) == ("theirs", Status.DEPRECATED)


def test_a_new_term_needs_a_rendering(glossary: Glossary) -> None:
    with pytest.raises(EditError, match="needs a Chinese rendering"):
        taken(glossary, FormEntry(), concept="lien")


def edited(glossary: Glossary, zh: str, **typed: object) -> tuple[Glossary, str]:
    """Edit a rendering in the form, and take that over."""
    start = FormEntry("foreclosure", chinese=zh)
    named = replace(start, **{name: typed[name] for name in ("concept", "chinese") if name in typed})  # type: ignore[arg-type]
    first = filled(glossary, named, start)
    return take(glossary, replace(first, **typed), first, TODAY, start)  # type: ignore[arg-type]


def test_a_rendering_that_is_edited_is_renamed_with_all_that_it_says(glossary: Glossary) -> None:
    after, said = edited(glossary, "止赎", chinese="止赎权")
    assert said == "foreclosure: 止赎 is 止赎权 now."
    assert list(rows(after)) == ["止赎权", "没收"]
    new, old = rows(after)["止赎权"], rows(glossary)["止赎"]
    assert (new.status, new.context, new.note) == (old.status, old.context, old.note)


def test_a_rendering_is_renamed_and_settled_at_once(glossary: Glossary) -> None:
    after, said = edited(glossary, "没收", chinese="收楼", status=Status.PREFERRED, note="new")
    assert said == "foreclosure: 没收 is 收楼 now, 收楼 is preferred now, 止赎 admitted, note of 收楼 new."
    assert {zh: each.status for zh, each in rows(after).items()} == {
        "收楼": Status.PREFERRED,
        "止赎": Status.ADMITTED,
    }


def test_words_that_are_there_are_not_there_twice_after_an_edit(glossary: Glossary) -> None:
    after, said = edited(glossary, "没收", chinese="止赎")
    assert (after is glossary, said) == (True, "")


def test_a_rendering_for_another_term_is_added_to_that(glossary: Glossary) -> None:
    after, said = edited(glossary, "没收", concept="seizure", chinese="没收")
    assert "in a new term" in said
    assert "没收" in rows(after)
    assert after.by_id("seizure") is not None
