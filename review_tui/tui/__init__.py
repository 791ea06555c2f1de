"""The Textual app: screens, widgets, styles, key map.

- `starting` opens the app, `app` is it, `quitting` ends it; `remembering` keeps for the next start how it was set up.
- A key comes in by `input_turns`, `stray_words` and `pasting`; `actions` says which function of `commands` it calls
  (an `action` each), and `keymap` what the configuration has instead. `help` and `palette` are made of the same table.
- `screens/review` shows an article and `screens/queue` the list, both on `screens/desk_screen`; all others are dialogs.
  Their `widgets` stand in `panes`; what those show is broken into `text_rows` and drawn as `view_row`s, in
  `style_layers`.
- `section_editing` is the editor of the review screen, with `edited_section` (where the section stands);
  `background_look` checks long articles.
- What may wait for a disk goes through `background`: `writing` and `changing` (glossaries, decisions), `journaling` and
  `restoring` (unsaved work). `verdicts` are those on candidates. `survey_intake` takes in what is found out about all
  articles, `file_watch` what other programs do to files.
- `redrawing` sends what is new of the screen, `caret` says where input methods open their window, and `compat` has all
  that is private in Textual, or mended (`brackets`: those around a paste). `legible` mends the colours of themes, and
  `clipboard` what is handed to the terminal's.

Textual decides when it is imported whether it asks terminals for the Kitty keyboard protocol. With it, terminals garble
or drop what a Chinese input method commits, so it is switched off here, before any module below imports Textual.
"""

import os

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
