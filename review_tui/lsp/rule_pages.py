"""The rules' pages as files, for editors to open from a diagnostic."""

from functools import lru_cache
from pathlib import Path

from review_tui.files.atomic import write
from review_tui.files.own import cache_folder
from review_tui.files.stamp import FileProblem, read
from review_tui.output.manual import page
from review_tui.output.style import Style
from review_tui.rules.registry import all_rules


@lru_cache(maxsize=256)
def rule_page(code: str) -> Path | None:
    """Return the file with a rule's page, written where it is not there yet; None where that is not possible."""
    module = next((module for module in all_rules() if module.rule.code == code), None)
    if module is None:
        return None
    file = cache_folder() / "rules" / f"{code}.txt"
    content = "".join(f"{line.rstrip()}\n" for line in page(module, Style())).encode("utf-8")
    try:
        if not file.exists() or read(file)[0] != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            write(file, content)
    except (FileProblem, OSError):
        return None
    return file
