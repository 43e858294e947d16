"""What a number row holds."""

from dataclasses import dataclass

from extractors.engine.row import Row


@dataclass(slots=True, kw_only=True)
class Number(Row):
    """One quantity: figure, bounds, unit, and how it is put. Columns as in schemas/facts.py."""

    value: float | None
    low: float | None
    high: float | None
    value_start: int
    value_end: int
    quantity_kind: str
    comparator: str = "="
    comparator_text: str | None = None
    change: str | None = None
    change_text: str | None = None
    change_from: float | None = None
    approximate: bool = False
    polarity: str = "affirmed"
    modality: str = "asserted"
    modality_text: str | None = None
    is_quoted: bool = False
    quote_id: str | None = None
    event_tid: str | None = None
    magnitude_text: str | None = None
    unit_start: int | None = None
    unit_end: int | None = None
    unit_text: str | None = None
    unit: str | None = None
    unit_ucum: str | None = None
    per: str | None = None
    currency: str | None = None
    currency_basis: str | None = None
    currency_assumed: str | None = None
    counted: str | None = None
    counted_modifiers: str | None = None
    counted_role: str | None = None
    si_low: float | None = None
    si_high: float | None = None
    si_unit: str | None = None
