"""What a rule is, and what it yields."""

from msgspec import Struct
from msgspec.structs import replace

from review_tui.article.edit import Edit
from review_tui.article.position import Span
from review_tui.rules.safety import Safety
from review_tui.severity import Severity

__all__ = ["REMOVED", "Case", "Finding", "Fix", "Rule", "Safety", "Severity", "invalid", "valid", "with_glossary"]


REMOVED = "(removed)"
"""What a fix is called that leaves nothing."""


class Fix(Struct, frozen=True, gc=False):
    """Edits that mend a finding; `label` is what stands there afterwards, in a few characters."""

    edits: tuple[Edit, ...]
    safety: Safety
    label: str = ""


class Finding(Struct, frozen=True, gc=False):
    """Something in an article that an editor should look at.

    `fixes` are the ways to mend it, the likeliest first. `concept` is the id of the glossary concept it is about, where
    there is one.
    """

    rule: "Rule"
    span: Span
    message: str
    severity: Severity
    fixes: tuple[Fix, ...] = ()
    concept: str | None = None

    @property
    def fix(self) -> Fix | None:
        """Return the likeliest fix, or None."""
        return self.fixes[0] if self.fixes else None

    @property
    def sort_key(self) -> tuple[int, int, str, str]:
        """Return what findings of one article are ordered by."""
        return (self.span.start, self.span.end, self.rule.code, self.message)


class Rule(Struct, frozen=True):
    """A rule's identity: its code and name never change and are never given to another.

    `severity` is that of its findings where the configuration says nothing else. `safety` is that of its fixes, None
    where it offers none.
    """

    code: str
    name: str
    severity: Severity
    safety: Safety | None = None

    def finding(self, span: Span, message: str, *fixes: Fix | None, concept: str | None = None) -> Finding:
        """Return a finding of this rule; fixes that are None are left out."""
        return Finding(self, span, message, self.severity, tuple(filter(None, fixes)), concept)

    def mend(self, *edits: Edit, label: str = "") -> Fix:
        """Return a fix of this rule's safety."""
        return Fix(edits, self.safety or Safety.SUGGESTED, label)

    def replacing(self, span: Span, words: str) -> Fix:
        """Return the fix that puts words in the place of a stretch of the article; they are its label."""
        return self.mend(Edit(span, words), label=words)


class Case(Struct, frozen=True):
    """An example that is documentation and test at once.

    `found` are the texts of all findings of the rule, in order; `fixed` is the text once the first fix of each is
    made. `glossary` is a table, with a header. `path` is the article's, whose slug its file name gives. `options` are
    fields of `Options` (`options.py`) and what they are set to; `valid` and `invalid` take them as further keyword
    arguments, and rows of a glossary without their header if that is `concept,en,zh,status`. `others` are the texts of
    further articles in the same run.
    """

    text: str
    found: tuple[str, ...] = ()
    fixed: str | None = None
    glossary: str = ""
    path: str = "article.md"
    options: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()


def valid(
    text: str, *, glossary: str = "", path: str = "article.md", others: tuple[str, ...] = (), **options: str
) -> Case:
    """Return an example in which the rule finds nothing."""
    return Case(text, glossary=_table(glossary), path=path, options=tuple(options.items()), others=others)


def invalid(
    text: str,
    *,
    found: str | tuple[str, ...] = (),
    fixed: str | None = None,
    glossary: str = "",
    path: str = "article.md",
    others: tuple[str, ...] = (),
    **options: str,
) -> Case:
    """Return an example with everything the rule finds in it, and the text after its fixes where it has any.

    `found` is left out where that is all of the text.
    """
    texts = (found,) if isinstance(found, str) else found or (text,)
    return Case(text, texts, fixed, _table(glossary), path, tuple(options.items()), others)


def with_glossary(rows: str, *cases: Case) -> tuple[Case, ...]:
    """Return examples that go with the same glossary, but for those that have one of their own."""
    return tuple(case if case.glossary else replace(case, glossary=_table(rows)) for case in cases)


def _table(rows: str) -> str:
    """Return the rows of a glossary below a header; the usual one may be left out."""
    return rows if not rows or rows.startswith("concept,") else f"concept,en,zh,status\n{rows}"
