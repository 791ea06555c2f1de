"""What is known of one version of a document: its article, and what the rules find in it."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from review_tui.article import Article
from review_tui.article.han import HAN
from review_tui.article.source import EncodingProblem
from review_tui.files.stamp import glance
from review_tui.lint.check import GivenUp, checked_article
from review_tui.lint.config.mistake import ConfigError
from review_tui.lint.decisions.leaving import left_by
from review_tui.lint.failure import internal_error
from review_tui.lint.report import Item, items_of
from review_tui.lsp.surroundings import FilesSeen, Holding, Surroundings
from review_tui.output.entries import FILE_ERROR, INTERNAL_ERROR
from review_tui.rules.model import Finding
from review_tui.rules.reading import Reading

log = logging.getLogger(__name__)

LONGEST = 1_000_000  # code points: a longer document is not checked at every keystroke

_LATIN = re.compile("[A-Za-z]")
_LEAST_HAN = 0.1  # Han for each Latin letter: the least in a real Chinese article is 2, in an English one 0
_ENOUGH_HAN = 50  # in paragraphs with more Han than Latin letters: somebody wrote Chinese there


@dataclass(frozen=True, slots=True)
class Trouble:
    """What kept a document, or a rule on it, from being checked.

    `line` is the line of the document, from 0. Where another file is at fault, `place` is that one and its line from 0.
    """

    message: str
    line: int = 0
    code: str = FILE_ERROR[0]
    place: tuple[Path, int] | None = None


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding that is shown in the editor, and the same finding as reports have it."""

    finding: Finding
    item: Item


@dataclass(frozen=True, eq=False, slots=True)
class Checkup:
    """What is known of one version of a document. Without a `reading`, it was not checked.

    `is_foreign` tells that this was so because most of its text is not Chinese. `files` are those besides the document
    that all this depends on.
    """

    article: Article
    reading: Reading | None = None
    holding: Holding | None = None
    shown: tuple[ShownFinding, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    is_foreign: bool = False
    files: FilesSeen = ()

    def is_outdated(self) -> bool:
        """Tell whether one of the files has changed since."""
        return any(glance(path) != seen for path, seen in self.files)


def check_document(
    text: str,
    file: Path,
    surroundings: Surroundings,
    here: Path | None = None,
    *,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Checkup:
    """Check the text of a document as a client sent it; `file` is where it is, or would be saved.

    What holds for it is looked for as by a command that runs in the folder `here` (or the file's own). `is_wanted` is
    asked again and again whether to go on. Raises GivenUp where it says no, and nothing else.
    """
    article = Article("", file.name)
    try:
        if not is_wanted():
            raise GivenUp
        article = Article.from_bytes(text.encode("utf-8", "surrogatepass"), str(file))
        holding = surroundings.of(file, here)
        checkup = replace(_checked(article, holding, is_wanted), files=holding.files)
        if checkup.is_foreign and HAN.search(article.text):  # without a Chinese character nobody wonders
            surroundings.say_once(
                f"{file}: not checked, it is taken for no Chinese article: most of its text is not Chinese"
            )
        return checkup
    except GivenUp:
        raise
    except EncodingProblem as problem:
        return Checkup(article, troubles=(Trouble(str(problem), problem.line - 1),))
    except ConfigError as error:
        files = tuple((str(mistake.path), glance(mistake.path)) for mistake in error.mistakes)
        return Checkup(article, troubles=tuple(_misconfigured(error)), files=files)
    except Exception as error:
        log.exception("looking at %s failed", file)
        return Checkup(article, troubles=(Trouble(internal_error(error), code=INTERNAL_ERROR[0]),))


def _misconfigured(error: ConfigError) -> list[Trouble]:
    return [
        Trouble(f"not checked, the configuration is wrong: {mistake}", place=(mistake.path, max(0, mistake.line - 1)))
        for mistake in error.mistakes
    ]


def _checked(article: Article, holding: Holding, is_wanted: Callable[[], bool]) -> Checkup:
    if holding.left_out:
        return Checkup(article)
    if len(article.text) > LONGEST:
        message = (
            f"not checked, the document is too long for an editor: {len(article.text):,} characters, at most "
            f"{LONGEST:,}; use `review-tui lint`"
        )
        return Checkup(article, troubles=(Trouble(message),))
    if not is_chinese(article):
        return Checkup(article, is_foreign=True)
    return examine(article, holding, is_wanted)


def examine(article: Article, holding: Holding, is_wanted: Callable[[], bool]) -> Checkup:
    """Run the rules over an article, and leave out findings that were accepted, or are below the lowest severity."""
    checked = checked_article(article, holding.matcher, holding.checking, is_wanted=is_wanted)
    items = items_of(article, checked.findings)
    left = left_by(items, holding.accepted)
    shown = tuple(
        ShownFinding(finding, item)
        for index, (finding, item) in enumerate(zip(checked.findings, items, strict=True))
        if holding.checking.shows(item.severity) and index not in left
    )
    troubles = [Trouble(message) for message in holding.trouble]
    troubles += (Trouble(failure.message, code=INTERNAL_ERROR[0]) for failure in checked.failures)
    return Checkup(article, checked.reading, holding, shown, tuple(troubles))


def is_chinese(article: Article) -> bool:
    """Tell whether an article is a Chinese one, not an English one that quotes some Chinese words.

    Only prose is counted: no code, addresses or tags. Where the front matter cannot be read, the whole text is counted
    as well.
    """
    if article.front_matter.problem and _is_chinese(*_counted(article.text)):
        return True
    prose = article.prose
    counts = [_counted(prose.segment_text(segment)) for segment in prose.segments]
    whole = sum(han for han, _ in counts), sum(latin for _, latin in counts)
    return _is_chinese(*whole) or sum(han for han, latin in counts if han > latin) >= _ENOUGH_HAN


def _counted(text: str) -> tuple[int, int]:
    """Return how many Han and Latin letters there are."""
    return len(HAN.findall(text)), len(_LATIN.findall(text))


def _is_chinese(han: int, latin: int) -> bool:
    return han > 0 and han >= _LEAST_HAN * latin
