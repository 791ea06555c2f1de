"""Finding the words of a glossary in a text: renderings, contexts, whole headings, English terms."""
