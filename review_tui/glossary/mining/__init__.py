"""Candidates for the glossary, from articles that are there."""
