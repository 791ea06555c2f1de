"""Simplified and traditional, on request."""

import sys

import pytest

from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.glossary.exchange.model import FormatError
from review_tui.glossary.exchange.script import convert

TERMS = (
    Concept(
        "mbs",
        ("MBS",),
        renderings=(
            Rendering("抵押貸款證券", Status.PREFERRED, context="後"),
            Rendering("抵押贷款证券", Status.FORBIDDEN),
        ),
    ),
)


def test_renderings_and_their_contexts_change_script_and_twins_become_one() -> None:
    (concept,) = convert(TERMS, "hans")
    assert [(each.zh, each.status, each.context) for each in concept.renderings] == [
        ("抵押贷款证券", "preferred", "后")
    ]
    (concept,) = convert(TERMS, "hant")
    assert [each.zh for each in concept.renderings] == ["抵押貸款證券"]


def test_without_opencc_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opencc", None)
    with pytest.raises(FormatError, match=r"pip install '\.\[opencc\]'"):
        convert(TERMS, "hans")
