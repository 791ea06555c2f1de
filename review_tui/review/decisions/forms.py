"""Decisions about findings that have other surroundings in a text that is not saved yet, as a fix of ours gave them.

On the desk such a decision is about the finding as it is now; in its file it stays as it was until the text is saved.
"""

from typing import NamedTuple

from review_tui.lint.decisions.by_article import ByArticle
from review_tui.lint.decisions.decisions import Accepted, Decision, Name, name_of
from review_tui.lint.identity import Identity

Moved = tuple[tuple[Identity, Identity], ...]
"""What findings were known by before a change of the text, and after it."""


class Form(NamedTuple):
    """A decision as it was when it was written, and as it is now, about a finding with this identity."""

    was: Accepted
    now: Accepted
    identity: Identity


class Forms:
    """Those decisions of one file that have another form now, by their names in the file."""

    def __init__(self) -> None:
        self._forms: dict[Name, Form] = {}

    def of(self, path: str) -> tuple[Form, ...]:
        """Return the forms of decisions about an article."""
        return tuple(form for (article, _), form in self._forms.items() if article == path)

    def get(self, name: Name) -> Form | None:
        """Return the form of the decision with this name in the file, None where it has no other."""
        return self._forms.get(name)

    def origin(self, name: Name) -> Name | None:
        """Return the name in the file of the decision that is called so now, None where that is no other."""
        path, key = name
        return next((each for each, form in self._forms.items() if each[0] == path and form.now.key == key), None)

    def take(self, name: Name) -> Form | None:
        """Let go of the form of a decision that has this name in the file, and return it."""
        return self._forms.pop(name, None)

    def give(self, was: Accepted, now: Accepted, identity: Identity) -> None:
        """Give a decision of the file another form, or none where it is the same."""
        if was.key == now.key:
            self._forms.pop(name_of(was), None)
        else:
            self._forms[name_of(was)] = Form(was, now, identity)

    def follow(self, about: dict[str, Decision], moved: Moved) -> None:
        """Let decisions about an article, by key, be about the findings as these are now."""
        found = [(decision, new) for old, new in moved if isinstance(decision := about.get(old.key), Accepted)]
        for decision, _ in found:
            about.pop(decision.key, None)
        for decision, new in found:
            if new.key in about:  # somebody decided about that one, too
                about.setdefault(decision.key, decision)
                continue
            name = name_of(decision)
            form = self.take(self.origin(name) or name)
            about[new.key] = now = decision.about(new)
            self.give(form.was if form else decision, now, new)

    def lay_over(self, articles: ByArticle) -> None:
        """Put forms in the place of their decisions in a file that was read again; without a decision, a form goes."""
        now: list[tuple[dict[str, Decision], Accepted]] = []
        for name, form in list(self._forms.items()):
            path, key = name
            about = articles.of(path)
            was = about.get(key)
            if isinstance(was, Accepted):
                self._forms[name] = Form(was, was.about(form.identity), form.identity)
                now.append((about, self._forms[name].now))
                del about[key]
            else:
                del self._forms[name]
        for about, decision in now:
            about.setdefault(decision.key, decision)
