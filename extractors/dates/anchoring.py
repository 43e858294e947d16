"""Meanings into Date rows: against the publication day, the last date mentioned, or neither. Never against today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.article.layout import Article
from extractors.dates.calendar import GRAIN, Period, edtf_of, moved, part_of, period_of, value_of
from extractors.dates.meaning import Meaning
from extractors.dates.openings import pick
from extractors.dates.row import Date
from extractors.dates.tense import cue_at
from extractors.engine.seeds import Seeds
from extractors.engine.text import span_at

OPEN = {
    "time": "XXXX-XX-XX", "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
FINE = ("time", "day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century")


@dataclass(slots=True)
class Memory:
    """The last dates that a document mentioned, as it is read."""

    published: date | None = None
    last: Date | None = None
    quarter: Date | None = None
    day: Date | None = None

    def note(self, row: Date) -> None:
        """Remember a resolved date."""
        if row.timex_type not in ("DATE", "TIME") or row.timex_value is None or row.start_date is None:
            return
        self.last = row
        if row.grain == "quarter" and (self.published is None or self.published - row.start_date < timedelta(340)):
            self.quarter = row
        if row.grain in ("day", "time"):
            self.day = row


def anchored(meanings: Iterable[Meaning], article: Article, seeds: Seeds) -> list[Date]:
    """One row per meaning, in text order, numbered t1, t2 ...; both ends of a range point at each other."""
    memory = Memory(article.published)
    rows: list[Date] = []
    given = list(meanings)
    for index, meaning in enumerate(given):
        if meaning.base == "sentence_day":
            meaning = _on_next_day(meaning, given[index + 1 : index + 4], article, seeds, memory)
        row = replace(anchor(meaning, article, seeds, memory), tid=f"t{len(rows) + 1}")
        if meaning.linked and rows:
            first, row = _ordered(rows[-1], row)
            rows[-1] = replace(first, end_tid=row.tid)
            row = replace(row, begin_tid=rows[-1].tid)
        if meaning.base != "quarter":
            memory.note(row)
        rows.append(row)
    return rows


def _on_next_day(
    clock: Meaning, following: Sequence[Meaning], article: Article, seeds: Seeds, memory: Memory
) -> Meaning:
    """A clock time before its day: "4am on New Year's Day"; before a habit ("9am on Sundays") its day stays open."""
    end = clock.end
    for index, other in enumerate(following):
        if article.text[end : other.start].strip(" ,-–") not in ("", "on", "to", "and", "until", "on a"):
            break
        end = other.end
        if other.base == "sentence_day":
            continue
        is_range = index + 1 < len(following) and following[index + 1].linked
        if other.timex_type == "SET" or is_range:
            return replace(clock, value="XXXX-XX-XX", base=None, shift=None)
        row = anchor(other, article, seeds, memory)
        if row.grain == "day" and row.start_date and row.timex_value and "on" in article.text[clock.end : other.start]:
            return replace(clock, value=row.timex_value, base=None, shift=None)
        break
    return clock


def _ordered(first: Date, last: Date) -> tuple[Date, Date]:
    """The ends of a range in order: "from August to January" begins a year earlier, "Monday to Friday" a week."""
    if not (first.temporal_function and first.start_date and last.start_date and first.start_date > last.start_date):
        return first, last
    is_week = first.rule_id == last.rule_id == "weekday-range"
    if last.direction == "future":
        return first, _turned(last, 1, is_week)
    return _turned(first, -1, is_week), last


def _turned(row: Date, way: int, is_week: bool) -> Date:
    """The row a week or a year on or back."""
    value = row.timex_value or ""
    if is_week and row.start_date:
        value = (row.start_date + timedelta(7 * way)).isoformat()
    else:
        value = f"{int(value[:4]) + way:04}{value[4:]}"
    period = period_of(value)
    if period is None:
        return row
    return replace(
        row, timex_value=value, start_date=period.start, end_date=period.end, edtf=edtf_of(value, None, period)
    )


def anchor(meaning: Meaning, article: Article, seeds: Seeds, memory: Memory) -> Date:
    """The row of one meaning. What nothing anchors keeps an open value and a null interval."""
    if meaning.timex_type in ("DURATION", "SET"):
        return _stretch(meaning, article)
    if meaning.value is not None and meaning.value.endswith("_REF"):
        return _row(meaning, meaning.value, None, direction=meaning.direction)
    if meaning.shift is not None and meaning.value is None:
        return _shifted(meaning, article, memory)
    if meaning.holiday or (meaning.value or "X").find("X") >= 0:
        return _open(meaning, article, seeds, memory)
    assert meaning.value is not None
    return _settled(meaning, meaning.value, "explicit", None, article)


def _row(meaning: Meaning, value: str | None, period: Period | None, **more: object) -> Date:
    grain = meaning.grain or (period.grain if period else None)
    made = Date(
        start=meaning.start, end=meaning.end, rule_id=meaning.rule_id, timex_type=meaning.timex_type, timex_value=value,
        timex_mod=meaning.mod, quant=meaning.quant, freq=meaning.freq, grain=grain, duration_low=meaning.low,
        duration_high=meaning.high, direction_text=meaning.direction_text,
        start_date=period.start if period else None, end_date=period.end if period else None,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def _settled(
    meaning: Meaning, value: str, basis: str, anchor_tid: str | None, article: Article, direction: str | None = None
) -> Date:
    """The row of a value that is known: its interval, its EDTF, and whether its weekday fits."""
    period = period_of(value)
    value += meaning.time
    conflict = bool(meaning.weekday and period and period.start.isoweekday() != meaning.weekday)
    interval = None if conflict or not meaning.has_interval else _narrowed(meaning, period, article)
    edtf = edtf_of(value, meaning.mod, interval) if interval and not meaning.time else None
    start, end = (interval.start, interval.end) if interval else (None, None)
    if meaning.mod == "BEFORE" and interval:
        start, end = None, interval.start - timedelta(1)
    if meaning.mod == "AFTER" and interval:
        start, end = interval.end + timedelta(1), None
    grain = "time" if meaning.time else meaning.grain or (period.grain if period else None)
    return _row(
        meaning, value, None, grain=grain, start_date=start, end_date=end, edtf=edtf, anchor=basis,
        anchor_tid=anchor_tid, anchor_conflict=conflict, temporal_function=basis != "explicit",
        direction=direction or meaning.direction, function_in_document=_function(meaning, article, basis),
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
    return part_of(period, meaning.mod)


def _function(meaning: Meaning, article: Article, basis: str) -> str:
    if basis != "explicit" or not span_at(article.bylines, meaning.start):
        return "NONE"
    label = article.text[max(0, meaning.start - 24) : meaning.start].casefold()
    after = max(label.rfind(word) for word in ("updated", "modified", "edited"))
    return "MODIFICATION_TIME" if after > label.rfind("published") and after >= 0 else "PUBLICATION_TIME"


def _stretch(meaning: Meaning, article: Article) -> Date:
    """A duration or a set. One that ends or begins at publication has that interval."""
    period: Period | None = None
    published = article.published
    if meaning.shift is not None and meaning.unit and published:
        other = moved(published, meaning.shift, meaning.unit) if meaning.unit in GRAIN else None
        if other:
            period = Period(min(other, published), max(other, published), "day")
    tids = {"end_tid": "t0"} if (meaning.shift or 0) < 0 and period else {"begin_tid": "t0"} if period else {}
    return _row(
        meaning, meaning.value, period, grain=None, anchor="publication" if period else None,
        anchor_tid="t0" if period else None, temporal_function=period is not None, direction=meaning.direction, **tids,
    )  # fmt: skip


def _shifted(meaning: Meaning, article: Article, memory: Memory) -> Date:
    """So many units from its anchor, as fine as the words are."""
    assert meaning.shift is not None and meaning.unit is not None
    grain = meaning.grain or GRAIN[meaning.unit]
    base, basis, tid = _base(meaning, article, memory, grain)
    if base is None:
        return _row(meaning, OPEN[grain] + meaning.time, None, grain=grain, direction=meaning.direction)
    start = base.start if meaning.shift <= 0 else base.end
    day = moved(base.start if grain in ("quarter", "year") else start, meaning.shift, meaning.unit)
    if day is None:
        return _row(meaning, None, None, grain=grain, direction=meaning.direction)
    value = value_of(day, grain)
    return _settled(meaning, meaning.year + value[4:] if meaning.year else value, basis, tid, article)


def _base(meaning: Meaning, article: Article, memory: Memory, grain: str) -> tuple[Period | None, str, str | None]:
    """The days that a meaning counts from: the last date mentioned when it is fine enough, else publication."""
    published = article.published
    default = Period(published, published, "day") if published else None
    known = {"previous": memory.last, "quarter": memory.quarter}.get(meaning.base or "")
    if meaning.base == "previous" and grain in ("day", "time") and memory.day:
        known = memory.day
    if meaning.base == "sentence_day" and memory.day:
        known = memory.day if article.sentence(memory.day.start) == article.sentence(meaning.start) else None
    is_known = known is not None and known.grain is not None and FINE.index(known.grain) <= FINE.index(grain)
    if is_known and known and known.grain and known.start_date and known.end_date:
        return Period(known.start_date, known.end_date, known.grain), "previous_date", known.tid
    if meaning.base == "quarter" and default:
        before = moved(default.start, -1, "Q")
        assert before is not None
        whole = period_of(value_of(before, "quarter"))
        return whole, "publication", "t0"
    return default, "publication", "t0"


def _open(meaning: Meaning, article: Article, seeds: Seeds, memory: Memory) -> Date:
    """A weekday, month, season ... whose year or week is open: it looks back or ahead by its words, else by tense."""
    direction, text, strict = meaning.direction, meaning.direction_text, meaning.direction != "none"
    value = meaning.value or ""
    if direction == "none" and not meaning.is_near:
        cue = cue_at(meaning.start, meaning.end, article, seeds)
        if cue:
            direction, text = cue.direction, cue.text
            is_ended = meaning.start - cue.end == 1 and cue.text in ("ended", "ending")
            meaning = replace(meaning, is_near=is_ended)
            direction = "none" if is_ended and cue.text == "ending" else direction
        elif text == "this":
            direction = "future"
    meaning = replace(meaning, direction_text=text)
    base, tid, basis = article.published, "t0", "publication"
    if meaning.base == "previous" and memory.last and memory.last.end_date:
        base, tid, basis = memory.last.end_date, memory.last.tid, "previous_date"
    chosen = pick(meaning, base, direction, strict, seeds) if base else None
    if chosen is None:
        open_value = None if meaning.holiday else value + meaning.time
        return _row(meaning, open_value, None, direction=direction, grain=_open_grain(value))
    if meaning.grain == "week" and (period := period_of(chosen)):
        chosen = value_of(period.start, "week")
    return _settled(meaning, chosen, basis, tid, article, direction)


def _open_grain(value: str) -> str | None:
    if value.endswith("-WE"):
        return "weekend"
    if value.count("-") == 2:
        return "day"
    tail = value.rsplit("-", 1)[-1]
    return (
        {"Q": "quarter", "H": "half", "S": "quarter", "F": "quarter", "W": "quarter"}.get(tail[:1], "month")
        if "-" in value
        else None
    )


def explicit_days(meanings: Sequence[Meaning], article: Article) -> list[tuple[Meaning, date]]:
    """The meanings that name a whole calendar day themselves, with it."""
    days = []
    for meaning in meanings:
        for one in (meaning, *meaning.more):
            if one.timex_type in ("DATE", "TIME") and one.value and "X" not in one.value and not one.mod:
                period = period_of(one.value)
                if period and period.grain in ("day", "time"):
                    days.append((one, period.start))
    return days
