"""What articles suggest for the glossary, added up."""

from collections import Counter

from msgspec import Struct, field

from review_tui.glossary.mining.sightings import Sightings


class Seen(Struct):
    """One rendering of one concept over many articles, which are kept by number, so that none counts twice.

    `fault` says why it is none, where no place without a fault suggests it.
    """

    uses: int = 0
    articles: set[int] = set()
    origins: Counter[str] = field(default_factory=Counter)
    en: Counter[str] = field(default_factory=Counter)
    fault: str = ""

    def join(self, other: "Seen") -> None:
        """Take in what else was seen of the same rendering, perhaps under another name of its concept."""
        self.fault = self.fault and other.fault if self.uses else other.fault
        self.uses += other.uses
        self.articles |= other.articles
        self.origins.update(other.origins)
        self.en.update(other.en)


class Evidence(Struct):
    """What many articles suggest, added up with `add`.

    `slugs` holds what was seen by slug and rendering, `glosses` the same by the English words in brackets behind it.
    `spread` are the numbers of the articles that have a slug or such English words. `english` counts the anchors of
    originals by slug, `titles` has the terms in their titles, `spellings` counts how links write each slug.
    """

    articles: int = 0
    slugs: dict[str, dict[str, Seen]] = {}
    spread: dict[str, set[int]] = {}
    glosses: dict[str, dict[str, Seen]] = {}
    english: dict[str, Counter[str]] = {}
    titles: dict[str, list[str]] = {}
    spellings: dict[str, Counter[str]] = {}

    def add(self, sightings: Sightings) -> None:
        """Take in one article."""
        self.articles += 1
        for each in sightings.renderings:
            home = self.slugs if each.slug else self.glosses
            key = each.slug or each.en
            seen = home.setdefault(key, {}).setdefault(each.zh, Seen())
            en = Counter([each.en] if each.en else ())
            seen.join(Seen(1, {self.articles}, Counter([each.origin]), en, each.fault))
            self.spread.setdefault(key, set()).add(self.articles)
        for slug, text in sightings.english:
            self.english.setdefault(slug, Counter())[text] += 1
        for slug, form in sightings.titles:
            known = self.titles.setdefault(slug, [])
            if form not in known:
                known.append(form)
        for slug, spelling in sightings.spellings:
            self.spellings.setdefault(slug, Counter())[spelling] += 1
