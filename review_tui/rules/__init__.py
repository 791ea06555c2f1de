"""The rules, one module each, in a folder a family. A rule reads an article and a glossary and yields findings.

All other modules of a family are in its folder `shared`: what several of its rules have in common, and parts of one
rule that would make its own module too long.
"""
