"""The editor of the review screen.

`section_editing` opens and leaves it, and `edited_section` tells where its section stands in the article.
"""
