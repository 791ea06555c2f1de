"""What `lint` does, in the order of its steps. The options stand in `review_tui.cli.lint`.

- `options`: what was asked for. `contradictions`: options that exclude one another.
- `running`: the course of a run; start reading here.
- `tasks`: from the files to one task an article. `stdin`: an article on stdin instead. `glossaries`: messages about
  the glossaries that are used.
- `executing`: the tasks are run, here, in several processes or on a cluster, and reports come back.
- `judging`: which findings are shown, and the exit code. `deciding`: what editors decided; at the end, `settling` says
  what is stale, and writes a baseline.
- `reporting`: the report is written; `waiting`: all of it, until decisions are settled that may be under another name.
  `placing`: the names of files in it. `patching`: the names of files in a patch.
"""
