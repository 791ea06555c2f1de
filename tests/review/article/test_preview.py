"""What a reader of the site sees, defects included."""

from review_tui.article import Article, Span
from review_tui.review.article.preview import as_read


def read(text: str) -> str:
    return as_read(Article(text), Span(0, len(text)))


def test_a_garbled_heading_is_seen_as_the_paragraph_it_is() -> None:
    assert read("##甲\n\n## 乙\n") == "##甲\n\n==   乙"


def test_front_matter_is_not_seen() -> None:
    assert read("---\ntitle: 甲\n---\n乙\n") == "乙"
    assert read("---\ntitle: 甲\n---\n").startswith("(nothing")


def test_characters_that_html_escapes_are_seen_as_themselves() -> None:
    assert read("甲 < 乙 & 丙\n") == "甲 < 乙 & 丙"


def test_a_row_of_a_table_is_one_line() -> None:
    table = "|甲|乙|\n|:-|-:|\n|丙|**丁**|\n|戊||\n"
    assert read(f"前\n\n{table}\n后\n") == "前\n甲 | 乙\n丙 | ▌丁▐\n戊 | \n后"
    assert read("`</td><td>`\n") == "</td><td>"
