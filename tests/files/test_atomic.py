"""A file is always the old one or the new one, whole."""

import errno
import os
import stat
import struct
import sys
from pathlib import Path

import pytest

from review_tui.files import atomic
from review_tui.files.atomic import PREFIX, Changed, other_names, replacing, write
from review_tui.files.stamp import ABSENT, FileProblem, changed, read


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(PREFIX)]


def test_replaces_and_says_what_it_wrote(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    stamp = write(path, "新".encode())
    assert path.read_bytes() == "新".encode()
    assert read(path) == ("新".encode(), stamp)
    assert not changed(path, stamp)
    assert leftovers(tmp_path) == []


def test_what_is_new_is_on_the_disk_before_it_takes_the_place_of_the_old_and_then_its_name_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, steps = tmp_path / "a.md", list[object]()
    path.write_bytes(b"old")
    sync, rename = os.fsync, Path.replace

    def synced(handle: int) -> None:
        status = os.fstat(handle)
        steps.append("name" if stat.S_ISDIR(status.st_mode) else (status.st_size, stat.S_IMODE(status.st_mode)))
        sync(handle)

    def renamed(source: Path, target: Path) -> Path:
        steps.append(source.name.startswith(PREFIX) and target == path)
        return rename(source, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    path.chmod(0o640)
    write(path, b"newer")
    assert steps == [(5, 0o640), True, "name"]


def test_keeps_mode_and_symlink(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_bytes(b"old")
    real.chmod(0o2640)
    link.symlink_to(real)
    write(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o2640


def test_a_new_file_gets_the_mode_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "new.md", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.md").stat().st_mode) == 0o640


def test_other_threads_make_files_under_the_umask_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(mask: int) -> int:
        raise AssertionError(mask)

    before = os.umask(0o027)
    try:
        monkeypatch.setattr(os, "umask", never)
        write(tmp_path / "new.md", b"x")
        monkeypatch.setattr(atomic, "_STATUS", tmp_path / "no such file")  # as where there is no /proc
        write(tmp_path / "other.md", b"x")
    finally:
        monkeypatch.undo()
        os.umask(before)
    if sys.platform == "linux":
        assert stat.S_IMODE((tmp_path / "new.md").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "other.md").stat().st_mode) == 0o666 & ~before


def test_does_not_overwrite_somebody_elses_change(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    _, stamp = read(path)
    path.write_bytes(b"their")
    with pytest.raises(Changed, match="changed by another program"):
        write(path, b"mine", stamp)
    assert path.read_bytes() == b"their"
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("theirs", [b"their", None], ids=["another", "none"])
def test_a_change_right_after_the_own_one_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theirs: bytes | None
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    rename = Path.replace

    def renamed(source: Path, target: Path) -> Path:
        rename(source, target)
        target.unlink()
        if theirs is not None:
            target.write_bytes(theirs)
        return target

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", renamed)
        stamp = write(path, b"mine!")
    assert changed(path, stamp)


def test_sees_a_change_that_size_and_time_hide(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    _, stamp = read(path)
    path.write_bytes(b"new")
    os.utime(path, ns=(stamp.glance.mtime_ns, stamp.glance.mtime_ns))
    with pytest.raises(Changed):
        write(path, b"mine", stamp)


def test_the_same_bytes_written_again_are_no_change(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    _, stamp = read(path)
    path.unlink()
    path.write_bytes(b"old")
    assert not changed(path, stamp)


def test_a_file_that_was_not_there_is_not_overwritten_once_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    assert not changed(path, ABSENT)
    stamp = write(path, b"mine", ABSENT)
    assert changed(path, ABSENT)
    with pytest.raises(Changed):
        write(path, b"again", ABSENT)
    assert path.read_bytes() == b"mine"
    path.unlink()
    with pytest.raises(Changed):
        write(path, b"again", stamp)
    assert not path.exists()


def test_a_link_to_nothing_makes_the_file_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to("real.md")
    write(tmp_path / "link.md", b"new", ABSENT)
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_says_what_is_wrong_with_a_path(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no such file"):
        read(tmp_path / "missing.md")
    with pytest.raises(FileProblem, match="folder"):
        read(tmp_path)
    with pytest.raises(FileProblem, match="no ordinary file"):
        write(tmp_path, b"x")
    (tmp_path / "big.md").write_bytes(b"12345")
    with pytest.raises(FileProblem, match="at most 4"):
        read(tmp_path / "big.md", 4)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileProblem, match="no ordinary file"):
        read(tmp_path / "pipe")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(FileProblem):
        write(loop, b"x")


def test_clears_what_a_killed_process_left(tmp_path: Path) -> None:
    old = tmp_path / f"{PREFIX}999999999-x"
    fresh = tmp_path / f"{PREFIX}999999998-y"
    at_work = tmp_path / f"{PREFIX}{os.getpid()}-z"  # of a machine that slept meanwhile
    for path in (old, fresh, at_work):
        path.write_bytes(b"")
    for path in (old, at_work):
        os.utime(path, (1, 1))
    write(tmp_path / "a.md", b"x")
    assert sorted(leftovers(tmp_path)) == sorted([fresh.name, at_work.name])


def test_what_has_no_process_in_its_name_stays_and_is_in_nobodys_way(tmp_path: Path) -> None:
    odd = tmp_path / f"{PREFIX}²-x"  # a digit to some, and no number
    odd.write_bytes(b"")
    os.utime(odd, (1, 1))
    write(tmp_path / "a.md", b"x")
    assert leftovers(tmp_path) == [odd.name]
    assert (tmp_path / "a.md").read_bytes() == b"x"


def test_a_draft_takes_the_place_of_the_file_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with replacing(path) as draft:
        draft.write(b"x" * 1_000_000)
        (beside,) = leftovers(tmp_path)
        assert (tmp_path / beside).stat().st_size > 900_000  # it is on the disk, not in memory
        draft.write(b"y")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"x" * 1_000_000 + b"y"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("error", [OSError(32, "another pipe"), KeyboardInterrupt()], ids=["error", "interruption"])
def test_a_draft_that_is_given_up_changes_nothing_and_its_error_stays_as_it_is(
    tmp_path: Path, error: BaseException
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    with pytest.raises(type(error)) as caught, replacing(path) as draft:
        draft.write(b"new")
        raise error
    assert caught.value is error
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def has_attributes(path: Path) -> bool:
    try:
        os.setxattr(path, "user.review", b"first")
    except (AttributeError, OSError):
        return False
    return True


def test_keeps_extended_attributes_and_access_lists(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    if not has_attributes(path):
        pytest.skip("there are no extended attributes here")
    somebody, unnamed = 12345, 0xFFFFFFFF
    entries = ((0x01, 6, unnamed), (0x02, 6, somebody), (0x04, 4, unnamed), (0x10, 6, unnamed), (0x20, 0, unnamed))
    rights = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
    try:
        os.setxattr(path, "system.posix_acl_access", rights)
    except OSError:
        rights = b""
    before = {name: os.getxattr(path, name) for name in os.listxattr(path)}
    mode = path.stat().st_mode
    write(path, b"new")
    assert {name: os.getxattr(path, name) for name in os.listxattr(path)} == before
    assert before["user.review"] == b"first"
    assert bool(rights) == ("system.posix_acl_access" in before)
    assert path.stat().st_mode == mode


def test_attributes_that_cannot_be_kept_keep_nothing_from_being_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    if not has_attributes(path):
        pytest.skip("there are no extended attributes here")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    for name in ("setxattr", "listxattr"):
        monkeypatch.setattr(os, name, fail)
        write(path, name.encode())
        assert path.read_bytes() == name.encode()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no extended attributes that Python knows")
def test_what_lends_rights_or_vouches_for_the_old_content_is_not_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, given = tmp_path / "a.md", list[str]()
    path.write_bytes(b"old")
    names = ["user.review", "security.capability", "security.ima", "security.selinux"]
    monkeypatch.setattr(os, "listxattr", lambda _: names)
    monkeypatch.setattr(os, "getxattr", lambda *_: b"x")
    monkeypatch.setattr(os, "setxattr", lambda _, name, __: given.append(name))
    write(path, b"new")
    assert given == ["user.review", "security.selinux"]


def test_other_names_of_a_file_keep_what_they_have(tmp_path: Path) -> None:
    path, backup = tmp_path / "a.md", tmp_path / "backup.md"
    path.write_bytes(b"old")
    assert other_names(path) == 0
    backup.hardlink_to(path)
    assert other_names(path) == 1
    write(path, b"new")
    assert (path.read_bytes(), backup.read_bytes()) == (b"new", b"old")
    assert other_names(path) == other_names(backup) == other_names(tmp_path / "none.md") == 0
