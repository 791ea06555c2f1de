"""A link whose words are another term's.

The slug says what the anchor should mean. Where the glossary knows the slug, and the anchor is just the rendering of
another concept, either the words or the link are wrong. Split links are judged as a whole.
"""

from collections.abc import Iterator

from review_tui.article import Edit
from review_tui.article.links import LinkRun
from review_tui.glossary.concept import Concept
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.rules.terms.rendering import accepted

RULE = Rule("T704", "term-anchor", Severity.WARNING, Safety.SUGGESTED)
_CRISES = (
    "concept,en,zh,status,slugs\n"
    "great-recession,Great Recession,大衰退,preferred,\n"
    "great-depression,Great Depression,大萧条,preferred,great_depression\n"
    "recession,recession,衰退,preferred,\n"
)
CASES = (
    valid("[大衰退](/great-recession)", glossary=_CRISES),
    valid("[2008 年的大衰退](/great-recession)", glossary=_CRISES),
    valid("[那场危机](/great-recession)", glossary=_CRISES),
    valid("[大](/great-recession)[衰退](/great-recession)", glossary=_CRISES),
    valid("[衰退](/great-recession)", glossary=_CRISES),
    invalid("[大萧条](/great-recession)", found="大萧条", fixed="[大衰退](/great-recession)", glossary=_CRISES),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each anchor that names another concept."""
    for run in reading.article.link_runs:
        concept = reading.concept(run.concept)
        if concept is None or run.is_split:
            continue
        other = _other(reading, run, concept)
        if other is None:
            continue
        link = run.links[0]
        fixes = [RULE.mend(Edit(link.text_span, item.zh), label=item.zh) for item in accepted(concept)]
        yield RULE.finding(
            link.text_span,
            f"the link leads to “{concept.label}”, its words say “{other.label}”",
            *fixes,
            concept=concept.id,
        )


def _other(reading: Reading, run: LinkRun, concept: Concept) -> Concept | None:
    """Return the concept that the anchor names, where it is not the linked one and has nothing in common with it."""
    text = run.text.strip()
    owners = [owner for owner in reading.glossary.concepts_of(text) if any(item.zh == text for item in accepted(owner))]
    if not owners or concept in owners:
        return None
    if any(len(set(text) & set(item.zh)) > 1 for item in concept.renderings):
        return None
    return owners[0]
