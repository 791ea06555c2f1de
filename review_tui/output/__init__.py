"""Findings as text, JSON, SARIF and more: one module a format. Each turns reports into pieces of text."""
