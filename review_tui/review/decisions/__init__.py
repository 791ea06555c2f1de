"""The editors' decisions while they are being made.

- `decision_file`: the decisions of one file, as they hold on the desk. `on_disk`: reading the file.
- `pending`: decisions that wait to be written. `forms`: decisions that follow a fix in a text that is not saved yet.
- `meanwhile`: sentences about what others decided. `reasons`: what is offered to who lets a finding stay.
- `section_state`: how far the review of a section is.
"""
