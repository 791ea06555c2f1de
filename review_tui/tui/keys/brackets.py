"""What a terminal sends while one pastes: escapes in it are none of its own, and no keys."""

_ESCAPE = "\x1b"
_BEGIN, _END = "\x1b[200~", "\x1b[201~"  # what stands around what is pasted


class Brackets:
    """Takes escapes out of what is pasted, as it comes in by pieces.

    To Textual an escape there ends the paste: what is behind it would be typed, or be keys of the desk.
    """

    def __init__(self) -> None:
        self._is_pasting = False
        self._held = ""  # what may be the beginning of the end of a paste
        self._passed = ""  # the last of what was let through, which may be the beginning of one's beginning

    def without_escapes(self, data: str) -> str:
        """Return a piece without the escapes that were pasted; what is held back comes with the next one."""
        data, self._held = self._held + data, ""
        out = ""
        while data:
            if self._is_pasting:
                pasted, end, data = data.partition(_END)
                if not end:
                    pasted, self._held = _split(pasted, _END)
                out += pasted.replace(_ESCAPE, "") + end
                self._is_pasting = not end
            else:
                known = self._passed
                before, begin, rest = (known + data).partition(_BEGIN)
                out += (before + begin)[len(known) :]
                self._is_pasting = bool(begin)
                self._passed = "" if begin else _split(before, _BEGIN)[1]
                data = rest
        return out


def _split(text: str, mark: str) -> tuple[str, str]:
    """Return a text without what at its end may be the beginning of a mark, and that."""
    for length in range(min(len(mark) - 1, len(text)), 0, -1):
        if mark.startswith(text[-length:]):
            return text[:-length], text[-length:]
    return text, ""
