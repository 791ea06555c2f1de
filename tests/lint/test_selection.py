"""Which rules run."""

import pytest

from review_tui.lint.selection import Selection, select
from review_tui.rules.selector import UnknownRuleError, codes_of


def codes(selection: Selection) -> set[str]:
    return {item.rule.code for item in selection.rules}


def test_a_selector_is_a_code_the_beginning_of_one_or_a_name() -> None:
    assert codes_of("H101") == {"H101"}
    assert codes_of("heading-missing-space") == {"H101"}
    assert {"H101", "H102"} < codes_of("H1")
    assert codes_of("t7") == codes_of("T")
    assert codes_of("t70") == codes_of("T") - {"T710"}
    assert codes_of("ALL") >= codes_of("M")


def test_an_unknown_selector_names_the_nearest_rule() -> None:
    with pytest.raises(UnknownRuleError, match="heading-missing-space"):
        codes_of("heading-missing-spaces")
    with pytest.raises(UnknownRuleError, match="no rule"):
        codes_of("")


def test_select_replaces_extend_adds_ignore_takes_away() -> None:
    assert codes(select(["H101", "M2"])) == {"H101"} | codes_of("M2")
    assert codes(select(["H101"], extended=["M201"])) == {"H101", "M201"}
    assert codes(select(ignored=["T"])) == codes(select()) - codes_of("T")


def test_the_narrower_selector_wins() -> None:
    assert codes(select(["T702"], ignored=["T"])) == {"T702"}
    assert codes(select(["T"], ignored=["T702"])) == codes_of("T") - {"T702"}


def test_a_name_and_a_code_are_as_narrow_whatever_the_name_is_made_of() -> None:
    for name, code in (("entity", "M205"), ("heading-empty", "H107")):
        assert codes(select([name], ignored=[code])) == set()
        assert codes(select([code], ignored=[name])) == set()
