"""What the tests of the glossary share."""

import pytest

from review_tui.glossary.concept import Concept, Kind, Rendering, Status


@pytest.fixture(scope="session")
def filled() -> Concept:
    """Return a concept of which every field says something, and so does every field of its first rendering."""
    first = Rendering(
        "止赎",
        Status.PREFERRED,
        pos="noun",
        context="贷款|!股票",
        not_before="权",
        not_after="防",
        note="short",
        origin="the bank",
        updated="2026-01-31",
        extra=(("reviewer", "甲"),),
    )
    concept = Concept(
        "foreclosure",
        ("foreclosure", "repossession"),
        Kind.NAME,
        ("foreclosures", "fore_closure"),
        "taking the house",
        (first, Rendering("没收", Status.FORBIDDEN)),
    )
    assert all(getattr(first, name) for name in Rendering.__struct_fields__ if name not in ("path", "line"))
    assert all(getattr(concept, name) for name in Concept.__struct_fields__)
    assert concept.kind is not Kind.TERM
    return concept
