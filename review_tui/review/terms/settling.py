"""Settling a term: which of its renderings is preferred, admitted, deprecated or forbidden, and which goes."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from review_tui.glossary.concept import ACCEPTED, Concept, Status
from review_tui.glossary.edit import remove_rendering, set_status
from review_tui.glossary.glossary import Glossary


class Verdict(Struct, frozen=True):
    """What an editor decided of a rendering: its status, None where it is to go."""

    zh: str
    status: Status | None


def settled(glossary: Glossary, concept_id: str, verdicts: Iterable[Verdict], today: str) -> Glossary:
    """Return the glossary after some verdicts on a term. Raises EditError where one of them cannot be."""
    for verdict in sorted(verdicts, key=lambda each: each.status is Status.PREFERRED):  # it changes the one before
        if verdict.status is None:
            glossary = remove_rendering(glossary, concept_id, verdict.zh)
        else:
            glossary = set_status(glossary, concept_id, verdict.zh, verdict.status, today)
    return glossary


def objection(concept: Concept, verdicts: Iterable[Verdict], uses: Mapping[str, int]) -> str:
    """Return why a rendering cannot go, empty where nothing is against it. `uses` counts where each one stands."""
    now = {verdict.zh: verdict.status for verdict in verdicts}
    gone = [each for each in concept.renderings if now.get(each.zh, each.status) is None]
    if any(now.get(each.zh, each.status) in ACCEPTED for each in concept.renderings):
        return ""
    wanted = next((each.zh for each in gone if each.status in ACCEPTED and uses.get(each.zh)), None)
    if wanted is None:
        return ""
    return f"{wanted} is in use: first prefer or admit another rendering."


def told(concept: Concept, verdicts: Iterable[Verdict]) -> str:
    """Return a sentence about what was settled."""
    verdicts = tuple(verdicts)
    done = [
        f"{verdict.zh} is deleted" if verdict.status is None else f"{verdict.zh} is {verdict.status.value} now"
        for verdict in verdicts
    ]
    gone = {verdict.zh for verdict in verdicts if verdict.status is None}
    all_gone = all(each.zh in gone for each in concept.renderings)
    return f"{', '.join(done)}{f', and {concept.label} with it' if all_gone else ''}."
