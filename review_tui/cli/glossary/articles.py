"""The articles that a glossary command looks at, and their English originals."""

import sys
from collections.abc import Iterator
from pathlib import Path

from review_tui.article import Article, EncodingProblem
from review_tui.cli.messages import complain, warn
from review_tui.cli.progress import Progress
from review_tui.files.stamp import FileProblem, read
from review_tui.lint.discovery import Exclusions, Found, Nothing, discover
from review_tui.lint.failure import Failure
from review_tui.lint.project import Choices, Project


class Articles:
    """The articles below some paths, one at a time. After that, `trouble` and `seen` say how it went."""

    def __init__(self, paths: tuple[str, ...], source: Path | None = None, counted: str = "concepts") -> None:
        """`source` is the folder of the originals, which have the same file names."""
        self.trouble = False
        self.seen = 0
        self.found = 0
        self._paths = paths
        self._source = source
        self._progress = Progress(
            lambda: sum(isinstance(each, Found) for each in self._discovered()),
            active=sys.stderr.isatty(),
            counted=counted,
        )

    def __iter__(self) -> Iterator[tuple[Article, Article | None]]:
        """Yield each article that can be read, with its original where there is one, and show how far it is."""
        if self._source is not None and not self._source.is_dir():
            complain(f"{self._source}: there is no such folder of originals")
            self.trouble = True
            return
        for each in self._discovered():
            if isinstance(each, Failure):
                self._say(str(each))
            elif isinstance(each, Nothing):
                self._progress.clear()
                warn(f"{each.path}: {each.message}")
            else:
                self._progress.tick(self.seen + 1, self.found)
                article = self._read(Path(each.file), each.path)
                if article is not None:
                    self.seen += 1
                    yield article, self._original(each)
        self._progress.clear()
        if not self.seen and not self.trouble:
            complain("there is no article to look at: name Markdown files, or folders of them")
            self.trouble = True

    def _discovered(self) -> Iterator[Found | Nothing | Failure]:
        project = Project(Choices())
        exclusions = Exclusions(
            lambda folder: project.exclude(Path(folder)), lambda folder: project.config(Path(folder)).gitignore
        )
        return discover(self._paths or (".",), exclusions)

    def _original(self, found: Found) -> Article | None:
        if self._source is None:
            return None
        file = self._source / Path(found.file).name
        return self._read(file, str(file)) if file.is_file() else None

    def _read(self, file: Path, name: str) -> Article | None:
        try:
            data, _ = read(file)
            return Article.from_bytes(data, name)
        except FileProblem as problem:
            self._say(f"{name}: {problem.message}")
        except EncodingProblem as problem:
            self._say(f"{name}: {problem}")
        return None

    def _say(self, message: str) -> None:
        self._progress.clear()
        complain(message)
        self.trouble = True
