"""Matches of the number packs into Number rows: every `make` of the packs is a name here."""

from extractors.numbers.counts import count, count_or_two, count_range, interval, negative, score, vague
from extractors.numbers.measures import (
    age,
    age_of_person,
    bare_age,
    fraction,
    measure,
    multiple,
    odds,
    percent,
    point_part,
    share,
)
from extractors.numbers.money import mixed_money, money, negative_money, pounds, subunit

__all__ = [
    "age", "age_of_person", "bare_age", "count", "count_or_two", "count_range", "fraction", "interval", "measure",
    "mixed_money", "money", "multiple", "negative", "negative_money", "odds", "percent", "point_part", "pounds",
    "score", "share", "subunit", "vague",
]  # fmt: skip
