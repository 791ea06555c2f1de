"""The rules, one module each, in a folder a family. A rule reads an article and a glossary and yields findings."""
