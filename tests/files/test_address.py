"""Articles at addresses: read through fsspec, named as they were asked for."""

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from review_tui.files import address as module
from review_tui.files.address import fetch, is_address, place_at
from review_tui.files.stamp import FileProblem
from review_tui.lint.discovery.discovery import Found, discover

fsspec = pytest.importorskip("fsspec", reason="the extra dask is not installed")


@pytest.fixture(autouse=True)
def memory() -> Iterator[None]:
    """Fill fsspec's file system in memory with a site, and empty it again."""
    system = fsspec.filesystem("memory")
    for name in ("x.md", "b/y.md", "b.md", "n.txt", ".hidden/z.md", "node_modules/z.md"):
        system.pipe(f"/site/{name}", name.encode())
    yield
    system.rm("/site", recursive=True)


def found(*addresses: str) -> list[str]:
    return [each.path for each in discover(addresses) if isinstance(each, Found)]


def problem(address: str) -> str:
    (only,) = discover([address])
    assert not isinstance(only, Found)
    return only.message


@pytest.mark.parametrize("path", ["a/b.md", "/a/b.md", "a::b.md", "C:/a.md", "a:b//c.md", "://x", "甲://x"])
def test_paths_are_no_addresses(path: str) -> None:
    assert not is_address(path)


@pytest.mark.parametrize("address", ["memory://site", "memory://site/", "memory:///site"])
def test_articles_below_an_address_are_named_by_it_and_come_in_order(address: str) -> None:
    base = address.rstrip("/")
    assert found(address) == [f"{base}/b.md", f"{base}/b/y.md", f"{base}/x.md"]
    assert [fetch(each) for each in found(address)] == [b"b.md", b"b/y.md", b"x.md"]


def test_more_than_an_article_has_is_not_taken_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT", 4)
    assert fetch("memory://site/x.md") == b"x.md"
    with pytest.raises(FileProblem, match="larger than"):
        fetch("memory://site/n.txt")


def test_the_root_of_a_file_system_is_a_folder() -> None:
    assert found("memory://") == ["memory:///site/b.md", "memory:///site/b/y.md", "memory:///site/x.md"]


def test_an_article_comes_once_however_it_is_named() -> None:
    assert len(found("memory://site/x.md", "memory:///site/x.md", "memory://site", "memory:///site/")) == 3


def test_a_named_file_is_taken_whatever_it_is_called() -> None:
    assert found("memory://site/.hidden/z.md", "memory://site/n.txt") == [
        "memory://site/.hidden/z.md",
        "memory://site/n.txt",
    ]


@pytest.mark.parametrize("scheme", ["file", "local"])
def test_a_hidden_folder_that_is_named_is_looked_into(tmp_path: Path, scheme: str) -> None:
    folder = tmp_path / ".drafts" / "中 文"
    folder.mkdir(parents=True)
    (folder / "a.md").write_bytes("甲".encode())
    (address,) = found(f"{scheme}://{tmp_path}/.drafts")
    assert address == f"{scheme}://{folder}/a.md"
    assert fetch(address).decode() == "甲"


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("memory://site/gone.md", "there is no such file or folder: check the spelling"),
        ("memory://site/%E4.md", "write characters as they are, not as %XX"),
        ("nowhere://x", "this kind of address cannot be read: Protocol not known: nowhere"),
        ("simplecache::memory://site", "addresses within addresses (::) cannot be read"),
        ("ftp://127.0.0.1:1/x.md", "it cannot be looked at: "),
    ],
)
def test_what_cannot_be_had_is_told(address: str, message: str) -> None:
    assert message in problem(address)


def test_a_folder_without_articles_is_told(tmp_path: Path) -> None:
    assert "no Markdown file" in problem(f"file://{tmp_path}")


def test_reading_what_is_not_there_is_a_problem(tmp_path: Path) -> None:
    for address in ("memory://site/gone.md", f"file://{tmp_path}", f"file://{tmp_path}/gone.md", "nowhere://x"):
        with pytest.raises(FileProblem):
            fetch(address)
    assert place_at(f"file://{tmp_path}").files == ()


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes there")
@pytest.mark.parametrize("scheme", ["file", "local"])
class TestWhatIsNoOrdinaryFile:
    @pytest.fixture(autouse=True)
    def impatient(self, tmp_path: Path) -> Iterator[None]:
        """Make a pipe, and write nothing to it at last, so that whoever reads it after all goes on, and fails."""
        os.mkfifo(tmp_path / "p.md")
        (tmp_path / "link.md").symlink_to("p.md")
        (tmp_path / "device.md").symlink_to("/dev/zero")
        (tmp_path / "gone.md").symlink_to("nowhere")

        def open_pipe() -> None:
            os.close(os.open(tmp_path / "p.md", os.O_RDWR | os.O_NONBLOCK))

        timer = threading.Timer(5.0, open_pipe)
        timer.start()
        yield
        timer.cancel()

    def test_is_passed_over_in_a_folder(self, tmp_path: Path, scheme: str) -> None:
        (tmp_path / "a.md").write_bytes("甲".encode())
        assert found(f"{scheme}://{tmp_path}") == [f"{scheme}://{tmp_path}/a.md", f"{scheme}://{tmp_path}/gone.md"]

    @pytest.mark.parametrize("name", ["p.md", "link.md", "device.md"])
    def test_is_refused_where_it_is_named(self, tmp_path: Path, scheme: str, name: str) -> None:
        address = f"{scheme}://{tmp_path}/{name}"
        assert problem(address) == "this is neither a file nor a folder: name Markdown files, or folders of them"
        with pytest.raises(FileProblem, match="it is no ordinary file") as refused:
            fetch(address)
        assert str(refused.value.path) == str(Path(address))
