"""The Textual app: screens, widgets, styles, key map.

Textual decides when it is imported whether it asks terminals for the Kitty keyboard protocol. With it, terminals garble
or drop what a Chinese input method commits, so it is switched off here, before any module below imports Textual.
"""

import os

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
