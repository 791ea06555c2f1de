"""What goes on beside the screen, so that keys never wait for it.

- `work` runs what may wait for a disk. Through it go `writing` and `changing` (glossaries, decisions), and `journaling`
  and `restoring` (unsaved work). `verdicts` are those on candidates for the glossary.
- `survey_intake` takes in what is found out about all articles, `file_watch` what other programs do to files, and
  `looking` checks long articles.
"""
