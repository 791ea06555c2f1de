"""The glossary beside the article: settling, adding and shielding change the findings at once."""

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from review_tui.glossary.concept import Status
from review_tui.lint.discovery.discovery import Found
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.settle import Settle
from review_tui.tui.widgets.concept_card import ConceptCard
from review_tui.tui.widgets.entry_form import EntryForm
from review_tui.tui.widgets.rows import RowList
from review_tui.tui.widgets.status_choice import StatusChoice
from review_tui.tui.widgets.term_table import TermTable
from tests.tui.driving import Burst, Listed, Opened, codes, said


def card(app: ReviewApp) -> list[str]:
    rows = app.review.query_one(ConceptCard)
    return ["".join(piece.text for piece in rows.row(index, 60)).strip() for index in range(rows.count)]


async def test_a_sign_on_the_card_settles_the_rendering_and_the_finding_goes(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8")
        assert codes(app) == ["H101", "T701", "P401", "T702"]
        await pilot.press("tab", "tab", "tab", "end", "up", "up")
        picked = app.review.query_one(ConceptCard).picked
        assert getattr(picked, "zh", None) == "锻炼"
        await pilot.press("equals_sign")
        await pilot.pause()
        assert codes(app) == ["H101", "P401", "T702"]
        concept = app.at.session.terms.glossary.by_id("workout")
        assert concept is not None
        assert {item.zh: item.status for item in concept.renderings}["锻炼"] is Status.ADMITTED
        await pilot.press("ctrl+z")
        assert codes(app) == ["H101", "T701", "P401", "T702"]


async def test_what_another_editor_preferred_meanwhile_is_told_with_what_was_settled(
    opened: Opened, desk_folder: Path
) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "tab", "tab", "tab", "end", "up", "up")
        text = file.read_text("utf-8").replace("债务重组,preferred", "债务重组,admitted")
        file.write_text(text.replace("债务重整,admitted", "债务重整,preferred"), "utf-8")
        await pilot.press("plus")
        await pilot.pause()
        assert "债务重整 was made preferred by another program" in said(app)
        assert "锻炼 is preferred now." in said(app)
        assert file.read_text("utf-8").count(",preferred,") == 2  # one a term
        await pilot.press("ctrl+z")
        assert "债务重整,preferred" in file.read_text("utf-8")
        assert file.read_text("utf-8").count(",preferred,") == 2


@pytest.mark.parametrize("key", ["delete", "alt+d", "D"])
async def test_a_rendering_on_the_card_is_deleted_and_comes_back(opened: Opened, desk_folder: Path, key: str) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    before = file.read_text("utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "tab", "tab", "tab", "end", "up", "up", key)
        await pilot.pause()
        assert codes(app) == ["H101", "P401", "T702"]
        assert "锻炼" not in file.read_text("utf-8")
        assert said(app) == "锻炼 is deleted. Ctrl+z takes it back."
        await pilot.press("ctrl+z")
        assert codes(app) == ["H101", "T701", "P401", "T702"]
        assert file.read_text("utf-8") == before


def statuses(app: ReviewApp, concept: str) -> dict[str, str]:
    known = app.at.session.terms.glossary.by_id(concept)
    return {item.zh: item.status.value for item in known.renderings} if known is not None else {}


def in_hand(app: ReviewApp) -> str:
    picked = app.review.query_one(ConceptCard).in_hand
    return picked.zh if picked is not None else ""


async def test_a_second_sign_on_the_card_is_for_the_same_term_as_the_first(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f6", "f6", "home", "f6", "down")  # the finding is about the other term
        assert in_hand(app) == "丧失抵押品赎回权"
        before = statuses(app, "workout")
        await pilot.press("plus")
        assert statuses(app, "foreclosure")["丧失抵押品赎回权"] == "preferred"
        assert in_hand(app) == "丧失抵押品赎回权"
        await pilot.press("minus")
        assert statuses(app, "foreclosure") == {"止赎": "admitted", "丧失抵押品赎回权": "deprecated"}
        assert statuses(app, "workout") == before


async def test_the_cursor_of_the_card_goes_with_the_rendering_it_is_on(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f6", "f6", "f6", "down", "down")
        assert in_hand(app) == "债务重整"
        await pilot.press("plus")
        assert in_hand(app) == "债务重整"
        await pilot.press("minus")
        assert statuses(app, "workout") == {"债务重组": "admitted", "锻炼": "forbidden", "债务重整": "deprecated"}


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_a_form_that_was_opened_from_the_card_leads_back_to_it(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("a.md", size=size) as (app, pilot):
        await pilot.press("f8", "f6", "f6", "home", "f6", "down")
        assert in_hand(app) == "丧失抵押品赎回权"
        for leaving in (("escape",), ("f10", "escape"), ("X", "enter")):
            await pilot.press("f10", *leaving)
            await pilot.pause()
            assert app.focused is app.review.glossary.card
            assert app.review.glossary.card.region
            assert in_hand(app) == "丧失抵押品赎回权" + ("X" if "X" in leaving else "")
        await pilot.press("f10", "escape", "escape")
        assert app.focused is app.review.query_one("#findings")


async def test_a_form_that_was_opened_from_the_terms_leads_back_to_the_one_it_was_about(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f6", "f6", "home", "f10", *"新词", "enter")
        await pilot.pause()
        table = app.review.glossary.table
        assert app.focused is table
        assert table.picked is not None
        assert table.picked.id == "foreclosure"


async def test_the_card_keeps_a_term_that_the_article_uses_no_more(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "tab", "tab", "tab", "end", "up", "up", "delete")
        assert statuses(app, "workout") == {"债务重组": "preferred", "债务重整": "admitted"}
        await pilot.press("home", "delete", "home", "delete", "home", "delete")
        assert list(statuses(app, "foreclosure")) == ["止赎", "丧失抵押品赎回权"]
        await pilot.press(*["ctrl+z"] * len(app.desk.history.done))
        assert card(app)[0] == "workout"
        assert len(statuses(app, "workout")) == 3


@pytest.mark.parametrize("pane", [TermTable, ConceptCard])
async def test_what_happens_elsewhere_leaves_the_term_under_the_hand(
    opened: Opened, desk_folder: Path, pane: type[RowList]
) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f6", "f6", "home")
        if pane is ConceptCard:
            await pilot.press("f6")
        rows = app.review.query_one(pane)
        assert rows.has_focus

        def is_left_alone() -> bool:
            concept = app.review.glossary.concept
            return rows.has_focus and concept is not None and concept.id == "foreclosure"

        assert is_left_alone()
        await pilot.resize_terminal(130, 40)
        await pilot.pause()
        assert is_left_alone()
        file.write_text(file.read_text("utf-8") + "lender,lender,贷款人,preferred,\n", "utf-8")
        app.watch_files()
        await pilot.pause()
        assert app.at.session.terms.glossary.by_id("lender") is not None
        assert is_left_alone()
        await pilot.press("f9", "escape")
        await pilot.pause()
        assert is_left_alone()
        assert card(app)[0] == "foreclosure"
        await pilot.press("f8", "f7")  # the hand goes to a finding about another term
        assert card(app)[0] == "workout"
        assert app.review.glossary.concept is not None
        assert app.review.glossary.concept.id == "workout"


async def test_the_last_rendering_that_may_be_written_is_not_deleted_while_it_is_in_use(
    opened: Opened, desk_folder: Path
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f8", "f8", "tab", "tab", "tab", "home", "delete")
        await pilot.pause()
        assert "止赎 is in use" in said(app)
        assert not app.desk.history.done
    assert "止赎" in (desk_folder / "glossary" / "terms.csv").read_text("utf-8")


async def test_only_what_is_under_the_cursor_of_the_card_is_deleted(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "alt+d")
        await pilot.pause()
        assert "on the card" in said(app)
        assert not app.desk.history.done


async def test_the_settling_dialog_deletes_with_the_rest_in_one_step(opened: Opened, desk_folder: Path) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    before = file.read_text("utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "delete", "down", "delete", "delete", "minus", "down", "plus", "enter")
        await pilot.pause()
        rows = [row for row in file.read_text("utf-8").splitlines() if row.startswith("workout")]
        assert [row.split(",")[2:4] for row in rows] == [["债务重整", "preferred"], ["债务重组", "deprecated"]]
        assert said(app) == "锻炼 is deleted, 债务重组 is deprecated now, 债务重整 is preferred now."
        await pilot.press("ctrl+z")
        assert file.read_text("utf-8") == before


async def test_the_settling_dialog_stays_where_a_rendering_cannot_go(opened: Opened, desk_folder: Path) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f8", "f8", "f9")
        assert isinstance(app.screen, Settle)
        await pilot.press("delete", "down", "delete", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Settle)
        assert "止赎 is in use" in str(app.screen.query_one("#box").border_subtitle)
        await pilot.press("up", "right", "enter")  # a deleted one comes back with its status, and takes the next
        await pilot.pause()
        assert not isinstance(app.screen, Settle)


@pytest.mark.parametrize("sign", ["①", "²"])
async def test_the_settling_dialog_takes_no_sign_for_a_digit_that_is_none(
    opened: Opened, burst: Burst, sign: str
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9")
        await burst(app, pilot, events.Key(sign, sign))
        assert isinstance(app.screen, Settle)


async def test_a_shielded_word_lets_the_terms_in_it_alone(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_text("锻炼身体。\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        assert codes(app) == ["T701"]
        await pilot.press("alt+w")
        await pilot.pause()
        await pilot.press(*"身体", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert codes(app) == []
        assert ",锻炼身体," in (desk_folder / "glossary" / "terms.csv").read_text("utf-8")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert codes(app) == ["T701"]


async def test_a_term_itself_is_not_shielded(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_text("锻炼身体。\n", "utf-8")
    before = (desk_folder / "glossary" / "terms.csv").read_bytes()
    async with opened("a.md") as (app, pilot):
        await pilot.press("alt+w")
        await pilot.pause()
        await pilot.press("enter")  # the words of the finding, as they are offered
        await app.workers.wait_for_complete()
        assert said(app).startswith("锻炼 is a rendering of workout itself; to shield is for a longer word.")
        assert codes(app) == ["T701"]
    assert (desk_folder / "glossary" / "terms.csv").read_bytes() == before


async def test_a_rendering_is_added_from_the_finding_in_one_step(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_text("[重整](/workout)\n", "utf-8")
    (desk_folder / "glossary" / "terms.csv").write_text(
        "concept,en,zh,status\nworkout,workout,债务重组,preferred\n", "utf-8"
    )
    async with opened("a.md") as (app, pilot):
        assert app.review.glossary.border_title == " Glossary: 1 term "
        await pilot.press("tab", "tab", "f10", *"重整", "enter")
        await pilot.pause()
        concept = app.at.session.terms.glossary.by_id("workout")
        assert concept is not None
        assert concept.rendering("重整") is not None


def field(app: ReviewApp, name: str) -> Input:
    return app.review.query_one(f"#entry-{name}", Input)


async def test_the_form_edits_a_rendering_and_keeps_its_status_unless_another_is_chosen(
    opened: Opened, desk_folder: Path
) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f8", "f8", "f10")
        assert field(app, "concept").value == "foreclosure"
        field(app, "english").value = "foreclosure|repossession"
        await pilot.press(*"止赎")
        await pilot.pause()
        assert app.review.query_one(StatusChoice).status is Status.PREFERRED
        await pilot.press("enter")
        await pilot.pause()
        assert "foreclosure,foreclosure|repossession,止赎,preferred" in file.read_text("utf-8")
        assert said(app) == "foreclosure: English foreclosure|repossession."
        await pilot.press("f10", *"止赎", "tab", "right", "enter")
        await pilot.pause()
        assert "foreclosure,foreclosure|repossession,止赎,admitted" in file.read_text("utf-8")
        assert said(app) == "foreclosure: 止赎 is admitted now."
        await pilot.press("ctrl+z", "ctrl+z")
        assert "foreclosure,foreclosure,止赎,preferred" in file.read_text("utf-8")


async def test_a_forbidden_rendering_that_is_typed_and_sent_at_once_stays_forbidden(
    opened: Opened, desk_folder: Path
) -> None:
    before = (desk_folder / "glossary" / "terms.csv").read_text("utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f10")
        field(app, "chinese").value = "锻炼"
        app.review.query_one(EntryForm).action_submit()
        await pilot.pause()
        assert "锻炼 is forbidden in the glossary already" in said(app)
        assert app.review.query_one(EntryForm).is_open
    assert (desk_folder / "glossary" / "terms.csv").read_text("utf-8") == before


async def test_every_field_of_the_form_is_reached_by_key(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f10", "shift+tab", "shift+tab", "up")
        names = ["concept", "english", "definition", "chinese", "status", "context", "note"]
        reached = []
        for key in ("tab", "down", "tab", "down", "down", "tab", "tab"):
            assert app.focused is not None
            assert app.focused.content_size.height == 1  # what is typed is seen
            reached.append(app.focused.id)
            await pilot.press(key)
        assert reached == [f"entry-{name}" for name in names]
        assert getattr(app.focused, "id", None) == "entry-concept"  # after the last field, the first


async def test_the_form_follows_slug_and_rendering_but_not_over_what_was_typed(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f10")
        field(app, "note").value = "mine"
        field(app, "concept").value = "foreclosure"
        field(app, "chinese").value = "丧失抵押品赎回权"
        await pilot.pause()
        assert field(app, "english").value == "foreclosure"
        assert app.review.query_one(StatusChoice).status is Status.DEPRECATED
        assert field(app, "note").value == "mine"
        field(app, "chinese").value = "收楼"
        await pilot.pause()
        assert app.review.query_one(StatusChoice).status is Status.ADMITTED


async def test_the_form_opens_on_the_rendering_under_the_cursor_and_holds_all_of_it_in_a_small_terminal(
    opened: Opened, desk_folder: Path
) -> None:
    async with opened("a.md", size=(80, 24)) as (app, pilot):
        await pilot.press("f8", "tab", "tab", "tab", "end", "up", "up", "f10")
        await pilot.pause()
        assert field(app, "chinese").value == "锻炼"
        assert app.review.query_one(StatusChoice).status is Status.FORBIDDEN
        form = app.review.query_one(EntryForm)
        assert form.region.height == 9
        assert all(app.screen.region.contains_region(each.region) and each.region.height for each in form.children)
        field(app, "context").value = "贷款|抵押"
        field(app, "definition").value = "a way out"
        await pilot.press("enter")
        await pilot.pause()
        concept = app.at.session.terms.glossary.by_id("workout")
        assert concept is not None
        assert concept.definition == "a way out"
        assert [each.context for each in concept.renderings if each.zh == "锻炼"] == ["贷款|抵押"]
        await pilot.press("ctrl+z")
        assert "a way out" not in (desk_folder / "glossary" / "terms.csv").read_text("utf-8")


async def test_the_card_counts_in_the_queue_and_leads_to_the_articles(listed: Listed, desk_folder: Path) -> None:
    (desk_folder / "review-tui.toml").unlink()
    (desk_folder / "c.md").write_text("债务重整，债务重整和债务重组。\n", "utf-8")
    first, last = (Found(f"{name}.md", str(desk_folder / f"{name}.md")) for name in "ac")
    async with listed() as (app, pilot):
        assert app.list is not None
        app.list.open_article(first)
        await pilot.pause()
        finding = next(each for each in app.at.session.findings if each.concept == "workout")
        app.at.go_to_finding(finding)
        app.review.show()
        assert "! 锻炼 1 ######## in all 1 ###" in card(app)
        assert any(row.startswith("+ 债务重组 0 in all 1 ###") for row in card(app))
        assert any(row.startswith("= 债务重整 0 in all 2 ######") for row in card(app))
        assert "used once in this article:" in card(app)
        await pilot.press("tab", "tab", "tab", "end", "enter")
        await pilot.pause()
        assert app.screen is app.list
        assert [entry.name for entry in app.queue.shown] == ["a", "c"]
        app.list.open_article(last)
        await pilot.pause()
        assert app.at.place == 0
        assert app.at.article.path == "c.md"


@pytest.mark.parametrize(("key", "name"), [("f10", "#entry-chinese"), ("alt+w", "#word")])
async def test_a_word_of_a_finding_is_offered_without_the_marks_around_it(
    opened: Opened, desk_folder: Path, key: str, name: str
) -> None:
    (desk_folder / "marks.md").write_text("---\ntitle: 甲\n---\n\n##要点：\n\n甲。\n", "utf-8")
    async with opened("marks.md") as (app, pilot):
        await pilot.press("f8")
        assert app.review.at.finding is not None
        assert app.review.at.finding.span.cut(app.review.at.session.article.text).startswith("##要点")
        await pilot.press(key)
        await pilot.pause()
        assert app.screen.query_one(name, Input).value == "要点"


async def test_the_glossary_follows_the_finding_when_a_key_leads_out_of_it(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f6", "f6", "home")
        assert card(app)[0] == "foreclosure"
        await pilot.press("f6", "f6")
        await pilot.pause()
        assert card(app)[0] == "workout"


async def test_the_places_of_a_term_end_where_their_line_does(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_bytes("## 甲\r\n\r\n止赎和锻炼。\r\n\r\n完。\r\n".encode())
    async with opened("a.md") as (app, _):
        assert card(app)[-1].endswith("止赎和锻炼。")


async def test_the_terms_of_the_section_are_in_view_wherever_the_hand_comes_from(
    opened: Opened, desk_folder: Path
) -> None:
    names = [f"词{chr(0x4E00 + number)}{chr(0x5E00 + number)}" for number in range(60)]
    rows = "".join(f"c{number},c{number},{zh},preferred\n" for number, zh in enumerate(names))
    terms = desk_folder / "glossary" / "terms.csv"
    terms.write_text(
        f"concept,en,zh,status\n{rows}workout,workout,锻炼,forbidden\nworkout,workout,重组,preferred\n", "utf-8"
    )
    first, last = ("、".join(part) for part in (names[:30], names[30:]))
    (desk_folder / "a.md").write_text(f"##甲\n\n{first}。\n\n## 乙\n\n{last}，锻炼。\n\n##丙\n\n词。\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        table = app.review.query_one(TermTable)

        def shown() -> tuple[int, str]:
            picked = table.picked
            return table.top, picked.id if picked is not None else ""

        assert shown() == (0, "c0")
        await pilot.press("f8")
        assert shown() == (31 - table.size.height + 1, "workout")  # the last of the section
        await pilot.press("f7")
        assert shown() == (0, "c0")
        await pilot.press("enter")
        assert shown() == (31 - table.size.height + 1, "workout")
        await pilot.press("ctrl+z")
        assert shown() == (0, "c0")
        await pilot.press("f6", "f6", "end")  # in the glossary it is left alone
        await pilot.press("f8")
        assert shown()[1] == "workout"
        await pilot.press("escape", "f8")
        assert table.top == 0
        assert app.at.section.title == "丙"


async def test_down_leads_from_the_filter_to_the_terms(opened: Opened) -> None:
    async with opened("a.md", size=(80, 24)) as (app, pilot):
        await pilot.press("ctrl+f", *"work", "down")
        assert app.focused is app.review.glossary.table
        assert app.review.glossary.table.top == 0
