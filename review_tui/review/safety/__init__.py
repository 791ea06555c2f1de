"""What keeps work from being lost: drafts, recovery, and what other programs do to the files of the desk.

- `journal`: the drafts on the disk. `recovery`: from the desk to drafts, and back. `left_behind`: those of earlier
  sessions.
- `outside`: noticing what other programs changed.
"""
