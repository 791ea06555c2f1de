"""Slugs of links and articles."""

import pytest

from review_tui.article.slug import folded, normal_slug, slug_of, slug_of_file


@pytest.mark.parametrize(
    ("target", "slug"),
    [
        ("/loan_modification", "loan_modification"),
        ("loan_modification.md#top", "loan_modification"),
        ("/terms/l/loan_modification.asp", "loan_modification"),
        ("../a/Short-Sale.HTML?x=1", "Short-Sale"),
        ("short-sale.markdown", "short-sale"),
        ("short-sale.html.md", "short-sale"),
        ("/a/b/", "b"),
        ("/a.b", "a.b"),
        ("#top", None),
        ("?x=1", None),
        ("/", None),
        ("", None),
        ("https://example.org/a", None),
        ("mailto:a@b.cn", None),
        ("//example.org/a", None),
        ("/%E8%B4%B7", "%E8%B4%B7"),
    ],
)
def test_the_slug_of_a_target(target: str, slug: str | None) -> None:
    assert slug_of(target) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Loan_Modification", "loan-modification"),
        ("loan - modification", "loan-modification"),
        ("/terms/Loan__Modification.asp", "loan-modification"),
        ("_a_", "a"),
        ("zh/arm.md", "arm"),
        ("https://example.org/a", ""),
        ("/%E8%B4%B7%E6%AC%BE", "贷款"),
        ("Short%20Sale%20.md", "short-sale"),
        ("a%2Fb", "a/b"),
        ("100%", "100%"),
        ("/%E8%B4", "%e8%b4"),
        ("a%0Ab%1B", "a%0ab%1b"),
        ("", ""),
    ],
)
def test_slugs_are_compared_in_one_form(text: str, slug: str) -> None:
    assert normal_slug(text) == slug
    assert folded(slug) == slug


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("zh/Loan_Modification.md", "loan-modification"),
        ("/site/zh/foreclosure.MD", "foreclosure"),
        ("foreclosure.markdown", "foreclosure"),
        ("zh/foreclosure.html.md", "foreclosure"),
        ("foreclosure", "foreclosure"),
        ("zh/贷款.md", "贷款"),
        ("zh/Short Sale.md", "short-sale"),
        ("zh/u.s.-treasury.md", "u.s.-treasury"),
        ("C:/site/foreclosure.md", "foreclosure"),
        ("C:\\site\\foreclosure.md", "foreclosure"),
        ("\\\\server\\site\\foreclosure.md", "foreclosure"),
        ("s3://bucket/zh/foreclosure.md", "foreclosure"),
        ("file:///site/foreclosure.md", "foreclosure"),
        ("s3://bucket/what#is?.md", "what#is?"),
        ("zh/what#is.md", "what#is"),
        ("q?.md", "q?"),
        ("zh/a:b.md", "a:b"),
        ("a:b.md", "a:b"),
        ("zh/a%20b.md", "a%20b"),
        ("s3://bucket/a%20b.md", "a%20b"),
        ("https://example.org/zh/short%20sale.md?raw=1#top", "short-sale"),
        ("HTTP://example.org/%E8%B4%B7%E6%AC%BE.md", "贷款"),
        (".md", ""),
        ("", ""),
    ],
)
def test_the_slug_of_a_file_is_its_name_whatever_stands_in_it(path: str, slug: str) -> None:
    assert slug_of_file(path) == slug
    assert folded(slug) == slug


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("zh/贷款.md", "/%E8%B4%B7%E6%AC%BE"),
        ("zh/Short Sale.md", "/short%20sale"),
        ("zh/what#is.md", "/what%23is"),
        ("zh/a:b.markdown", "./a:b"),
        ("s3://bucket/100%.md", "/100%25"),
    ],
)
def test_links_lead_to_files_whose_names_have_to_be_encoded(path: str, target: str) -> None:
    assert normal_slug(target) == slug_of_file(path)
