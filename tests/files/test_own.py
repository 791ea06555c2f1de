"""Where this program keeps things of its own, also where nobody has a home."""

import os
import tempfile
from pathlib import Path

import platformdirs
import pytest

from review_tui.files.own import CACHE_VARIABLE, cache_folder, state_folder


@pytest.fixture
def homeless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for temporary files of a user without a home."""

    def nowhere(*_: object, **__: object) -> Path:
        raise RuntimeError("Could not determine home directory.")

    for variable in (CACHE_VARIABLE, "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(platformdirs, "user_cache_path", nowhere)
    monkeypatch.setattr(platformdirs, "user_state_path", nowhere)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.skipif(os.name != "posix", reason="elsewhere everybody has a home")
class TestWithoutAHome:
    def test_a_private_folder_takes_its_place(self, homeless: Path) -> None:
        assert cache_folder().parent == state_folder().parent
        assert cache_folder() != state_folder()
        assert cache_folder().parent.parent == homeless
        assert cache_folder().parent.stat().st_mode & 0o077 == 0
        assert cache_folder() == cache_folder()

    def test_a_folder_that_others_may_write_to_is_not_taken(self, homeless: Path) -> None:
        planted = cache_folder().parent
        planted.chmod(0o777)
        assert cache_folder().parent != planted
        assert cache_folder().parent.stat().st_mode & 0o077 == 0

    def test_a_link_is_not_followed(self, homeless: Path) -> None:
        planted = cache_folder().parent
        planted.rmdir()
        (homeless / "elsewhere").mkdir(mode=0o700)
        planted.symlink_to(homeless / "elsewhere")
        assert cache_folder().parent != planted


@pytest.mark.parametrize("home", ["/home/somebody", "/", "relative"])
@pytest.mark.parametrize("cache", [None, "", "/var/caches/", "relative"])
def test_the_cache_is_where_such_things_are(home: str, cache: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CACHE_VARIABLE, raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", home)
    if cache is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", cache)
    assert cache_folder() == platformdirs.user_cache_path("review-tui", appauthor=False)
