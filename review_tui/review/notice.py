"""What the editor is told beside the articles."""

from collections.abc import Iterable

from msgspec import Struct

from review_tui.review.article.session import Session
from review_tui.text.count import count


class Notice(Struct, frozen=True):
    """Something to tell the editor: what came of a thing, or what another program did."""

    message: str
    bad: bool = False


def bad_news(sentences: Iterable[str]) -> list[Notice]:
    """Return a notice of each sentence about something that did not go as it was meant to."""
    return [Notice(sentence, bad=True) for sentence in sentences]


def of_links(session: Session, others: int) -> list[Notice]:
    """Return what there is to tell of so many other names (hard links) of the file of an article that was saved."""
    if not others:
        return []
    names = "another name, which keeps" if others == 1 else f"{others} other names, which keep"
    return [Notice(f"{session.file.name} had {names} the old text: it is a file of its own now.", bad=True)]


def of_passages(twice: int) -> list[Notice]:
    """Return what there is to tell of so many passages that were taken from both sides when an article was merged."""
    if not twice:
        return []
    stand = "stands" if twice == 1 else "stand"
    return [Notice(f"{count(twice, 'passage')} {stand} twice now, yours first: one of each is to go.")]
