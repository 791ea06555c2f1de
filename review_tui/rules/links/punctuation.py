"""A link whose anchor is only punctuation.

`[，](/default2)` links a comma: the word that carried the link lost it in translation. The fix moves the link to its
term, where that stands in the sentence, or takes it off, where its paragraph links the term.
"""

from collections.abc import Iterator

from review_tui.rules.links.shared.moving import put_right
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy
from review_tui.text.visible import INVISIBLE

RULE = Rule("L302", "link-punctuation", Severity.ERROR, Safety.SUGGESTED)
CASES = (
    valid("[违约](/default2)，"),
    valid("[100%](/percent)"),
    valid("[^1]: 注"),
    valid("[![图](/a.png)](/b)"),
    valid("更多[……](/more)，[...](/page)，上级[..](/up)，帮助[?](/help)"),
    valid("[`>`](/redirect) 与 [>>](https://example.com)"),
    invalid("违约[，](/default2)银行", found="[，](/default2)"),
    invalid(
        "债券违约[，](/default2)银行",
        found="[，](/default2)",
        fixed="债券[违约](/default2)，银行",
        glossary="concept,en,zh,status,slugs\ndefault,default,违约,preferred,default2\n",
    ),
    invalid("[贝塔](/beta)为 1，甲[；](/beta)乙。", found="[；](/beta)", fixed="[贝塔](/beta)为 1，甲；乙。"),
    invalid("[的](/beta)为 1，甲[；](/beta)乙。\n\n[贝塔](/beta)", found="[；](/beta)"),
    invalid("[“](/tranches)与[](/cdo)", found=("[“](/tranches)", "[](/cdo)")),
    invalid("[债券](/cdo)[\u200b](/cdo)。", found="[\u200b](/cdo)", fixed="[债券](/cdo)\u200b。"),
)
_PUNCTUATION = lazy(
    r"(?!\s*+(?:…{1,2}|\.{2,3}|\?)\s*+\Z)[\s，。、；：？！（）《》〈〉「」『』【】“”‘’…—·,.;:?!()\"'*-]*"
)
_INVISIBLE = lazy(INVISIBLE)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each site link without a word in it; an ellipsis leads to more, `..` up, `?` to help."""
    for run in reading.article.link_runs:
        for link in run.links:
            if link.slug_key is None:
                continue
            words = link.text if link.text.isprintable() else _INVISIBLE.sub("", link.text)
            if _PUNCTUATION.fullmatch(words):
                what = f"on “{words}”" if words else "on nothing"
                yield RULE.finding(
                    link.span,
                    f"the link to {link.slug} stands {what}; it belongs on the term",
                    put_right(reading, RULE, run, link),
                    concept=reading.concept_id(link.slug_key),
                )
