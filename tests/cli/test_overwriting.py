"""What a command reads is not what it writes its output over."""

from pathlib import Path

import pytest

from tests.cli.running import Command

KEPT = {
    "d/a.md": "##甲\n",
    "d/b.md": "##乙\n",
    "d/e/c.markdown": "##丙\n",
    "review-tui.toml": 'decisions = "decided.jsonl"\n',
    "decided.jsonl": "",
    "glossary/terms.csv": "concept,en,zh,status\nask,ask,卖价,preferred\n",
    ".gitignore": "/reports\n",
}


@pytest.fixture(autouse=True)
def site(folder: Path) -> None:
    for name, text in KEPT.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def is_as_it_was(folder: Path) -> bool:
    return all((folder / name).read_text("utf-8") == text for name, text in KEPT.items())


@pytest.mark.parametrize(
    "arguments",
    [
        ("--fix", "d/a.md", "-o", "d/a.md"),
        ("--fix", "d/a.md", "-o", "link.md"),
        ("d", "-o", "d/a.md"),
        ("d", "-o", "d/e/c.markdown"),
        ("-o", "d/a.md"),
        ("d/b.md", "-o", "d/a.md"),  # -o d/*.md
        ("d", "-o", "review-tui.toml"),
        ("--isolated", "d", "-o", "review-tui.toml"),
        ("d", "-o", "decided.jsonl", "-f", "json"),
        ("d", "-o", "glossary/terms.csv"),
    ],
)
def test_lint_refuses_before_it_changes_anything(review_tui: Command, folder: Path, arguments: tuple[str, ...]) -> None:
    (folder / "link.md").symlink_to("d/a.md")
    ran = review_tui("lint", "-s", "H101", *arguments)
    assert ran.code == 2
    assert f"--output-file {arguments[arguments.index('-o') + 1]} is " in ran.err
    assert "name another file" in ran.err
    assert is_as_it_was(folder)


@pytest.mark.parametrize("output", ["report.json", "report.md", "reports/report.md", "d/new.md", "d/old.json"])
def test_any_other_file_takes_the_report_and_takes_it_again(review_tui: Command, folder: Path, output: str) -> None:
    (folder / "reports").mkdir()
    (folder / "d" / "old.json").touch()
    ran = review_tui("lint", "d", "-s", "H101", "-f", "json", "-o", output)
    assert ran.code == 1
    assert (folder / output).read_text("utf-8").startswith("[")
    if output != "d/new.md":  # from now on an article of this folder
        assert review_tui("lint", "d", "-s", "H101", "-f", "json", "-o", output).code == 1
    assert is_as_it_was(folder)


@pytest.mark.parametrize("command", ["mine", "stats"])
@pytest.mark.parametrize(
    ("output", "what"),
    [
        ("d/a.md", "an article of this run"),
        ("english/a.md", "an article of this run"),
        ("glossary/terms.csv", "the glossary"),
        ("review-tui.toml", "a configuration"),
    ],
)
def test_nor_do_what_mine_and_stats_look_at(
    review_tui: Command, folder: Path, command: str, output: str, what: str
) -> None:
    (folder / "english").mkdir()
    (folder / "english" / "a.md").write_text("## A\n", "utf-8")
    ran = review_tui("glossary", command, "d", "--source", "english", "-o", output)
    assert ran.code == 2
    assert f"--output {output} is {what}, and would be lost: name another file" in ran.err
    assert is_as_it_was(folder)
    assert (folder / "english" / "a.md").read_text("utf-8") == "## A\n"


def test_nor_does_what_mine_writes_beside_its_output(review_tui: Command, folder: Path) -> None:
    (folder / "glossary" / "terms.csv").rename(folder / "glossary" / "terms-rejected.csv")
    ran = review_tui("glossary", "mine", "d", "-o", "glossary/terms.csv")
    assert ran.code == 2
    assert "the rejected candidates' file glossary/terms-rejected.csv is the glossary, and would be lost" in ran.err
    assert (folder / "glossary" / "terms-rejected.csv").read_text("utf-8").startswith("concept,")
    assert not (folder / "glossary" / "terms.csv").exists()


@pytest.mark.parametrize("arguments", [("export", "-f", "tbx"), ("export",)])
def test_nor_is_the_glossary_written_over(review_tui: Command, folder: Path, arguments: tuple[str, ...]) -> None:
    ran = review_tui("glossary", *arguments, "-o", "glossary/terms.csv")
    assert ran.code == 2
    assert "is a file of the glossary, and would be lost: name another file" in ran.err
    assert is_as_it_was(folder)
