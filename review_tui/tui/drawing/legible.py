"""The colours of a theme, made to stand out from what is drawn under them as far as small letters have to."""

import re
from collections.abc import Callable, Mapping

from textual.color import Color

ENOUGH = 4.5
"""The contrast that WCAG 2 asks of text (1.4.3), from 1 to 21."""

_AIM = 4.8  # what is drawn has whole numbers of red, green and blue, and NO_COLOR greys that weigh them otherwise
_GROUNDS = ("panel", "background", "boost")  # on which the same is drawn as on the surface
_UNDER = {"text-error": "error-muted", "text-warning": "warning-muted", "text-success": "", "text-accent": ""}
_AUTO = re.compile(r"auto (\d+)%")  # black or white, whichever is farther from the ground, and so much of it
_STEP = 0.02


def legible(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a theme with colours that can be read; those that the terminal chooses stay as they are.

    Themes are made to please: the amber of Textual's light one is at 2.8 on its grey.
    """
    if variables["surface"].startswith("ansi_") or variables["foreground"].startswith("ansi_"):
        return dict(variables)
    found = {name: Color.parse(variables[name]) for name in ("surface", "foreground", *_GROUNDS)}
    surface = found["surface"]
    grounds = (surface, *(surface + found[name] for name in _GROUNDS))
    found["foreground"] = _away(found["foreground"], grounds)
    for text, name in _UNDER.items():
        under = grounds
        if name:
            found[name] = _toward(surface, Color.parse(variables[name]), found["foreground"])
            under = (*grounds, found[name])
        found[text] = _away(Color.parse(variables[text]), under)
    for name in ("primary", "accent"):
        found[name] = _under_auto(Color.parse(variables[name]), variables["text"])
    quiet = {name: _auto(variables[name], grounds) for name in ("text-muted", "text-disabled")}
    return {**variables, **{name: color.hex for name, color in found.items()}, **quiet}


def contrast(one: Color, other: Color) -> float:
    """Return how far two colours are apart, as WCAG 2 reckons."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in color.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _can_be_read(color: Color, grounds: tuple[Color, ...]) -> bool:
    return all(contrast(color, ground) >= _AIM for ground in grounds)


def _auto(value: str, grounds: tuple[Color, ...]) -> str:
    """Return "auto" with the least share that is enough, no smaller than before; another value stays.

    Rows mix it with the first of the grounds, whichever they are drawn on.
    """
    known = _AUTO.fullmatch(value)
    if known is None:
        return value
    for share in range(int(known[1]), 100):
        mixed = [ground + ground.get_contrast_text(share / 100) for ground in grounds]
        if _can_be_read(mixed[0], grounds) and all(map(_can_be_read, mixed, zip(grounds, strict=True))):
            return f"auto {share}%"
    return "auto 100%"


def _away(color: Color, grounds: tuple[Color, ...]) -> Color:
    """Return a colour with as much black or white in it as it takes on all the grounds."""
    return _blended(color, grounds[0].get_contrast_text(1), lambda tried: _can_be_read(tried, grounds))


def _toward(surface: Color, ground: Color, text: Color) -> Color:
    """Return a ground with as much of the surface in it as it takes for a text on it."""
    return _blended(ground, surface, lambda tried: _can_be_read(text, (tried,)))


def _under_auto(ground: Color, value: str) -> Color:
    """Return a ground with as much black or white in it as it takes for an "auto" text on it."""
    known = _AUTO.fullmatch(value)
    if known is None:
        return ground
    text = ground.get_contrast_text(int(known[1]) / 100)
    return _blended(ground, text.inverse.with_alpha(1), lambda tried: _can_be_read(tried + text, (tried,)))


def _blended(color: Color, end: Color, is_enough: Callable[[Color], bool]) -> Color:
    """Return the first colour on the way between two that is enough, or the other end."""
    share, tried = 0.0, color
    while share < 1 and not is_enough(tried):
        share += _STEP
        tried = color.blend(end, share)
    return tried
