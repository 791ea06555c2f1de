"""Whether something lies at a path, also where the system does not say."""

from pathlib import Path

from review_tui.files.presence import is_absent, is_file, is_folder, is_link, is_same, is_taken, is_there


def test_where_the_system_takes_no_such_name_nothing_lies_and_nothing_is_certainly_absent(tmp_path: Path) -> None:
    for path in (tmp_path / ("x" * 300), tmp_path / "a\0b"):
        assert not any(ask(path) for ask in (is_there, is_taken, is_file, is_folder, is_link))
        assert not is_same(path, path)
    assert not is_absent(tmp_path / ("x" * 300))
    assert is_absent(tmp_path / "x")
    assert not is_absent(tmp_path)


def test_two_names_of_one_file(tmp_path: Path) -> None:
    one, other, copy = tmp_path / "one", tmp_path / "other", tmp_path / "copy"
    for path in (one, copy):
        path.write_bytes(b"x")
    other.symlink_to(one)
    assert (is_same(one, other), is_same(one, copy)) == (True, False)
