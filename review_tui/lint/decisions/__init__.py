"""What editors decided about findings: one file, which the desk and CI read and write.

- `decisions`: the kinds of decisions. `lines`: how they stand in the file.
- `index`: the decisions of a file as a run uses them. `by_article`: the same for whoever changes them.
- `leaving`: which findings of an article the decisions leave out of its report.
- `writing`: changing the file, so that no line of another writer is lost. `union`: telling git how to merge it.

A decision knows its finding by the words in and around it. Where a fix of ours changes these, the decision moves along:

- `moves`: which decisions get which new identities. `moving`: writing them into the file while articles are fixed.

A decision knows its article by its path. What that means for articles that are gone is worked out at the end of a run:

- `noted`: what is collected for this while the reports come in.
- `missing`: articles whose decisions match nothing. `renaming`: which article of the run one of these is now.
- `settlement`: what is to become of the file: which lines are stale, which get another article, which are new.
"""
