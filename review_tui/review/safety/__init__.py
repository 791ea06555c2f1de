"""What keeps work from being lost: drafts, recovery, and what other programs do to the files of the desk."""
