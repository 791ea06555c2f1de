"""One article on the desk: its text, what was found out about it, and what is done to it.

- `session`: the article as it lies open; start reading here. `article_file`: its file, which `opening` reads and
  `rereading` reads again.
- `analysis`: what was found out about one text. `carrying`: keeping that over edits, without another look. `placed`:
  what stands at a place.
- `section_text`: a section on its way into an editor and back. `marks`, `preview`, `comparing`, `searching`: the text
  as it is shown. `terms`: the glossary beside it. `english`: the original beside it.
- `merging`: two changes of one article put together. It takes the text apart in sections and `paragraphs`, which
  `aligning` pairs for two texts and `three_way` for three; `finer` takes one paragraph apart, by `line_cuts`.
"""
