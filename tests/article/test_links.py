"""Link runs: links side by side to one article."""

import pytest

from review_tui.article import Article


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("[修改](/loan_modification)[贷款](/loan_modification)", [("修改贷款", "loan-modification", True)]),
        ("[修](/a) \u3000[改](/A)[贷](/b)", [("修改", "a", True), ("贷", "b", False)]),
        ("[a](/x)，[b](/x)", [("a", "x", False), ("b", "x", False)]),
        ("[a](/x)\n[b](/x)", [("a", "x", False), ("b", "x", False)]),
        ("[a](/x)\n\n[b](/x)", [("a", "x", False), ("b", "x", False)]),
        ("[a](https://a.cn)[b](https://a.cn)", [("a", None, False), ("b", None, False)]),
        ("[a](/short-sale)[b](short_sale.md)[c](/Short_Sale?x)", [("abc", "short-sale", True)]),
        ("[![图](/1.png)](/x) [甲](/x)", [("![图](/1.png)", "x", False), ("甲", "x", False)]),
        ("[甲](/x)[↗](/x)[乙](/x)", [("甲", "x", False), ("↗", "x", False), ("乙", "x", False)]),
        ("没有链接", []),
    ],
)
def test_links_to_one_article_are_joined(text: str, runs: list[tuple[str, str | None, bool]]) -> None:
    found = Article(text).link_runs
    assert [(run.text, run.slug_key, run.is_split) for run in found] == runs
    for run in found:
        assert run.span.cut(text).startswith("[")
        assert run.span.cut(text).endswith(")")
        assert run.block in Article(text).blocks or run.block.span.covers(run.span)
