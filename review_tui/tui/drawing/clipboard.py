"""What is handed to the terminal's clipboard: plain text, and not more of it than terminals take."""

from review_tui.text.lazy import lazy
from review_tui.text.visible import hidden

MOST = 70_000
"""Bytes of UTF-8. Terminals and tmux drop an OSC 52 sequence of more than 100,000 bytes, which are in base64."""
# What only hides (zero width, soft hyphens, joiners and tags of emoji) is part of the words, and goes along.
_STEERING = lazy(
    hidden(without="\n\t\xad\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f")
)


def for_clipboard(text: str) -> str:
    """Return a text without what steers a terminal or turns text round, cut to what a clipboard takes."""
    plain = _STEERING.sub("", text)
    data = plain.encode("utf-8")
    return plain if len(data) <= MOST else data[:MOST].decode("utf-8", "ignore")
