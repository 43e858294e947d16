"""Counts and units in words as the numbers and ISO 8601 durations they stand for."""

from fractions import Fraction
from functools import lru_cache

import regex

from extractors.engine.seeds import Seeds

WORD = regex.compile(r"\d/\d|\d[\d,]{0,9}(?:\.\d{1,3})?|[½¼¾]|\p{L}+")
FRACTIONS = {
    "½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "half": Fraction(1, 2),
    "1/2": Fraction(1, 2), "1/4": Fraction(1, 4), "3/4": Fraction(3, 4),
}  # fmt: skip
VAGUE = {"few", "several", "many", "some", "dozens", "hundreds", "thousands", "couple", "handful", "number"}
ISO = {
    "D": "P{}D", "W": "P{}W", "WE": "P{}WE", "M": "P{}M", "Q": "P{}Q", "Y": "P{}Y",
    "TH": "PT{}H", "TM": "PT{}M", "TS": "PT{}S",
}  # fmt: skip
"""The duration of a unit of seeds/date_units.csv."""
MULTIPLES = {"Q": (3, "M"), "DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y"), "FN": (2, "W")}
"""Units that are so many of another."""
SMALLER = {"Y": (12, "M"), "TH": (60, "TM"), "TM": (60, "TS"), "D": (24, "TH")}
"""How many of a smaller unit tell a half or a quarter of one."""


@lru_cache(maxsize=1024)
def count_of(words: str, seeds: Seeds) -> Fraction | None:
    """The number that words or digits stand for ("two and a half", "1 1/2", "twenty-five", "a"); None for "several"."""
    known = seeds.folded("date_counts")
    total, current, seen = Fraction(0), Fraction(0), False
    for word in WORD.findall(words.casefold()):
        if word in FRACTIONS:
            total, seen = total + FRACTIONS[word], True
        elif word[0].isdigit():
            current, seen = current + Fraction(word.replace(",", "").rstrip(",")), True
        elif word in known:
            value = Fraction(known[word]["value"])
            current, seen = (current or Fraction(1)) * value if value >= 100 else current + value, True
        elif word == "dozen":
            current, seen = (current or Fraction(1)) * 12, True
        elif word in VAGUE:
            return Fraction(2) if word == "couple" else None
    if not seen:
        return Fraction(1) if words.casefold().strip() in ("a", "an", "one", "another", "the", "each", "") else None
    return total + current


def iso_duration(count: Fraction, unit: str) -> str | None:
    """The ISO 8601 duration: "two and a half years" is P2Y6M; None for a unit without one."""
    if unit in MULTIPLES:
        factor, unit = MULTIPLES[unit]
        count *= factor
    if unit not in ISO:
        return None
    whole, rest = divmod(count, 1)
    if not rest:
        return ISO[unit].format(int(whole))
    factor, smaller = SMALLER.get(unit, (0, ""))
    part = rest * factor
    if rest.denominator not in (2, 4) or not factor or part.denominator != 1:
        return ISO[unit].format(f"{float(count):g}")
    tail = ISO[smaller].format(int(part))
    if not whole:
        return tail
    return ISO[unit].format(int(whole)) + ("T" if unit == "D" else "") + tail.lstrip("PT")


def open_duration(unit: str) -> str | None:
    """The duration of an unsaid count: PXY, PXM, PTXH; decades are PXDE and centuries PXCE."""
    if unit in ("DE", "CE"):
        return f"PX{unit}"
    if unit in ("FN", "ML"):
        return "PXW" if unit == "FN" else "PXY"
    return ISO[unit].format("X") if unit in ISO else None
