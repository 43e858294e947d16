"""Names that the seed lists know, by surface: what each is, and where longer names begin."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from extractors.engine.seeds import Cells, Seeds

GAZETTEER = ("countries", "demonyms", "organisations", "clubs", "capitals", "regions", "known_places", "cities")
"""Seed lists of names, the one that decides first where a surface stands in several."""


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


def entries_of(seeds: Seeds) -> dict[str, Entry]:
    """Every surface of the gazetteer; a saint's also without the stop of "St."."""
    entries: dict[str, Entry] = {}
    for name in GAZETTEER:
        for surface, row in seeds[name].items():
            if surface not in entries and not (name == "clubs" and row.get("ambiguous")):
                entries[surface] = entry_of(surface, "regions" if name == "known_places" else name, row)
    for surface, entry in list(entries.items()):
        if surface.startswith("St. "):
            entries.setdefault("St " + surface[4:], entry)
    return entries


def folded(entries: Mapping[str, Entry], not_names: frozenset[str]) -> dict[str, Entry]:
    """Entries by their surface in small letters; without words that are no names, and short names of cities."""
    found: dict[str, Entry] = {}
    for surface, entry in entries.items():
        key = surface.casefold()
        is_word = (
            key in not_names and entry.source != "countries" and (entry.source != "organisations" or entry.is_ambiguous)
        )
        if key not in found and not is_word and (len(key) > 3 or entry.source != "cities"):
            found[key] = entry
    return found


def countries_of(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The first entry of each country by its ISO 3166 code."""
    countries: dict[str, Entry] = {}
    for entry in entries.values():
        if entry.source == "countries" and entry.country_code:
            countries.setdefault(entry.country_code, entry)
    return countries


def reach_of(surfaces: Iterable[str]) -> dict[str, int]:
    """For each first word, how many words the longest surface has that begins with it."""
    reach: dict[str, int] = {}
    for surface in surfaces:
        first, *more = surface.split(" ")
        reach[first] = max(reach.get(first, 0), 1 + len(more))
    return reach


def owned_of(surfaces: Iterable[str]) -> dict[str, list[str]]:
    """The surfaces that go on where a stretch of capitals stops: those that end in 's or hold "of", "the" ...

    By their first word, without its 's; the longest first.
    """
    owned: dict[str, list[str]] = {}
    for surface in sorted(surfaces, key=len, reverse=True):
        if surface.endswith("'s") or any(f" {word} " in surface for word in ("of", "for", "and", "the", "in")):
            owned.setdefault(surface.split(" ")[0].removesuffix("'s"), []).append(surface)
    return owned


def entry_of(surface: str, source: str, row: Cells) -> Entry:
    """An entry from its row of a seed list; an empty cell is undecided."""
    population = row.get("population", "")
    return Entry(
        surface=surface, source=source, name=row.get("name") or surface,
        is_ambiguous=row.get("ambiguous", "") not in ("", "0", "false", "no"),
        country_code=row.get("country_code") or None, wikidata_id=row.get("wikidata_id") or None,
        ftm_schema=row.get("ftm_schema") or None, sector_code=row.get("sector_code") or None,
        population=int(population) if population.isdigit() else 0,
    )  # fmt: skip
