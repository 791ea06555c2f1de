"""What fixes would change, as a unified diff that `git apply` and `patch` take."""

from difflib import unified_diff


def difference(before: str, after: str, path: str) -> str:
    r"""Return the diff of two texts, empty where they are equal. Lines end at `\n` only; a `\r` is part of its line."""
    lines = unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
