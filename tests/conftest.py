"""What every test stands on: no colour or theme from outside, and no state of the person who runs them."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def surroundings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clear what changes how a screen looks, and keep state files out of the home folder."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


@pytest.fixture
def seed_path() -> Path:
    """Return the real article."""
    return Path(__file__).parents[1] / "seeds" / "hopenowalliance.md"
