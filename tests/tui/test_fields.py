"""What is typed is seen: a field in focus has room for its text."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from review_tui.tui.app import ReviewApp

Opened = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]


@pytest.mark.parametrize("key", ["f10", "alt+b", "delete", "slash"])
async def test_the_field_in_focus_shows_what_is_typed(opened: Opened, key: str) -> None:
    async with opened("a.md", size=(80, 24)) as (app, pilot):
        await pilot.press("f8", key)
        await pilot.pause()
        await pilot.press("甲")
        assert isinstance(app.focused, Input)
        assert app.focused.value.endswith("甲")
        assert app.focused.content_size.height == 1
