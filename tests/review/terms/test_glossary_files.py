"""The glossary's files while others write them too, or take them away."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from review_tui.files.atomic import write
from review_tui.files.own import cache_folder
from review_tui.files.stamp import FileProblem, Stamp, glance
from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.glossary.edit import add_concept, add_rendering, set_status
from review_tui.glossary.exchange.formats.native import export_csv
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import EditError
from review_tui.glossary.storage.assembly import glossary_of, load_glossary
from review_tui.glossary.storage.compiled import load_compiled
from review_tui.glossary.storage.table import Table, parse_table
from review_tui.lint.project import Project
from review_tui.review.terms import glossary_reading, glossary_writing
from review_tui.review.terms.changing import worked_out
from review_tui.review.terms.glossary_files import Editable, GlossaryFiles


@pytest.fixture
def file(desk_folder: Path) -> Path:
    return desk_folder / "glossary" / "terms.csv"


def opened(file: Path) -> GlossaryFiles:
    folder = file.parent.parent
    return GlossaryFiles(Project().glossary(folder), folder)


def add(files: GlossaryFiles, zh: str) -> None:
    files.glossary = add_rendering(files.glossary, "workout", Rendering(zh))


def save(files: GlossaryFiles) -> tuple[str, ...]:
    """Write the files now; return the conflicts with what others wrote."""
    outcome = files.writing()()()
    if outcome.problem is not None:
        raise outcome.problem
    return outcome.told


def take_in(files: GlossaryFiles) -> tuple[str, ...]:
    """Look now at what others wrote; return what there is to tell."""
    take_over = files.looking()()
    return take_over().told if take_over is not None else ()


def test_two_editors_keep_both_rows(file: Path) -> None:
    one, other = opened(file), opened(file)
    add(one, "甲")
    add(other, "乙")
    assert save(one) == ()
    assert save(other) == ()
    assert {"甲", "乙"} <= {line.split(",")[2] for line in file.read_text("utf-8").splitlines()}
    assert other.is_saved
    take_in(one)
    assert one.glossary.concepts == other.glossary.concepts


def test_a_file_that_went_away_takes_nothing_with_it(file: Path) -> None:
    files = opened(file)
    before = file.read_bytes()
    add(files, "甲")
    file.unlink()
    (sentence,) = take_in(files)
    assert "what was read before still counts" in sentence
    assert files.looking()() is None  # said once
    assert not files.is_saved
    save(files)
    assert set(before.splitlines()) < set(file.read_bytes().splitlines())
    assert "甲" in file.read_text("utf-8")


def test_a_file_that_a_spreadsheet_saved_in_gbk_is_left_alone_and_costs_nothing(file: Path) -> None:
    files = opened(file)
    before = files.glossary.concepts
    utf8 = file.read_bytes()
    foreign = utf8.decode("utf-8").replace("债务重整", "债务整理").encode("gb18030")
    file.write_bytes(foreign)
    (sentence,) = take_in(files)
    assert "GB18030" in sentence
    assert files.glossary.concepts == before
    add(files, "甲")
    with pytest.raises(FileProblem, match=r"nothing is written over it: .* save it as UTF-8"):
        save(files)
    assert file.read_bytes() == foreign
    assert not files.is_saved
    file.write_bytes(foreign.decode("gb18030").encode())
    assert save(files) == ()
    text = file.read_text("utf-8")
    assert "债务整理" in text
    assert "甲" in text


def with_concept_in(new: Path, glossary: Glossary, name: str) -> Glossary:
    """Return the glossary with one more file, which has a concept."""
    whole = glossary_of([*glossary.tables, Table(new)])
    return add_concept(whole, Concept(name, (name,), renderings=(Rendering(name),)))


def test_a_new_file_is_one_of_the_glossarys_from_then_on(file: Path) -> None:
    files = opened(file)
    new = file.with_name("new.csv")
    files.glossary = with_concept_in(new, files.glossary, "lien")
    file.write_text(file.read_text("utf-8").replace("锻炼", "练习"), "utf-8")  # so that it is merged with
    save(files)
    assert [table.path.name for table in files.glossary.tables] == ["terms.csv", "new.csv"]
    assert "lien" in new.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace("债务重整", "债务整理"), "utf-8")
    take_in(files)
    assert files.glossary.by_id("lien") is not None


def test_a_new_file_that_somebody_else_made_first_is_merged(file: Path) -> None:
    new = file.with_name("new.csv")
    one, other = opened(file), opened(file)
    for files, concept in ((one, "lien"), (other, "escrow")):
        files.glossary = with_concept_in(new, files.glossary, concept)
        save(files)
    assert {"lien", "escrow"} <= {line.split(",")[0] for line in new.read_text("utf-8").splitlines()}


def rows_in(glossary: Glossary) -> set[str]:
    concept = glossary.by_id("workout")
    assert concept is not None
    return {rendering.zh for rendering in concept.renderings}


def test_what_is_typed_while_the_rows_of_others_are_merged_with_stands_beside_them(file: Path) -> None:
    one, other = opened(file), opened(file)
    add(other, "乙")
    save(other)
    add(one, "甲")
    take_over = one.writing()()
    add(one, "丙")
    take_over()
    assert {"甲", "乙", "丙"} <= rows_in(one.glossary)
    save(one)
    assert {"甲", "乙", "丙"} <= rows_in(opened(file).glossary)


def test_a_look_that_ends_during_a_write_is_left_to_the_write(file: Path) -> None:
    one, other = opened(file), opened(file)
    look = one.looking()
    add(other, "乙")
    save(other)
    add(one, "甲")
    seen, write = look(), one.writing()
    assert seen is not None
    assert not seen().is_news
    write()()
    assert {"甲", "乙"} <= rows_in(one.glossary)


def test_undo_takes_nothing_back_that_others_wrote_since(file: Path) -> None:
    one, other = opened(file), opened(file)
    before = one.glossary
    add(one, "甲")
    after = one.glossary
    add(other, "乙")
    save(other)
    save(one)
    for left, wanted, mine in ((after, before, set()), (before, after, {"甲"})):
        assert one.travel(left, wanted) == ()
        assert rows_in(one.glossary) & {"甲", "乙"} == {"乙", *mine}


@pytest.mark.parametrize("times", [1, 4, 9])
def test_a_program_that_asks_for_no_lock_and_writes_at_the_last_moment_is_merged_with(
    file: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    files, theirs = opened(file), iter("丙丁戊己庚辛壬癸子"[:times])

    def write_late(path: Path, data: bytes, expect: Stamp) -> Stamp:
        if (zh := next(theirs, None)) is not None:
            path.write_text(f"{path.read_text('utf-8')}{zh},{zh},{zh},preferred\n", "utf-8")
        return write(path, data, expect)

    add(files, "甲")
    monkeypatch.setattr(glossary_writing, "write", write_late)
    if times > 5:
        with pytest.raises(FileProblem, match="another program keeps changing it; nothing was written"):
            save(files)
        assert "甲" not in file.read_text("utf-8")
        assert not files.is_saved
    else:
        save(files)
        assert "甲" in file.read_text("utf-8")
        assert files.is_saved
    assert "丙" in file.read_text("utf-8")


def test_a_conflict_is_told_and_mine_wins(file: Path) -> None:
    one, other = opened(file), opened(file)
    one.glossary = set_status(one.glossary, "workout", "锻炼", Status.ADMITTED)
    save(one)
    other.glossary = set_status(other.glossary, "workout", "锻炼", Status.DEPRECATED)
    (conflict,) = save(other)
    assert "锻炼: status" in conflict
    assert "锻炼,deprecated" in file.read_text("utf-8")


def test_a_table_is_written_once_only(file: Path) -> None:
    files = opened(file)
    table = files.glossary.tables[0]
    files.glossary = replace(files.glossary, tables=(table,))
    save(files)
    before = glance(file)
    save(files)
    assert glance(file) == before


def test_the_drafts_of_a_glossary_hold_no_more_than_the_concepts_that_changed(file: Path) -> None:
    files = opened(file)
    add(files, "甲")
    ((now, before),) = files.unsaved()()
    assert before is not None
    assert {row.concept.id for row in now.rows if row.concept} == {"workout"}
    assert len(now.rows) == len(before.rows) + 1
    assert files.unsaved()() is files.unsaved()()  # they are asked for twice a second
    add(files, "乙")
    ((now, _),) = files.unsaved()()
    assert len(now.rows) == len(before.rows) + 2
    save(files)
    assert files.unsaved()() == []


def test_a_glossary_of_the_history_does_not_keep_what_was_worked_out_of_it(file: Path) -> None:
    files = opened(file)
    before = files.glossary
    before.prepare()
    assert before.concepts_of("止赎")
    kept = before.word_index
    add(files, "甲")
    assert {"word_index", "starts", "_owners"}.isdisjoint(vars(before))
    files.travel(files.glossary, before)
    assert files.glossary is before
    assert before.word_index == kept


@pytest.fixture
def large(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A glossary file that counts as a large one, has a column of its own, and has been read by a lint before."""
    header, *rows = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([header + ",owner", *(row + ",Zhang" for row in rows)]) + "\n", "utf-8")
    monkeypatch.setattr(glossary_reading, "_LARGE", 1)
    load_compiled([file], cache_folder())
    return file


def test_a_large_glossary_opens_from_its_kept_form_and_is_the_same(large: Path) -> None:
    files = opened(large)
    assert files.glossary.tables == ()
    assert files.is_own
    assert not files.is_editable
    plain = load_glossary([large])
    assert [each.label for each in files.glossary.concepts] == [each.label for each in plain.concepts]
    assert files.glossary.problems == plain.problems
    assert files.is_saved
    assert files.unsaved()() == []
    assert files.looking()() is None


def test_without_a_kept_form_a_large_glossary_is_read(large: Path) -> None:
    large.write_text(large.read_text("utf-8").replace("债务重整", "债务整理"), "utf-8")
    files = opened(large)
    assert files.is_editable
    assert files.glossary.concepts_of("债务整理")


def test_the_first_change_reads_the_rows_and_keeps_what_else_they_hold(large: Path) -> None:
    files = opened(large)
    before = large.read_text("utf-8")
    work = worked_out(files, lambda glossary: set_status(glossary, "workout", "锻炼", Status.ADMITTED))
    assert work.editable is not None
    assert files.take_editable(work.editable) is None
    files.glossary = work.after
    assert files.is_editable
    assert worked_out(files, lambda glossary: glossary).editable is None  # read once
    assert save(files) == ()
    changed = set(large.read_text("utf-8").splitlines()) - set(before.splitlines())
    assert [(*row.split(",")[2:4], row.split(",")[-1]) for row in changed] == [("锻炼", "admitted", "Zhang")]


def test_a_change_is_made_in_what_another_program_wrote_meanwhile(large: Path) -> None:
    files = opened(large)
    large.write_text(large.read_text("utf-8").replace("债务重整", "债务整理"), "utf-8")
    work = worked_out(files, lambda glossary: set_status(glossary, "workout", "锻炼", Status.ADMITTED))
    assert work.editable is not None
    files.take_editable(work.editable)
    files.glossary = work.after
    assert save(files) == ()
    assert "债务整理" in large.read_text("utf-8")


def test_of_several_files_only_those_that_others_changed_are_read_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = file.with_name("own.csv")
    own.write_text("concept,en,zh,status\ntranche,tranche,份额,preferred\n", "utf-8")
    files = opened(file)
    parsed: list[str] = []

    def parse(data: bytes, path: Path) -> Table:
        parsed.append(path.name)
        return parse_table(data, path)

    monkeypatch.setattr(glossary_reading, "parse_table", parse)
    own.write_text(own.read_text("utf-8") + "lender,lender,贷款机构,preferred\n", "utf-8")
    assert take_in(files) == ()
    assert parsed == ["own.csv"]
    plain = load_glossary([own, file])
    assert files.glossary.concepts == plain.concepts
    assert files.glossary.problems == plain.problems
    assert [table.path for table in files.glossary.tables] == [own, file]
    add(files, "甲")  # here, while others change the other file
    own.write_text(own.read_text("utf-8").replace("份额", "分券"), "utf-8")
    save(files)
    assert files.glossary.concepts == load_glossary([own, file]).concepts
    assert files.glossary.concepts_of("分券")


def test_what_others_changed_is_ready_for_the_article_at_hand(file: Path) -> None:
    files = opened(file)
    file.write_text(file.read_text("utf-8").replace("债务重整", "债务整理"), "utf-8")
    take_over = files.looking()()
    assert take_over is not None
    take_over()
    assert {"word_index", "starts", "openers"} <= set(vars(files.glossary))


def test_a_large_glossary_that_others_changed_comes_from_its_kept_form_if_there_is_one(large: Path) -> None:
    files = opened(large)
    large.write_text(large.read_text("utf-8").replace("债务重整", "债务整理"), "utf-8")
    load_compiled([large], cache_folder())  # by a lint
    assert take_in(files) == ()
    assert not files.is_editable
    assert files.glossary.concepts_of("债务整理")
    assert files.looking()() is None


def test_rows_that_are_taken_during_a_look_stay(large: Path) -> None:
    files = opened(large)
    large.write_text(large.read_text("utf-8").replace("债务重整", "债务整理"), "utf-8")
    load_compiled([large], cache_folder())
    take_over = files.looking()()
    editable = files.editable()
    assert take_over is not None
    assert editable is not None
    files.take_editable(editable)
    assert not take_over().is_news
    assert files.is_editable
    assert files.glossary is editable.glossary


def test_a_file_that_went_away_before_its_rows_were_read_still_counts_and_is_not_changed(large: Path) -> None:
    files = opened(large)
    data = large.read_bytes()
    large.unlink()
    (sentence,) = take_in(files)
    assert "what was read before still counts" in sentence
    assert files.glossary.by_id("workout") is not None
    assert files.looking()() is None  # said once
    with pytest.raises(EditError, match=r"terms\.csv: nothing can be changed now: there is no such file"):
        worked_out(files, lambda glossary: set_status(glossary, "workout", "锻炼", Status.ADMITTED))
    assert not large.exists()
    large.write_bytes(data)
    assert take_in(files) == ()
    assert worked_out(files, lambda glossary: set_status(glossary, "workout", "锻炼", Status.ADMITTED)).before.tables


def with_copy_of_shipped(folder: Path) -> tuple[GlossaryFiles, Editable]:
    """Return the glossary of a new folder that has none of its own, and the copy of the shipped one made for it."""
    folder.mkdir()
    files = GlossaryFiles(Project(folder=folder).glossary(folder), folder)
    copy = files.editable()
    assert copy is not None
    return files, copy


def test_a_shipped_glossary_has_its_rows_for_whoever_writes_them_and_stays_as_it_is(
    tmp_path: Path, shipped: tuple[Path, ...]
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    files = GlossaryFiles(Project(folder=folder).glossary(folder), folder)
    assert not files.glossary.tables  # as it was read from its kept form
    exported = export_csv(files.with_rows(), spreadsheet_safe=False)
    assert exported.count(b"\n") == 1 + sum(path.read_bytes().count(b"\n") - 1 for path in shipped)
    assert files.paths == shipped
    assert not files.is_editable


def test_the_copy_of_a_shipped_glossary_is_not_read_again_when_it_is_written(
    tmp_path: Path, shipped: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    files, copy = with_copy_of_shipped(tmp_path / "elsewhere")
    assert not files.is_own
    assert files.take_editable(copy) == tmp_path / "elsewhere" / "glossary"
    assert files.take_editable(copy) is None
    files.glossary = add_rendering(files.glossary, "foreclosure", Rendering("甲"))
    monkeypatch.setattr(glossary_writing, "look_again", lambda *_: pytest.fail("it was read again"))
    assert save(files) == ()
    assert files.is_saved
    assert files.paths[0].read_bytes() == shipped[0].read_bytes()
    assert "甲" in files.paths[1].read_text("utf-8")


def test_a_shipped_glossary_that_changes_while_it_is_copied_is_merged(
    tmp_path: Path, shipped: tuple[Path, ...]
) -> None:
    files, copy = with_copy_of_shipped(tmp_path / "elsewhere")
    files.take_editable(copy)
    files.glossary = add_rendering(files.glossary, "foreclosure", Rendering("甲"))
    shipped[1].write_text(shipped[1].read_text("utf-8") + "lender,lender,贷款人,preferred\n", "utf-8")
    assert save(files) == ()
    text = files.paths[1].read_text("utf-8")
    assert "甲" in text
    assert "贷款人" in text
