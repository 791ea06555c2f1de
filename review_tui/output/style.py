"""How output looks on the terminal it goes to."""

from msgspec import Struct

WITHOUT_TERMINAL = 100  # cells a line may take where there is no terminal to ask

_CODES = {
    "bold": "1",
    "dim": "2",
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "added": "32",
    "removed": "31",
    "place": "36",
    "help": "32",
}


class Style(Struct, frozen=True):
    """Whether to use colour, and how many cells a line may take."""

    colour: bool = False
    columns: int = WITHOUT_TERMINAL

    def paint(self, text: str, role: str) -> str:
        """Return the text in the colour of its role (`error`, `place`, `help` and so on), if there is colour."""
        return f"\x1b[{_CODES[role]}m{text}\x1b[0m" if self.colour and text else text
