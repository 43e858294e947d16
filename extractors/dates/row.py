"""What a date row holds."""

from dataclasses import dataclass
from datetime import date

from extractors.engine.row import Row


@dataclass(slots=True, kw_only=True)
class Date(Row):
    """One temporal expression: TIMEX3 and a closed interval. Columns as in schemas/facts.py."""

    timex_type: str
    timex_value: str | None
    tid: str = "t1"
    timex_mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    begin_tid: str | None = None
    end_tid: str | None = None
    temporal_function: bool = False
    anchor_tid: str | None = None
    function_in_document: str = "NONE"
    start_date: date | None = None
    end_date: date | None = None
    grain: str | None = None
    direction: str = "none"
    direction_text: str | None = None
    anchor: str | None = None
    anchor_conflict: bool = False
    edtf: str | None = None
    duration_low: str | None = None
    duration_high: str | None = None
