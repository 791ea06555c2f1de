"""The Textual app: screens, widgets, styles, key map.

- `starting` opens the app, `app` is it, `quitting` ends it; `remembering` keeps for the next start how it was set up.
- A key comes in by `keys`, whose table of actions says which function of `commands` it calls.
- `screens/review` shows an article and `screens/queue` the list, both on `screens/desk_screen`; all others are dialogs.
  Their `widgets` stand in `panes`, and draw with `drawing`. `editing` is the editor of the review screen.
- What may take long goes on in the `background`.
- `compat` has all that is private in Textual, or mended.

Textual decides when it is imported whether it asks terminals for the Kitty keyboard protocol. With it, terminals garble
or drop what a Chinese input method commits, so it is switched off here, before any module below imports Textual.
"""

import os

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
