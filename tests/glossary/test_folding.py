from hypothesis import given
from hypothesis import strategies as st

from review_tui.glossary.folding import fold


@given(st.text(st.characters(exclude_categories=())))
def test_folding_moves_no_offset_and_touches_ascii_capitals_only(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    for before, after in zip(text, folded, strict=True):
        if "A" <= before <= "Z":
            assert after == before.lower()
        elif "\ud800" <= before <= "\udfff":
            assert after == "?"
        else:
            assert after == before
