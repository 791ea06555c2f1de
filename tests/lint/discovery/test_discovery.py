"""Finding the articles of a run."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from review_tui.lint.discovery.discovery import Exclusions, Found, Nothing, discover
from review_tui.lint.discovery.ignoring import KINDS, Layer, layer, layer_below
from review_tui.lint.failure import Failure


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.md", "a/z.md", "a/b/c.markdown", "a.md", "notes.txt", "A.MD", "a/.hidden.md", ".git/x.md"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    (tmp_path / "node_modules" / "p").mkdir(parents=True)
    (tmp_path / "node_modules" / "p" / "README.md").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def paths(*arguments: str, exclusions: Exclusions | None = None) -> list[str]:
    return [each.path for each in discover(arguments, exclusions) if isinstance(each, Found)]


@pytest.mark.usefixtures("tree")
def test_markdown_only_in_the_order_of_the_paths() -> None:
    assert paths(".") == ["A.MD", "a.md", "a/b/c.markdown", "a/z.md", "b.md"]


@pytest.mark.usefixtures("tree")
def test_each_article_once_whatever_names_it() -> None:
    assert paths("b.md", "a", "./a/z.md", "a/../a/b", "b.md") == ["a/b/c.markdown", "a/z.md", "b.md"]


def test_a_named_file_counts_whatever_its_suffix(tree: Path) -> None:
    assert paths("notes.txt") == ["notes.txt"]
    assert paths(str(tree / "notes.txt")) == [str(tree / "notes.txt")]


@pytest.mark.usefixtures("tree")
def test_files_are_found_as_they_are_asked_for() -> None:
    found = discover(["."])
    assert next(found) == Found("A.MD", str(Path("A.MD").absolute()))
    Path("a/z.md").unlink()
    assert [each.path for each in found] == ["a.md", "a/b/c.markdown", "b.md"]


@pytest.mark.usefixtures("tree")
def test_a_missing_path_is_a_failure_that_names_the_nearest() -> None:
    (failure,) = discover(["notes.tx"])
    assert isinstance(failure, Failure)
    assert "did you mean notes.txt?" in failure.message


def test_a_folder_without_markdown_is_said_to_be_one(tree: Path) -> None:
    (tree / "empty" / "deep").mkdir(parents=True)
    (nothing,) = discover(["empty"])
    assert isinstance(nothing, Nothing)


def test_a_folder_that_cannot_be_read_is_a_failure(tree: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (tree / "a" / "b").chmod(0)
    try:
        found = list(discover(["a"]))
    finally:
        (tree / "a" / "b").chmod(0o755)
    assert [type(each) for each in found] == [Failure, Found]


def test_links_to_files_count_and_links_to_folders_are_not_followed(tree: Path) -> None:
    (tree / "b" / "deep").mkdir(parents=True)
    (tree / "b" / "deep" / "up").symlink_to(tree / "b", target_is_directory=True)
    (tree / "b" / "linked.md").symlink_to(tree / "a.md")
    (tree / "b" / "dangling.md").symlink_to(tree / "gone.md")
    assert paths("b") == ["b/linked.md"]


def test_a_link_is_followed_before_the_folder_above(tree: Path) -> None:
    (tree / "deep" / "real").mkdir(parents=True)
    (tree / "deep" / "x.md").touch()
    (tree / "a" / "link").symlink_to(tree / "deep" / "real", target_is_directory=True)
    assert list(discover(["a/link/../x.md"])) == [Found("a/link/../x.md", str(tree / "deep" / "x.md"))]
    assert paths("a/link/..") == ["a/link/../x.md"]


def test_an_empty_path_names_nothing() -> None:
    (failure,) = discover([""])
    assert isinstance(failure, Failure)
    assert "an empty path" in failure.message


PATTERNS = [
    "*\n!*/\n!*.md\n",
    "*\n!a/\n!b/\n!*.markdown\n",
    "*/\n!a/\n!b/\n",
    "a/**\n!a/b/\n!a/b/c.markdown\n",
    "/*\n!/a\n/a/*\n!/a/b\n",
    "a/b/\n",
    "b\n",
    "b/\n!a/b/\n",
    "/b/\n",
    "**/b\n",
    "a/**/c.markdown\n",
    "*.md\n!/a.md\n",
    "*.m[d]\n!z.md \n",
    "**\n",
    "**/\n",
    "# a.md\n\\#x\n\n!a.md\n",
    "a\n!a/z.md\n",
]


class TestGitignore:
    def test_what_it_names_is_left_out_at_every_level(self, tree: Path) -> None:
        (tree / ".gitignore").write_text("/a.md\n*.markdown\n", "utf-8")
        (tree / "a" / ".gitignore").write_text("!c.markdown\nz.md\n", "utf-8")
        assert paths(".") == ["A.MD", "a/b/c.markdown", "b.md"]

    def test_those_above_count_up_to_the_repository(self, tree: Path) -> None:
        (tree / ".gitignore").write_text("z.md\n", "utf-8")
        assert paths("a") == ["a/b/c.markdown"]

    def test_a_folder_left_out_is_not_entered(self, tree: Path) -> None:
        (tree / ".gitignore").write_text("a/\n!a/z.md\n", "utf-8")
        assert paths(".") == ["A.MD", "a.md", "b.md"]

    def test_named_files_count_all_the_same_unless_forced(self, tree: Path) -> None:
        (tree / ".gitignore").write_text("a/\n", "utf-8")
        assert paths("a/z.md") == ["a/z.md"]
        assert paths("a/z.md", exclusions=Exclusions(forced=True)) == []

    @pytest.mark.parametrize("patterns", PATTERNS)
    def test_it_leaves_out_what_git_leaves_out(self, tree: Path, patterns: str) -> None:
        subprocess.run(["git", "init", "-q"], check=True)
        (tree / ".gitignore").write_text(patterns, "utf-8")
        listed = [
            "git",
            "-c",
            "core.excludesFile=",
            "ls-files",
            "-o",
            "--exclude-standard",
            "--",
            "*.md",
            "*.M*D",
            "*n",
        ]
        kept = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.split()
        assert paths(".") == sorted(path for path in kept if path not in ("a/.hidden.md", "node_modules/p/README.md"))

    @pytest.mark.parametrize("line", ["!", "\\", "a\\", "[z-a].md"])
    def test_a_line_that_is_no_pattern_takes_none_of_the_others_with_it(self, tree: Path, line: str) -> None:
        (tree / ".gitignore").write_text(f"{line}\n/a.md\nz.md\n", "utf-8")
        assert paths(".") == ["A.MD", "a/b/c.markdown", "b.md"]

    def test_a_byte_order_mark_is_no_part_of_the_first_pattern(self, tree: Path) -> None:
        (tree / ".gitignore").write_text("/a.md\nz.md\n", "utf-8-sig")
        assert paths(".") == ["A.MD", "a/b/c.markdown", "b.md"]

    def test_its_lines_end_where_gits_do(self, tree: Path) -> None:
        (tree / ".gitignore").write_bytes("x\v/a.md\ny\u2028/a.md\nw\r/a.md\nz.md\r\nb.md".encode())
        assert paths(".") == ["A.MD", "a.md", "a/b/c.markdown"]

    def test_can_be_switched_off(self, tree: Path) -> None:
        (tree / ".gitignore").write_text("a.md\n", "utf-8")
        assert "a.md" in paths(".", exclusions=Exclusions(gitignore=lambda _: False))


def test_excluded_files_and_folders_are_left_out(tree: Path) -> None:
    patterns = layer(str(tree), ["a/b", "/b.md"])
    exclusions = Exclusions(exclude=lambda _: patterns)
    assert paths(".", exclusions=exclusions) == ["A.MD", "a.md", "a/z.md"]
    assert paths("b.md", exclusions=Exclusions(exclude=lambda _: patterns, forced=True)) == []


class TestForced:
    @pytest.mark.parametrize("name", ["a/.hidden.md", ".github/T.md", "a/node_modules/p/n.md", "__pycache__/x.md"])
    @pytest.mark.parametrize("repository", [True, False])
    def test_what_a_walk_does_not_enter_is_left_out(self, tree: Path, name: str, *, repository: bool) -> None:
        if not repository:
            (tree / ".git" / "x.md").unlink()
            (tree / ".git").rmdir()
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).touch()
        assert paths(name) == [name]
        assert paths(name, exclusions=Exclusions(forced=True)) == []
        assert paths("a/z.md", exclusions=Exclusions(forced=True)) == ["a/z.md"]

    @pytest.mark.parametrize("named", ["x.md", "."])
    @pytest.mark.parametrize("mark", [".git", ""])
    def test_how_the_project_and_the_folders_above_it_are_called_is_nobodys_business(
        self, tree: Path, monkeypatch: pytest.MonkeyPatch, mark: str, named: str
    ) -> None:
        project = tree / ".cache" / "node_modules"
        (project / mark).mkdir(parents=True)
        (project / "x.md").touch()
        monkeypatch.chdir(project)
        assert paths(named, exclusions=Exclusions(forced=True)) == ["x.md"]

    @pytest.mark.parametrize("name", ["a/b", "a/b/", "a/b/../b", "a/b/c"])
    @pytest.mark.parametrize("pattern", ["a/b", "b/", "a/b/**", "a/*", "**/b/*"])
    def test_a_folder_that_is_left_out_is_so_where_it_is_named(self, tree: Path, name: str, pattern: str) -> None:
        (tree / "a" / "b" / "c").mkdir()
        (tree / "a" / "b" / "c" / "d.md").touch()
        (tree / ".gitignore").write_text(f"{pattern}\n", "utf-8")
        (nothing,) = discover([name], Exclusions(forced=True))
        assert isinstance(nothing, Nothing)
        assert nothing.message == "left out by its name, the configuration or .gitignore"
        assert nothing.is_left_out

    @pytest.mark.parametrize("name", [".github", "a/node_modules", "a/node_modules/p"])
    def test_so_is_one_that_a_walk_does_not_enter(self, tree: Path, name: str) -> None:
        for above in (".github", "a/node_modules/p"):
            (tree / above).mkdir(parents=True, exist_ok=True)
            (tree / above / "x.md").touch()
        assert paths(name) != []
        assert paths(name, exclusions=Exclusions(forced=True)) == []

    @pytest.mark.parametrize("name", [".", "", "../b", "c"])
    def test_one_stands_in_it_or_not(self, tree: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        (tree / ".gitignore").write_text("a/b/\n", "utf-8")
        (tree / "a" / "b" / "c").mkdir()
        (tree / "a" / "b" / "c" / "d.md").touch()
        monkeypatch.chdir(tree / "a" / "b")
        (nothing,) = discover([name or str(tree / "a" / "b")], Exclusions(forced=True))
        assert isinstance(nothing, Nothing)
        assert nothing.is_left_out

    def test_a_folder_without_articles_is_none_that_is_left_out(self, tree: Path) -> None:
        (tree / "empty").mkdir()
        (nothing,) = discover(["empty"], Exclusions(forced=True))
        assert isinstance(nothing, Nothing)
        assert not nothing.is_left_out

    def test_a_file_is_called_node_modules_as_it_likes(self, tree: Path) -> None:
        (tree / "a" / "node_modules").touch()
        assert paths("a/node_modules", exclusions=Exclusions(forced=True)) == ["a/node_modules"]


def test_links_that_lead_nowhere_keep_nothing_else_from_being_found(tmp_path: Path) -> None:
    (tmp_path / "dangling.md").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    (tmp_path / "z.md").write_text("甲", encoding="utf-8")
    first, second, third = discover([str(tmp_path)])
    assert isinstance(first, Failure)
    assert first.message == "this symbolic link leads nowhere"
    assert isinstance(second, Failure)
    assert second.message == "it cannot be read: its symbolic links lead round in a circle"
    assert isinstance(third, Found)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("self.md", "it cannot be read: its symbolic links lead round in a circle"),
        ("nowhere", "this symbolic link leads nowhere"),
    ],
)
def test_a_link_that_is_named_is_not_said_to_be_missing(tmp_path: Path, target: str, message: str) -> None:
    (tmp_path / "self.md").symlink_to(target)
    (failure,) = discover([str(tmp_path / "self.md")])
    assert isinstance(failure, Failure)
    assert failure.message == message


def test_folders_may_be_deeper_than_python_calls(tmp_path: Path) -> None:
    deep = str(tmp_path)
    made = []
    for _ in range(1_100):
        deep += "/a"
        os.mkdir(deep)  # noqa: PTH102  pathlib's own way is recursive
        made.append(deep)
    Path(deep, "z.md").write_text("甲", encoding="utf-8")
    try:
        (found,) = discover([str(tmp_path)])
        assert isinstance(found, Found)
        assert found.file == f"{deep}/z.md"
    finally:  # for pytest's way of clearing up is recursive too
        Path(deep, "z.md").unlink()
        for folder in reversed(made):
            Path(folder).rmdir()


def test_patterns_speak_of_nothing_beside_their_folder() -> None:
    patterns = layer("/site/zh", ["site/", "a.md"])
    assert patterns.verdict("/site/zh/a.md", is_folder=False)
    assert patterns.verdict("/site", is_folder=True) is None
    assert patterns.verdict("/site/zhtw/a.md", is_folder=False) is None


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_kinds_of_characters_are_what_git_takes_them_for(tmp_path: Path, kind: str) -> None:
    """No warning of Python comes with them, either: pytest would raise it."""
    names = [f"x{chr(code)}" for code in range(1, 128) if chr(code) != "/"]
    for name in names:
        (tmp_path / name).touch()
    pattern = f"x[[:{kind}:]]"
    (tmp_path / ".gitignore").write_text(f"{pattern}\n", "utf-8")
    git = ("git", "-c", "core.quotePath=false", "-C", str(tmp_path))
    subprocess.run([*git, "init", "-q"], check=True)
    listed = subprocess.run([*git, "ls-files", "-z", "-o", "--exclude-standard"], check=True, capture_output=True)
    kept = set(listed.stdout.decode().split("\0"))
    one, below = layer(str(tmp_path), [pattern]), layer_below(str(tmp_path), pattern)
    assert [name for name in names if one.tells(name)] == [name for name in names if name not in kept]
    assert [name for name in names if below.tells(name)] == [name for name in names if name not in kept]


@pytest.mark.parametrize("made", [lambda base, pattern: layer(base, [pattern]), layer_below])
def test_a_set_that_begins_with_a_bracket_is_one_and_python_says_nothing_of_it(
    made: Callable[[str, str], Layer],
) -> None:
    patterns = made("/site", "[[a]x")
    assert [patterns.verdict(f"/site/{name}", is_folder=False) for name in ("[x", "ax", "bx")] == [True, True, None]
