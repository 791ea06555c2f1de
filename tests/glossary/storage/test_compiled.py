"""The kept form of a glossary: the same glossary, never an old one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import defstruct

from review_tui.files.sealing import DamagedError
from review_tui.files.stamp import FileProblem
from review_tui.glossary.concept import OURS, Concept
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.matcher import Matcher
from review_tui.glossary.storage import compiled
from review_tui.glossary.storage.assembly import load_glossary
from review_tui.glossary.storage.compiled import keep_shipped, load_compiled

ROWS = "concept,en,zh,status,slugs\nforeclosure,foreclosure,止赎,preferred,foreclosure\nforeclosure,,法拍,odd,\n"


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("glossary-*"))


def test_gives_what_reading_gives(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text(ROWS, "utf-8")
    first = load_compiled([path], folder)
    second = load_compiled([path], folder)
    plain = load_glossary([path])
    assert len(kept(folder)) == 1
    assert first.tables == second.tables == ()  # the rows take ten times the memory
    assert first.concepts == second.concepts == plain.concepts
    assert first.problems == second.problems == plain.problems
    assert [str(problem) for problem in second.problems] == [str(problem) for problem in plain.problems]


def test_reads_the_kept_form_and_not_the_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text(ROWS, "utf-8")
    load_compiled([path], folder)

    def fail(*_: object) -> None:
        raise AssertionError("the rows were read")

    monkeypatch.setattr(compiled, "from_rows", fail)
    assert load_compiled([path], folder).by_id("foreclosure") is not None


def test_keeps_of_an_origin_whether_it_is_this_program(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text(f"concept,zh,status,origin\na,甲,preferred,{OURS}\na,乙,admitted,editor\n", "utf-8")
    load_compiled([path], folder)
    concept = load_compiled([path], folder).by_id("a")
    assert concept is not None
    assert [each.origin for each in concept.renderings] == [OURS, ""]


def test_keeps_the_cells_of_columns_that_the_program_does_not_know(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text("concept,zh,status,count\na,甲,provisional,12\n", "utf-8")
    load_compiled([path], folder)
    concept = load_compiled([path], folder).by_id("a")
    assert concept is not None
    assert concept.renderings[0].extra == (("count", "12"),)


def test_sees_every_change(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text(ROWS, "utf-8")
    load_compiled([path], folder)
    path.write_text(ROWS.replace("止赎", "法拍屋"), "utf-8")
    assert load_compiled([path], folder).concepts_of("法拍屋")


@pytest.mark.parametrize("name", ["Concept", "Rendering", "Problem", "KeptHeadWords", "_KeptGlossary"])
def test_another_shape_of_what_is_kept_is_another_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text(ROWS, "utf-8")
    load_compiled([path], folder)
    now = getattr(compiled, name)
    monkeypatch.setattr(compiled, name, defstruct(name, [("added", str, "")], bases=(now,), frozen=True))
    assert load_compiled([path], folder).by_id("foreclosure") is not None
    assert len(kept(folder)) == 2


def test_small_glossaries_leave_the_form_of_a_large_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large, folder = tmp_path / "large.csv", tmp_path / "kept"
    large.write_text(ROWS + "".join(f"c{number},term {number},词,preferred,\n" for number in range(300)), "utf-8")
    load_compiled([large], folder)
    (form,) = kept(folder)
    os.utime(form, (0, 0))
    for number in range(20):
        small = tmp_path / f"{number}.csv"
        small.write_text(ROWS, "utf-8")
        load_compiled([small], folder)
    assert form.exists() and len(kept(folder)) == 21
    monkeypatch.setattr(compiled, "_KEPT_FILES", 10)
    (tmp_path / "0.csv").write_text(ROWS.replace("止赎", "法拍屋"), "utf-8")
    load_compiled([tmp_path / "0.csv"], folder)
    assert not form.exists() and len(kept(folder)) == 10


def test_the_oldest_forms_go_where_all_are_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "kept"
    for number in range(4):
        path = tmp_path / f"{number}.csv"
        path.write_text(ROWS, "utf-8")
        before = kept(folder)
        load_compiled([path], folder)
        (form,) = {*kept(folder)} - {*before}
        os.utime(form, (number, number))
        if number == 2:
            monkeypatch.setattr(compiled, "_KEPT_BYTES", sum(each.stat().st_size for each in kept(folder)))
    assert sorted(form.stat().st_mtime for form in kept(folder)) == [1, 2, 3]


def test_goes_on_without_where_nothing_can_be_kept_or_read(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text(ROWS, "utf-8")
    load_compiled([path], folder)
    kept(folder)[0].write_bytes(b"\xc1 cut in half")
    assert load_compiled([path], folder).by_id("foreclosure") is not None
    (tmp_path / "file").write_text("")
    assert load_compiled([path], tmp_path / "file").by_id("foreclosure") is not None
    assert load_compiled([tmp_path / "missing.csv"], folder).problems


def test_a_fault_while_keeping_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text(ROWS, "utf-8")

    def fail(file: Path, data: bytes) -> None:
        raise FileProblem(file, "the disk is full")

    monkeypatch.setattr(compiled, "write", fail)
    assert load_compiled([path], tmp_path / "kept").by_id("foreclosure") is not None


def test_concepts_are_made_once_and_are_a_sequence(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text(ROWS + "x,x,甲,preferred,\ny,y,乙,preferred,\n", "utf-8")
    plain = load_compiled([path], folder).concepts
    concepts = load_compiled([path], folder).concepts
    assert concepts[1] is concepts[1] is concepts[-2]
    assert concepts[1:] == tuple(plain)[1:]
    assert list(reversed(concepts)) == list(reversed(plain))
    assert hash(concepts) == hash(tuple(plain))
    assert concepts != plain[:2]
    with pytest.raises(IndexError):
        concepts[3]


def test_what_was_worked_out_is_what_would_be(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text(ROWS + "x,a new x,甲,preferred,x_1|x2\n_blockers,,甲乙,,\n", "utf-8")
    load_compiled([path], folder)
    kept, plain = load_compiled([path], folder), load_glossary([path])
    for name in ("word_index", "starts", "headings", "slugs", "joined_slugs", "openers"):
        assert name in vars(kept)
        assert getattr(kept, name) == getattr(plain, name)


def test_a_kept_form_with_a_changed_byte_is_made_again(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text(ROWS, "utf-8")
    plain = load_compiled([path], folder)
    (file,) = kept(folder)
    sound = file.read_bytes()
    for place in range(len(sound)):
        file.write_bytes(sound[:place] + bytes([sound[place] ^ 0x41]) + sound[place + 1 :])
        again = load_compiled([path], folder)
        assert list(again.concepts) == list(plain.concepts)
        assert again.by_slug("foreclosure") == plain.by_slug("foreclosure")
        for name in ("word_index", "openers", "slugs", "joined_slugs"):
            assert dict(getattr(again, name)) == dict(getattr(plain, name))
        assert file.read_bytes() == sound


def test_one_that_is_damaged_while_it_is_in_use_is_made_again(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text(ROWS, "utf-8")
    load_compiled([path], folder)
    (file,) = kept(folder)
    glossary, sound = load_compiled([path], folder), file.read_bytes()
    with file.open("r+b") as opened:
        opened.truncate(len(sound) // 2)
    assert glossary.concepts == load_glossary([path]).concepts
    assert file.read_bytes() == sound


def test_one_that_is_damaged_when_its_files_are_others_is_not_taken_for_theirs(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text(ROWS, "utf-8")
    load_compiled([path], folder)
    (file,) = kept(folder)
    glossary = load_compiled([path], folder)
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size // 2)
    path.write_text(ROWS.replace("止赎", "法拍屋"), "utf-8")
    with pytest.raises(DamagedError, match="start again"):
        list(glossary.concepts)
    path.write_text(ROWS, "utf-8")
    assert load_compiled([path], folder).concepts == load_glossary([path]).concepts


def test_a_search_makes_only_the_concepts_that_it_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "kept"
    many = "".join(f"c{number},c {number},止{chr(0x4E00 + number)},preferred,\n" for number in range(200))
    path.write_text(ROWS + many + "head,h,止点,preferred,\n", "utf-8")
    load_compiled([path], folder)
    glossary = load_compiled([path], folder)
    asked: set[int] = set()
    ask = compiled._Concepts.__getitem__

    def noting(concepts: compiled._Concepts, index: int) -> Concept:
        asked.add(index)
        return ask(concepts, index)

    monkeypatch.setattr(compiled._Concepts, "__getitem__", noting)
    matcher = Matcher(glossary)
    for _ in range(6):  # the first texts are searched with what stands in them, later ones with the whole glossary
        mentions = matcher.mentions("止赎和止丁，止点")
        assert [each.rendering.zh for each in mentions if each.rendering] == ["止赎", "止丁", "止点"]
    assert len(asked) == 3


class TestTheFormThatComesWithTheProgram:
    @pytest.fixture
    def package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        package = tmp_path / "package"
        package.mkdir()
        monkeypatch.setattr(compiled, "SHIPPED", package)
        return package

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "glossary" / "a.csv"
        path.parent.mkdir()
        path.write_text(ROWS.replace("odd", "admitted"), "utf-8")
        return path

    def test_is_taken_for_the_same_files_wherever_they_lie(
        self, package: Path, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        keep_shipped([path], package)
        plain = load_glossary([path])

        def fail(*_: object) -> None:
            raise AssertionError("the rows were read")

        monkeypatch.setattr(compiled, "from_rows", fail)
        elsewhere = tmp_path / "elsewhere" / "a.csv"
        elsewhere.parent.mkdir()
        elsewhere.write_bytes(path.read_bytes())
        for file in (path, elsewhere):
            assert load_compiled([file], tmp_path / "kept").concepts == plain.concepts
        assert not (tmp_path / "kept").exists()

    def test_is_not_taken_for_other_files(self, package: Path, path: Path, tmp_path: Path) -> None:
        keep_shipped([path], package)
        path.write_text(ROWS.replace("odd", "admitted").replace("止赎", "法拍屋"), "utf-8")
        assert load_compiled([path], tmp_path / "kept").concepts_of("法拍屋")
        assert kept(tmp_path / "kept")

    def test_is_not_made_where_something_is_to_be_said_of_the_files(self, package: Path, path: Path) -> None:
        """It would name the files of another machine."""
        path.write_text(ROWS, "utf-8")
        with pytest.raises(ValueError, match="odd"):
            keep_shipped([path], package)


def test_what_changes_while_it_is_read_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text(ROWS, "utf-8")

    def late(paths: list[Path]) -> Glossary:
        path.write_text(ROWS.replace("止赎", "法拍屋"), "utf-8")
        return load_glossary(paths)

    monkeypatch.setattr(compiled, "from_rows", late)
    load_compiled([path], folder)
    assert kept(folder) == []


def test_a_glossary_without_rows_is_kept_too(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text("concept,en,zh,status\n", "utf-8")
    load_compiled([path], folder)
    again = load_compiled([path], folder)
    assert list(again.concepts) == []
    assert again.concepts == load_glossary([path]).concepts


def test_the_kept_form_is_the_same_in_every_process(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("concept,en,zh,status\na,one|two x|three|four|five,甲,preferred\n", "utf-8")
    program = (
        "import sys; from pathlib import Path; from review_tui.glossary.storage.compiled import keep_shipped;"
        "sys.stdout.buffer.write(keep_shipped([Path(sys.argv[1])], Path(sys.argv[2])).read_bytes())"
    )
    forms = {
        subprocess.run(
            [sys.executable, "-c", program, str(path), str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "123"
    }
    assert len(forms) == 1
