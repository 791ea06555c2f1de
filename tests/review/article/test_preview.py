"""What a reader of the site sees, defects included."""

from review_tui.article import Article, Span
from review_tui.review.article.preview import as_read


def read(text: str, cells: int = 100) -> str:
    return as_read(Article(text), Span(0, len(text)))(cells)


def test_a_garbled_heading_is_seen_as_the_paragraph_it_is() -> None:
    assert read("##甲\n\n## 乙\n") == "##甲\n\n==   乙"


def test_front_matter_is_not_seen() -> None:
    assert read("---\ntitle: 甲\n---\n乙\n") == "乙"
    assert read("---\ntitle: 甲\n---\n") == "(nothing is shown)"


def test_characters_that_html_escapes_are_seen_as_themselves() -> None:
    assert read("甲 < 乙 & 丙\n") == "甲 < 乙 & 丙"


def test_a_row_of_a_table_is_one_line() -> None:
    table = "|甲|乙|\n|:-|-:|\n|丙|**丁**|\n|戊||\n"
    assert read(f"前\n\n{table}\n后\n") == "前\n\n甲 | 乙\n丙 | ▌丁▐\n戊 |\n\n后"
    assert read("`</td><td>`\n") == "</td><td>"


def test_items_stand_behind_their_marks_whether_blank_lines_are_between_them_or_not() -> None:
    assert read("- 甲\n\n- 乙\n\n  丙\n") == "- 甲\n- 乙\n  丙"
    assert read("2. 甲\n   - 乙\n3. 丙\n\n丁\n") == "2. 甲\n   - 乙\n3. 丙\n\n丁"
    assert read("-\n- 甲\n") == "-\n- 甲"


def test_a_quote_has_its_bar_at_each_paragraph() -> None:
    assert read("甲\n\n> ### 乙\n>\n> 丙\n>\n> - 丁\n\n戊\n") == "甲\n\n| ==     乙\n|\n| 丙\n|\n| - 丁\n\n戊"


def test_lines_that_go_on_stand_below_what_they_go_on_from() -> None:
    assert read("甲乙 ABC 丙丁，戊\n", 12) == "甲乙 ABC 丙\n丁，戊"
    assert read("> 甲乙丙丁戊己\n", 12) == "| 甲乙丙丁戊\n| 己"
    assert read("10. 甲乙丙丁戊己\n\n    > 庚辛壬癸子丑\n", 16) == "10. 甲乙丙丁戊己\n    | 庚辛壬癸子\n    | 丑"
    assert read("### 甲乙丙丁戊己\n", 17) == "==     甲乙丙丁戊\n       己"
    assert read("```\n  甲　乙丙丁戊\n```\n", 12) == "  甲　乙丙丁\n戊"
    assert read(f"甲\u200b{'乙' * 6}\n", 12) == "甲<U+200B>乙\n乙乙乙乙乙"


def test_lines_of_code_stay_and_others_run_on() -> None:
    assert read("甲\n乙\n\n```\n丙\n\n  丁 <b>\n```\n") == "甲 乙\n\n丙\n\n  丁 <b>"


def test_pictures_and_breaks_are_seen_and_comments_are_not() -> None:
    assert read("甲<br>乙 ![丙](/a.png) <!-- 丁 -->戊\n\n---\n") == "甲\n乙 (picture: 丙) 戊\n\n----------"
    assert read("<!--\n甲\n\n乙") == "(nothing is shown)"


def test_raw_tags_that_are_never_closed_or_never_opened_do_no_harm() -> None:
    assert read("甲</li></blockquote></ol>乙") == "甲\n\n乙"
    deep = read("<blockquote>\n" * 3_000 + "甲\n" + "</blockquote>\n" * 3_000 + "\n乙\n").split("\n")
    assert (deep[0].count("|"), deep[-1]) == (20, "乙")
