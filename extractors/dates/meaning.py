"""What a date rule says, before it is anchored."""

from dataclasses import dataclass
from datetime import date

from extractors.engine.row import Row


@dataclass(slots=True, kw_only=True)
class Meaning(Row):
    """One temporal expression as its words alone give it.

    `value` is a TIMEX3 value, `time` what follows its day (`T09:05`, `TMO`); an open year or week is written `XXXX` or
    `WXX`, and anchoring fills it. `shift` counts `unit` (a code of seeds/date_units.csv) from `base` instead:
    publication, previous or then (the last date mentioned), sentence_day (the last day of the sentence), quarter (the
    one reported on); other is another calendar. `mod`, `quant`, `freq`, `low` and `high` are the row's; `reach` says
    what part `mod` leaves, as in seeds/date_positions.csv.
    `direction` is set when the words themselves look back or ahead, `is_near` when only nearness decides (`is_any`:
    unless a verb before it looks ahead). `weekday` (Monday 1) must fit the day; `holiday` is a rule of
    seeds/holidays.csv; `has_interval` is false where the words name no days, as of a fiscal year.
    `until` is the last day that the words behind state ("the quarter ended July 31"), `since` the first day then.
    `offset` counts days from the day that the value names. `linked` is the second end of a range, `more` holds further
    expressions of the same match: the days of a list.
    """

    timex_type: str = "DATE"
    value: str | None = None
    time: str = ""
    mod: str | None = None
    reach: str | None = None
    quant: str | None = None
    freq: str | None = None
    low: str | None = None
    high: str | None = None
    base: str | None = None
    shift: int | None = None
    unit: str | None = None
    grain: str | None = None
    direction: str = "none"
    direction_text: str | None = None
    year: str | None = None
    weekday: int | None = None
    holiday: str | None = None
    has_interval: bool = True
    since: date | None = None
    until: date | None = None
    offset: int = 0
    is_near: bool = False
    is_any: bool = False
    linked: bool = False
    more: tuple["Meaning", ...] = ()
