"""How an error of this program is told: one sentence, with what to report it by."""

import re

import pytest

from review_tui.lint.failure import internal_error, of_error


def raised() -> ValueError:
    """Return an error as it is caught."""

    def deep() -> None:
        raise ValueError("so it goes")

    with pytest.raises(ValueError, match="so it goes") as caught:
        deep()
    return caught.value


def test_the_place_where_it_was_raised_is_told() -> None:
    sentence = r"internal error: ValueError: so it goes \(\S*test_failure\.deep, line \d+\); please report it"
    assert re.fullmatch(sentence, internal_error(raised()))


def test_an_error_from_another_process_has_no_place() -> None:
    assert internal_error(ValueError("so")) == "internal error: ValueError: so; please report it"


def test_lines_above_are_asked_for_where_there_are_some() -> None:
    assert internal_error(ValueError("so"), is_traced=True).endswith("; please report it with the lines above")
    assert internal_error(is_traced=True) == "internal error; please report it with the lines above"


def test_a_rule_is_named_and_what_is_no_rule_is_marked() -> None:
    of_rule, of_program = of_error("a.md", raised(), "T702"), of_error("a.md", raised())
    assert of_rule.message.startswith("internal error in rule T702: ValueError: so it goes (")
    assert (of_rule.path, of_rule.rule, of_rule.internal) == ("a.md", "T702", False)
    assert (of_program.path, of_program.rule, of_program.internal) == ("a.md", "", True)


def test_a_lack_of_memory_is_no_defect() -> None:
    lacking = of_error("a.md", MemoryError())
    assert str(lacking) == "a.md: there is not enough memory: free some (`lint` takes less with --jobs 1)"
    assert not lacking.internal
    assert not lacking.rule
    assert of_error("a.md", MemoryError(), "T702").rule == ""
