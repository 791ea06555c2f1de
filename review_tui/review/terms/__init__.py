"""The glossary on the desk: its files, and its changes.

- `glossary_files`: the glossary as it is now, beside its files. `glossary_reading`, `glossary_writing`: its work on the
  disk. `row_merge`: two changes of one glossary put together.
- `changing`: an edit is worked out, and then taken over. `settling`, `term_form`, `candidates`: what an editor does.
"""
