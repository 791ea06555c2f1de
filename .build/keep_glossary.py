"""Puts the kept form of the shipped glossary into the wheel: without it, the first run on each machine makes one."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KeepGlossary(BuildHookInterface[Any]):
    """Called by hatchling when it builds a wheel. An editable install has the repository's glossary, and no need."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the kept form, and have it taken in."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        sys.dont_write_bytecode = True
        from review_tui.glossary.storage.compiled import keep_shipped
        from review_tui.glossary.storage.location import csv_files

        self._folder = tempfile.mkdtemp()
        file = keep_shipped(csv_files(Path(self.root, "glossary")), Path(self._folder))
        build_data["force_include"][str(file)] = f"review_tui/shipped_glossary/{file.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Take it away again."""
        if version != "editable":
            shutil.rmtree(self._folder, ignore_errors=True)
