"""A checkup: what is shown of a document, what is not, and that nothing makes it fail."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lsprotocol.types import PositionEncodingKind
from msgspec.structs import replace

from review_tui.lint.check import GivenUp
from review_tui.lint.project import Project
from review_tui.lint.run.cache import clean
from review_tui.lint.settings import Settings, selection_of
from review_tui.lsp import checkup as module
from review_tui.lsp.checkup import Checkup, check_document
from review_tui.lsp.diagnostics import diagnostics_of, rule_page
from review_tui.lsp.surroundings import Surroundings
from review_tui.rules.model import Finding
from review_tui.rules.reading import Reading
from review_tui.rules.registry import all_rules


@pytest.fixture
def surroundings(desk_folder: Path) -> Surroundings:
    return Surroundings()


def check(surroundings: Surroundings, text: str, name: str = "c.md") -> Checkup:
    return check_document(text, Path.cwd() / name, surroundings)


def codes(surroundings: Surroundings, text: str, name: str = "c.md") -> list[str]:
    return [shown.item.code for shown in check(surroundings, text, name).shown]


class TestWhatIsShown:
    def test_follows_severities_the_least_of_them_and_per_file_ignores(
        self, surroundings: Surroundings, desk_folder: Path
    ) -> None:
        text = "##丙\n\n乙 ，锻炼。\n"
        assert codes(surroundings, text) == ["H101", "P401", "T701"]
        (desk_folder / "review-tui.toml").write_text(
            'select = ["H101", "P401", "T701"]\nmin-severity = "error"\n'
            '[severities]\nT701 = "info"\n[per-file-ignores]\n"old/**" = ["H101"]\n',
            "utf-8",
        )
        assert codes(surroundings, text) == ["H101"]
        assert codes(surroundings, text, "old/c.md") == []

    def test_a_decision_about_one_of_two_leaves_the_other(self, surroundings: Surroundings, desk_folder: Path) -> None:
        text = "甲锻炼。\n\n乙锻炼。\n"
        decision = '"kind":"finding","rule":"term-forbidden","concept":"workout","text":"锻炼","before":"甲"'
        (desk_folder / "review-decisions.jsonl").write_text(f'{{"path":"c.md",{decision}}}\n', "utf-8")
        (left,) = check(surroundings, text).shown
        assert left.finding.span.start == text.rindex("锻炼")

    def test_follows_a_glossary_whose_time_was_put_back(self, surroundings: Surroundings, desk_folder: Path) -> None:
        file = desk_folder / "glossary" / "terms.csv"
        assert codes(surroundings, "锻炼。\n") == ["T701"]
        before = file.stat()
        file.write_text(file.read_text("utf-8").replace("锻炼", "重组"), "utf-8")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert codes(surroundings, "锻炼。\n") == []


ENGLISH = "A long way from home the lender sold the house.\n\n"
HEAD = "##借款\n\n"
IMAGE = "![图](data:image/png;base64," + "A" * 120 + ")\n"
DRAWING = '<svg viewBox="0 0 24 24">\n' + '<path d="M10 10 L20 20" fill="none"/>\n' * 20 + "</svg>\n"
CODE = "```python\n" + "payment = principal * rate\n" * 20 + "```\n"
ADDRESS = "见 https://www.investopedia.com/terms/f/foreclosure.asp?utm_source=newsletter&utm_medium=email\n"


class TestWhatIsChinese:
    @pytest.mark.parametrize("rest", [IMAGE, DRAWING, CODE, ADDRESS], ids=["image", "drawing", "code", "address"])
    def test_what_is_no_prose_makes_no_article_english(self, surroundings: Surroundings, rest: str) -> None:
        assert "H101" in codes(surroundings, HEAD + rest)

    def test_a_chinese_beginning_counts_before_a_long_body_that_was_never_translated(
        self, surroundings: Surroundings
    ) -> None:
        assert "H101" in codes(surroundings, HEAD + "贷款人把房屋卖给了别人。" * 5 + "\n\n" + ENGLISH * 200)

    def test_front_matter_counts_also_where_it_is_alone_or_broken(
        self, surroundings: Surroundings, desk_folder: Path
    ) -> None:
        (desk_folder / "review-tui.toml").write_text('select = ["F601", "F602"]\n', "utf-8")
        assert codes(surroundings, "---\ntitle: 大萧条\n---\n") == ["F602"]
        assert codes(surroundings, "---\ntitle: [锻炼\n---\n") == ["F601"]

    def test_an_english_article_that_quotes_chinese_is_none_and_the_log_says_so_once(self, desk_folder: Path) -> None:
        said: list[str] = []
        surroundings = Surroundings(said.append)
        text = "##Words\n\n" + "The lender calls it 止赎 or 法拍, which means foreclosure in China.\n\n" * 40
        assert codes(surroundings, text) == []
        assert codes(surroundings, text + "More.\n") == []
        assert codes(surroundings, "##What is foreclosure?\n", "en.md") == []
        (message,) = said
        assert "c.md: not checked, it is taken for no Chinese article" in message


def test_the_code_of_a_finding_leads_to_the_page_of_its_rule_which_goes_with_the_cache(
    surroundings: Surroundings, own_cache: Path
) -> None:
    rule_page.cache_clear()
    (found,) = diagnostics_of(check(surroundings, "##丙\n"), PositionEncodingKind.Utf16)
    page = own_cache / "rules" / "H101.txt"
    assert found.code_description is not None
    assert found.code_description.href == page.as_uri()
    assert page.read_text("utf-8").startswith("H101 heading-missing-space\n")
    rule_page.cache_clear()
    clean(own_cache)
    assert not page.exists()


def test_so_it_does_where_the_cache_is_named_from_the_current_folder(
    surroundings: Surroundings, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIEW_TUI_CACHE_DIR", "kept")
    rule_page.cache_clear()
    (diagnostic, *_) = diagnostics_of(check(surroundings, "##丙\n"), PositionEncodingKind.Utf16)
    rule_page.cache_clear()
    assert diagnostic.code_description is not None
    assert diagnostic.code_description.href == (desk_folder / "kept" / "rules" / "H101.txt").as_uri()


class TestWhatGoesWrong:
    def test_a_rule_that_breaks_is_told_and_the_others_still_run(
        self, surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(reading: Reading) -> Iterator[Finding]:
            raise ZeroDivisionError("so it goes")

        rules = tuple(replace(each, check=broken) if each.rule.code == "H101" else each for each in all_rules())
        monkeypatch.setattr("review_tui.lint.selection.all_rules", lambda: rules)
        monkeypatch.setattr("review_tui.lint.settings.selection_of", selection_of.__wrapped__)
        seen = check(surroundings, "##丙\n\n锻炼。\n")
        first, second = diagnostics_of(seen, PositionEncodingKind.Utf16)
        assert (first.code, second.code) == ("E901", "T701")
        assert "H101: ZeroDivisionError: so it goes" in first.message

    def test_a_decisions_file_that_is_damaged_is_told_with_its_line(
        self, surroundings: Surroundings, desk_folder: Path
    ) -> None:
        (desk_folder / "review-decisions.jsonl").write_text("{}\n<<<<<<< ours\n", "utf-8")
        messages = [trouble.message for trouble in check(surroundings, "止赎。\n").troubles]
        assert len(messages) == 3
        assert "review-decisions.jsonl:2: a merge conflict was left here" in messages[1]
        assert "review-decisions.jsonl could not be read as a whole" in messages[2]

    def test_a_decisions_file_that_is_a_link_to_nothing_is_told(
        self, surroundings: Surroundings, desk_folder: Path
    ) -> None:
        file = desk_folder / "review-decisions.jsonl"
        file.symlink_to("elsewhere.jsonl")
        first, *_ = check(surroundings, "##丙\n").troubles
        assert "review-decisions.jsonl: it is a link that leads nowhere" in first.message
        (desk_folder / "elsewhere.jsonl").touch()
        assert check(surroundings, "##丙\n").troubles == ()

    def test_a_glossary_that_a_link_leads_to_no_more_is_told(
        self, surroundings: Surroundings, desk_folder: Path
    ) -> None:
        (desk_folder / "glossary" / "terms.csv").unlink()
        (desk_folder / "glossary" / "terms.csv").symlink_to("gone")
        (trouble,) = check(surroundings, "甲锻炼。\n").troubles
        assert trouble.code == "E902"
        assert trouble.message.endswith("glossary/terms.csv: this symbolic link leads nowhere")

    def test_whatever_happens_is_a_message(
        self, surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(module, "checked_article", lambda *_, **__: 1 / 0)
        (trouble,) = check(surroundings, "止赎。\n").troubles
        assert trouble.code == "E901"
        assert trouble.message.startswith("internal error: ZeroDivisionError: division by zero (")
        assert "Traceback" in caplog.text

    def test_a_check_that_is_given_up_is_none(self, surroundings: Surroundings) -> None:
        with pytest.raises(GivenUp):
            check_document("止赎。\n", Path.cwd() / "c.md", surroundings, is_wanted=lambda: False)

    def test_half_a_surrogate_pair_is_no_text(self, surroundings: Surroundings) -> None:
        (trouble,) = check(surroundings, "止赎\n\ud83d\n").troubles
        assert (trouble.line, trouble.code) == (1, "E902")

    @given(text=st.text(st.sampled_from("止赎锻炼#＃ -[](/)*`<!>\n\r\ufeff\x00\u202e😀\u2028&;{}:'\"|"), max_size=60))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_text_has_diagnostics_inside_it(self, surroundings: Surroundings, text: str) -> None:
        seen = check(surroundings, text)
        assert "E901" not in [trouble.code for trouble in seen.troubles]
        for each in diagnostics_of(seen, PositionEncodingKind.Utf16):
            assert (each.range.start.line, each.range.start.character) <= (
                each.range.end.line,
                each.range.end.character,
            )


class TestSurroundings:
    def test_rows_that_do_not_count_are_said_once_for_each_state_of_the_file(self, desk_folder: Path) -> None:
        said: list[str] = []
        surroundings = Surroundings(said.append)
        file = desk_folder / "glossary" / "terms.csv"
        file.write_text("concept,en,zh,status\nworkout,workout,锻炼,fobidden\n", "utf-8")
        for _ in range(3):
            surroundings.of(desk_folder / "a.md")
        assert len(said) == 1
        assert "terms.csv:2" in said[0]
        file.write_text("concept,en,zh,status\nworkout,workout,锻炼,forbiden!\n", "utf-8")
        surroundings.of(desk_folder / "a.md")
        assert len(said) == 2

    def test_an_unchanged_glossary_is_not_read_again(self, surroundings: Surroundings, desk_folder: Path) -> None:
        first = surroundings.of(desk_folder / "a.md").matcher
        assert surroundings.of(desk_folder / "b.md").matcher is first
        with (desk_folder / "glossary" / "terms.csv").open("a", encoding="utf-8") as file:
            file.write("x,x,甲乙,preferred,\n")
        assert surroundings.of(desk_folder / "b.md").matcher is not first

    def test_a_configuration_that_changed_while_it_was_looked_at_is_outdated(
        self, surroundings: Surroundings, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = desk_folder / "review-tui.toml"
        file.write_text("select = []\n", "utf-8")
        assert not check(surroundings, "##丙\n").is_outdated()
        settings = Project.settings

        def meanwhile(project: Project, folder: Path) -> Settings:
            monkeypatch.setattr(Project, "settings", settings)
            file.write_text('select = ["P401"]\n', "utf-8")
            return settings(project, folder)

        monkeypatch.setattr(Project, "settings", meanwhile)
        seen = check(surroundings, "##丙\n")
        assert [shown.item.code for shown in seen.shown] != []
        assert seen.is_outdated()
