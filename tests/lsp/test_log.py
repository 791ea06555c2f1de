"""What the server logs goes through the same gate as everything else that may reach a terminal."""

import logging

import pytest

pytest.importorskip("pygls")

from review_tui.lsp.server import Visible


def test_a_line_of_the_log_steers_nothing() -> None:
    try:
        raise ValueError("\x1b[31337m\u202e")
    except ValueError as error:
        record = logging.LogRecord(
            "pygls", logging.ERROR, "", 1, "%s failed", ("\x9b2J\x07a\nb",), (type(error), error, None)
        )
    line = Visible("%(levelname)s %(name)s: %(message)s").format(record)
    assert line.startswith("ERROR pygls: <9B>2J␇a\nb failed\n")
    assert "ValueError: ␛[31337m<U+202E>" in line
