"""One article and the glossary under review: edits, undo, saving, conflicts, recovery. Usable without a screen.

- `desk` is all that an editor works on; each change of it is a step of its `history`. `focus` is where the editor is.
- `article/session` is one article that lies open (`open_articles`), with what `article/analysis` found out about it.
- `shelf` has the glossaries (`terms/glossary_files`) and decisions (`decisions/decision_file`), which are both `kept`.
- `decision_changes` are what an editor decides. `following` lets decisions follow a fix, `taking_in` takes over a file
  that others changed, `alike` fixes several.
- `queue` is the list of all articles, and `safety` what keeps unsaved work.
- `home` is the folder of a project, `remembered` what the next start knows of it. `notice` is what the editor is told.
"""
