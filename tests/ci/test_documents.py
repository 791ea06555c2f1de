"""What the README says of configuration and options is what the program takes."""

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from review_tui.cli.exit_codes import CLEAN, FINDINGS
from review_tui.cli.lint import command
from review_tui.cli.main import run
from review_tui.lint.config.check import checked_config
from review_tui.lint.config.model import Config

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


EXAMPLES = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_its_configuration_can_be_read(tmp_path: Path, example: str) -> None:
    file = tmp_path / "review-tui.toml"
    file.write_text(example, "utf-8")
    for folder in tomllib.loads(example).get("glossaries", ()):
        (tmp_path / folder).mkdir()
    assert checked_config(file).file.config != Config()


@pytest.mark.parametrize("line", re.findall(r"review-tui lint[^\n`|]*", README + (ROOT / ".ci/run").read_text("utf-8")))
def test_its_commands_have_only_options_that_are_there(line: str) -> None:
    options = {name for parameter in command.params if isinstance(parameter, click.Option) for name in parameter.opts}
    used = re.findall(r"(?<![\w-])--?[a-z][\w-]*", line.partition("#")[0])
    assert set(used) <= options


@pytest.mark.parametrize(
    "line", re.findall(r"^\$ review-tui (lint articles(?!.*--scheduler)[^#\n]*)", README, re.MULTILINE)
)
def test_its_commands_do_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("##甲\n", "utf-8")
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "terms.csv").write_text("concept,en,zh,status\nloan,loan,贷款,preferred\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REVIEW_TUI_CACHE_DIR", str(tmp_path / "cache"))
    assert run(shlex.split(line)) in (CLEAN, FINDINGS)
