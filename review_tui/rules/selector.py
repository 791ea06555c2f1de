"""What names rules: a code, the beginning of a code, a name, or ALL."""

from functools import lru_cache

from review_tui.rules.registry import all_rules
from review_tui.text.nearest import nearest


class UnknownRuleError(ValueError):
    """A selector that names no rule."""


@lru_cache(maxsize=1024)
def codes_of(selector: str) -> frozenset[str]:
    """Return the codes that a selector names: `H101`, `H1`, `H`, `heading-missing-space` or `ALL`.

    Raises UnknownRuleError, which names the nearest rule.
    """
    wanted = selector.strip()
    if wanted.upper() == "ALL":
        return frozenset(item.rule.code for item in all_rules())
    codes = frozenset(
        item.rule.code
        for item in all_rules()
        if wanted and (item.rule.code.startswith(wanted.upper()) or item.rule.name == wanted.lower())
    )
    if not codes:
        known = [key for item in all_rules() for key in (item.rule.code, item.rule.name)]
        near = nearest(wanted, known) or nearest(wanted.upper(), known)
        hint = f"; did you mean {near}?" if near else "; `review-tui rule` lists them all"
        raise UnknownRuleError(f"there is no rule {wanted!r}{hint}")
    return codes
