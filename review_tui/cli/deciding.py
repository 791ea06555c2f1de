"""What the editors' decisions mean for a run of `lint`, and what the run says about them.

Most runs meet no decision: what those need is imported when there is one.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from review_tui.cli.messages import complain, warn
from review_tui.files.address import is_address
from review_tui.files.atomic import Changed
from review_tui.files.presence import is_absent
from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import (
    BASELINE,
    Accepted,
    DecisionIndex,
    Elsewhere,
    IndexedDecision,
    acceptance,
    is_missing,
    path_in,
    read_index,
)
from review_tui.lint.decisions.leaving import decided, moved
from review_tui.lint.failure import Failure
from review_tui.lint.project import Project
from review_tui.lint.report import Move, Report

if TYPE_CHECKING:
    from review_tui.cli.missing import Noted
    from review_tui.lint.decisions.moving import Moving


class Deciding:
    """The decisions that hold in a run: what its reports leave out, and which decisions are stale."""

    def __init__(
        self,
        project: Project,
        shown: Callable[[Path], str] = str,
        folders: Sequence[Path] = (),
        *,
        making: bool = False,
        fixing: bool = False,
        is_sure: Callable[[], bool] = lambda: True,
    ) -> None:
        """Begin without reading any decisions file.

        `shown` returns how messages name a file; `folders` are checked as a whole. With `making`, a decisions file may
        be missing; with `fixing`, lines of decisions are kept, as they may move. `is_sure` tells whether missing
        findings are really gone: a broken glossary finds less.
        """
        self._project = project
        self._making = making
        self._fixing = fixing
        self._whole_folders = folders
        self._shown = shown
        self._indexes: dict[Path, DecisionIndex] = {}
        self._folders: dict[str, DecisionIndex] = {}
        self._noted: dict[Path, Noted] = {}
        self._moving: dict[Path, Moving] = {}
        self._told: set[Path] = set()
        self._unfixed: set[Path] = set()
        self.trouble = False
        self._is_sure = is_sure

    def take_failures(self, file: str) -> list[Failure]:
        """Return what is wrong with the decisions file of an article, once for each; `file` is as for `known`."""
        index = self._index_beside(file)
        if index.is_whole or index.file in self._told:
            return []
        self._told.add(index.file)
        return [Failure(self._shown(index.file), *each) for each in index.problems]

    def known(self, file: str) -> dict[str, IndexedDecision]:
        """Return the decisions about an article, by key; `file` is its absolute path or its address."""
        return self._index(self._place(file)).of(self._article(file))

    def apart(self, file: str) -> tuple[Accepted, ...]:
        """Return the decisions about an article whose rules do not run here, or run across articles.

        A check of the article finds nothing for them: fixes follow them by their words. `file` is as for `known`.
        """
        place = self._place(file)
        if not self.known(file):
            return ()
        return self._index(place).accepted(self._article(file), self._names_of_rules(place))

    def elsewhere(self, file: str) -> Elsewhere | None:
        """Return where there are decisions about other articles, None where there are none; `file` is as for `known`.

        One of the others may be the same article under an old name.
        """
        index = self._index(self._place(file))
        if index.stamp is None or index.articles.keys() <= set(index.names(self._article(file))):
            return None
        return Elsewhere(str(index.file), index.stamp.sha256)

    def moving(self, file: str) -> tuple["Moving", str]:
        """Return the Moving of an article's decisions file, and the article's name in that file; `file` is its path."""
        place = self._place(file)
        index = self._index(place)
        if index.file not in self._moving:
            from review_tui.lint.decisions.moving import Moving

            self._moving[index.file] = Moving(index)
        return self._moving[index.file], path_in(index.file, place)

    def follow(self, moving: "Moving", moves: Mapping[str, Sequence[Move]]) -> None:
        """Finish the moves of decisions about the articles that were written, by their names in the decisions file."""
        articles = self._indexes[moving.file].articles
        for name, several in moves.items():
            articles[name] = moved(articles.get(name, {}), several)
        try:
            moving.end(moves)
        except FileProblem as problem:
            complain(f"{problem}; some decisions stand there twice, and one of each is stale")
            self.trouble = True

    def lets_fix(self, file: str) -> bool:
        """Tell whether an article may be fixed: False, with a warning by `finish`, if lines of decisions are broken."""
        index = self._index(self._place(file))
        if not index.is_whole:
            self._unfixed.add(index.file)
        return index.is_whole

    def apply(self, report: Report, file: str) -> Report:
        """Return the report without the accepted findings, and note which decisions are stale.

        `file` is the absolute path of its article, or its address; the path in the report may be another one.
        """
        index = self._index_beside(file)
        if not index.articles:
            return report
        article = self._article(file)
        noted = self._noted_of(index)
        noted.seen.update(index.names(article))
        known = moved(index.of(article), report.moves) if report.moves else index.of(article)
        left, used = decided(report, known)
        if report.failures or report.is_extra or not self._is_sure():
            return left
        ran = self._names_of_rules(self._place(file))
        name = path_in(index.file, article)
        noted.meet(name, lambda: {item.identity.key for item in left.items}.union(set(left.sections) - used), ran)
        for key, each in known.items() if len(used) < len(known) else ():
            if key not in used and (not each.rule or each.rule in ran):
                for called in index.names(article):
                    noted.stale[called, key] = f"{each.rule or 'the review of a section'} in {name}"
        return left

    def adopt(self, report: Report, file: str) -> None:
        """Note all findings of a report as a baseline, for `finish` to write; `file` is as for `apply`."""
        from review_tui.glossary.today import today

        article = self._article(file)
        index = self._index(self._place(file))
        noted = self._noted_of(index)
        if noted.new is None:
            noted.new = []
        noted.new += (acceptance(index.file, article, item, reason=BASELINE, at=today()) for item in report.items)

    def finish(self, *, pruning: bool) -> None:
        """Write the baseline, and warn of stale decisions, or delete them when `pruning`. Call it after all `apply`."""
        if pruning and not self._is_sure():
            warn("no decision is called stale, because the glossary could not be read as a whole: mend it first")
        for file in sorted(self._unfixed):
            name = self._shown(file)
            warn(f"{name} could not be read as a whole, so nothing was fixed in its articles: mend it first")
        for file, index in self._indexes.items():
            try:
                if index.articles or file in self._noted:
                    self._settle(file, pruning=pruning)
            except Changed as problem:
                complain(f"{problem}; run the command again")
                self.trouble = True
            except FileProblem as problem:
                complain(str(problem))
                self.trouble = True

    def _settle(self, file: Path, *, pruning: bool) -> None:
        from review_tui.cli.settling import settle

        index = self._as_it_is_now(file, pruning=pruning)
        noted = self._noted_of(self._indexes[file])
        if not self._is_sure():
            noted.met.clear()
        folders = self._whole_folders if self._is_sure() else ()
        settle(index, noted, folders, self._shown, pruning=pruning)

    def _as_it_is_now(self, file: Path, *, pruning: bool) -> DecisionIndex:
        """Return the index of a decisions file, read again if decisions in it were moved.

        Raises Changed when `pruning` and another program wrote to the file since the index was made.
        """
        moving = self._moving.get(file)
        if moving is None or not moving.is_begun:
            return self._indexes[file]
        index = read_index(file)
        if pruning and not moving.is_as_left(index):
            raise Changed(file)
        return index

    def _noted_of(self, index: DecisionIndex) -> "Noted":
        if index.file not in self._noted:
            from review_tui.cli.missing import Noted

            self._noted[index.file] = Noted(index)
        return self._noted[index.file]

    def _article(self, path: str) -> Path | str:
        """Return an article as DecisionIndex takes it: its address, or else its Path."""
        return path if is_address(path) else self._place(path)

    def _place(self, path: str) -> Path:
        """Return the absolute path of an article, which need not exist."""
        return self._project.place(path)

    def _index_beside(self, file: str) -> DecisionIndex:
        """Return the index for an article, the same for all articles of a folder; `file` is as for `known`."""
        folder = os.path.dirname(file)  # noqa: PTH120  for each of many files
        if folder not in self._folders:
            self._folders[folder] = self._index(self._place(file))
        return self._folders[folder]

    def _index(self, article: Path) -> DecisionIndex:
        file = self._project.decisions(article.parent)
        if file not in self._indexes:
            self._indexes[file] = self._read(file)
        return self._indexes[file]

    def _read(self, file: Path) -> DecisionIndex:
        empty = DecisionIndex(file, [], None)
        if self._making and is_absent(file):
            return empty
        try:
            if self._project.choices.decisions and is_missing(file):
                empty.problems.append((0, "there is no such file; mend the name, or make it with --baseline"))
                return empty
            return read_index(file, keeping=self._fixing)
        except FileProblem as problem:
            empty.problems.append((0, problem.message))
            return empty

    def _names_of_rules(self, article: Path) -> frozenset[str]:
        from review_tui.lint.settings import selection_of

        selection = selection_of(self._project.settings(article.parent), self._project.without(article))
        # What a rule across articles finds depends on which articles are in the run, so nothing of it is ever stale.
        return frozenset(module.rule.name for module in selection.rules if module.across is None)
