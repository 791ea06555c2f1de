"""A link whose words are another term's.

The slug says what the anchor should mean. Where the glossary knows the slug, and the anchor is just the rendering of
another concept, either the words or the link are wrong; which of them, only the original can tell. Names, and several
terms that lead to one article, are left alone: they are linked to what they are examples of. Split links are judged as
a whole.
"""

from collections.abc import Iterator

from review_tui.article.links import LinkRun
from review_tui.glossary.concept import Concept, Kind
from review_tui.rules.model import Finding, Rule, Severity, invalid, valid, with_glossary
from review_tui.rules.reading import Reading

RULE = Rule("T704", "term-anchor", Severity.WARNING)
_CRISES = (
    "concept,en,zh,status,slugs\n"
    "great-recession,Great Recession,大衰退,preferred,\n"
    "great-depression,Great Depression,大萧条,preferred,great_depression\n"
    "recession,recession,衰退,preferred,\n"
)
_KINDS = (
    "concept,en,zh,status,kind\n"
    "value-investing,value investing,价值投资,preferred,term\n"
    "gse,government-sponsored enterprise,政府支持企业,preferred,term\n"
    "buffett,Warren Buffett,巴菲特,preferred,name\n"
    "fannie-mae,Fannie Mae,房利美,preferred,name\n"
    "income,income,收入,preferred,term\n"
    "wage,wage,工资,preferred,term\n"
    "dividend,dividend,股息,preferred,term\n"
    "assignment,assignment (of a right),转让,preferred,term\n"
    "option-assignment,assignment (of an option),指派,preferred,term\n"
)
CASES = with_glossary(
    _CRISES,
    valid("[大衰退](/great-recession)"),
    valid("[2008 年的大衰退](/great-recession)"),
    valid("[那场危机](/great-recession)"),
    valid("[大](/great-recession)[衰退](/great-recession)"),
    valid("[衰退](/great-recession)"),
    valid("[巴菲特](/value-investing)与[房利美](/gse)", glossary=_KINDS),
    valid("[工资](/income)与[股息](/income)", glossary=_KINDS),
    valid("[指派](/assignment)", glossary=_KINDS),
    invalid("[工资](/income)与[工资](/income)", found=("工资", "工资"), glossary=_KINDS),
    invalid("[大萧条](/great-recession)", found="大萧条"),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each anchor that names another concept."""
    found: dict[str, list[tuple[LinkRun, Concept, Concept]]] = {}
    for run in reading.article.link_runs:
        concept = reading.concept(run.slug_key)
        if concept is None or run.is_split:
            continue
        other = _other(reading, run, concept)
        if other is not None:
            found.setdefault(concept.id, []).append((run, concept, other))
    for runs in found.values():
        if len({other.id for _, _, other in runs}) > 1:
            continue  # wages, dividends and interest all lead to income: it is the category they belong to
        for run, concept, other in runs:
            yield RULE.finding(
                run.links[0].text_span,
                f"the link leads to “{concept.label}”, its words say “{other.label}”",
                concept=concept.id,
            )


def _other(reading: Reading, run: LinkRun, concept: Concept) -> Concept | None:
    """Return the concept that the anchor names, where it is not the linked one and has nothing in common with it.

    A name is linked to what it is an example of, or known for: 房利美 to government-sponsored enterprises.
    """
    text = run.text.strip()
    owners = [owner for owner in reading.glossary.concepts_of(text) if owner.accepts(text)]
    if not owners or concept in owners or any(owner.kind is Kind.NAME for owner in owners):
        return None
    if owners[0].label.partition(" (")[0] == concept.label.partition(" (")[0]:
        return None  # one article for both senses: assignment (of a right), assignment (of an option)
    if any(len(set(text) & set(item.zh)) > 1 for item in concept.renderings):
        return None
    return owners[0]
