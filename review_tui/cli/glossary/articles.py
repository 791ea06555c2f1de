"""The articles that a glossary command looks at, and their English originals."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from review_tui.cli.messages import complain, warn
from review_tui.cli.progress import ProgressLine
from review_tui.files.presence import is_folder
from review_tui.lint.discovery.discovery import Discovered, Exclusions, Found, Nothing, discover
from review_tui.lint.failure import Failure
from review_tui.lint.project import Overrides, Project
from review_tui.lint.run.article_files import ArticleFile, Look, Looked, look

if TYPE_CHECKING:
    from review_tui.lint.run.cluster import Cluster

Result = TypeVar("Result")


class Articles:
    """The articles at some paths, one at a time. Afterwards `seen` counts them, and `trouble` tells of errors.

    `found` is for the caller to set: the progress line shows it as the number of things that are `counted`.
    """

    def __init__(self, paths: tuple[str, ...], source: Path | None = None, counted: str = "concepts") -> None:
        """`source` is the folder of the originals, which have the same file names."""
        self.trouble = False
        self.seen = 0
        self.found = 0
        self._paths = paths
        self._source = source
        self._progress = ProgressLine(lambda: sum(isinstance(each, Found) for each in self._discovered()), counted)

    def each(
        self, function: Look[Result], cluster: "Cluster | None" = None, glossary: tuple[str, ...] = ()
    ) -> Iterator[Result]:
        """Yield the result of a function for each article and its original, from here or a cluster; show how far it is.

        For a cluster, it must be a function of a module, and `glossary` names the files that it reads.
        """
        if self._source is not None and not is_folder(self._source):
            complain(f"{self._source}: there is no such folder of originals")
            self.trouble = True
            return
        look_here = partial(look, function)
        if cluster is not None:
            looked = cluster.spread(look_here, self._files(), glossary, _given_up, self._tell)
        else:
            looked = (one for article in self._files() for one in look_here([article]))
        for one in looked:
            self._progress.tick(self.seen + 1, self.found)
            for problem in one.problems:
                self._say(problem)
            for result in one.found:
                self.seen += 1
                yield result
        self._progress.clear()
        if not self.seen and not self.trouble:
            complain("there is no article to look at: name Markdown files, or folders of them")
            self.trouble = True

    def _files(self) -> Iterator[ArticleFile]:
        source = None if self._source is None else str(self._source.absolute())
        for each in self._discovered():
            if isinstance(each, Failure):
                self._say(str(each))
            elif isinstance(each, Nothing):
                self._progress.clear()
                warn(f"{each.path}: {each.message}")
            else:
                yield ArticleFile(each.path, each.file, source)

    def _discovered(self) -> Iterator[Discovered]:
        project = Project(Overrides())
        exclusions = Exclusions(
            lambda folder: project.exclude(Path(folder)), lambda folder: project.config(Path(folder)).gitignore
        )
        return discover(self._paths or (".",), exclusions)

    def _tell(self, article: ArticleFile, message: str) -> None:
        self._progress.clear()
        warn(f"{article.path}: {message}")

    def _say(self, message: str) -> None:
        self._progress.clear()
        complain(message)
        self.trouble = True


def _given_up(article: ArticleFile, reason: str) -> Looked[Any]:
    return Looked((), (f"{article.path}: not looked at: {reason}",))
