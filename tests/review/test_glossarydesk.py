"""The glossary's files: whose they are, and what another program did to them."""

from pathlib import Path

import pytest

from review_tui.files.atomic import Changed
from review_tui.glossary.concept import Rendering, Status
from review_tui.glossary.edit import add_rendering, set_status
from review_tui.glossary.location import locate
from review_tui.review.glossarydesk import GlossaryDesk


def test_a_change_is_written_and_other_rows_keep_their_bytes(glossary_file: Path, tmp_path: Path) -> None:
    before = glossary_file.read_text(encoding="utf-8").splitlines()
    desk = GlossaryDesk(tmp_path)
    desk.save(set_status(desk.glossary, "workout", "债务重整", Status.DEPRECATED))
    after = glossary_file.read_text(encoding="utf-8").splitlines()
    assert set(before) - set(after) == {"workout,workout,债务重整,admitted,"}
    assert set(after) - set(before) == {"workout,workout,债务重整,deprecated,"}


def test_nothing_is_written_where_nothing_changed(glossary_file: Path, tmp_path: Path) -> None:
    desk = GlossaryDesk(tmp_path)
    before = glossary_file.stat()
    desk.save(desk.glossary)
    assert glossary_file.stat() == before


def test_the_shipped_glossary_is_copied_before_it_is_changed(tmp_path: Path) -> None:
    shipped = locate(tmp_path).paths
    assert GlossaryDesk(tmp_path).is_shipped
    bytes_before = [path.read_bytes() for path in shipped]
    desk = GlossaryDesk(tmp_path)
    glossary = desk.own_copy()
    assert {table.path.parent for table in glossary.tables} == {tmp_path / "glossary"}
    desk.save(add_rendering(glossary, "foreclosure", Rendering("收楼", Status.ADMITTED)))
    assert [path.read_bytes() for path in shipped] == bytes_before
    assert "收楼" in "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "glossary").iterdir())


def test_a_glossary_beside_the_article_is_not_the_shipped_one(glossary_file: Path, tmp_path: Path) -> None:
    assert not GlossaryDesk(tmp_path).is_shipped


def test_a_copy_that_is_there_already_is_kept(tmp_path: Path) -> None:
    desk = GlossaryDesk(tmp_path)
    name = desk.location.paths[0].name
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / name).write_text("concept,en,zh,status\na,a,甲,preferred\n", encoding="utf-8")
    assert desk.own_copy().by_id("a") is not None


def test_a_file_that_another_program_changed_is_noticed_and_not_overwritten(
    glossary_file: Path, tmp_path: Path
) -> None:
    desk = GlossaryDesk(tmp_path)
    assert not desk.changed_on_disk()
    theirs = glossary_file.read_text(encoding="utf-8") + "lender,lender,贷款人,preferred,\n"
    glossary_file.write_text(theirs, encoding="utf-8")
    assert desk.changed_on_disk()
    with pytest.raises(Changed):
        desk.save(set_status(desk.glossary, "workout", "锻炼", Status.ADMITTED))
    assert glossary_file.read_text(encoding="utf-8") == theirs
    assert desk.reload().by_id("lender") is not None
    assert not desk.changed_on_disk()
