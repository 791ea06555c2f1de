"""Slugs: the names that articles and links share."""

import re
from functools import lru_cache

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_SUFFIX = re.compile(r"\.(?:asp|aspx|html?|md)$", re.IGNORECASE)


@lru_cache(maxsize=1 << 14)
def slug_of(target: str) -> str | None:
    """Return the slug that a link's target names, as it is written, or None where it leads out of the site.

    `/loan_modification`, `loan_modification.md#top` and `/terms/l/loan_modification.asp` all name
    `loan_modification`.
    """
    if _SCHEME.match(target):
        return None
    path = re.split(r"[?#]", target, maxsplit=1)[0].rstrip("/")
    return _SUFFIX.sub("", path.rpartition("/")[2]) or None


@lru_cache(maxsize=1 << 14)
def normal_slug(text: str) -> str:
    """Return the form in which slugs are compared: lower case, every run of `_`, `-` and spaces one `-`."""
    if text.isascii() and text.replace("-", "x").isalnum() and "--" not in text:  # a slug as nearly all are
        return text.lower().strip("-")
    name = slug_of(text) or ""
    return re.sub(r"[-_\s]+", "-", name.casefold()).strip("-")


def joined(text: str) -> str:
    """Return the form in which slugs without hyphens are compared: as `normal_slug`, the hyphens left out."""
    bare = text.replace(" ", "").replace("-", "").replace("_", "")
    if bare.isascii() and bare.isalnum():  # slugs and terms as nearly all are
        return bare.lower()
    return normal_slug(text).replace("-", "")
