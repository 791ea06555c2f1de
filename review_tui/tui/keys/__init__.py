"""From what a terminal sends to what is done.

- `brackets` tells what is pasted from keys, `input_turns` takes all that comes in one after the other, `stray_words`
  what nothing takes, and `pasting` makes of pasted words what a field or the editor can hold.
- `action` is what an action is, `actions` the table of all: it says which function of the commands each calls. `keymap`
  has the keys that a configuration gives them instead. `help` and `palette` are made of the same table.
"""
