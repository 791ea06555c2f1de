"""Another program changed the article under unsaved work: what is offered, and what comes of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from review_tui.article import Edit, Span
from review_tui.files.atomic import PREFIX
from review_tui.review.article.merging import Take
from review_tui.text.cells import width
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.merge import KEYS, Merge
from review_tui.tui.screens.question import AnswerList, Question
from review_tui.tui.widgets.changed_sections import ChangedSections
from review_tui.tui.widgets.message_line import MessageLine
from review_tui.tui.widgets.rows import RowList
from review_tui.tui.widgets.section_editor import SectionEditor
from review_tui.tui.widgets.status_bar import StatusBar
from tests.tui.driving import Opened, until, wait_for


@pytest.fixture
def file(desk_folder: Path) -> Path:
    return desk_folder / "a.md"


def change_mine(app: ReviewApp, before: str, after: str) -> None:
    session = app.at.session
    place = session.article.text.index(before)
    app.desk.edit(session, (Edit(Span(place, place + len(before)), after),), "type")


def change_theirs(file: Path, before: str, after: str) -> None:
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


async def asked(app: ReviewApp, pilot: Pilot[int], file: Path, theirs: Mapping[str, str]) -> ChangedSections:
    """Let others change words of the file, save, and return the rows of what is asked."""
    for before, after in theirs.items():
        change_theirs(file, before, after)
    await pilot.press("ctrl+s")
    await wait_for(pilot, app, Merge)
    return app.screen.query_one(ChangedSections)


async def changed(app: ReviewApp, pilot: Pilot[int], file: Path, theirs: Sequence[str]) -> ChangedSections:
    """Let others put their mark before words of the file, save, and return the rows of what is asked."""
    return await asked(app, pilot, file, {words: f"他的{words}" for words in theirs})


async def conflict(app: ReviewApp, pilot: Pilot[int], file: Path) -> ChangedSections:
    """Let both change the same words, to 我的话 here and to 他的话 in the file; save, and return what is asked."""
    change_mine(app, "止赎和锻炼", "我的话")
    return await asked(app, pilot, file, {"止赎和锻炼": "他的话"})


def shown(app: ReviewApp) -> str:
    return "\n".join(str(each.content) for each in app.screen.query(".passage").results(Static))


async def test_changes_of_different_sections_are_shown_and_put_together(opened: Opened, file: Path) -> None:
    async with opened("a.md") as (app, pilot):
        change_mine(app, "止赎和锻炼", "我的话")
        rows = await asked(app, pilot, file, {"乙说": "他的话说"})
        assert [rows.row(index, 80)[1].text for index in range(rows.count)] == ["changed here", "changed in the file"]
        assert "- 止赎和锻炼。" in shown(app)
        assert "+ 我的话。" in shown(app)
        await pilot.press("down")
        assert "+ 他的话说 ，丧失抵押品赎回权。" in shown(app)
        assert "他的话" not in app.at.session.article.text  # nothing is taken yet
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        text = file.read_text("utf-8")
        assert "我的话" in text
        assert "他的话" in text
        assert not app.at.session.is_dirty
        await pilot.press("ctrl+z")  # the merge is one step
        assert "我的话" in app.at.session.article.text
        assert "他的话" not in app.at.session.article.text


PARAGRAPHS = "---\ntitle: 甲\n---\n\n## 甲\n\n第一段正文。\n\n第二段正文。\n\n第三段正文。\n"


def states(rows: ChangedSections) -> list[tuple[str, str]]:
    return [(rows.row(n, 80)[0].text.split()[0], rows.row(n, 80)[1].text) for n in range(rows.count)]


async def test_different_paragraphs_of_a_section_are_put_together_and_none_is_asked_about(
    opened: Opened, file: Path
) -> None:
    file.write_text(PARAGRAPHS, "utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("alt+down", "f2", "down", "down", *"XYZ")
        rows = await changed(app, pilot, file, ["第三段"])
        assert states(rows) == [("7", "changed here"), ("11", "changed in the file")]
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert file.read_text("utf-8") == PARAGRAPHS.replace("第一段", "XYZ第一段").replace("第三段", "他的第三段")
        assert app.review.query_one(SectionEditor).text == app.at.session.shown(app.at.section.span)


async def test_only_the_paragraph_that_both_changed_asks_and_both_doubles_only_that(opened: Opened, file: Path) -> None:
    file.write_text(PARAGRAPHS, "utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("alt+down", "f2", "down", "down", *"XYZ")
        rows = await changed(app, pilot, file, ["第一段", "第二段"])
        assert states(rows) == [("7", "changed in both: 1 yours, 2 theirs, 3 both?"), ("9", "changed in the file")]
        assert rows.cursor == 0
        await pilot.press("3", "enter")
        await app.workers.wait_for_complete()
        wanted = PARAGRAPHS.replace("第一段正文。", "XYZ第一段正文。\n\n他的第一段正文。")
        assert file.read_text("utf-8") == wanted.replace("第二段", "他的第二段")


async def test_of_several_changes_in_a_section_the_words_tell_which_is_which(opened: Opened, file: Path) -> None:
    file.write_text(PARAGRAPHS.replace("## 甲", "## 很长的一个标题，谁也记不住它"), "utf-8")
    async with opened("a.md") as (app, pilot):
        change_mine(app, "title: 甲", "title: 乙")
        change_mine(app, "第二段", "我的第二段")
        rows = await changed(app, pilot, file, ["第一段", "第三段"])
        assert [rows.row(n, 100)[0].text.rstrip() for n in range(rows.count)] == [
            "    1 front matter",
            "    7 很长的一个...: 他的第一段正文。",
            "    9 很长的一个...: 我的第二段正文。",
            "   11 很长的一个...: 他的第三段正文。",
        ]
        assert [width(rows.row(n, 74)[0].text) for n in range(4)] == [29] * 4


async def test_sentences_that_begin_alike_are_shown_from_where_they_differ(opened: Opened, file: Path) -> None:
    text = "国内生产总值是一个国家在一年之内生产的"
    file.write_text(f"## 甲\n\n{text}商品。\n\n{text}服务。\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        change_mine(app, "商品", "很多商品")
        rows = await changed(app, pilot, file, ["服务"])
        assert [rows.row(n, 100)[0].text.rstrip() for n in range(rows.count)] == [
            "    3 甲: ...生产的很多商品。",
            "    5 甲: ...生产的他的服务。",
        ]


def foot(app: ReviewApp) -> str:
    return Content.from_markup(str(app.screen.query_one("#box").border_subtitle)).plain


async def test_what_one_side_changed_can_be_refused(opened: Opened, file: Path) -> None:
    file.write_text(PARAGRAPHS, "utf-8")
    async with opened("a.md") as (app, pilot):
        change_mine(app, "第一段", "我的第一段")
        rows = await changed(app, pilot, file, ["第二段", "第三段"])
        await pilot.press("2", "down", "1")
        assert states(rows) == [
            ("7", "changed here: theirs is taken"),
            ("9", "changed in the file: yours is taken"),
            ("11", "changed in the file"),
        ]
        assert rows.cursor == 1
        await pilot.press("3")
        assert foot(app).startswith("Only one side changed this: 1 yours, 2 theirs")
        await pilot.press("down")
        assert foot(app) == KEYS
        await pilot.press("right")
        assert states(rows)[2] == ("11", "changed in the file: yours is taken")
        await pilot.press("right", "enter")
        await app.workers.wait_for_complete()
        assert file.read_text("utf-8") == PARAGRAPHS.replace("第三段", "他的第三段")


async def test_where_there_is_nothing_to_choose_it_is_said(opened: Opened, file: Path) -> None:
    file.write_text(PARAGRAPHS, "utf-8")
    async with opened("a.md") as (app, pilot):
        change_mine(app, "第一段", "他的第一段")
        change_mine(app, "第二段", "我的第二段")
        rows = await changed(app, pilot, file, ["第一段"])
        assert states(rows) == [("7", "changed alike in both"), ("9", "changed here")]
        for key in ("1", "2", "3", "right", "left"):
            assert foot(app) == KEYS
            await pilot.press(key)
            assert foot(app).startswith("Both sides have the same words here")
            await pilot.press("down", "up")
        assert rows.taken == {}


async def test_a_paragraph_that_one_side_took_out_is_not_taken_twice(opened: Opened, file: Path) -> None:
    file.write_text(PARAGRAPHS, "utf-8")
    async with opened("a.md") as (app, pilot):
        change_mine(app, "第一段正文。\n\n", "")
        rows = await changed(app, pilot, file, ["第一段"])
        assert states(rows) == [("7", "changed in both: 1 yours, 2 theirs?")]
        await pilot.press("3")
        assert foot(app).startswith("One of the two has to go: 1 yours, 2 theirs")
        assert rows.taken == {}
        await pilot.press("left", "enter")
        await app.workers.wait_for_complete()
        assert file.read_text("utf-8") == PARAGRAPHS.replace("第一段", "他的第一段")


async def test_to_take_both_says_that_it_will_stand_twice_and_the_message_says_how_many_do(
    opened: Opened, file: Path
) -> None:
    file.write_text(PARAGRAPHS, "utf-8")
    async with opened("a.md") as (app, pilot):
        for words in ("第一段", "第二段", "第三段"):
            change_mine(app, words, f"我的{words}")
        rows = await changed(app, pilot, file, ["第一段", "第二段", "第三段"])
        assert ways(app)[0] == "Enter  take it as shown below"
        await pilot.press("3")
        assert states(rows)[0] == ("7", "changed in both: it will stand twice")
        assert foot(app).startswith("It will stand twice, yours first")
        assert ways(app)[0] == "Enter  take it as shown below: 1 passage will stand twice"
        await pilot.press("3", "1")
        assert ways(app)[0] == "Enter  take it as shown below: 2 passages will stand twice"
        await pilot.press("up", "left")
        assert ways(app)[0] == "Enter  take it as shown below: 1 passage will stand twice"
        await pilot.press("3", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        message = app.review.query_one(MessageLine).message
        assert message == "a.md is saved.\n2 passages stand twice now, yours first: one of each is to go."
        assert file.read_text("utf-8").count("第一段正文") == 2


async def test_save_all_says_it_too(opened: Opened, file: Path) -> None:
    async with opened("a.md") as (app, pilot):
        change_mine(app, "止赎和锻炼", "我的话")
        change_theirs(file, "止赎和锻炼", "他的话")
        app.review.do("save_all")
        await wait_for(pilot, app, Merge)
        await pilot.press("3", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "1 passage stands twice now" in app.review.query_one(MessageLine).message


SENTENCES = "".join(f"这是第{number}句正文，说明还款方式和宽限期的长短。" for number in "一二三四五六七八九十")
LINE = f"---\ntitle: 甲\n---\n\n## 甲\n\n{SENTENCES}\n"


async def test_different_sentences_of_one_line_are_put_together(opened: Opened, file: Path) -> None:
    file.write_text(LINE, "utf-8")
    async with opened("a.md") as (app, pilot):
        change_mine(app, "第二句", "我的第二句")
        rows = await changed(app, pilot, file, ["第八句"])
        assert states(rows) == [("7", "changed here"), ("7", "changed in the file")]
        assert "第一句" in shown(app)  # what stands before it
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert file.read_text("utf-8") == LINE.replace("第二句", "我的第二句").replace("第八句", "他的第八句")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("many", [1, 9])
async def test_of_a_long_line_both_sides_are_in_view_at_once(
    opened: Opened, file: Path, size: tuple[int, int], many: int
) -> None:
    file.write_text(LINE.replace("。", "、") + "\n后文。\n\n" * many, "utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.resize_terminal(*size)
        change_mine(app, "第五句", "我的第五句")
        for _ in range(many):
            change_mine(app, "\n\n后文。", "\n\n又文。")
        await asked(app, pilot, file, {"第五句": "他的第五句"})
        await pilot.pause()
        for side, words in (("mine", "我的第五句"), ("theirs", "他的第五句")):
            pane = app.screen.query_one(f"#{side}")
            lines = str(pane.query_one(Static).content).splitlines()
            assert lines[0] == {"mine": "Yours", "theirs": "Theirs"}[side]
            assert any(words in line for line in lines[: pane.size.height])
            assert len(lines) <= pane.size.height
            assert all(width(line) <= pane.size.width for line in lines)


@pytest.mark.parametrize(
    ("key", "takes"),
    [
        ("right", (Take.MINE, Take.THEIRS)),
        ("left", (Take.BOTH, Take.THEIRS, Take.MINE)),
        ("space", (Take.MINE, Take.THEIRS, Take.BOTH)),
    ],
)
async def test_a_section_that_both_changed_has_to_be_decided(
    opened: Opened, file: Path, key: str, takes: Sequence[Take]
) -> None:
    async with opened("a.md") as (app, pilot):
        sections = await conflict(app, pilot, file)
        assert "我的话" in shown(app)
        assert "他的话" in shown(app)
        for cells in (60, 80, 100):
            line = "".join(part.text for part in sections.row(0, cells))
            assert line.endswith("3 both?")
            assert width(line) <= cells
        await pilot.press("enter")
        assert isinstance(app.screen, Merge)  # not before it is decided
        for take in takes:
            await pilot.press(key)
            assert list(sections.taken.values()) == [take]
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        text = file.read_text("utf-8")
        assert ("我的话" in text, "他的话" in text) == (takes[-1] is not Take.THEIRS, takes[-1] is not Take.MINE)


async def test_a_side_is_taken_by_its_letter_and_by_its_number(opened: Opened, file: Path) -> None:
    async with opened("a.md") as (app, pilot):
        sections = await conflict(app, pilot, file)
        for keys in ("mtb", "ｍｔｂ", "123", "１２３"):
            for key, take in zip(keys, (Take.MINE, Take.THEIRS, Take.BOTH), strict=True):
                await pilot.press(key)
                assert list(sections.taken.values()) == [take]


async def test_a_conflict_and_what_comes_of_it_are_decided_with_the_mouse(opened: Opened, file: Path) -> None:
    async with opened("a.md") as (app, pilot):
        sections = await conflict(app, pilot, file)
        states = []
        for _ in range(3):
            await pilot.click(ChangedSections, offset=(10, 0), times=2)
            await pilot.pause()
            states.append(list(sections.taken.values()))
        assert states == [[Take.MINE], [Take.THEIRS], [Take.BOTH]]
        await pilot.click("#choices", offset=(10, 0), times=2)
        await app.workers.wait_for_complete()
        text = file.read_text("utf-8")
        assert "我的话" in text
        assert "他的话" in text


@pytest.mark.parametrize(
    ("keys", "in_file", "here"),
    [
        (("r",), "他的话", "他的话"),
        (("ｒ",), "他的话", "他的话"),
        (("tab", "down", "enter"), "他的话", "他的话"),
        (("o",), "我的话", "我的话"),
        (("escape",), "他的话", "我的话"),
    ],
)
async def test_one_may_read_the_file_again_or_write_over_it_or_leave_both_as_they_are(
    opened: Opened, file: Path, keys: Sequence[str], in_file: str, here: str
) -> None:
    async with opened("a.md") as (app, pilot):
        await conflict(app, pilot, file)
        await pilot.press(*keys)
        await app.workers.wait_for_complete()
        assert in_file in file.read_text("utf-8")
        assert here in app.at.session.article.text
        assert app.at.session.is_dirty is (in_file != here)


async def test_to_read_the_file_again_says_so_and_can_be_taken_back(opened: Opened, file: Path) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("enter")
        assert "1 fixed" in str(app.review.query_one(StatusBar).content)
        mine = app.at.session.article.text
        await asked(app, pilot, file, {"止赎和锻炼": "他的话"})
        assert "Ctrl+z" in str(app.screen.query_one("#choices", AnswerList)._choices[1].text)
        await pilot.press("r")
        await app.workers.wait_for_complete()
        await pilot.pause()
        message = app.review.query_one(MessageLine).message
        assert message == "a.md is read again, without what you had changed. Ctrl+z brings that back."
        assert "fixed" not in str(app.review.query_one(StatusBar).content)
        await pilot.press("ctrl+z")
        assert app.at.session.article.text == mine
        assert "1 fixed" in str(app.review.query_one(StatusBar).content)
        await pilot.press("ctrl+s")
        await wait_for(pilot, app, Merge)  # theirs is not written over unasked
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        assert "他的话" in file.read_text("utf-8")


async def test_a_change_while_it_is_being_decided_is_asked_about_again(opened: Opened, file: Path) -> None:
    async with opened("a.md") as (app, pilot):
        change_mine(app, "止赎和锻炼", "我的话")
        await asked(app, pilot, file, {"乙说": "他的话说"})
        first = app.screen
        change_theirs(file, "他的话说", "他又说")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not first and isinstance(app.screen, Merge))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        text = file.read_text("utf-8")
        assert "我的话" in text
        assert "他又说" in text
        assert "他的话" not in text


def ways(app: ReviewApp) -> list[str]:
    rows = app.screen.query_one("#choices", RowList)
    return ["".join(piece.text for piece in rows.row(index, 80)).strip() for index in range(rows.count)]


async def test_a_file_that_is_gone_or_no_text_is_not_merged_with(opened: Opened, file: Path) -> None:
    async with opened("a.md") as (app, pilot):
        change_mine(app, "止赎和锻炼", "我的话")
        file.write_bytes(file.read_text("utf-8").encode("gb18030"))
        await pilot.press("ctrl+s")
        await wait_for(pilot, app, Question)
        assert ways(app) == ["o  write yours over what is there"]
        await pilot.press("escape")
        file.unlink()
        await pilot.press("ctrl+s")
        await wait_for(pilot, app, Question)
        assert ways(app) == ["o  write the file again, as you have it"]
        await pilot.press("ｏ")
        await app.workers.wait_for_complete()
        assert "我的话" in file.read_text("utf-8")


async def test_a_folder_that_is_gone_costs_nothing(
    opened: Opened, file: Path, desk_folder: Path, said: list[str]
) -> None:
    async with opened("a.md") as (app, pilot):
        change_mine(app, "止赎和锻炼", "我的话")
        moved = desk_folder.with_name("moved")
        desk_folder.rename(moved)
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        assert any("its folder is gone" in message for message in said)
        assert app.at.session.is_dirty
        moved.rename(desk_folder)
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        assert "我的话" in file.read_text("utf-8")
        assert not list(desk_folder.glob(f"{PREFIX}*"))


@pytest.mark.parametrize("is_text", [True, False])
async def test_quitting_while_it_is_asked_says_that_it_is(opened: Opened, file: Path, *, is_text: bool) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", "a")
        file.write_bytes("他的话。\n".encode("utf-8" if is_text else "gb18030"))
        await pilot.press("ctrl+s")
        await wait_for(pilot, app, Merge if is_text else Question)
        asked = app.screen
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.screen is asked
        assert str(asked.query_one("#box").border_subtitle) == "Answer this first; then quit."
        await pilot.press("o")
        await app.workers.wait_for_complete()
        assert file.read_text("utf-8").startswith("---")
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not app.is_running


async def test_to_read_the_file_again_leaves_nothing_to_save_and_quitting_goes_on(opened: Opened, file: Path) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", *"XYZ")
        change_theirs(file, "title: 甲", "title: 他的话")
        await pilot.press("ctrl+q", "s")
        await wait_for(pilot, app, Merge)
        await pilot.press("r")
        await until(pilot, lambda: not app.is_running)
        assert app.return_code == 0
        assert "XYZ" not in file.read_text("utf-8")


async def test_what_is_not_decided_keeps_from_quitting_though_another_file_was_read_again(
    opened: Opened, file: Path, desk_folder: Path
) -> None:
    async with opened("a.md", "b.md") as (app, pilot):
        await pilot.press("f2", "X", "escape", "alt+right", "f2", "Y", "escape")
        change_theirs(file, "乙说", "他的话说")
        change_theirs(desk_folder / "b.md", "正文", "他的话")
        await pilot.press("ctrl+q", "s")
        await wait_for(pilot, app, Merge)
        first = app.screen
        await pilot.press("r")
        await until(pilot, lambda: app.screen is not first and isinstance(app.screen, Merge))
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        assert app.is_running
        assert [session.name for session in app.desk.sessions.dirty] == ["b.md"]


async def test_the_section_in_the_editor_is_the_one_in_focus_though_its_finding_is_gone_from_the_file(
    opened: Opened, file: Path
) -> None:
    file.write_text("---\ntitle: 甲\n---\n\n## 甲\n\n锻炼。\n\n## 乙\n\n他锻炼。\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", "end", *"XYZ")
        await asked(app, pilot, file, {"## 甲\n\n锻炼": "## 甲\n\n正文"})
        await pilot.press("r")
        await app.workers.wait_for_complete()
        assert app.review.query_one(SectionEditor).text == "## 甲\n\n正文。\n\n"
        assert app.at.section.title == "甲"
        await pilot.press("escape", "f8")
        assert app.at.section.title == "乙"


async def test_the_editor_keeps_its_section_when_the_file_is_read_again(opened: Opened, file: Path) -> None:
    file.write_text("---\ntitle: 甲\n---\n\n## 丙\n\n正文。\n\n## 乙\n\n锻炼。\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", *"XYZ", "left")
        theirs = {"title: 甲": "title: 他", "## 丙\n\n正文。\n\n": "", "锻炼。": "锻炼。\n\n## 丁\n\n正文。"}
        await asked(app, pilot, file, theirs)
        await pilot.press("r")
        await app.workers.wait_for_complete()
        assert app.review.query_one(SectionEditor).text == "## 乙\n\n锻炼。\n\n"
        assert app.at.section.title == "乙"
