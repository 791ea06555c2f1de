"""Glossaries come in from other tools and go out to them.

`formats` has one module a format; beside it stands what they share: the rows of a file become entries (`delimited`,
`directed`, `sides`, `entry`), entries become concepts (`gathering`), and these are taken in (`meaning`, `merge`);
`choice` says which renderings go out, `spreadsheet` guards their cells.
"""
