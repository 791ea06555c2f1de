"""What an article is: bytes, lines, front matter, blocks, inline spans, sections. Knows no glossary and no rule."""
