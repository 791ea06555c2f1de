"""The rules, one module each, in a folder a family. A rule reads an article and a glossary and yields findings.

All other modules of a family are in its folder `shared`: what several of its rules have in common, and parts of one
rule that would make its own module too long. Beside the folders stands what all families work with:

- `model`: what a rule is, its cases, and what it yields. `safety`: how sure its fixes are. `registry`: how it is found.
  `selector`: how it is named. `options`: what a site tells it.
- `reading`: what it reads. `across`: what one works with that compares articles.
- `quotation`, `spacing`: what several families ask of words, or do with them.
- `comments` in an article, and what these keep quiet (`suppressing`). `same_page`: whether readers see no difference.
"""
