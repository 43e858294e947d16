"""What the seed lists know of words: places, people's names, organisations, titles, and words that are no names."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from extractors.engine.cache import kept
from extractors.engine.seeds import Seeds

Row = Mapping[str, str]

GAZETTEER = ("countries", "demonyms", "organisations", "clubs", "capitals", "regions", "known_places", "cities")
"""Seed lists of names, the one that decides first where a surface stands in several."""

MOST_WORDS = 7
MOST_TITLE_WORDS = 4


class Entry(NamedTuple):
    """What a seed knows of a surface. `source` is the seed list."""

    surface: str
    source: str
    name: str
    is_ambiguous: bool = False
    country_code: str | None = None
    wikidata_id: str | None = None
    ftm_schema: str | None = None
    sector_code: str | None = None
    population: int = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class Lexicon:
    """Seed lists as sets and maps, built once; two are the same only if they are one.

    `bodies` are the last words of organisations, heads and suffixes.
    `reach`, `folded_reach` and `title_reach` tell of a first word how many words the longest surface has that begins
    with it. `owned` are the surfaces that end in 's or have a small word inside, by first word without 's.
    """

    entries: Mapping[str, Entry]
    capitals: Mapping[str, Entry]
    folded: Mapping[str, Entry]
    countries: Mapping[str, Entry]
    given: Mapping[str, str]
    surnames: Collection[str]
    titles: Mapping[str, Row]
    roles: Mapping[str, Row]
    body_nouns: Mapping[str, Row]
    heads: Mapping[str, Row]
    suffixes: Collection[str]
    bodies: Collection[str]
    place_heads: Mapping[str, int]
    event_heads: Collection[str]
    teams: Collection[str]
    portfolios: Collection[str]
    not_names: Collection[str]
    months: Collection[str]
    clubs: Collection[str]
    sport_forms: frozenset[str]
    groups: Collection[str]
    states: Mapping[str, Row]
    nicknames: Mapping[str, str]
    namesakes: Mapping[str, Row]
    transliterations: Mapping[str, str]
    function_words: Collection[str]
    calendar: Collection[str]
    months_elsewhere: Collection[str]
    country_codes: Mapping[str | None, Row]
    given_folded: Collection[str] = field(default=frozenset())
    surnames_folded: Collection[str] = field(default=frozenset())
    owned: Mapping[str, Sequence[str]] = field(default_factory=dict)
    reach: Mapping[str, int] = field(default_factory=dict)
    folded_reach: Mapping[str, int] = field(default_factory=dict)
    title_reach: Mapping[str, int] = field(default_factory=dict)
    nouns_of_head: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def country_name(self, code: str | None) -> str | None:
        """The CLDR English name of an ISO 3166 code."""
        return self.country_codes[code]["name"] if code in self.country_codes else None

    def alpha3(self, code: str | None) -> str | None:
        """The three letters of an ISO 3166 code; XKX for Kosovo."""
        return self.country_codes[code]["country_alpha3"] if code in self.country_codes else None

    def longest(self, words: Sequence[str], at: int) -> tuple[int, Entry] | None:
        """The longest gazetteer entry that begins at a word: how many words, and the entry."""
        first = words[at].replace("’", "'")
        reach = self.reach.get(first, 0)
        if first.upper() == first:
            reach = max(reach, self.folded_reach.get(first.casefold(), 0))
        if not reach:
            return None
        for count in range(min(reach, MOST_WORDS, len(words) - at), 0, -1):
            surface = " ".join(words[at : at + count]).replace("’", "'")
            entry = self.entries.get(surface)
            if entry is None and len(surface) > 3 and surface.isupper():
                entry = self.folded.get(surface.casefold())
            if entry is not None:
                return count, entry
        return None

    def ends_known(self, words: Sequence[str]) -> bool:
        """Whether a gazetteer entry ends with the last word."""
        return any(
            (known := self.longest(words, at)) and at + known[0] == len(words)
            for at in range(max(0, len(words) - MOST_WORDS), len(words))
        )

    def title_at(self, words: Sequence[str], at: int) -> int:
        """How many words from here are a title; 0 for none."""
        if at >= len(words) or words[at] not in self.title_reach:
            return 0
        for count in range(min(self.title_reach[words[at]], MOST_TITLE_WORDS, len(words) - at), 0, -1):
            if " ".join(words[at : at + count]) in self.titles:
                return count
        return 0

    def is_organisation(self, words: Sequence[str]) -> bool:
        """Whether the words end or begin as organisations do."""
        if len(words) < 2:
            return False
        first, last = words[0], words[-1]
        if last in self.bodies or last in self.teams:
            return last not in self.given or first not in self.given
        return first in self.heads and first not in self.given


CALENDARS = ("hijri_months", "hebrew_months", "persian_months")
"""Lists of months of other calendars, which act nowhere."""


@lru_cache(maxsize=8)
def lexicon_of(seeds: Seeds) -> Lexicon:
    """The lexicon of the seed lists, stored for the next start. A list that is missing counts as empty."""
    return kept("lexicon", f"{seeds.version}-{Path(__file__).read_text('utf-8')}", partial(_made, seeds))


def _made(seeds: Seeds) -> Lexicon:
    entries: dict[str, Entry] = {}
    for name in GAZETTEER:
        for surface, row in _rows(seeds, name).items():
            if surface not in entries and not (name == "clubs" and row.get("ambiguous")):
                entries[surface] = _entry(surface, "regions" if name == "known_places" else name, row)
    for surface, entry in list(entries.items()):
        if surface.startswith("St. "):
            entries.setdefault("St " + surface[4:], entry)
    capitals = {surface: _entry(surface, "capitals", row) for surface, row in _rows(seeds, "capitals").items()}
    not_names = frozenset(word.casefold() for word in _rows(seeds, "not_names"))
    months = frozenset(word for name in CALENDARS for word in _rows(seeds, name))
    folded: dict[str, Entry] = {}
    for surface, entry in entries.items():
        key = surface.casefold()
        is_word = (
            key in not_names and entry.source != "countries" and (entry.source != "organisations" or entry.is_ambiguous)
        )
        if key not in folded and not is_word and (len(key) > 3 or entry.source != "cities"):
            folded[key] = entry
    countries = {
        entry.country_code: entry
        for entry in reversed([entry for entry in entries.values() if entry.source == "countries"])
        if entry.country_code
    }
    given = {surface: row.get("sex", "") for surface, row in _rows(seeds, "given_names").items()}
    surnames = frozenset(_rows(seeds, "surnames"))
    titles, body_nouns = _rows(seeds, "titles"), _rows(seeds, "body_nouns")
    heads, suffixes = _rows(seeds, "organisation_heads"), frozenset(_rows(seeds, "organisation_suffixes"))
    return Lexicon(
        entries=entries, capitals=capitals, folded=folded, countries=countries, given=given, surnames=surnames,
        titles=titles, roles=_rows(seeds, "roles"), heads=heads, suffixes=suffixes, bodies=suffixes.union(heads),
        body_nouns=body_nouns,
        place_heads={word: int(row["weight"]) for word, row in _rows(seeds, "place_heads").items()},
        event_heads=frozenset(_rows(seeds, "event_heads")), teams=frozenset(_rows(seeds, "teams")),
        portfolios=frozenset(_rows(seeds, "portfolios")), not_names=not_names, months=months,
        clubs=frozenset(_rows(seeds, "clubs")), sport_forms=_written(_rows(seeds, "sport_words")),
        groups=frozenset(_rows(seeds, "groups")),
        states=_rows(seeds, "state_abbreviations"),
        months_elsewhere=frozenset(
            month for name in ("hijri_months", "hebrew_months", "persian_months") for month in _rows(seeds, name)
        ),
        country_codes={row["country_code"]: row for row in _rows(seeds, "countries").values() if row["country_code"]},
        nicknames={nick.casefold(): row["name"].casefold() for nick, row in _rows(seeds, "nicknames").items()},
        namesakes={_folded(surface): row for surface, row in _rows(seeds, "namesakes").items()},
        transliterations={
            other.casefold(): row["name"].casefold() for other, row in _rows(seeds, "transliterations").items()
        },
        function_words=frozenset(_rows(seeds, "function_words")),
        calendar=frozenset(word.casefold() for name in ("months", "weekdays") for word in _rows(seeds, name)),
        given_folded=frozenset(word.casefold() for word in given),
        surnames_folded=frozenset(word.casefold() for word in surnames),
        owned=_owned(entries),
        reach=_reach(entries), folded_reach=_reach(folded), title_reach=_reach(titles),
        nouns_of_head=_nouns_of_head(body_nouns),
    )  # fmt: skip


def _folded(name: str) -> str:
    """A name without case and stops, as the groups of a document are keyed."""
    return name.casefold().replace(".", "").replace("-", " ")


def _reach(surfaces: Iterable[str]) -> dict[str, int]:
    """By first word the most words of a surface that begins with it."""
    reach: dict[str, int] = {}
    for surface in surfaces:
        first, *more = surface.split(" ")
        reach[first] = max(reach.get(first, 0), 1 + len(more))
    return reach


def _nouns_of_head(nouns: Mapping[str, Row]) -> dict[str, list[str]]:
    """By a word that heads names of bodies the common nouns for such a body."""
    of: dict[str, list[str]] = {}
    for noun, row in nouns.items():
        for head in row["heads"].split():
            of.setdefault(head, []).append(noun)
    return of


def _owned(surfaces: Iterable[str]) -> dict[str, list[str]]:
    """The surfaces that end in 's or have a small word inside, the longest first, by their first word without 's."""
    owned: dict[str, list[str]] = {}
    for surface in sorted(surfaces, key=len, reverse=True):
        if surface.endswith("'s") or any(f" {word} " in surface for word in ("of", "for", "and", "the", "in")):
            owned.setdefault(surface.split(" ")[0].removesuffix("'s"), []).append(surface)
    return owned


def _written(words: Iterable[str]) -> frozenset[str]:
    """Words as they may be written, also behind a single quotation mark."""
    forms = {form for word in words for form in (word, word.capitalize(), word.title(), word.upper())}
    return frozenset([*forms, *("'" + form for form in forms)])


def _rows(seeds: Seeds, name: str) -> Mapping[str, Row]:
    if name not in seeds:
        return {}
    return seeds[name]


def _entry(surface: str, source: str, row: Row) -> Entry:
    population = row.get("population", "")
    return Entry(
        surface=surface, source=source, name=row.get("name") or surface,
        is_ambiguous=row.get("ambiguous", "") not in ("", "0", "false", "no"),
        country_code=row.get("country_code") or None, wikidata_id=row.get("wikidata_id") or None,
        ftm_schema=row.get("ftm_schema") or None, sector_code=row.get("sector_code") or None,
        population=int(population) if population.isdigit() else 0,
    )  # fmt: skip
