"""A Date row from a meaning and the value that it stands for."""

from datetime import timedelta

from extractors.article.layout import Article
from extractors.dates.calendar import Period, edtf_of, half_of, part_of, period_of
from extractors.dates.meaning import Meaning
from extractors.dates.row import Date
from extractors.engine.text import span_at

EDGES = {"days": 10, "weeks": 30}
"""Our rule for the first days and the last weeks of a period: no more days than this."""


def make_date(meaning: Meaning, tid: str, value: str | None, **cells: object) -> Date:
    """The row of a meaning; `cells`, by column, take the place of what the meaning says."""
    row = Date(
        start=meaning.start, end=meaning.end, rule_id=meaning.rule_id, timex_type=meaning.timex_type, timex_value=value,
        tid=tid, timex_mod=meaning.mod, quant=meaning.quant, freq=meaning.freq, grain=meaning.grain,
        duration_low=meaning.low, duration_high=meaning.high, direction_text=meaning.direction_text,
    )  # fmt: skip
    for column, cell in cells.items():
        setattr(row, column, cell)
    return row


def settle(
    meaning: Meaning, tid: str, value: str, basis: str, anchor_tid: str | None, article: Article,
    direction: str | None = None, direction_text: str | None = None,
) -> Date:  # fmt: skip
    """The row of a value that is known: its interval, its EDTF, and whether its weekday fits.

    `basis` is what the value rests on, as in the column `anchor`; `direction` goes before that of the meaning.
    """
    period = period_of(value)
    value += meaning.time
    conflict = bool(meaning.weekday and period and period.start.isoweekday() != meaning.weekday)
    interval = None if conflict or not meaning.has_interval else _narrowed(meaning, period, article)
    edtf = edtf_of(value, meaning.mod, interval) if interval and not meaning.time else None
    if meaning.until and period and (period.start, period.end) != (meaning.since, meaning.until):
        interval = Period(meaning.since, meaning.until, period.grain) if meaning.since else None
        edtf = f"{interval.start}/{interval.end}" if interval else None
    start, end = (interval.start, interval.end) if interval else (None, None)
    if meaning.mod == "BEFORE" and interval:
        start, end = None, interval.start - timedelta(1)
    if meaning.mod == "AFTER" and interval:
        start, end = interval.end + timedelta(1), None
    return make_date(
        meaning, tid, value, grain="time" if meaning.time else meaning.grain or (period.grain if period else None),
        start_date=start, end_date=end, edtf=edtf, anchor=basis, anchor_tid=anchor_tid, anchor_conflict=conflict,
        temporal_function=basis != "explicit", direction=direction or meaning.direction,
        direction_text=meaning.direction_text if direction is None else direction_text,
        function_in_document=_function(meaning, article, basis),
    )  # fmt: skip


def _narrowed(meaning: Meaning, period: Period | None, article: Article) -> Period | None:
    """The part of a period that early, mid and late leave; "earlier" ends at publication, "later" begins there."""
    if period is None or meaning.mod not in ("START", "MID", "END"):
        return period
    published = article.published
    if meaning.reach in ("before", "after"):
        if published is None or not period.start <= published <= period.end:
            return period
        ends = (period.start, published) if meaning.reach == "before" else (published, period.end)
        return Period(*ends, period.grain)
    if meaning.reach == "half":
        return half_of(period, meaning.mod)
    part = part_of(period, meaning.mod)
    length = timedelta(EDGES.get(meaning.reach or "", 9999) - 1)
    if part.end - part.start <= length:
        return part
    ends = (part.start, part.start + length) if meaning.mod == "START" else (part.end - length, part.end)
    return Period(*ends, part.grain)


def _function(meaning: Meaning, article: Article, basis: str) -> str:
    if basis != "explicit" or not span_at(article.bylines, meaning.start):
        return "NONE"
    label = article.text[max(0, meaning.start - 24) : meaning.start].casefold()
    after = max(label.rfind(word) for word in ("updated", "modified", "edited"))
    return "MODIFICATION_TIME" if after > label.rfind("published") and after >= 0 else "PUBLICATION_TIME"
