"""Glossaries come in from other tools and go out to them.

`formats` has one module a format; beside it stands what they share. Coming in, the lines of a file become foreign rows
(`delimited`, `directed`, `foreign_row`, `sides`), these become concepts (`gathering`), and the concepts are matched
with those of the glossary (`meaning`) and taken in (`merge`). `completing` is for rows added to a file of ours,
`script` for traditional characters, and `tbx_reading` for XML, with the words of `tbx_categories`. Going out, `choice`
says which renderings do, `sheets` writes them as rows, `spreadsheet` guards their cells, and `exporting` writes the
file. `model` is what travels.
"""
