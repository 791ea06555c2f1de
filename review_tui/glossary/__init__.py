"""Concepts and their Chinese renderings: what they are, the CSV they live in, and finding them in a text.

- `glossary`: all concepts of one or several files. `concept`: one of them, with its renderings. `context`: the words
  that one asks for in the text. `edit`: changing a glossary. `problem`: what is wrong with one.
- `word_index`: its words, by their first characters. `folding`: how words are compared.
- `termlike`: whether words could be the name of a term. `today`: what rows are dated with.
"""
