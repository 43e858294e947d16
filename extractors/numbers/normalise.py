"""Matches of the number packs into Number rows."""

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds
from extractors.numbers.row import Number


def percent(found: Found, article: Article, seeds: Seeds) -> Number:
    """A percentage written in digits."""
    value = float((found.first("amount") or "").replace(",", ""))
    (start, end), (unit_start, unit_end) = found.spans("amount")[0], found.spans("unit")[0]
    return Number(
        start=found.start, end=found.end, rule_id=found.rule.id, value=value, low=value, high=value,
        value_start=start, value_end=end, unit_start=unit_start, unit_end=unit_end,
        unit_text=found.first("unit"), unit="percent", unit_ucum="%", quantity_kind="percent",
    )  # fmt: skip
