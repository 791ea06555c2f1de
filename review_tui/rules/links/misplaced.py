"""A link that stands on other words than its term.

The anchor is a function word (`[而](/credit_score)`), a mark with a word (`[，但](/collateral)`), or shares no
character with any rendering of its term while that term stands unlinked in the same sentence, while the anchor names
another one, or while it asks for an object (`[预付给](/cash)`). The fix moves the link to its term, where that stands
in the sentence.
"""

from collections.abc import Iterator

from review_tui.article.han import HAN
from review_tui.article.inline import Link
from review_tui.article.links import LinkRun
from review_tui.rules.links.shared.anchor import PUNCTUATION, BareNames, bare, names_of
from review_tui.rules.links.shared.moving import put_right, sentence_of
from review_tui.rules.links.shared.sentence import is_function, is_led_by_modal
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid, with_glossary
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("L304", "link-misplaced", Severity.WARNING, Safety.SUGGESTED)
_TERMS = (
    "concept,en,zh,status,slugs\n"
    "collateral,collateral,抵押品,preferred,\n"
    "credit-score,credit score,信用评分,preferred,\n"
    "micromarketing,micromarketing,微营销,preferred,\n"
)
CASES = with_glossary(
    _TERMS,
    valid("抵押品：[![照片](/house.png)](/collateral)，抵押品 [↗](/collateral)"),
    valid("[抵押品](/collateral)"),
    valid("[抵押证据](/collateral)"),
    valid("[评分](/credit_score)"),
    valid("[担保物](/collateral)与其他"),
    valid("[FICO](/credit_score)"),
    valid("[这里](https://example.com)"),
    valid("[\u00a0](/collateral)与[\u3000](/collateral)"),
    invalid(
        "贷款[，但](/collateral)不提供抵押品", found="[，但](/collateral)", fixed="贷款，但不提供[抵押品](/collateral)"
    ),
    invalid("[而](/credit_score)无需评分", found="[而](/credit_score)"),
    invalid("[无需](/credit_score)评分", found="[无需](/credit_score)"),
    invalid(
        "微营销中常见的[策略](/micromarketing)。",
        found="[策略](/micromarketing)",
        fixed="[微营销](/micromarketing)中常见的策略。",
    ),
    invalid("[，但](/collateral)[NINJA](/collateral)贷款", found=("[，但](/collateral)", "[NINJA](/collateral)")),
    invalid("2008 年[的信用市场中，评分](/credit_score)很重要。", found="[的信用市场中，评分](/credit_score)"),
    valid("[信用评分](/credit_score)[部门](/credit_score)"),
    valid("[信用](/credit_score)[评分](/credit_score)[经理](/credit_score)"),
    valid("[评分](/credit_score)[作废](/credit_score)"),
    invalid(
        "这些[工具被称为](/collateral)抵押品。",
        found="[工具被称为](/collateral)",
        fixed="这些工具被称为[抵押品](/collateral)。",
    ),
    valid("[不作为](/collateral)与[抵押品被称为](/collateral)"),
    invalid(
        "[信用评分](/credit_score)[而](/credit_score)", found="[而](/credit_score)", fixed="[信用评分](/credit_score)而"
    ),
    invalid("[抵押品的](/credit_score)"),
    valid("[的信用评分之后修复](/credit_score)"),
    valid("[供给](/supply)与[抵押品归因于](/collateral)"),
    invalid("将资金[预付给](/unknown)公司", found="[预付给](/unknown)"),
    invalid("将[抵债转嫁给](/collateral)他人", found="[抵债转嫁给](/collateral)"),
    invalid("[因为](/unknown)"),
    invalid("[，其他银行](/collateral)", found="[，其他银行](/collateral)"),
    invalid(
        "自 [1989](/credit_score) 年起，信用评分",
        found="[1989](/credit_score)",
        fixed="自 1989 年起，[信用评分](/credit_score)",
    ),
    invalid(
        "[大用](/credit_score)处是信用评分", found="[大用](/credit_score)", fixed="大用处是[信用评分](/credit_score)"
    ),
    invalid(
        "[每年](/401k)的 401(k)",
        found="[每年](/401k)",
        fixed="每年的 [401(k)](/401k)",
        glossary="401k,401(k),401(k),preferred\n",
    ),
    valid("[信誉评分](/credit_score)、[用分](/credit_score)与[信用的高低](/credit_score)，即信用评分"),
    invalid(
        "[则适用](/a)、[而不是](/b)、[可能会](/c)、[称为](/d)、[，而无需](/e)、[拥有](/f)",
        found=("[则适用](/a)", "[而不是](/b)", "[可能会](/c)", "[称为](/d)", "[，而无需](/e)", "[拥有](/f)"),
    ),
    invalid(
        "[不收取](/a)、[可以购买](/b)、[必须签署一份](/c)",
        found=("[不收取](/a)", "[可以购买](/b)", "[必须签署一份](/c)"),
    ),
    valid("[购买](/a)、[不履行](/b)、[拖欠](/c)"),
    valid("[所有权](/a)、[不作为](/b)、[自由](/c)、[内在](/d)、[对等](/e)、[适用性](/f)"),
    invalid("[后者](/a)与[从而](/b)，[它们的](/c)", found=("[后者](/a)", "[从而](/b)", "[它们的](/c)")),
)
_SENTENCE_TAIL = lazy(r"(?:的|旨在|是|会|将|在|和|与)$")
# Such words are no term but for a few: 供给, 定向.
_WANTS_OBJECT = lazy(
    r".(?:(?:[称视变转改认归]|归类|定义|(?<!不)作|成)为|(?<![供补薪自])给|到|于|(?<![定走取方趋意流导倾面])向|将|把|被)$"
)
_NUMBER = lazy(r"[0-9][0-9.,]*%?")
_DESCRIBES = 4  # pairs of characters of an anchor that may say what its term is
_CLAUSE = 5  # characters: with more, what begins with 的 or a mark is a piece of the sentence


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each site link on the wrong words."""
    for run in reading.article.link_runs:
        for link in run.links:
            if link.slug_key is not None and _has_words(link.text) and _is_misplaced(reading, run, link):
                yield RULE.finding(
                    link.span,
                    f"the link to {link.slug} stands on “{link.text}”; it belongs on its term",
                    put_right(reading, RULE, run, link),
                    concept=reading.concept_id(link.slug_key),
                )


def _has_words(anchor: str) -> bool:
    """Tell whether an anchor has words: a picture or an icon (↗) may lead to a term and stand beside it."""
    return not anchor.startswith("![") and any(map(str.isalnum, anchor))


def _is_misplaced(reading: Reading, run: LinkRun, link: Link) -> bool:
    text = link.text.strip()
    words = text.strip(PUNCTUATION + " ")
    if is_function(words) or is_led_by_modal(words):
        return True
    names = names_of(reading, link.slug_key)
    if _WANTS_OBJECT.search(text) is not None and not reading.glossary.concepts_of(text):
        pairs = {text[start : start + 2] for start in range(len(text) - 1)}
        return not any(pair in term for term in names.terms for pair in pairs)  # else it takes in more than its term
    if not names.terms:
        return False
    whole = bare(text)
    starts_with_mark = text[0] in PUNCTUATION and text[0] not in "“‘《（(「"
    if len(text) > _CLAUSE and (starts_with_mark or text[0] == "的"):
        return not any(term in whole for term in names.terms)
    if _shares(whole, names):
        return _is_little_like(whole, names.terms) and _stands_unlinked(reading, run, link, names.terms)
    if starts_with_mark:
        return True
    if run.is_split:
        others = bare("".join(other.text for other in run.links if other is not link))
        return not names.touch(others)  # else it is a compound: [债务][部门]
    if text.isascii() and not _NUMBER.fullmatch(text):
        return False
    return _names_another(reading, text) or _stands_unlinked(reading, run, link, names.terms)


def _names_another(reading: Reading, text: str) -> bool:
    """Tell whether an anchor is the name of another concept with a word of the sentence: that none of its own has."""
    name = _SENTENCE_TAIL.sub("", text)
    return name != text and bool(reading.glossary.concepts_of(name))


def _shares(text: str, names: BareNames) -> bool:
    """Tell whether an anchor has a character in common with a name that may stand, or a wrong one, or a Latin word."""
    if names.touch(text):
        return True
    return text.isascii() and any(text in term or term in text for term in names.terms)


def _is_little_like(text: str, terms: frozenset[str]) -> bool:
    """Tell whether an anchor has at most a character of each name of its term, and others: 大量, 工作量证明.

    房贷 is like 房屋抵押贷款, which has both characters, and so is what has two in a row of a name. A longer
    anchor may describe its term: 一般价格上涨.
    """
    pairs = [text[start : start + 2] for start in range(len(text) - 1)]
    return 0 < len(pairs) < _DESCRIBES and not any(
        any(pair in term for pair in pairs) or frozenset(text).issubset(term) for term in terms
    )


def _stands_unlinked(reading: Reading, run: LinkRun, link: Link, terms: frozenset[str]) -> bool:
    """Tell whether a word for the term, right or wrong, stands in the sentence outside all links."""
    text, (start, end) = reading.article.text, sentence_of(reading, run, link)
    pieces = []
    for other in reading.links_over(start, end):
        pieces.append(text[start : other.span.start])
        start = other.span.end
    whole = "[".join(map(bare, (*pieces, text[start:end])))
    return any(len(term) > 1 and _ends_where_it_seems(term) and term in whole for term in terms)


def _ends_where_it_seems(term: str) -> bool:
    """Tell whether a name is found in a text as what it is: 401(k), but not IRA, which stands in longer words."""
    return HAN.search(term) is not None or any(map(str.isdigit, term))
