"""Ignore patterns: what they name is what git says they name, and what never names anything says why."""

import os
import random
import subprocess
import time
from pathlib import Path

import pytest

from review_tui.lint.discovery.discovery import Found, discover
from review_tui.lint.discovery.patterns import pattern_of


def names(pattern: str, path: str, *, is_folder: bool = False) -> bool:
    found = pattern_of(pattern)
    return found is not None and found.names(path, is_folder=is_folder)


@pytest.mark.parametrize(
    ("pattern", "named", "others"),
    [
        ("[[:alpha:]]rm.md", "arm.md Arm.md", "1rm.md 中rm.md rm.md [rm.md"),
        ("[![:digit:]].md", "a.md 中.md", "1.md .md"),
        ("[[:upper:]_-].md", "A.md _.md -.md", "a.md [.md :.md"),
        ("[[:punct:]].md", "!.md [.md ].md ^.md ~.md @.md", "a.md 。.md"),
        ("[]a].md", "].md a.md", "[.md"),
        ("[\\]a].md", "].md a.md", "\\.md"),
        ("[[:a].md", "[.md :.md a.md", "].md"),
        ("[a-].md", "a.md -.md", "b.md"),
        ("[^a].md", "b.md", "a.md"),
        ("?.md", "a.md 中.md", ".md ab.md"),
        ("a**/b", "a/b ax/b ax/y/b ab", "b x/a/b"),
        ("a/**", "a/b a/b/c", "a"),
        ("a/**/b", "a/b a/x/b a/x/y/b", "a/xb ab"),
        ("a/**\\/b", "a/x/b a/x/y/b", "a/b a/xb"),
        ("a\\*b", "a*b", "axb"),
        ("a\t", "a\t", "a"),
    ],
)
def test_it_names_paths(pattern: str, named: str, others: str) -> None:
    assert [path for path in named.split(" ") if not names(pattern, path)] == []
    assert [path for path in others.split(" ") if names(pattern, path)] == []


@pytest.mark.parametrize(
    ("line", "name"), [("a ", "a"), ("a\\ ", "a "), ("a\\  ", "a "), ("a\\\\ ", "a\\"), (" a", " a")]
)
def test_spaces_at_the_end_are_none_of_it_but_after_a_backslash(line: str, name: str) -> None:
    assert names(line, name)


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("!", "there is no name in it"),
        ("/", "there is no name in it"),
        ("a\\", "there is nothing after the backslash at its end"),
        ("[ab", "a [ in it has no ]"),
        ("[[:alpha:]", "a [ in it has no ]"),
        ("[[:alpha", "a [ in it has no ]"),
        ("[[:letter:]]", "there is no class [:letter:]; known are alnum, alpha, "),
    ],
)
def test_what_never_names_anything_says_why(pattern: str, why: str) -> None:
    with pytest.raises(ValueError) as caught:
        pattern_of(pattern)
    assert str(caught.value).startswith(why)


def test_a_range_that_runs_backward_is_its_first_character_unless_that_is_a_mistake() -> None:
    assert (names("[c-a]", "c"), names("[c-a]", "b")) == (True, False)
    with pytest.raises(ValueError, match="the range c-a runs backward"):
        pattern_of("[c-a]", is_strict=True)


@pytest.mark.parametrize("line", ["", "  ", "# a"])
def test_some_lines_are_none(line: str) -> None:
    assert pattern_of(line) is None


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 60 + "b", "a" * 255),
        ("**/a/" * 12 + "b", "/".join(["a"] * 2_000)),
        ("[!b]*" * 60 + "c", "a" * 255),
        ("x/" + "**/*a*a*a*b/" * 8 + "c", "x/" + "/".join(["a" * 100] * 40)),
    ],
)
def test_no_pattern_goes_back_and_forth(pattern: str, path: str) -> None:
    begun = time.process_time()
    assert not names(pattern, path)
    assert time.process_time() - begun < 1


NAMES = ["a", "b", "c", "A", "1", "中", "文", "-", "]", "[", "!", "#", "*", "?", "\\", "^", ":", "é"]
# fmt: off
ATOMS = [
    "a", "b", "c", "中", "文", "é", "*", "**", "?", "/", "**/", "/**", "/**/", "\\/", "\\", "\\*", "\\ ", " ", "\t",
    "*.md", "-", "!", "#", "[", "]", "[a", "[!a]", "[^b]", "[a-c]", "[c-a]", "[a-]", "[]a]", "[\\]a]", "[a/b]", "[中]",
    "[[:alpha:]]", "[![:alnum:]]", "[[:upper:]b]", "[[:bogus:]]", "[[:]", "[[:a]",
]
# fmt: on


def some_name(chance: random.Random) -> str:
    return "".join(chance.choice(NAMES[: 7 if chance.random() < 0.8 else None]) for _ in range(chance.randint(1, 3)))


def some_pattern(chance: random.Random, known: list[str]) -> str:
    if chance.random() < 0.25:
        parts = list(chance.choice(known))
        parts[chance.randrange(len(parts))] = chance.choice(ATOMS)
    else:
        parts = [chance.choice(ATOMS) for _ in range(chance.randint(1, 5))]
    before = chance.choice(("", "", "", "", "!", "/"))
    return before + "".join(parts) + chance.choice(("", "", "", "", "/", " ", "\\ "))


@pytest.mark.parametrize("seed", range(3))
def test_git_leaves_out_the_same_of_random_trees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    chance = random.Random(seed)
    patterns: dict[str, list[str]] = {}
    for number in range(100):
        top = tmp_path / f"tree{number}"
        known: list[str] = []
        for _ in range(chance.randint(2, 8)):
            file = top.joinpath(*(some_name(chance) for _ in range(chance.randint(0, 2))), f"{some_name(chance)}.md")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
            known += [file.name, str(file.relative_to(top))]
        patterns[top.name] = [some_pattern(chance, known) for _ in range(chance.randint(1, 3))]
        (top / ".gitignore").write_text("\n".join(patterns[top.name]) + "\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q"], check=True)
    listed = ["git", "-c", "core.excludesFile=", "ls-files", "-o", "--exclude-standard", "-z", "*.md"]
    kept = subprocess.run(listed, check=True, capture_output=True).stdout
    gits = {os.fsdecode(path) for path in kept.split(b"\0") if path}
    ours = {each.path for each in discover(["."]) if isinstance(each, Found)}
    assert {path: patterns[path.partition("/")[0]] for path in gits ^ ours} == {}
