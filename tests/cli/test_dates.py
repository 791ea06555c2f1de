"""Rows of the glossary and decisions carry one calendar's day: the editor's."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.forked import forked

FAR = {"UTC+11": timedelta(hours=-11), "UTC-13": timedelta(hours=13)}  # at any hour, one of them is on another day


def run(folder: Path, zone: str, *arguments: str) -> None:
    assert forked(["-m", "review_tui", *arguments], cwd=folder, env={**os.environ, "TZ": zone}).returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="TZ is read by POSIX systems only")
@pytest.mark.parametrize("zone", FAR)
def test_both_are_dated_with_the_day_of_the_editor(desk_folder: Path, zone: str) -> None:
    (desk_folder / "new.csv").write_text("source,target\nbond,债券\n", "utf-8")
    before = (datetime.now(UTC) + FAR[zone]).date().isoformat()
    run(desk_folder, zone, "lint", "a.md", "--baseline")
    run(desk_folder, zone, "glossary", "import", "new.csv")
    days = {before, (datetime.now(UTC) + FAR[zone]).date().isoformat()}  # midnight may pass
    decisions = (desk_folder / "review-decisions.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["at"] for line in decisions} <= days
    row = next(
        line for line in (desk_folder / "glossary" / "terms.csv").read_text("utf-8").splitlines() if "债券" in line
    )
    assert any(day in row for day in days)
