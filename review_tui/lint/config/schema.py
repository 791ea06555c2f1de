"""The JSON schema of a configuration, made of the class that reads it."""

import json
from typing import Any

import msgspec

from review_tui.lint.config.model import Config


def schema() -> dict[str, Any]:
    """Return the schema of review-tui.toml, which is that of [tool.review-tui] too."""
    made: dict[str, Any] = msgspec.json.schema(Config)
    definitions = made["$defs"]
    config = definitions.pop("Config")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "review-tui",
        "description": "review-tui.toml, or [tool.review-tui] in pyproject.toml",
        "type": "object",
        "properties": config["properties"],
        "additionalProperties": False,
        "$defs": definitions,
    }


def schema_json() -> str:
    """Return the schema as indented JSON."""
    return json.dumps(schema(), indent=2, ensure_ascii=False)
