"""What every test stands on: no colour or theme from outside, and no state of the person who runs them."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

from review_tui.glossary.glossary import Glossary
from review_tui.glossary.storage.compiled import KEPT, load_compiled
from review_tui.glossary.storage.location import shipped

HERE = Path(__file__).parent

# No test says how long anything takes: a machine may be busy. Each run tries other examples than the one before, so
# many runs of a few each try what one run of many does; `--hypothesis-profile long` is that one.
settings.register_profile("suite", deadline=None, max_examples=30)
settings.register_profile("long", deadline=None, max_examples=1000)
settings.load_profile("suite")

# The programs that tests start, hundreds of times, shall find this one compiled instead of compiling it each time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# The desk in a test's own process is waited for; at 60 frames a second, its tests did so for two thirds of their time.
os.environ["TEXTUAL_FPS"] = "400"

gc.disable()  # until all is imported and collected

COMPILE = """
import sys
from pathlib import Path
from review_tui.glossary.storage.compiled import load_compiled
from review_tui.glossary.storage.location import shipped
from hypothesis.internal.charmap import charmap
load_compiled(shipped().paths, Path(sys.argv[1]))
charmap()
"""


def pytest_configure(config: pytest.Config) -> None:
    """Keep Hypothesis from reading the whole program for constants to try: in a new clone, each worker did for 2 s.

    A run with a profile that was asked for tries them.
    """
    none = getattr(providers, "_local_constants", None)  # of Hypothesis itself: another version may have no such thing
    if none is not None and not config.getoption("hypothesis_profile", None):
        providers._get_local_constants = lambda: none


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return one worker more than there are processors: some tests wait for a process mostly.

    Not more, since each has all tests to load and to collect first.
    """
    processors = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return processors + 1


def pytest_sessionstart(session: pytest.Session) -> None:
    """Let the shipped glossary be compiled while the workers of a whole run collect; else several of them did it.

    The same goes for the table of characters that Hypothesis keeps: in a new clone, each worker made it for 2 s.
    """
    config = session.config
    _tell_less(config)
    if config.getoption("numprocesses", None) and config.args == config.getini("testpaths"):
        folder = _cache_of(config._tmp_path_factory)  # type: ignore[attr-defined]
        compiling = subprocess.Popen([sys.executable, "-c", COMPILE, folder], cwd=HERE.parent)

        def end() -> None:
            compiling.wait()

        config.add_cleanup(end)


def _tell_less(config: pytest.Config) -> None:
    """Let a worker tell the run of each test how it ended, and of what comes before and after it only what went wrong.

    To tell of five things for each test took a millisecond, longer than many tests take. A run that is asked for
    more than what failed, or for how long all took, is told of all.
    """
    if config.getoption("verbose") > 0 or config.getoption("durations") is not None or config.getoption("xmlpath"):
        return
    for name in ("pytest_runtest_logstart", "pytest_runtest_logfinish", "pytest_runtest_logreport"):
        for told in getattr(config.hook, name).get_hookimpls():
            if hasattr(told.plugin, "sendevent"):  # that of a worker
                told.function = _of_note(told.function) if name == "pytest_runtest_logreport" else _nothing


def _of_note(tell: Callable[[pytest.TestReport], None]) -> Callable[[pytest.TestReport], None]:
    return lambda report: tell(report) if report.when == "call" or not report.passed else None


def _nothing(nodeid: str, location: object) -> None:
    """Tell nothing."""


def pytest_collection(session: pytest.Session) -> None:
    """Let each worker import a share of the tests of its own first: each is compiled by one of them, not by all."""
    config = session.config
    worker: dict[str, Any] = getattr(config, "workerinput", {})
    number, workers = int(worker.get("workerid", "gw0").removeprefix("gw")), worker.get("workercount", 1)
    asked = [config.invocation_params.dir / argument.partition("::")[0] for argument in config.args]
    files = [file for file in sorted(HERE.rglob("test_*.py")) if any(map(file.is_relative_to, asked))]
    for file in files[number::workers] if workers > 1 else ():
        with suppress(Exception, pytest.skip.Exception):  # it is told when the module is collected
            import_module(".".join(file.relative_to(HERE.parent).with_suffix("").parts))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take long."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Leave what was imported and collected to no garbage collector: the desk's tests took a third longer with it.

    What of it could be thrown away stays as well: to look for that took a third of a second in each worker.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what can be made again out of the home folder: in one place, so that a glossary is compiled once.

    Return the cache of all tests that ask for no other.
    """
    folder = _cache_of(tmp_path_factory)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("REVIEW_TUI_CACHE_DIR", raising=False)
        patch.setenv("XDG_CACHE_HOME", str(folder.parent))
        yield folder


def _cache_of(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.getbasetemp()
    return (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / "cache-home" / "review-tui"


@pytest.fixture
def own_cache(cache_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Set a cache of the test's own; large glossaries, that is the shipped one, are compiled for all tests together."""
    own = tmp_path / "cache"
    monkeypatch.setenv("REVIEW_TUI_CACHE_DIR", str(own))
    _share_forms(cache_home, own)
    yield own
    _share_forms(own, cache_home)


def _share_forms(source: Path, target: Path) -> None:
    with suppress(OSError):  # another test has it already, or takes it away
        for form in source.glob(KEPT):
            if form.stat().st_size > 1_000_000 and not (target / form.name).exists():
                target.mkdir(parents=True, exist_ok=True)
                (target / form.name).hardlink_to(form)


_NUMBERS = count()


@pytest.fixture(autouse=True)
def surroundings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clear what changes how a screen looks, and keep state files out of the home folder.

    The folder for them is no other test's, and made by whoever writes into it: few tests do.
    """
    for name in ("NO_COLOR", "TEXTUAL_THEME", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", f"{tmp_path_factory.getbasetemp()}/state/{next(_NUMBERS)}")


@pytest.fixture(scope="session")
def shipped_glossary(cache_home: Path) -> Glossary:
    """Return the glossary that comes with the program, from its kept form: to read its rows takes two seconds."""
    return load_compiled(shipped().paths, cache_home)


@pytest.fixture
def seed_path() -> Path:
    """Return the real article."""
    return Path(__file__).parents[1] / "seeds" / "hopenowalliance.md"


GLOSSARY = """\
concept,en,zh,status,slugs
foreclosure,foreclosure,止赎,preferred,
foreclosure,foreclosure,丧失抵押品赎回权,deprecated,
workout,workout,债务重组,preferred,
workout,workout,债务重整,admitted,
workout,workout,锻炼,forbidden,
"""
ARTICLE = """\
---
title: 甲
---

##甲的历史

止赎和锻炼。

## 乙

乙说 ，丧失抵押品赎回权。
"""


@pytest.fixture
def desk_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder, the current one, with two articles, a glossary, and four rules that run.

    In a.md they find H101 and T701 in the first section, P401 and T702 in the second; in b.md H101.
    """
    folder = tmp_path / "site"
    (folder / "glossary").mkdir(parents=True)
    (folder / "glossary" / "terms.csv").write_text(GLOSSARY, encoding="utf-8")
    (folder / "review-tui.toml").write_text('select = ["H101", "P401", "T701", "T702"]\n', encoding="utf-8")
    (folder / "a.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "b.md").write_text("##丙\n\n正文。\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder
