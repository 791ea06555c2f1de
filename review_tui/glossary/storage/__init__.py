"""The native CSV of a glossary: where it is, reading it so that nothing is lost, and a kept form that opens at once.

- `location`: where a glossary is. `table`: one of its files, read and written. `records`: its lines and cells as CSV.
  `columns`: what its header may have. `row`: what one of its rows means.
- `assembly`: a glossary of all rows. `reassembly`: the same after few of them changed. `rewriting`: the tables then.
- `compiled`: its kept form, read in `pieces`. `sound`: which glossaries nothing is wrong with.
"""
