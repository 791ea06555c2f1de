"""The native CSV of a glossary: where it is, reading it so that nothing is lost, and a kept form that opens at once."""
