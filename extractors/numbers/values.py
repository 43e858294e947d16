"""What a figure in words or digits is worth."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from extractors.engine.seeds import Seeds

DIGITS = regex.compile(
    r"(?P<whole>\d{1,3}(?:, ?\d{3}){0,3}, 000|"
    r"\d{1,2}(?:,\d{2}){1,4},\d{3}(?:\.\d{1,9})?|\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3}){1,6}(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?|\.\d{1,9})?"
    r"(?:\s?(?P<top>\d)/(?P<bottom>\d{1,2}))?\s?(?P<mark>[½¼¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞⅙⅚])?[\s-]{0,2}(?P<rest>\p{L}*(?:\s(?i:crores?)\b)?)"
)
FRACTION = regex.compile(r"(\d)/(\d{1,2})")
NO_DIGIT = regex.compile(r"[^\d.]")
TOKEN = regex.compile(r"\p{L}+")
PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25"), "couple": Decimal(2)}
SILENT = ("and", "of", "a", "an")


@dataclass(slots=True)
class Figure:
    """A value with the magnitude as printed; `bare` is the value before the magnitude."""

    value: Decimal
    bare: Decimal
    magnitude: str | None

    @classmethod
    def exact(cls, value: Decimal) -> "Figure":
        """A value without a magnitude."""
        return cls(value, value, None)

    def __neg__(self) -> "Figure":
        return Figure(-self.value, -self.bare, self.magnitude)


@lru_cache(maxsize=2048)
def read_figure(text: str, seeds: Seeds, mark: str | None = None) -> Figure | None:
    """The worth of a figure as printed, "1.2 billion" or "two dozen". None where the words are no figure.

    `mark` is a magnitude that stands apart from the figure, such as the m of "35m".
    """
    words = text.strip()
    if words[:1].isdigit() or words[:1] == "." or words[:1] in seeds["fraction_marks"]:
        figure = _digits(words, seeds)
    else:
        figure = _words(words, seeds)
    if figure is None or mark is None or figure.magnitude:
        return figure
    return Figure(figure.bare * _factor(mark, seeds), figure.bare, mark)


def share_magnitude(first: Figure, last: Figure, seeds: Seeds) -> tuple[Figure, Figure]:
    """The ends of a range: a magnitude of the last belongs to both where the first has none and stays the smaller."""
    if first.magnitude or not last.magnitude or first.bare >= 1000:
        return first, last
    shared = first.bare * _factor(last.magnitude, seeds)
    if first.bare > last.bare and shared > last.value and first.value < last.value and first.bare >= 100:
        return first, last
    return Figure(shared, first.bare, last.magnitude), last


def _factor(magnitude: str, seeds: Seeds) -> Decimal:
    row = seeds["magnitude_marks"].get(magnitude) or seeds.folded("magnitudes").get(magnitude.casefold())
    return Decimal(row["factor"]) if row else Decimal(1)


def _digits(text: str, seeds: Seeds) -> Figure | None:
    match = DIGITS.match(text)
    if match is None:
        return None
    if match["top"] is None and (only := FRACTION.match(text)) and only[2] != "0":
        match_rest = TOKEN.search(text, only.end())
        bare = Decimal(only[1]) / Decimal(only[2])
        rest = match_rest[0] if match_rest else ""
    else:
        bare = Decimal(NO_DIGIT.sub("", match["whole"] or "") or 0)
        if match["top"] and match["bottom"] != "0":
            bare += Decimal(match["top"]) / Decimal(match["bottom"])
        if match["mark"]:
            bare += Decimal(seeds["fraction_marks"][match["mark"]]["value"])
        rest = match["rest"]
    return Figure(bare * _factor(rest, seeds), bare, rest) if rest else Figure.exact(bare)


def _words(text: str, seeds: Seeds) -> Figure | None:
    """Words from left to right: small words add up, a magnitude multiplies what came before it."""
    units, tens, scales = seeds.folded("number_words"), seeds.folded("number_tens"), seeds.folded("magnitudes")
    total, current, bare, magnitude = Decimal(0), Decimal(0), None, None
    tokens = TOKEN.findall(text.casefold())
    if not tokens:
        return None
    for token in tokens:
        if token in units:
            current += Decimal(units[token]["value"])
        elif token in tens:
            current += Decimal(tens[token]["value"])
        elif token in PARTS:
            current = (current or Decimal(1)) * PARTS[token]
        elif token in scales:
            factor = Decimal(scales[token]["factor"])
            bare = current or Decimal(1)
            if factor == 100 or factor == 12:
                current = bare * factor
            else:
                total, current = total + bare * factor, Decimal(0)
            magnitude = token
        elif token not in SILENT:
            return None
    value = total + current
    return Figure(value, bare if magnitude and bare is not None else value, magnitude)
