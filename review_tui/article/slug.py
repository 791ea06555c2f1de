"""Slugs: the names that articles and links share.

An article has the name of its file, a link the last part of its target. They are read apart: `?` and `#` end a target's
path and are letters of a file's name, `a:` begins an address or is one of them, and `%20` is a space in a target.
"""

import re
from functools import lru_cache

from review_tui.text.lazy import lazy

SUFFIXES = (".md", ".markdown")
"""How the names of Markdown files end, in lower case."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_SUFFIX = re.compile(r"(?:\.(?:aspx?|html?))?(?:\.(?:md|markdown))?$", re.IGNORECASE)  # of pages, and what they are of
_GAP = lazy(r"[-_\s]+")
_PARTS = re.compile(r"[/\\]")  # a path may be one of Windows
_QUERY = re.compile(r"[?#]")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_ENCODED = lazy(rb"%([0-9A-Fa-f]{2})")


@lru_cache(maxsize=1 << 14)
def slug_of(target: str) -> str | None:
    """Return the slug that a link's target names, as it is written, or None where it leads out of the site.

    `/loan_modification`, `loan_modification.md#top` and `/terms/l/loan_modification.asp` all name
    `loan_modification`.
    """
    if _SCHEME.match(target):
        return None
    path = _QUERY.split(target, maxsplit=1)[0].rstrip("/")
    return _SUFFIX.sub("", path.rpartition("/")[2]) or None


@lru_cache(maxsize=1 << 14)
def normal_slug(target: str) -> str:
    """Return the slug that a link's target names in the form in which slugs are compared; empty where it names none."""
    return folded(target if _is_plain(target) else _decoded(slug_of(target) or ""))


def without_suffix(name: str) -> str:
    """Return the name of a file without the suffix of an article."""
    return _SUFFIX.sub("", name)


def slug_of_file(path: str) -> str:
    """Return the slug of the article in a file, in the form in which slugs are compared; `path` may be an address."""
    if _WEB.match(path):  # what lies at other addresses (s3://, file://) is named as it is, as files are
        path = _decoded(_QUERY.split(path, maxsplit=1)[0])
    return folded(without_suffix(_PARTS.split(path)[-1]))


def folded(slug: str) -> str:
    """Return the form in which slugs are compared: lower case, every run of `_`, `-` and spaces one `-`."""
    if _is_plain(slug):
        return slug.lower().strip("-")
    return _GAP.sub("-", slug.casefold()).strip("-")


def joined(slug: str) -> str:
    """Return the form in which slugs without hyphens are compared: as `folded`, the hyphens left out."""
    bare = slug.replace(" ", "").replace("-", "").replace("_", "")
    if bare.isascii() and bare.isalnum():  # slugs and terms as nearly all are
        return bare.lower()
    return folded(slug).replace("-", "")


def _is_plain(slug: str) -> bool:
    """Tell whether a slug is as nearly all are, with nothing to do but for its case."""
    return slug.isascii() and slug.replace("-", "x").isalnum() and "--" not in slug


def _decoded(text: str) -> str:
    """Return a text with its `%XX` read as UTF-8, as it is where that is no text to be shown."""
    if "%" not in text:
        return text
    try:
        decoded = _ENCODED.sub(lambda match: bytes.fromhex(match[1].decode()), text.encode()).decode()
    except UnicodeError:
        return text
    return decoded if decoded.isprintable() else text
