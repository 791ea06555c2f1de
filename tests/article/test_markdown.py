"""Our parser against markdown-it-py's own: the same page, whatever the text."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from review_tui.article.markdown import render_text

PLAIN = MarkdownIt("commonmark").enable("table")
WORDS = (
    "** * _ [ ]( ](/a) ) ` `` &amp; &#39; \\ \\* <b> <http://a.b> ! ![ ~~~ x + 甲 乙。 ： # ## <div> </div> [r] 1. -"
)
LINES = [
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "# ",
    "```\n",
    "===\n",
    "---\n",
    "[r]: /u\n",
    "  \n",
    "| a | b |\n|-|-|\n",
]
PIECES = st.sampled_from([*WORDS.split(), *LINES])


@given(st.lists(PIECES, max_size=18).map("".join))
def test_renders_as_markdown_it_does(text: str) -> None:
    assert render_text(text) == PLAIN.render(text)


def test_nests_no_deeper_than_markdown_it_does() -> None:
    for text in (
        "[" * 60 + "a" + "](/b)" * 60,
        "> " * 40 + "a",
        "*" * 90 + "a" + "*" * 90,
        "![" * 30 + "a" + "](b)" * 30,
    ):
        assert render_text(text) == PLAIN.render(text)


def test_a_footnote_is_text_whether_blanks_stand_in_it_or_not() -> None:
    """To CommonMark, a note without blanks is the address of a link: nothing was found in most Chinese ones."""
    assert render_text("甲[^1]\n\n[^1]: 乙，丙。\n[r]: /u\n\n[r]") == (
        "<p>甲[^1]</p>\n<p>[^1]: 乙，丙。\n[r]: /u</p>\n<p>[r]</p>\n"
    )
    assert render_text("[r]: /u\n[^1]: 乙\n\n[r]") == '<p>[^1]: 乙</p>\n<p><a href="/u">r</a></p>\n'
