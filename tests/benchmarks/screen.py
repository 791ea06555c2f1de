"""How fast the desk is in a real pseudo-terminal of 120 by 36, and what it takes of memory.

Run: python tests/benchmarks/screen.py [seed] [large] [editor] [terms] [folder] [--folder F or --articles N]

- seed: from the start of the process to the first screen with findings on it, and from a key (F8, next finding) to the
  last byte of the repaint;
- large: the same with 200 KB of Chinese made of the seed;
- editor: a key in the editor of 2 MB of Chinese, in sections of the seed's size, with what is taken over after it;
- terms: a key in the filter of a glossary of 10,000 rows;
- folder: the first screen of a folder, a key (down, in the list) while all articles are looked at, and memory. The
  folder is one that is named, or N articles (14,338) made of the seed.

Times are of the wall clock, median and worst; beside them stands the processor time of the desk, which other work on
the machine does not change. Nothing is taken from a cache, and nothing of one's own files is touched.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.terminal import ROOT, Terminal

SEED = ROOT / "seeds" / "hopenowalliance.md"
QUIET = 0.08  # seconds without output after which a repaint counts as done
KEYS = 20
F2, F8, DOWN, UP = "\x1bOQ", "\x1b[19~", "\x1b[B", "\x1b[A"
TICK = os.sysconf("SC_CLK_TCK")


class Desk(Terminal):
    """The desk in a window of 120 by 36, by the clock."""

    def __init__(self, path: Path, folder: Path = ROOT) -> None:
        self.start = time.perf_counter()
        super().__init__(path, columns=120, rows=36, folder=folder)

    def seen(self, words: bytes) -> float:
        """Return when some words had come, in seconds from the start."""
        while words not in self.raw:
            if not self.read(30):
                raise TimeoutError(f"{words!r} never came")
        return time.perf_counter() - self.start

    def repaint(self, key: str) -> float:
        """Press a key and return how long the repaint took, in seconds, to the last byte."""
        pressed = time.perf_counter()
        self.press(key)
        if not self.read(5):
            raise TimeoutError("the key did nothing")
        last = time.perf_counter()
        while self.read(QUIET):
            last = time.perf_counter()
        return last - pressed

    def row(self) -> int:
        """Return the row of the screen that the cursor of a list is on."""
        return next((row for row in range(3, 36) if self.screen.buffer[row][0].data == ">"), -1)

    def move(self, key: str) -> float:
        """Press a key that moves the cursor of a list, and return how long that took, among other output."""
        before, pressed = self.row(), time.perf_counter()
        self.press(key)
        while self.row() == before:
            if not self.read(5):
                raise TimeoutError("the cursor did not move")
        return time.perf_counter() - pressed

    @property
    def processor(self) -> float:
        """Return the processor time of the desk, in seconds."""
        fields = Path(f"/proc/{self.program.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    @property
    def screen_processor(self) -> float:
        """Return the processor time of the thread that draws and takes keys, in seconds."""
        stat = Path(f"/proc/{self.program.pid}/task/{self.program.pid}/schedstat").read_text("utf-8")
        return int(stat.split()[0]) / 1e9

    @property
    def memory(self) -> float:
        """Return the most memory that the desk itself took so far, in MiB."""
        status = Path(f"/proc/{self.program.pid}/status").read_text("utf-8")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024


def told(taken: list[float], processor: float) -> str:
    """Return the figures for some keys, in milliseconds."""
    each = processor * 1000 / len(taken)
    return (
        f"a key {statistics.median(taken) * 1000:.0f} ms, at worst {max(taken) * 1000:.0f} ms (processor {each:.0f} ms)"
    )


def measure_article(article: Path) -> None:
    """Print the figures for one article."""
    with Desk(article) as terminal:
        painted = terminal.seen(b"findings")
        started = terminal.processor
        terminal.settle(0.8)  # the rest of the first screen, and what is looked at in the background
        before = terminal.processor
        taken = [terminal.repaint(F8) for _ in range(KEYS)]
        keys = told(taken, terminal.processor - before)
        size = article.stat().st_size / 1000
        first = f"first screen with findings {painted:.2f} s (processor {started:.2f} s)"
        print(f"{article.name} ({size:.0f} KB): {first}; {keys}; {terminal.memory:.0f} MiB")


def measure_editor(article: Path) -> None:
    """Print the figures for keys in the editor of a large article, while that is looked at again and again."""
    with Desk(article) as terminal:
        terminal.wait(lambda text: "findings" in text and "checking" not in text.split("\n", 1)[0])
        terminal.settle(0.8)
        terminal.repaint(F8)
        terminal.repaint(F2)
        taken: list[float] = []
        before = terminal.screen_processor
        for _ in range(KEYS):
            pressed = time.perf_counter()
            terminal.press("字")
            while not terminal.read(5):
                pass
            taken.append(time.perf_counter() - pressed)
            terminal.settle(0.5)  # what is typed is taken over after a pause
        each = (terminal.screen_processor - before) * 1000 / KEYS
        size = article.stat().st_size / 1e6
        first = f"first byte {statistics.median(taken) * 1000:.0f} ms, at worst {max(taken) * 1000:.0f} ms"
        print(f"editor of {size:.1f} MB: a key {first}; {each:.0f} ms of the screen's processor time with what follows")


def measure_terms(folder: Path) -> None:
    """Print the figures for the filter of a large glossary."""
    (folder / "glossary").mkdir()
    rows = (f"concept-{n},mortgage term {n},抵押贷款{chr(0x4E00 + n // 100)}{n % 100},preferred" for n in range(10_000))
    (folder / "glossary" / "terms.csv").write_text("concept,en,zh,status\n" + "\n".join(rows) + "\n", "utf-8")
    article = folder / "article.md"
    article.write_bytes(SEED.read_bytes())
    with Desk(article, folder=folder) as terminal:
        terminal.seen(b"findings")
        terminal.settle(0.8)
        terminal.repaint("/")
        before = terminal.processor
        taken = [terminal.repaint(key) for key in "mortgage term 99"]
        print(f"glossary of 10,000 rows, filtered: {told(taken, terminal.processor - before)}")


def seed_parts() -> tuple[str, str]:
    """Return the seed up to its first heading, and from the words of that on."""
    head, _, body = SEED.read_text("utf-8").partition("\n# ")
    return head, body


def repeated(file: Path, size: int) -> Path:
    """Make an article of about so many bytes, of the seed again and again; return its file."""
    head, body = seed_parts()
    file.write_text(head + "\n" + f"# {body}\n" * (size // len(body.encode())), "utf-8")
    return file


def made(folder: Path, articles: int) -> Iterator[Path]:
    """Make some articles of the seed, no two alike."""
    head, body = seed_parts()
    for number in range(articles):
        path = folder / f"{number // 1000:02}" / f"article-{number:05}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{head}\n# {number:05} {body}", "utf-8")
        yield path


def measure_folder(folder: Path, patience: float) -> None:
    """Print the figures for a folder, while and after its articles are looked at."""
    with Desk(folder, folder=folder) as terminal:
        painted = terminal.seen(b"articles")
        terminal.seen(b"checking")
        print(f"folder: first screen {painted:.2f} s (processor {terminal.processor:.2f} s)")
        taken: list[float] = []
        end = time.perf_counter() + patience
        while time.perf_counter() < end and (not taken or "checking" in terminal.screen.display[0]):
            taken.append(terminal.move(DOWN if len(taken) % 2 == 0 else UP))
            terminal.read_for(0.4)
        late = sum(each > 0.1 for each in taken)
        print(f"  while {terminal.screen.display[0].strip()}")
        median, worst = statistics.median(taken) * 1000, max(taken) * 1000
        print(f"  {len(taken)} keys: median {median:.0f} ms, at worst {worst:.0f} ms,")
        print(f"  {late} of them over 100 ms; {terminal.memory:.0f} MiB")


def main() -> None:
    """Measure what is asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", nargs="*", default=["seed", "large", "terms", "folder"])
    options.add_argument("--folder", type=Path)
    options.add_argument("--articles", type=int, default=14_338)
    options.add_argument("--patience", type=float, default=1200.0)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ.update(XDG_STATE_HOME=str(home / "state"), REVIEW_TUI_CACHE_DIR=str(home / "cache"))
        if "seed" in asked.what:
            measure_article(SEED)
        if "large" in asked.what:
            measure_article(repeated(home / "large.md", 200_000))
        if "editor" in asked.what:
            measure_editor(repeated(home / "huge.md", 2_000_000))
        if "terms" in asked.what:
            (home / "terms").mkdir()
            measure_terms(home / "terms")
        if "folder" in asked.what:
            folder = asked.folder
            if folder is None:
                folder = home / "articles"
                folder.mkdir()
                for _ in made(folder, asked.articles):
                    pass
            measure_folder(folder.resolve(), asked.patience)


if __name__ == "__main__":
    main()
