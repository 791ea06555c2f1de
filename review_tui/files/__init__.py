"""Reading and writing files so that nothing is lost: whole or not at all, and never over somebody else's change.

- `stamp`: reading a file, and telling later whether it changed. `atomic`: writing it. `lock`: one process at a time,
  by a `handle_lock` on a file of its own.
- `presence`: what lies at a path. `upward`: what lies above it. `naming`: how messages name it. `outlet`: writing to
  whatever path a user names.
- `address`: articles at addresses such as s3://….
- `own`: the folders for what this program keeps for itself; `sealing` and `squeezing`: checksums and compression for
  that. `digests`: hashes of large files that are kept there. `parts`: reading a large file piece by piece.
  `spool`: pieces that wait until all are there.
- `processes`: whether another process still runs.
"""
