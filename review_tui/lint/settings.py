"""What holds for a file: which rules run, at which severity, with which glossary. A small value that can travel."""

import gc
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from review_tui.collector import undisturbed
from review_tui.files.digests import digest_of
from review_tui.files.own import cache_folder
from review_tui.files.stamp import FileProblem
from review_tui.glossary.storage.sound import is_sound, note_sound
from review_tui.rules.options import Options
from review_tui.severity import Severity

if TYPE_CHECKING:  # an unchanged file is reported without any of these
    from review_tui.glossary.glossary import Glossary
    from review_tui.glossary.problem import Problem
    from review_tui.glossary.search.matcher import Matcher
    from review_tui.lint.selection import Selection

_OBJECTS = 20_000  # that are new when the collector of cycles looks at them; Python's own figure is 700


class Settings(Struct, frozen=True):
    """Everything but the article that its findings depend on. `glossary` are the paths of the CSV files."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()
    options: Options = Options()
    glossary: tuple[str, ...] = ()


class Checking(Struct, frozen=True):
    """How an article is checked: the rules that run, and what they know of the site.

    Findings below the `lowest` severity are not shown to an editor.
    """

    selection: "Selection"
    options: Options
    lowest: Severity = Severity.INFO

    def shows(self, severity: Severity) -> bool:
        """Tell whether findings of a severity are shown."""
        return severity.rank >= self.lowest.rank


def checking_of(settings: Settings, ignored: tuple[str, ...], lowest: Severity = Severity.INFO) -> Checking:
    """Return how an article is checked; the rules that the selectors `ignored` name do not run on it."""
    return Checking(selection_of(settings, ignored), settings.options, lowest)


@lru_cache(maxsize=256)
def selection_of(settings: Settings, ignored: tuple[str, ...]) -> "Selection":
    """Return the rules that run by these settings, but for those that the selectors `ignored` name.

    Raises UnknownRuleError where a selector names no rule.
    """
    from review_tui.lint.selection import Selection, narrowness, select
    from review_tui.rules.selector import codes_of

    chosen = select(settings.select, settings.ignore, settings.extend_select)
    gone = {code for selector in ignored for code in codes_of(selector)}
    severities: dict[str, Severity] = {}
    for selector, severity in sorted(settings.severities, key=lambda pair: narrowness(pair[0])):
        severities.update(dict.fromkeys(codes_of(selector), severity))
    return Selection(tuple(item for item in chosen.rules if item.rule.code not in gone), severities)


@lru_cache(maxsize=16)
def glossary_digest(paths: tuple[str, ...]) -> str:
    """Return a hash of the bytes of some CSV files, which costs less than reading them as a glossary.

    It is worked out once in a process.
    """
    return _digest_now(paths)


def _digest_now(paths: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        try:
            told = digest_of(Path(path), cache_folder())
        except FileProblem as problem:
            told = str(problem)
        digest.update(told.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()


def problems_of(paths: tuple[str, ...]) -> "tuple[Problem, ...]":
    """Return what is wrong with the glossary of some CSV files, and not meant so.

    One in which nothing is wrong is read for it once.
    """
    digest, folder = glossary_digest(paths), cache_folder()
    if is_sound(paths, digest, folder):
        return ()
    problems = tuple(problem for problem in glossary_of(paths).problems if not problem.is_meant)
    if not problems and digest == _digest_now(paths):  # else the files changed while they were read
        note_sound(paths, digest, folder)
    return problems


@lru_cache(maxsize=16)
def glossary_of(paths: tuple[str, ...]) -> "Glossary":
    """Return the glossary of some CSV files. It is read once in a process.

    Its tens of thousands of objects last, so Python's garbage collector is kept from them. An article makes and drops
    thousands more, few of them in cycles, so the collector runs less often from now on.
    """
    from review_tui.glossary.storage.compiled import load_compiled

    with undisturbed():
        glossary = load_compiled([Path(path) for path in paths], cache_folder())
        gc.freeze()
        gc.set_threshold(_OBJECTS, 10, 10)
    return glossary


def matcher_of(paths: tuple[str, ...]) -> "Matcher":
    """Return the glossary of some CSV files, ready for searching. It is made once in a process."""
    from review_tui.glossary.search.matcher import matcher_for

    return matcher_for(glossary_of(paths))
