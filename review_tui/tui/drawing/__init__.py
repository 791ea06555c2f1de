"""What goes to the terminal.

- `text_rows` breaks a text into rows, and `view_row` is what one of them shows, in styles laid over one another by
  `style_layers`. `legible` mends the colours of themes.
- `redrawing` sends what is new of the screen, and `caret` says where input methods open their window. `clipboard` mends
  what is handed to the terminal's.
"""
