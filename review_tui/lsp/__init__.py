"""The language server: the linter for editors that speak the Language Server Protocol. Needs the extra `lsp`.

- `server`: which request of a client leads to which function. `protocol`: answers to malformed messages.
- `service`: the open documents, and the check of each, which runs in a thread while messages are taken.
- `documents`: their text. `surroundings`: the configuration, glossary and decisions that hold for one.
- `checkup`: what the rules find in a document. `diagnostics`: that for the client, with the pages of the rules.
- `actions`: what a client can do about findings: `fixes`, and comments that silence one (`suppressing`).
- `following`: moving decisions along with fixes, once a document is saved; `changed_lines`: what differs in it then.
- `card`: what is shown of a term under the mouse.
- `positions`: from offsets in an article to the lines and characters of the protocol, and back.
"""
