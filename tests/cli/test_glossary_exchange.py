"""`review-tui glossary export` to other tools, and `glossary import`."""

import json
from pathlib import Path

import pytest

from review_tui.glossary.concept import Concept, Rendering
from review_tui.glossary.exchange.formats import writer
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.storage.assembly import load_glossary
from review_tui.glossary.storage.columns import HEADER
from tests.cli.running import Command

TERMS = (
    "concept,en,zh,status\n"
    "foreclosure,foreclosure,止赎,preferred\n"
    "foreclosure,foreclosure,法拍,provisional\n"
    "workout,workout,锻炼,forbidden\n"
)


@pytest.fixture
def terms(folder: Path) -> Path:
    file = folder / "glossary" / "terms.csv"
    file.parent.mkdir()
    file.write_text(TERMS, "utf-8")
    return file


def now(terms: Path) -> Glossary:
    glossary = load_glossary([terms])
    assert not glossary.problems
    return glossary


@pytest.mark.usefixtures("terms")
def test_export_says_on_stderr_what_a_format_cannot_hold(review_tui: Command) -> None:
    ran = review_tui("glossary", "export", "--format", "deepl")
    assert (ran.code, ran.out) == (0, "foreclosure\t止赎\n")
    assert "Lost in deepl: provisional renderings: 1 (法拍)." in ran.err
    assert "Lost in deepl: forbidden renderings: 1 (锻炼)." in ran.err


@pytest.mark.parametrize("safe", [(), ("--spreadsheet-safe",)])
def test_an_empty_folder_exports_a_header_and_says_that_nothing_is_there(
    review_tui: Command, folder: Path, safe: tuple[str, ...]
) -> None:
    (folder / "empty").mkdir()
    ran = review_tui("glossary", "export", "--glossary", "empty", "-o", "-", *safe)
    assert (ran.code, ran.out.lstrip("\ufeff")) == (0, ",".join(HEADER) + "\n")
    assert "empty: there is no .csv file in this folder" in ran.err


@pytest.mark.usefixtures("terms")
def test_only_our_own_format_is_made_safe_for_spreadsheets(review_tui: Command) -> None:
    ran = review_tui("glossary", "export", "--format", "deepl", "--spreadsheet-safe")
    assert ran.code == 2
    assert "--spreadsheet-safe is for the native format" in ran.err


@pytest.mark.parametrize("name", ["native", "weblate", "crowdin", "utx", "tbx", "xlsx"])
def test_what_was_exported_comes_back_and_changes_nothing(
    review_tui: Command, folder: Path, terms: Path, name: str
) -> None:
    assert review_tui("glossary", "export", "-f", name, "-o", "out").code == 0
    before = terms.read_bytes()
    ran = review_tui("glossary", "import", "out")
    assert ran.code == 0
    assert ran.out.startswith("0 added, 0 changed, 0 conflicting, ")
    assert f"out looks like {name}." in ran.err
    assert terms.read_bytes() == before


def test_import_says_row_by_row_what_becomes_of_it(review_tui: Command, folder: Path, terms: Path) -> None:
    (folder / "in.csv").write_text(
        "en,zh-CN\nloan,贷款\nForeclosure,断供\nforeclosure,止赎\nworkout,锻炼\nempty,\n", "utf-8"
    )
    ran = review_tui("glossary", "import", "in.csv")
    assert ran.code == 1  # for the row without Chinese
    assert ran.out.splitlines() == [
        "in.csv:2: added  loan  贷款  provisional",
        "in.csv:3: added  foreclosure  断供  provisional",
        "2 added, 0 changed, 0 conflicting, 2 untouched.",
    ]
    assert "in.csv looks like google-sets." in ran.err
    assert "in.csv:6: there is no Chinese rendering for 'empty'" in ran.err
    loan = now(terms).by_id("loan")
    assert loan
    assert (loan.renderings[0].status, loan.renderings[0].origin) == ("provisional", "in.csv")


def test_a_dry_run_says_the_same_and_changes_nothing(review_tui: Command, folder: Path, terms: Path) -> None:
    (folder / "in.csv").write_text("en,zh\nloan,贷款\n", "utf-8")
    ran = review_tui("glossary", "import", "in.csv", "--dry-run")
    assert "in.csv:2: added  loan" in ran.out
    assert terms.read_text("utf-8") == TERMS


def test_conflicts_are_named_and_only_an_overwrite_settles_them(review_tui: Command, folder: Path, terms: Path) -> None:
    (folder / "in.csv").write_text("concept,zh,status\nworkout,锻炼,admitted\n", "utf-8")
    for more, code in ((), 1), (("--dry-run",), 1), (("--exit-zero",), 0):
        ran = review_tui("glossary", "import", "in.csv", *more)
        assert ran.code == code
        assert "in.csv:2: conflicting  workout  锻炼  forbidden here, admitted there" in ran.out
        assert "1 row contradicts the glossary, which stays as it is (--overwrite lets the file count)." in ran.err
        assert terms.read_text("utf-8") == TERMS
    ran = review_tui("glossary", "import", "in.csv", "--overwrite")
    assert ran.code == 0
    assert "0 added, 1 changed" in ran.out
    workout = now(terms).by_id("workout")
    assert workout
    assert workout.renderings[0].status == "admitted"


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ('en,zh\n"bank,银行\nloan,贷款\n', 1),
        ("concept,en,zh,status\nask,ask,,preferred\nloan,loan,贷款,preferred\n", 1),
        ("concept,en,zh,status\nask,ask,卖价,preferd\n", 0),
        ("en,zh\nloan,贷款\nbank,Kreditinstitut\n", 1),
    ],
)
def test_rows_that_do_not_count_make_the_exit_code(
    review_tui: Command, folder: Path, terms: Path, text: str, added: int
) -> None:
    (folder / "in.csv").write_text(text, "utf-8")
    ran = review_tui("glossary", "import", "in.csv")
    assert ran.out.splitlines()[-1].startswith(f"{added} added")
    assert "1 row of in.csv does not count, as said above." in ran.err
    assert ran.code == 1
    ran = review_tui("glossary", "import", "in.csv", "--exit-zero")
    assert ran.code == 0


def test_what_an_import_only_passes_over_is_no_failure(review_tui: Command, folder: Path, terms: Path) -> None:
    (folder / "in.csv").write_text("en,zh,owner\nloan,贷款,me\n", "utf-8")
    ran = review_tui("glossary", "import", "in.csv")
    assert "owner" in ran.err
    assert ran.code == 0


@pytest.mark.parametrize(("script", "zh"), [(None, "貸款"), ("hans", "贷款"), ("hant", "貸款")])
def test_traditional_characters_stay_unless_the_script_is_asked_for(
    review_tui: Command, folder: Path, terms: Path, script: str | None, zh: str
) -> None:
    (folder / "in.json").write_text('{"loan": ["貸款"]}', "utf-8")
    assert review_tui("glossary", "import", "in.json", *(["--script", script] if script else [])).code == 0
    loan = now(terms).by_id("loan")
    assert loan
    assert [rendering.zh for rendering in loan.renderings] == [zh]


def test_status_can_be_given(review_tui: Command, folder: Path, terms: Path) -> None:
    (folder / "in.tsv").write_text("loan\t贷款\n", "utf-8")
    assert review_tui("glossary", "import", "in.tsv", "--status", "preferred").code == 0
    loan = now(terms).by_id("loan")
    assert loan
    assert loan.preferred


def test_a_new_file_takes_what_there_is_no_glossary_for(review_tui: Command, folder: Path) -> None:
    (folder / "in.tsv").write_text("loan\t贷款\n", "utf-8")
    assert review_tui("glossary", "import", "in.tsv", "--into", "new/terms.csv").code == 0
    assert len(now(folder / "new" / "terms.csv")) == 1


def test_a_new_file_beside_others_repeats_nothing_of_them(review_tui: Command, folder: Path, terms: Path) -> None:
    (folder / "in.tsv").write_text("loan\t贷款\nforeclosure\t止赎\nworkout\t重组\n", "utf-8")
    ran = review_tui("glossary", "import", "in.tsv", "--into", "glossary/candidates.csv")
    assert ran.out.splitlines()[-1] == "2 added, 0 changed, 0 conflicting, 1 untouched."
    assert [concept.id for concept in now(folder / "glossary" / "candidates.csv").concepts] == ["loan"]
    assert not load_glossary(sorted((folder / "glossary").iterdir())).problems


@pytest.mark.parametrize(
    ("content", "arguments", "says"),
    [
        (None, (), "in: it cannot be read: there is no such file"),
        (b"", (), "in: the file is empty"),
        (b"\xff\xfa\x00\x01", (), "in: its format cannot be told: name it with --format"),
        (b"a;b;c", ("--format", "weblate"), "in: the header has no columns source and target"),
        (b"a\tb", ("--glossary", "nowhere.csv"), "nowhere.csv: there is no such file"),
    ],
)
@pytest.mark.usefixtures("terms")
def test_what_cannot_be_imported_is_trouble(
    review_tui: Command, folder: Path, content: bytes | None, arguments: tuple[str, ...], says: str
) -> None:
    if content is not None:
        (folder / "in").write_bytes(content)
    ran = review_tui("glossary", "import", "in", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_the_shipped_glossary_is_never_changed(
    review_tui: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from review_tui.glossary.storage.location import GlossaryPlace, GlossarySource

    shipped = tmp_path / "shipped.csv"
    shipped.write_text(TERMS, "utf-8")
    monkeypatch.setattr(
        "review_tui.lint.project.shipped", lambda: GlossaryPlace(GlossarySource.SHIPPED, shipped.parent, (shipped,))
    )
    (folder / "in.tsv").write_text("loan\t贷款\n", "utf-8")
    ran = review_tui("glossary", "import", "in.tsv")
    assert ran.code == 2
    assert "glossary init" in ran.err
    assert review_tui("glossary", "import", "in.tsv", "--dry-run").code == 0
    assert shipped.read_text("utf-8") == TERMS


def test_rows_that_were_not_understood_are_still_there_after_an_import(
    review_tui: Command, folder: Path, terms: Path
) -> None:
    terms.write_text(TERMS + 'odd,"broken\nodd,odd,怪,prefered\n', "utf-8")
    (folder / "in.tsv").write_text("loan\t贷款\n", "utf-8")
    assert review_tui("glossary", "import", "in.tsv").code == 0
    after = terms.read_text("utf-8")
    assert 'odd,"broken\n' in after
    assert "odd,odd,怪,prefered" in after


TRADITIONAL = "貸債權證稅儲幣價購銷險據額資產業營業務"
KINDS = "擔保餘額風險報酬準備"


def finance(number: int) -> tuple[str, str]:
    """Return one of 1,300 different pairs of an English term and a rendering in traditional characters."""
    first, rest = divmod(number, 80)
    second, third = divmod(rest, 10)
    return f"finance term {number}", f"{TRADITIONAL[first]}{TRADITIONAL[second]}{KINDS[third]}"


def thirteen_hundred(name: str) -> bytes:
    pairs = [finance(number) for number in range(1_300)]
    if name == "terms-json":
        blocks = (pairs[start : start + 10] for start in range(0, 1_300, 10))
        return "".join(
            json.dumps({"en": "x", "proper": {en: [zh] for en, zh in block}}, ensure_ascii=False) + "\n"
            for block in blocks
        ).encode()
    if name == "google-sets":
        return ("en,zh-TW\n" + "".join(f"{en},{zh}\n" for en, zh in pairs)).encode()
    concepts = (Concept(f"c{n}", (en,), renderings=(Rendering(zh),)) for n, (en, zh) in enumerate(pairs))
    return writer(name).write(tuple(concepts)).data.replace(b"zh-CN", b"zh-TW")


@pytest.mark.parametrize("name", ["google-sets", "terms-json", "tbx", "tbx-v2", "utx", "crowdin"])
def test_a_traditional_glossary_of_another_tool_imports_lints_and_runs(
    review_tui: Command, folder: Path, name: str
) -> None:
    (folder / "in").write_bytes(thirteen_hundred(name))
    ran = review_tui("glossary", "import", "in", "--into", "glossary/terms.csv", "--status", "forbidden")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "1,300 added, 0 changed, 0 conflicting, 0 untouched."), ran.err
    assert review_tui("glossary", "lint", "glossary/terms.csv").code == 0
    assert len(now(folder / "glossary" / "terms.csv")) == 1_300
    zh = finance(777)[1]
    (folder / "a.md").write_text(f"---\ntitle: 標題\nkeywords: 詞\ndescription: 說明\n---\n他說{zh}很重要。\n", "utf-8")
    ran = review_tui("lint", "--no-cache", "--select", "T701", "--output-format", "json", "a.md")
    assert ran.code == 1
    assert [(found["code"], found["text"]) for found in json.loads(ran.out)] == [("T701", zh)]


def test_it_is_turned_to_simplified_characters_on_request_only(review_tui: Command, folder: Path) -> None:
    (folder / "in.csv").write_bytes(thirteen_hundred("google-sets"))
    ran = review_tui("glossary", "import", "in.csv", "--into", "terms.csv", "--script", "hans")
    assert ran.code == 0
    (first, *_) = now(folder / "terms.csv").by_id("finance-term-0").renderings  # type: ignore[union-attr]
    assert (finance(0)[1], first.zh) == ("貸貸擔", "贷贷担")
    assert review_tui("glossary", "lint", "terms.csv").code == 0


def test_rows_that_a_translator_added_without_an_id_go_to_the_concept_with_their_english_term(
    review_tui: Command, folder: Path, terms: Path
) -> None:
    (folder / "back.csv").write_text(
        f"{TERMS},Foreclosure,取消赎回权,\n,short sale,卖空,admitted\n,short sale,短售,\n,C++,丙,\n,C,丁,\n,,戊,\n",
        "utf-8",
    )
    ran = review_tui("glossary", "import", "back.csv")
    assert "warning: back.csv:10: the concept cell is empty: which concept is '戊' a rendering of?" in ran.err
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "back.csv:8: added  c  丙  provisional",
        "back.csv:9: added  c-2  丁  provisional",
        "back.csv:5: added  foreclosure  取消赎回权  provisional",
        "back.csv:6: added  short-sale  卖空  admitted",
        "back.csv:7: added  short-sale  短售  provisional",
        "5 added, 0 changed, 0 conflicting, 3 untouched.",
    ]
    assert {concept.id: concept.en for concept in now(terms).concepts} == {
        "foreclosure": ("foreclosure",),
        "workout": ("workout",),
        "short-sale": ("short sale",),
        "c": ("C++",),
        "c-2": ("C",),
    }
    (folder / "more.csv").write_text("concept,en,zh,status\n,workout,债务重组,preferred\n", "utf-8")
    assert review_tui("glossary", "import", "more.csv").out.splitlines()[0] == (
        "more.csv:2: added  workout  债务重组  preferred"
    )
