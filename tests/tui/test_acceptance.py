"""A whole review of the real article, with the keys counted."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from textual.pilot import Pilot

from review_tui.glossary.concept import Status
from review_tui.lint.discovery import Found
from review_tui.lint.project import Project
from review_tui.review.decided import SectionState
from review_tui.review.desk import Desk
from review_tui.tui.app import ReviewApp

ROOT = Path(__file__).parents[2]
MOST = 60
SETTLED = ("foreclosure", "lender", "hope-now-alliance")


class Hand:
    """Presses keys and counts them."""

    def __init__(self, app: ReviewApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot
        self.keys: list[str] = []

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.keys.append(key)
            await self.pilot.press(key)
            await self.pilot.pause()


async def test_a_full_review_takes_sixty_keys_at_most(
    tmp_path: Path, seed_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = shutil.copy(seed_path, tmp_path / seed_path.name)
    shutil.copytree(ROOT / "glossary", tmp_path / "glossary")
    monkeypatch.chdir(tmp_path)
    desk = Desk(Project())
    app = ReviewApp(desk, [Found(seed_path.name, str(article))])
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        at, hand = app.review.at, Hand(app, pilot)
        settled: set[str] = set()
        ignored = 0
        while at.finding is not None:
            finding = at.finding
            if finding.concept in SETTLED and finding.concept not in settled:
                settled.add(finding.concept)
                await hand.press("f9", "1")  # the rendering that the article uses most is the one to prefer
            elif finding.fixes and finding.concept:
                await hand.press("ctrl+r", "enter") if _alike(app) > 2 else await hand.press("enter")
            elif finding.fixes:
                await hand.press("enter")
            elif not ignored:
                ignored += 1
                await hand.press("x", "1")
            elif at.index == len(at.session.findings) - 1:
                break
            else:
                await hand.press("f8")
        while any(desk.state(at.session, each) is not SectionState.REVIEWED for each in at.session.sections):
            await hand.press("space")
        await hand.press("ctrl+s")
        await app.workers.wait_for_complete()

        assert len(hand.keys) <= MOST, hand.keys
        assert settled == set(SETTLED)
        assert [finding for finding in at.session.findings if finding.fixes] == []
        assert not at.session.is_dirty
        saved = Path(article).read_text("utf-8")
    assert "锻炼" not in saved
    assert "＃" not in saved
    terms = Desk(Project()).terms(tmp_path).glossary
    for name in SETTLED:
        concept = terms.by_id(name)
        assert concept is not None
        assert [item.status for item in concept.renderings].count(Status.PREFERRED) == 1
    decisions = [json.loads(line) for line in (tmp_path / "review-decisions.jsonl").read_text("utf-8").splitlines()]
    kinds = Counter(decision["kind"] for decision in decisions)
    assert kinds == {"finding": 1, "section": len(at.session.sections)}


def _alike(app: ReviewApp) -> int:
    from review_tui.review.alike import model_of, occurrences

    at = app.review.at
    assert at.finding is not None
    model = model_of(at.finding, at.session.article.text)
    return len(occurrences(at.article, at.session.analysis, at.session.accepted, model))
