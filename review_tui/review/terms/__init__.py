"""The glossary on the desk: its files, its changes, and what is shown of it beside an article."""
