"""Finding the words of a glossary in a text: renderings, contexts, whole headings, English terms.

- `matcher`: what the words found in a text stand for there; start reading here. `mentions`: the same for an article,
  whose links tell more.
- `index`: the words of a glossary ready for that, as `entries`. `other_words`: what else their ends may belong to.
- `surroundings`: whether the context of a rendering holds, by the `context_words` in the text, by the `places` where
  some stand, and where it is `about_programs`.
- `headings`: whole headings. `english`: terms in an original.
"""
