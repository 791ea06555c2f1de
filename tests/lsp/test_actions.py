"""Code actions: what is offered for a finding, and that its edits do what they say."""

from dataclasses import replace
from pathlib import Path

import pytest
from lsprotocol import types

from review_tui.article import Edit, Span, apply_edits
from review_tui.lint.check import GivenUp
from review_tui.lsp.actions import Client, Later, actions_in, asked_for, edits_of
from review_tui.lsp.checkup import Checkup, check_document, examine
from review_tui.lsp.documents import Document
from review_tui.lsp.fixes import safe_edits
from review_tui.lsp.positions import offset_at
from review_tui.lsp.surroundings import Surroundings

UTF_16 = types.PositionEncodingKind.Utf16
NOW = Client(waits=False)
LATER = Client()


def always() -> bool:
    return True


def checkup_of(text: str) -> tuple[Document, Checkup]:
    file = Path.cwd() / "c.md"
    return Document(file.as_uri(), 3, text, file), check_document(text, file, Surroundings())


def applied(
    checkup: Checkup,
    edit: types.WorkspaceEdit | None,
    encoding: types.PositionEncodingKind = types.PositionEncodingKind.Utf16,
) -> str:
    assert edit is not None
    assert edit.document_changes is not None
    (change,) = edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    assert change.text_document.version == 3
    edits = []
    for each in change.edits:
        assert isinstance(each, types.TextEdit)
        start, end = (offset_at(checkup.article, place, encoding) for place in (each.range.start, each.range.end))
        edits.append(Edit(Span(start, end), each.new_text))
    return apply_edits(checkup.article.text, edits)


def outcomes(text: str, word: str, client: Client = NOW, only: list[str] | None = None) -> dict[str, str]:
    """Return the texts that the actions at a word make, by title."""
    document, checkup = checkup_of(text)
    start = text.index(word)
    actions = actions_in(document, checkup, Span(start, start), client, only=only)
    return {action.title: applied(checkup, action.edit, client.encoding) for action in actions}


@pytest.fixture(autouse=True)
def project(desk_folder: Path) -> Path:
    return desk_folder


class TestFixes:
    def test_each_choice_for_one_place_and_for_all(self) -> None:
        text = "# 甲\n\n锻炼😀，锻炼。\n"
        made = outcomes(text, "锻炼")
        assert made["T701: 债务重组"] == "# 甲\n\n债务重组😀，锻炼。\n"
        assert made["T701: 债务重整"] == "# 甲\n\n债务重整😀，锻炼。\n"
        assert made["T701: 债务重整, in 2 places"] == "# 甲\n\n债务重整😀，债务重整。\n"

    def test_only_the_same_change_is_one_in_so_many_places_and_the_whole_rule_is_called_that(
        self, project: Path
    ) -> None:
        (project / "review-tui.toml").write_text('select = ["P402"]\n', "utf-8")
        text = "# 甲\n\n他说,这个不错。还有吗?她说,走!\n"
        made = outcomes(text, ",")
        (same,) = [title for title in made if "places" in title]
        assert same.startswith("P402: ")
        assert made[same] == "# 甲\n\n他说，这个不错。还有吗?她说，走!\n"
        assert made["P402: mend all 4 findings of this rule, each in its own way"] == (
            "# 甲\n\n他说，这个不错。还有吗？她说，走！\n"
        )

    def test_what_mends_all_is_offered_once_for_a_stretch(self, project: Path) -> None:
        (project / "review-tui.toml").write_text('select = ["P402", "T701"]\n', "utf-8")
        document, checkup = checkup_of("# 甲\n\n锻炼，锻炼。他说,锻炼。不错。好吗?\n")
        titles = [
            each.title
            for each in actions_in(document, checkup, Span(0, len(checkup.article.text)), LATER)
            if "all" in each.title or "places" in each.title
        ]
        assert titles == [
            "T701: 债务重组, in 3 places",
            "T701: 债务重整, in 3 places",
            "P402: mend all 2 findings of this rule, each in its own way",
        ]

    def test_are_given_up_where_nobody_waits_for_them(self) -> None:
        document, checkup = checkup_of("# 甲\n\n锻炼，锻炼。\n")
        with pytest.raises(GivenUp):
            actions_in(document, checkup, Span(0, 99), LATER, is_wanted=lambda: False)
        answers = iter([True, False])  # while a comment is tried out, which the client cannot ask for later
        with pytest.raises(GivenUp):
            actions_in(document, checkup, Span(5, 5), NOW, is_wanted=lambda: next(answers))

    def test_a_client_that_cannot_wait_gets_comments_for_few_findings_only(self) -> None:
        document, checkup = checkup_of("# 甲\n\n" + "锻炼。\n\n" * 9)
        everywhere, here = (actions_in(document, checkup, Span(5, end), NOW) for end in (99, 6))
        assert not any("ignore" in each.title for each in everywhere)
        assert any("ignore" in each.title for each in here)

    @pytest.mark.parametrize("encoding", list(types.PositionEncodingKind))
    def test_behind_what_takes_several_units(self, encoding: types.PositionEncodingKind) -> None:
        text = "# 甲\r\n\r\né止😀锻炼。\r\n"
        assert outcomes(text, "锻炼", Client(encoding, waits=False))["T701: 债务重组"] == text.replace(
            "锻炼", "债务重组"
        )

    def test_only_a_safe_fix_is_preferred(self) -> None:
        document, checkup = checkup_of("##丙\n\n锻炼。\n")
        actions = actions_in(document, checkup, Span(0, len(checkup.article.text)), LATER)
        assert [each.title for each in actions if each.is_preferred] == ["H101: ## 丙"]

    def test_nothing_is_offered_where_nothing_was_found(self) -> None:
        document, checkup = checkup_of("##丙\n\n止赎。\n")
        assert actions_in(document, checkup, Span(8, 8), LATER, only=["quickfix"]) == []

    def test_carries_the_diagnostic_that_it_mends(self) -> None:
        document, checkup = checkup_of("##丙\n")
        first = actions_in(document, checkup, Span(0, 0), LATER)[0]
        assert first.diagnostics is not None
        assert [each.code for each in first.diagnostics] == ["H101"]

    def test_a_client_without_versions_gets_plain_changes(self) -> None:
        document, checkup = checkup_of("##丙\n")
        first = actions_in(document, checkup, Span(0, 0), Client(knows_versions=False))[0]
        assert first.edit is not None
        assert list(first.edit.changes or ()) == [document.uri]


class TestAllSafeFixes:
    def test_are_made_together_and_the_suggested_ones_left(self) -> None:
        text = "##丙\r\n\r\n乙 ，锻炼。\r\n\r\n##丁\r\n"
        made = outcomes(text, "##丙", only=["source.fixAll"])
        assert made == {"Make all safe fixes": "## 丙\r\n\r\n乙，锻炼。\r\n\r\n## 丁\r\n"}

    @pytest.mark.parametrize(("decided", "after"), [(0, "# 甲\n\n乙 ，丙。\n"), (1, "# 甲\n\n乙，丙 。\n")])
    def test_leave_what_was_decided_though_another_mends_what_stands_beside_it(self, decided: int, after: str) -> None:
        text = "# 甲\n\n乙 ，丙 。\n"
        _, checkup = checkup_of(text)
        assert checkup.holding is not None
        key = checkup.shown[decided].item.identity.key
        checkup = examine(checkup.article, replace(checkup.holding, accepted={key: key}), always)
        assert apply_edits(text, safe_edits(checkup, always)) == after

    @pytest.mark.parametrize("only", [["source"], ["source.fixAll.review-tui"], [""]])
    def test_are_offered_under_every_kind_above(self, only: list[str]) -> None:
        assert "Make all safe fixes" in outcomes("##丙\n", "##", only=only)

    @pytest.mark.parametrize("only", [["quickfix"], ["source.fix"], ["source.fixAll.ruff"], []])
    def test_and_under_no_other(self, only: list[str]) -> None:
        assert "Make all safe fixes" not in outcomes("##丙\n", "##", only=only)

    def test_leave_what_was_decided_to_stay(self, project: Path) -> None:
        (project / "review-decisions.jsonl").write_text(
            '{"path":"c.md","kind":"finding","rule":"heading-missing-space","text":"##丙"}\n', "utf-8"
        )
        assert outcomes("##丙\n\n##丁\n", "##丁", only=["source"]) == {"Make all safe fixes": "##丙\n\n## 丁\n"}

    def test_leave_as_many_twins_as_were_decided(self, project: Path) -> None:
        (project / "review-decisions.jsonl").write_text(
            '{"path":"c.md","kind":"finding","rule":"heading-missing-space","text":"##丙","occurrence":2}\n', "utf-8"
        )
        made = outcomes("##丙\n\n##丙\n", "##丙", only=["source"])
        assert made == {"Make all safe fixes": "## 丙\n\n##丙\n"}
        assert outcomes("## 丙\n\n##丙\n", "##丙", only=["source"]) == {}

    @pytest.mark.parametrize("damage", ["<<<<<<< ours\n", '{"path":"c.md" "kind":"finding"}\n', None])
    def test_are_not_made_where_the_decisions_could_not_be_read(self, project: Path, damage: str | None) -> None:
        file = project / "review-decisions.jsonl"
        if damage is None:
            file.mkdir()
        else:
            file.write_text(damage, "utf-8")
        text = "##丙\n\n##丁\n"
        blunt = replace(NOW, shows_reasons=False)
        assert outcomes(text, "##丁", blunt, only=["source"]) == {}
        document, checkup = checkup_of(text)
        assert safe_edits(checkup, always) == ()
        (action,) = actions_in(document, checkup, Span(0, 0), LATER, only=["source"])
        assert action.disabled is not None
        assert "review-decisions.jsonl could not be read as a whole" in action.disabled.reason
        assert (action.edit, action.data) == (None, None)
        assert [trouble.message for trouble in checkup.troubles][-1] == action.disabled.reason
        each = outcomes(text, "##丁", blunt)
        assert "##丙\n\n## 丁\n" in each.values()  # one by one, as whoever sees it decides
        assert not any("in 2 places" in title for title in each)


class TestIgnoring:
    @pytest.mark.parametrize(
        ("text", "word", "after"),
        [
            ("# 甲\n\n锻炼。\n", "锻炼", "# 甲\n\n<!-- review-tui: ignore-next-line T701 -->\n锻炼。\n"),
            ("乙\n锻炼。\n丙\n", "锻炼", "乙\n锻炼。 <!-- review-tui: ignore-line T701 -->\n丙\n"),
            ("- 乙\n- 锻炼\n", "锻炼", "- 乙\n- 锻炼 <!-- review-tui: ignore-line T701 -->\n"),
            ("> 锻炼", "锻炼", "> <!-- review-tui: ignore-next-line T701 -->\n> 锻炼"),
            ("# 锻炼\r\n", "锻炼", "<!-- review-tui: ignore-next-line T701 -->\r\n# 锻炼\r\n"),
            (
                "| 甲 |\n|---|\n| 锻炼 |\n| 乙 |\n",
                "锻炼",
                "| 甲 |\n|---|\n| 锻炼 <!-- review-tui: ignore-line T701 --> |\n| 乙 |\n",
            ),
            (
                "---\ntitle: 锻炼\n---\n\n止赎。\n",
                "锻炼",
                "---\n# review-tui: ignore-next-line T701\ntitle: 锻炼\n---\n\n止赎。\n",
            ),
            (
                "<!-- review-tui: ignore-next-line P401 -->\n\n乙 ，锻炼。\n",
                "锻炼",
                "<!-- review-tui: ignore-next-line P401 T701 -->\n\n乙 ，锻炼。\n",
            ),
            (
                "<!-- review-tui: ignore-next-line P401: so -->\n乙 ，锻炼。\n",
                "锻炼",
                (
                    "<!-- review-tui: ignore-next-line P401: so -->\n"
                    "<!-- review-tui: ignore-next-line T701 -->\n乙 ，锻炼。\n"
                ),
            ),
            (
                "乙 ，锻炼。 <!-- review-tui: ignore-line P401: so -->\n",
                "锻炼",
                "<!-- review-tui: ignore-next-line T701 -->\n乙 ，锻炼。 <!-- review-tui: ignore-line P401: so -->\n",
            ),
            (
                "---\n# review-tui: ignore-next-line T702: so\ntitle: 锻炼\n---\n\n止赎。\n",
                "锻炼",
                (
                    "---\n# review-tui: ignore-next-line T702: so\n"
                    "# review-tui: ignore-next-line T701\ntitle: 锻炼\n---\n\n止赎。\n"
                ),
            ),
            (
                "---\ntitle: 甲\ndescription: >\n  乙\n  锻炼\n\n  锻炼\n---\n\n止赎。\n",
                "锻炼",
                (
                    "---\ntitle: 甲\n# review-tui: ignore-next-line T701\n"
                    "description: >\n  乙\n  锻炼\n\n  锻炼\n---\n\n止赎。\n"
                ),
            ),
            (
                "---\n# review-tui: ignore-next-line T702\ndescription: |\n  乙\n  锻炼\n---\n\n止赎。\n",
                "锻炼",
                "---\n# review-tui: ignore-next-line T702 T701\ndescription: |\n  乙\n  锻炼\n---\n\n止赎。\n",
            ),
        ],
        ids=[
            "above",
            "in a paragraph",
            "in a list",
            "in a quote",
            "a heading",
            "in a table",
            "front matter",
            "a comment there",
            "a comment with a reason above",
            "a comment with a reason behind",
            "a comment with a reason in front matter",
            "a folded value",
            "a comment above a value of several lines",
        ],
    )
    def test_puts_the_comment_where_the_page_stays_the_same(self, text: str, word: str, after: str) -> None:
        assert outcomes(text, word)["T701: ignore it here, with a comment"] == after
        assert "T701" not in [shown.item.code for shown in checkup_of(after)[1].shown]

    def test_is_not_offered_where_no_place_would_do(self) -> None:
        made = outcomes("甲\n锻炼\\\n乙\n", "锻炼")  # neither above, in a paragraph, nor behind a break
        assert "T701: ignore it here, with a comment" not in made
        assert "T701: 债务重组" in made


class TestLater:
    def test_a_client_that_waits_is_given_what_to_ask_for(self) -> None:
        document, checkup = checkup_of("##丙\n")
        actions = actions_in(document, checkup, Span(0, 0), LATER)
        asked = {action.title: asked_for(action.data) for action in actions if action.edit is None}
        assert {title: each.later for title, each in asked.items() if each} == {
            "H101: ignore it here, with a comment": Later.IGNORE,
            "Make all safe fixes": Later.SAFE,
        }
        for each in asked.values():
            assert each is not None
            assert (each.uri, each.version) == (document.uri, 3)
            assert edits_of(each.later, checkup, each.key, always) != ()
            with pytest.raises(GivenUp):
                edits_of(each.later, checkup, each.key, lambda: False)

    @pytest.mark.parametrize(
        "data", [None, 3, {}, {"uri": "x"}, {"uri": "x", "version": 1, "later": "now", "key": ""}, {"version": []}]
    )
    def test_what_others_put_there_is_left_alone(self, data: object) -> None:
        assert asked_for(data) is None

    def test_a_finding_that_is_gone_has_no_edits(self) -> None:
        assert edits_of(Later.IGNORE, checkup_of("止赎。\n")[1], "gone", always) == ()
