"""Findings as text, JSON, SARIF and more: one module a format. Each turns reports into pieces of text.

`formats` lists them. Beside them stand what several share (`entries`, `style`), what follows a report (`summary`), the
pages of the rules (`manual`), and the figures of `glossary stats` (`figures`).
"""
