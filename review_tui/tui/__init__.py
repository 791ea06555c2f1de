"""The Textual app: screens, widgets, styles, key map.

- `starting` opens the app, `app` is it, `quitting` ends it; `remembering` keeps for the next start how it was set up.
- A key comes in by `input_turns`, `stray_words` and `pasting`; `actions` says which function of `commands` it calls,
  and `keymap` what the configuration has instead.
- `screens/review` shows an article and `screens/queue` the list, both on `screens/desk_screen`; all others are dialogs.
- `section_editing` is the editor of the review screen, with `edited_section` (where the section stands);
  `background_look` checks long articles.
- What may wait for a disk goes through `background`: `writing` and `changing` (glossaries, decisions), `journaling` and
  `restoring` (unsaved work). `survey_intake` takes in what is found out about all articles.
- `redrawing` sends what is new of the screen, `caret` says where input methods open their window, and `compat` has all
  that is private in Textual, or mended.

Textual decides when it is imported whether it asks terminals for the Kitty keyboard protocol. With it, terminals garble
or drop what a Chinese input method commits, so it is switched off here, before any module below imports Textual.
"""

import os

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
