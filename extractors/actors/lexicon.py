"""What the seed lists know of words: places, people's names, organisations, titles, and words that are no names."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from extractors.actors.entries import Entry, countries_of, entries_of, entry_of, folded, owned_of, reach_of
from extractors.actors.keys import key_of
from extractors.engine.cache import kept
from extractors.engine.seeds import Cells, Seeds

MOST_WORDS = 7
"""Words of a name that a seed list knows."""
MOST_TITLE_WORDS = 4
"""Words of a title."""


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
    titles: Mapping[str, Cells]
    roles: Mapping[str, Cells]
    body_nouns: Mapping[str, Cells]
    heads: Mapping[str, Cells]
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
    states: Mapping[str, Cells]
    nicknames: Mapping[str, str]
    namesakes: Mapping[str, Cells]
    transliterations: Mapping[str, str]
    function_words: Collection[str]
    calendar: Collection[str]
    country_codes: Mapping[str | None, Cells]
    given_folded: Collection[str]
    surnames_folded: Collection[str]
    owned: Mapping[str, Sequence[str]]
    reach: Mapping[str, int]
    folded_reach: Mapping[str, int]
    title_reach: Mapping[str, int]
    nouns_of_head: Mapping[str, Sequence[str]]

    def country_name(self, code: str | None) -> str | None:
        """The CLDR English name of an ISO 3166 alpha-2 code; None for one that no list knows."""
        return self.country_codes[code]["name"] if code in self.country_codes else None

    def alpha3(self, code: str | None) -> str | None:
        """The alpha-3 code of an ISO 3166 alpha-2 code, XKX for Kosovo; None for one that no list knows."""
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


MADE_BY = ("entries.py", "keys.py", "lexicon.py")
"""The modules that decide what a lexicon holds, besides the lists."""
CALENDARS = ("hijri_months", "hebrew_months", "persian_months")
"""Lists of months of other calendars, which act nowhere."""


@lru_cache(maxsize=8)
def lexicon_of(seeds: Seeds) -> Lexicon:
    """The lexicon of the seed lists, stored for the next start."""
    code = "".join(Path(__file__).with_name(name).read_text("utf-8") for name in MADE_BY)
    return kept("lexicon", f"{seeds.version}-{code}", partial(_made, seeds))


def _made(seeds: Seeds) -> Lexicon:
    entries = entries_of(seeds)
    not_names = _folded(seeds["not_names"])
    in_small = folded(entries, not_names)
    given, surnames = seeds["given_names"], seeds["surnames"]
    heads, suffixes = seeds["organisation_heads"], frozenset(seeds["organisation_suffixes"])
    return Lexicon(
        entries=entries, folded=in_small, countries=countries_of(entries),
        capitals={surface: entry_of(surface, "capitals", row) for surface, row in seeds["capitals"].items()},
        given={surface: row["sex"] for surface, row in given.items()}, given_folded=_folded(given),
        surnames=frozenset(surnames), surnames_folded=_folded(surnames),
        titles=seeds["titles"], roles=seeds["roles"], portfolios=frozenset(seeds["portfolios"]),
        heads=heads, suffixes=suffixes, bodies=suffixes.union(heads),
        body_nouns=seeds["body_nouns"], nouns_of_head=_nouns_of_head(seeds["body_nouns"]),
        place_heads={word: int(row["weight"]) for word, row in seeds["place_heads"].items()},
        event_heads=frozenset(seeds["event_heads"]),
        teams=frozenset(seeds["teams"]), clubs=frozenset(seeds["clubs"]), sport_forms=_written(seeds["sport_words"]),
        groups=frozenset(seeds["groups"]), states=seeds["state_abbreviations"],
        not_names=not_names, function_words=frozenset(seeds["function_words"]),
        months=frozenset(month for name in CALENDARS for month in seeds[name]),
        calendar=_folded([*seeds["months"], *seeds["weekdays"]]),
        country_codes={row["country_code"]: row for row in seeds["countries"].values() if row["country_code"]},
        nicknames=_folded_names(seeds["nicknames"]), transliterations=_folded_names(seeds["transliterations"]),
        namesakes={key_of(surface): row for surface, row in seeds["namesakes"].items()},
        owned=owned_of(entries),
        reach=reach_of(entries), folded_reach=reach_of(in_small), title_reach=reach_of(seeds["titles"]),
    )  # fmt: skip


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _folded_names(rows: Mapping[str, Cells]) -> dict[str, str]:
    """By another form of a name the name, both in small letters."""
    return {other.casefold(): row["name"].casefold() for other, row in rows.items()}


def _nouns_of_head(nouns: Mapping[str, Cells]) -> dict[str, list[str]]:
    """By a word that heads names of bodies the common nouns for such a body."""
    by_head: dict[str, list[str]] = {}
    for noun, row in nouns.items():
        for head in row["heads"].split():
            by_head.setdefault(head, []).append(noun)
    return by_head


def _written(words: Iterable[str]) -> frozenset[str]:
    """Words as they may be written, also behind a single quotation mark."""
    forms = {form for word in words for form in (word, word.capitalize(), word.title(), word.upper())}
    return frozenset([*forms, *("'" + form for form in forms)])
