"""What articles suggest for the glossary, added up."""

from collections import Counter
from dataclasses import dataclass, field

from review_tui.glossary.sightings import Sightings


@dataclass(slots=True)
class Seen:
    """One rendering of one concept over many articles."""

    uses: int = 0
    articles: int = 0
    origins: Counter[str] = field(default_factory=Counter)
    en: Counter[str] = field(default_factory=Counter)
    fault: str = ""


@dataclass(slots=True)
class Evidence:
    """What many articles suggest: sightings by slug and rendering. Add up with `add`."""

    articles: int = 0
    slugs: dict[str, dict[str, Seen]] = field(default_factory=dict)
    spread: Counter[str] = field(default_factory=Counter)
    glosses: dict[str, dict[str, Seen]] = field(default_factory=dict)
    english: dict[str, Counter[str]] = field(default_factory=dict)
    titles: dict[str, list[str]] = field(default_factory=dict)
    spellings: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, sightings: Sightings) -> None:
        """Take in one article."""
        self.articles += 1
        here: set[tuple[str, str, str]] = set()
        for each in sightings.renderings:
            home = self.slugs if each.slug else self.glosses
            key = each.slug or each.en
            seen = home.setdefault(key, {}).setdefault(each.zh, Seen())
            seen.uses += 1
            seen.origins[each.origin] += 1
            seen.fault = each.fault
            if each.en:
                seen.en[each.en] += 1
            place = (each.slug, key, each.zh)
            if place not in here:
                here.add(place)
                seen.articles += 1
        self.spread.update({key for _, key, _ in here})
        for slug, text in sightings.english:
            self.english.setdefault(slug, Counter())[text] += 1
        for slug, form in sightings.titles:
            known = self.titles.setdefault(slug, [])
            if form not in known:
                known.append(form)
        for slug, spelling in sightings.spellings:
            self.spellings.setdefault(slug, Counter())[spelling] += 1
