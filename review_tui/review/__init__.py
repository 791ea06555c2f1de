"""One article and the glossary under review: edits, undo, saving, conflicts, recovery. Usable without a screen."""
