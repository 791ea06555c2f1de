from review_tui.article import Article
from review_tui.review.article.marks import MarkKind, marks_of


def named(text: str) -> list[tuple[str, str]]:
    return [(mark.kind.value, text[mark.start : mark.end]) for mark in marks_of(Article(text))]


def test_a_link_is_brackets_words_and_target() -> None:
    assert named("见[止赎](/foreclosure)。") == [
        ("markup", "["),
        ("link", "止赎"),
        ("markup", "]"),
        ("target", "(/foreclosure)"),
    ]


def test_headings_emphasis_and_code() -> None:
    assert named("## 甲\n\n**乙**和`丙`\n\n***\n\n```\n丁\n```\n") == [
        ("markup", "##"),
        ("heading", "甲"),
        ("markup", "**"),
        ("strong", "乙"),
        ("markup", "**"),
        ("code", "`丙`"),
        ("code", "```\n丁\n```"),
    ]


def test_garbled_headings_are_headings_too() -> None:
    assert ("heading", "甲乙") in named("##甲乙\n\n＃＃ 丙丁")
    assert ("heading", "丙丁") in named("##甲乙\n\n＃＃ 丙丁")


def test_front_matter_has_its_keys_and_fences() -> None:
    marks = named("---\ntitle: 甲\n---\n乙")
    assert marks == [("markup", "---"), ("field", "title"), ("markup", "---")]


def test_marks_are_never_empty() -> None:
    text = "[](/x) ** ** ## \n#"
    assert all(mark.end > mark.start for mark in marks_of(Article(text)))
    assert MarkKind.TARGET in {mark.kind for mark in marks_of(Article("[](/x)"))}
