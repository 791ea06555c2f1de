"""Letters and digits as a Chinese input method types them in its full-width state, and as they are looked for."""

from string import ascii_letters, digits

_NARROW = {ord(character) + 0xFEE0: character for character in ascii_letters + digits}


def narrowed(text: str) -> str:
    """Return the text with its full-width letters and digits in their usual form; punctuation stays."""
    return text if text.isascii() else text.translate(_NARROW)
