"""The language server: the linter for editors that speak the Language Server Protocol. Needs the extra `lsp`."""
