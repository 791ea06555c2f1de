"""Glossaries of other tools: one module a format.

Each has `sniff(data)` (whether the beginning of a file looks like it), `read(data, path)`, and `write(concepts)` where
the format is one to write. `formats` knows them all by name, which is that of the module with `-` for `_`.
"""
