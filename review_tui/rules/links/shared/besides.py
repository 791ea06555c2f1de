"""The name that an anchor has beside words of the sentence (L303): 信贷危机 of 信贷危机的爆发."""

from review_tui.rules.links.shared.anchor import bare, by_length
from review_tui.rules.links.shared.excess import OFFICIAL
from review_tui.rules.links.shared.sentence import acts_on, before_event, before_tail, goes_on, leads_to
from review_tui.rules.reading import Reading

_TAIL = 3  # characters that a compound may have behind a name of its term: 库存成本
_OFFICE = 4  # characters of the name of a law or an office, at least


def name_besides(reading: Reading, text: str, terms: frozenset[str]) -> str | None:
    """Return the name that an anchor has beside words of the sentence; None where all of it is a name."""
    known = reading.glossary.concepts_of
    if known(text):
        return None
    whole, event = bare(text), before_event(text)
    names = [term for term in terms if term != whole and (whole.startswith(term) or whole.endswith(term))]
    for term in sorted(names, key=by_length, reverse=True):
        before, _, behind = whole.partition(term)
        if (not before and goes_on(behind)) or (whole.endswith(term) and leads_to(whole[: -len(term)])):
            return term
    name = acts_on(whole)
    if any(len(term) > 1 and name.startswith(term) and len(name) - len(term) <= _TAIL for term in terms) or (
        name and known(name) and is_about(name, terms)
    ):
        return name
    if is_official(event) or (event and known(event) and is_about(event, terms)):
        return event
    name = before_tail(text)
    return name if len(name) > 1 and known(name) and any(bare(name) in term for term in terms) else None


def is_official(name: str) -> bool:
    """Tell whether a name is that of a law or an office."""
    return len(name) >= _OFFICE and OFFICIAL.search(name) is not None


def is_about(name: str, terms: frozenset[str]) -> bool:
    """Tell whether a name holds one of a term: 失业率 is about 失业, and 信贷 is not about 信贷紧缩."""
    whole = bare(name)
    return any(len(term) > 1 and term in whole for term in terms)
