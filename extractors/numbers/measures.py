"""Measures, percentages, ages, fractions and multiples."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import regex

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds
from extractors.numbers.counts import count, counted_row
from extractors.numbers.making import Ends, make_measured, make_number, read_ends, scaled
from extractors.numbers.nouns import Counted, read_counted
from extractors.numbers.row import Number
from extractors.numbers.values import Figure, read_figure

ENDING = regex.compile(r"\s?(?:[().,;:]|$)")
THE = regex.compile(r"[ ](?:of[ ])?(?:the|its|their|his|her|our|all|those|these)[ ](?:\p{L}{2,20}[’']s[ ])?")
OF_THEM = regex.compile(r" of (?:the|its|their|his|her|our|those|these) ")
PERSON = regex.compile(r"(\p{Ll}[\p{Ll}-]+),\s\Z")
PERSON_ENDING = regex.compile(
    r"(?:er|or|ist|man|woman|boy|girl|ian|eer|ant|mother|father|son|daughter|brother|sister|wife|husband|widow|child"
    r"|victim|suspect|president|nurse|officer|partner)\Z(?<!number|quarter|order|paper|offer|water|letter|power|river|figure"
    r"|corner|centre|center|matter|floor|door|major|minor|error|sector|factor|amount|grant|constant|cover|over)"
)
COORDINATE = regex.compile(r"\s?(?:[NSEW]\b|\d{1,2}(?:\.\d{1,4})?\s?['′’])")
WARMTH = regex.compile(r"(?i)\b(?:warm|temperature|hot|heat|cold|industrial levels|thermometer|celsius|fahrenheit)")
NEXT = regex.compile(r"[ -](?P<word>\p{L}+)")
WARMER = regex.compile(r"\s(?:\p{Ll}{2,8}\s)?(?:warmer|cooler|colder|hotter|higher|lower|above|below)\b")
OLDEST = 116
"""Years that no person reaches."""
DEVICES, MANY = ("meter", "meters"), 10_000
METERED = regex.compile(r"(?i)\b(?:install|replac|smart|utilit|parking|electricity|water|gas|customers|household)")
"""Words of a sentence whose meters in great number are devices, no lengths."""


def _is_length(text: str, end: int, seeds: Seeds) -> bool:
    """Whether "m" is a metre: before "tall", "sprint", a preposition or the end of the clause."""
    if OF_THEM.match(text, end):
        return False
    word = NEXT.match(text, end)
    return bool(ENDING.match(text, end)) or (word is not None and word["word"].casefold() in seeds["length_contexts"])


def percent(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """A percentage, percentage points or basis points: three kinds that are never mixed."""
    ends = read_ends(found, seeds)
    if ends is None:
        return None
    kind = _percent_kind(found)
    ucum = "%" if kind == "percent" else None
    return make_measured(found, article, seeds, ends, kind=kind, unit=kind.replace("_", " "), unit_ucum=ucum)


def _percent_kind(found: Found) -> str:
    surface = (found.first("unit") or "").casefold()
    if surface.startswith("b"):
        return "basis_point"
    return "percentage_point" if "point" in surface or "pp" in surface else "percent"


def point_part(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """Half a percentage point, a quarter of a basis point: the part as the value."""
    top = {"three": 3}.get((found.first("top") or "").strip(" -").casefold(), 1)
    row = seeds.folded("fraction_words").get((found.first("bottom") or "").casefold())
    if row is None:
        return None
    value = Decimal(top) / Decimal(row["denominator"])
    ends = Ends((Figure.exact(value),), found.start, found.spans("unit")[0][0] - 1)
    kind = _percent_kind(found)
    return make_measured(found, article, seeds, ends, kind=kind, unit=kind.replace("_", " "))


def measure(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """A measure. "2.7m" before a plural noun is a count in millions, never metres."""
    ends = read_ends(found, seeds)
    surface = (found.all("unit") or [""])[-1]
    if ends is None:
        return None
    is_glued = surface == "m" and article.text[found.spans("unit")[-1][0] - 1].isdigit()
    if is_glued and not _is_length(article.text, found.end, seeds) and not found.has("rate"):
        return count(found, article, seeds)
    row = _unit(surface, seeds)
    if row is None:
        return None
    is_many = surface.casefold() in DEVICES and abs(ends.figures[-1].value) >= MANY
    if is_many and METERED.search(_sentence(found, article)):
        return counted_row(found, article, seeds, ends)
    if row["unit"] == "degree" and COORDINATE.match(article.text, found.end):
        return None
    shared = _in_one_unit(found, ends, row, seeds) if ends.is_range else ends
    if shared is None:
        return None
    ends = shared
    if surface == "pm" and article.text[found.spans("unit")[-1][0] - 1].isdigit():
        return None
    if row["unit"] in ("ampere", "knot") and surface in ("kt", "A") and found.has("rate"):
        return None
    number = make_measured(
        found, article, seeds, ends, kind=row["quantity_kind"], unit=row["unit"], unit_ucum=row["ucum"] or None
    )
    if row["unit"] == "degree" and WARMTH.search(article.text, *article.sentence(found.start)):
        return replace(number, quantity_kind="temperature", unit_ucum=None)
    return number if number.per else scaled(number, row, seeds, is_level=not _is_move(number, article.text))


def _is_move(number: Number, text: str) -> bool:
    """Whether degrees tell a difference: "rose 5 degrees", "5 degrees warmer"."""
    if WARMER.match(text, number.end, number.end + 24):
        return True
    return number.change is not None and not text.endswith("to ", 0, number.start)


def _unit(surface: str, seeds: Seeds) -> Mapping[str, str] | None:
    """The row of a unit by symbol, stroke or name."""
    if symbol := seeds["unit_symbols"].get(surface):
        return symbol
    name = " ".join(surface.casefold().split())
    mark = seeds["unit_marks"].get(surface)
    return seeds.folded("units").get(mark["means"] if mark else name)


def _sentence(found: Found, article: Article) -> str:
    return article.text[slice(*article.sentence(found.start))]


def _in_one_unit(found: Found, ends: Ends, last: Mapping[str, str], seeds: Seeds) -> Ends | None:
    """A range in the unit of its last end ("between 320 metres and 5.6 km"); None where the kinds differ."""
    surface = found.all("any_unit")[0] if len(found.all("any_unit")) > 1 else None
    if surface is None:
        return ends
    first = _unit(surface, seeds)
    if first is None or first["unit"] == last["unit"]:
        return ends
    if first["base"] != last["base"] or not first["factor"] or not last["factor"]:
        return None
    value = ends.figures[0].value * Decimal(first["factor"]) / Decimal(last["factor"])
    return replace(ends, figures=(Figure.exact(value), ends.figures[1]))


def _age_ends(found: Found, seeds: Seeds) -> Ends | None:
    return read_ends(found, seeds) or read_ends(found, seeds, "digits")


def bare_age(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """An age that no word makes one: only what a person can be."""
    ends = _age_ends(found, seeds)
    return age(found, article, seeds) if ends and 0 < ends.figures[0].value < OLDEST else None


def age_of_person(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """A bare age between commas, behind a word for a person."""
    return bare_age(found, article, seeds) if _is_person(article.text, found.start, seeds) else None


def age(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """An age in the unit printed, years where none is."""
    ends = _age_ends(found, seeds)
    if ends is None:
        return None
    surface = (found.first("unit") or "year").casefold()
    unit = next((name for name in ("month", "week", "day") if surface.startswith(name)), "year")
    ucum = {"year": "a", "month": "mo", "week": "wk", "day": "d"}[unit]
    if not found.has("unit") and ends.figures[-1].value > 130:
        return None
    return make_measured(found, article, seeds, ends, kind="age", unit=unit, unit_ucum=ucum)


def _is_person(text: str, end: int, seeds: Seeds) -> bool:
    """Whether the word before a comma, up to `end`, names a person: a role of the seeds, or by its ending."""
    word = PERSON.search(text, max(0, end - 40), end)
    return word is not None and (word[1] in seeds.folded("roles") or bool(PERSON_ENDING.search(word[1])))


def fraction(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """A share in words: "two-thirds" is 0.666..."""
    bottom = (found.first("bottom") or "").casefold()
    top = (found.first("top") or "one").strip().casefold()
    figure = read_figure("one" if top in ("a", "an") else top, seeds)
    row = seeds.folded("fraction_words").get(bottom)
    if figure is None or row is None:
        return None
    return _of_what(_ratio(found, article, seeds, figure.value / Decimal(row["denominator"])), article, seeds)


def _of_what(number: Number, article: Article, seeds: Seeds) -> Number:
    """The ratio with what it is a part of: "half of the flats"."""
    the = THE.match(article.text, number.end)
    at = the.end() - 1 if the else number.end
    limit = article.sentence(number.start)[1]
    counted = read_counted(article.text, at, limit, seeds, one=bool(the))
    if counted is None and the:
        counted = read_counted(article.text, at, limit, seeds, one=False)
    return _counting(number, counted)


def _counting(number: Number, counted: Counted | None) -> Number:
    """The row with the noun that it counts; as it is where there is none."""
    return replace(number, counted=counted.noun, counted_modifiers=counted.modifiers) if counted else number


def share(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """So many in so many, as a ratio of at most 1."""
    top, bottom = (read_figure(found.first(group) or "", seeds) for group in ("top", "bottom"))
    if top is None or bottom is None or bottom.value < 2 or top.value > bottom.value or 1500 <= bottom.value <= 2100:
        return None
    number = _ratio(found, article, seeds, top.value / bottom.value)
    return _counting(number, read_counted(article.text, found.end, article.sentence(found.start)[1], seeds, one=False))


def odds(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """So many to one, as their quotient."""
    top, bottom = (read_figure(found.first(group) or "", seeds) for group in ("top", "bottom"))
    if top is None or bottom is None or not bottom.value:
        return None
    return _ratio(found, article, seeds, top.value / bottom.value)


def multiple(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """So many times: "threefold" and "three times as much" are 3, "halved" is 0.5."""
    surface = (found.first("unit") or "").casefold()
    if surface == "times":
        ends = read_ends(found, seeds)
        return None if ends is None else make_measured(found, article, seeds, ends, kind="multiple")
    row = seeds["multiple_words"].get(surface)
    value = Decimal(row["value"]) if row else Decimal(2)
    ends = Ends((Figure.exact(value),), found.start, found.end)
    number = make_number(found, article, seeds, ends, kind="multiple")
    if row and row["change"]:
        number = replace(number, change=row["change"], change_text=found.text)
    return number


def _ratio(found: Found, article: Article, seeds: Seeds, value: Decimal) -> Number:
    ends = Ends((Figure.exact(value),), found.start, found.end)
    return make_number(found, article, seeds, ends, kind="ratio")
