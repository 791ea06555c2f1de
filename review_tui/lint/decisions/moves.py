"""Which decisions move: the new identities of accepted findings after edits beside them.

A finding is known by its own words and those around it, so an edit there gives it another identity. Where this program
makes the edit, it knows the new identity, and the decision can move to it instead of becoming stale.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from review_tui.article import Article, Edit, Span
from review_tui.article.edit import carrier
from review_tui.lint.decisions.decisions import Accepted, first_of
from review_tui.lint.decisions.leaving import Accepting, left_by
from review_tui.lint.identity import LONG, SHORT, shorten
from review_tui.lint.report import Item, Move, items_of
from review_tui.rules.model import Rule
from review_tui.severity import Severity

# Of long words, a decision has the beginning and a hash:
_LONGEST = 4000  # code points of them that are looked for
_MOST = 5  # places that begin alike at which they are: each costs thousands of hashes

Check = Callable[[Article, frozenset[str]], Sequence[Item]]
"""Returns what the rules with some names find in an article."""

Rounds = Sequence[Sequence[Edit]]
"""Edits of a text, made one round after the other: each is in positions of the text that the one before it made."""


def moves_of(left: Mapping[int, str], stayed: Iterable[Sequence[int]], items: Sequence[Item]) -> list[Move]:
    """Return the moves of decisions about findings that were found both before and after some edits.

    `left` has the accepted findings before: their indexes, each with the key of its decision. `stayed` has for each of
    these, in the order of their indexes, the indexes of the same finding in `items`, the findings of the article now.
    """
    moves: list[Move] = []
    for (_, key), indexes in zip(sorted(left.items()), stayed, strict=True):
        now = [Move(key, items[index].identity) for index in indexes]
        if [move.identity.key for move in now] != [key]:
            moves += now
    return moves


def moves_of_unchecked(
    before: Article, after: Article, decisions: Iterable[Accepted], rounds: Rounds, check: Check
) -> list[Move]:
    """Return the moves of decisions about rules that did not run on the article, or that compare articles.

    Their findings are not known. So the words of each decision are searched for in the article `before`, and the place
    is followed through the `rounds` of edits to the article `after`. For decisions without words, `check` is called; it
    returns what the rules with some names find in an article.
    """
    groups: defaultdict[tuple[str, str, str], list[Accepted]] = defaultdict(list)
    hashed: list[Accepted] = []
    for each in decisions:
        if each.hash:
            hashed.append(each)
        elif each.text:
            groups[each.rule, each.concept, each.text].append(each)
    carried = _carrying(rounds)
    moves: list[Move] = []
    for (name, concept, words), group in groups.items():
        rule = Rule("", name, Severity.INFO)

        def items(article: Article, spans: Iterable[Span], rule: Rule = rule, concept: str = concept) -> Sequence[Item]:
            return items_of(article, [rule.finding(span, "", concept=concept) for span in spans])

        known = items(before, _spans_of(words, before.text))
        now: dict[str, dict[int, Item]] = {}  # by their words, and where they stand: most have the same ones
        for index, key in sorted(left_by(known, _accepting(group)).items()):
            span = carried(known[index])
            if span.start < span.end:
                current = span.cut(after.text)
                if current not in now:
                    alike = items(after, _spans_of(current, after.text))
                    now[current] = {item.start.offset: item for item in alike}
                if span.start in now[current]:
                    moves.append(Move(key, now[current][span.start].identity))
    if hashed:
        moves += _moves_without_words(before, after, hashed, carried, check)
    return [move for move in moves if move.identity.key != move.key]


def _moves_without_words(
    before: Article, after: Article, decisions: Sequence[Accepted], carried: Callable[[Item], Span], check: Check
) -> list[Move]:
    rules = frozenset(each.rule for each in decisions)
    found = check(before, rules)
    there = {(item.identity.rule, item.start.offset): item for item in check(after, rules)}
    places = {
        key: (found[index].identity.rule, carried(found[index]).start)
        for index, key in sorted(left_by(found, _accepting(decisions)).items())
    }
    return [Move(key, there[place].identity) for key, place in places.items() if place in there]


def _carrying(rounds: Rounds) -> Callable[[Item], Span]:
    """Return a function that tells where the words of an item are after all rounds of edits."""
    steps = [carrier(edits) for edits in rounds]

    def carried(item: Item) -> Span:
        span = Span(item.start.offset, item.end.offset)
        for step in steps:
            span = step(span)
        return span

    return carried


def _accepting(decisions: Iterable[Accepted]) -> Accepting:
    return {(key := each.key): first_of(each, key) for each in decisions}


def _spans_of(words: str, text: str) -> Iterator[Span]:
    """Yield the places in a text where some words stand; long words may be given as `shorten` returns them."""
    is_short = len(words) == SHORT and words[LONG // 2] == "…"
    beginning = words[: LONG // 2] if is_short else words
    start, place = text.find(beginning), 0
    while start >= 0 and not (is_short and place == _MOST):
        if not is_short:
            yield Span(start, start + len(words))
        else:
            ends = range(start + LONG + 1, min(len(text), start + _LONGEST) + 1)
            end = next((end for end in ends if shorten(text[start:end]) == words), None)
            if end is not None:
                yield Span(start, end)
        start, place = text.find(beginning, start + 1), place + 1
