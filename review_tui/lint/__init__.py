"""The engine: which rules run, on what, what is silenced or decided, and how fixes are made.

- `discovery`: the articles of a run. `config`: configuration files. `project`: what holds for each folder.
- `selection`, `settings`: which rules run on an article, and everything else that its findings depend on.
- `check`: the rules run over one article. `fixing`: fixes are made and proven.
- `report`: findings in a form that travels between processes (`identity`: how each is known again; `finding_json`: as a
  line of JSON). `failure`: what could not be checked.
- `decisions`: what editors decided about findings.
- `run`: many articles. `across`: the articles of a run compared. `tally`, `levels`: findings counted, shown, failing.
"""
