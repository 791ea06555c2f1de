"""Styles that can be laid over one another, taken from a widget's style sheet."""

from functools import lru_cache

from rich.style import Style
from textual.widget import Widget


def layer(widget: Widget, name: str) -> Style:
    """Return the style that a component class sets, and no more, its colours mixed with the widget's background."""
    return _solid(widget.get_component_rich_style(name), widget.get_component_rich_style(name, partial=True))


@lru_cache(maxsize=512)
def _solid(whole: Style, part: Style) -> Style:
    """Return a partial style with the colours of the whole one: a partial one has them unmixed."""
    return part + Style(
        color=whole.color if part.color is not None else None,
        bgcolor=whole.bgcolor if part.bgcolor is not None else None,
    )
