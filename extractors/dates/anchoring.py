"""Meanings into Date rows: against the publication day, the last date mentioned, or neither. Never against today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from extractors.article.layout import Article
from extractors.dates.anaphors import is_day_of_month
from extractors.dates.calendar import GRAIN, Period, edtf_before, moved, period_of, value_of
from extractors.dates.direction import is_attribute, way_of, weekday_of
from extractors.dates.ended import closed, is_closed, last_day
from extractors.dates.making import make_date, settle
from extractors.dates.meaning import Meaning
from extractors.dates.offsets import counted_from, offset
from extractors.dates.openings import OPEN, View, feasted, is_habit, open_grain, pick
from extractors.dates.ranges import in_turn, ordered, tied
from extractors.dates.reporting import Reported
from extractors.dates.row import Date
from extractors.dates.tense import cue_at
from extractors.engine.seeds import Seeds

MIDNIGHT = "T24:00"
"""The end of a day: that of publication is still to come, so that a past one ended the day before."""

FINE = ("time", "day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century")


def anchored(meanings: Iterable[Meaning], article: Article, seeds: Seeds) -> list[Date]:
    """One row per meaning, in text order, numbered t1, t2 ...; both ends of a range point at each other."""
    timeline = Timeline(article, seeds)
    rows: list[Date] = []
    given = offset(tied(list(meanings), article.text), article.text, seeds)
    for index, meaning in enumerate(given):
        timeline.tid = f"t{index + 1}"
        if meaning.base == "sentence_day":
            meaning = timeline.on_next_day(meaning, given[index + 1 : index + 4])
        elif is_closed(meaning, article.text):
            meaning = timeline.closed_by_next_day(meaning, given[index + 1 : index + 2])
        row = timeline.anchor(meaning)
        if meaning.offset:
            row = counted_from(row, meaning.offset)
        if rows and 0 < meaning.start - rows[-1].end <= len(", and "):
            row = in_turn(rows[-1], row, article.text[rows[-1].end : meaning.start])
        if meaning.linked and rows:
            is_week = all(weekday_of(end) for end in given[index - 1 : index + 1])
            first, row = ordered(rows[-1], row, is_week)
            rows[-1] = replace(first, end_tid=row.tid)
            row = replace(row, begin_tid=first.tid)
        if meaning.base != "quarter":
            timeline.note(row)
        rows.append(row)
    return rows


@dataclass(slots=True)
class Timeline:
    """An article as its dates are read, one after another, and the last ones that it mentioned."""

    article: Article
    seeds: Seeds
    tid: str = "t1"
    last: Date | None = None
    reported: Reported = field(default_factory=Reported)
    day: Date | None = None
    quarter: Date | None = None
    weekdays: dict[int, Date] = field(default_factory=dict)

    def note(self, row: Date) -> None:
        """Remember a date for the words that point back to it: "that day", "the quarter", "Sunday" again."""
        self.reported.note(row, self.article)
        if row.grain == "quarter" and row.timex_type == "DATE" and "Q" in (row.timex_value or ""):
            self.quarter = row
        if row.timex_type not in ("DATE", "TIME") or row.timex_value is None or row.start_date is None:
            return
        self.last = row
        if row.grain in ("day", "time"):
            self.day = row

    def on_next_day(self, clock: Meaning, following: Sequence[Meaning]) -> Meaning:
        """A clock time before its day ("4am on New Year's Day"); before a habit ("9am on Sundays") it stays open."""
        text, end = self.article.text, clock.end
        for index, other in enumerate(following):
            if text[end : other.start].strip(" ,-–") not in ("", "on", "to", "and", "until", "on a"):
                break
            end = other.end
            if other.base == "sentence_day":
                continue
            is_range = index + 1 < len(following) and following[index + 1].linked
            if other.timex_type == "SET" or is_range:
                return replace(clock, value="XXXX-XX-XX", base=None, shift=None)
            row = self.anchor(other)
            if row.grain == "day" and row.start_date and row.timex_value and "on" in text[clock.end : other.start]:
                return replace(clock, value=row.timex_value, base=None, shift=None)
            break
        return clock

    def closed_by_next_day(self, stretch: Meaning, following: Sequence[Meaning]) -> Meaning:
        """A stretch with the last day that the words behind it say: "the quarter ended July 31"."""
        for day in following:
            row = self.anchor(day) if day.timex_type == "DATE" else None
            if row and row.start_date and row.end_date:
                joint = self.article.text[stretch.end : day.start]
                end = last_day(stretch, joint, row.start_date, row.end_date)
                known = self.reported.quarter
                return closed(stretch, end, known is not None and known.start_date is None) if end else stretch
        return stretch

    def anchor(self, meaning: Meaning) -> Date:
        """The row of one meaning. What nothing anchors keeps an open value and a null interval."""
        if meaning.timex_type in ("DURATION", "SET"):
            return self._stretch(meaning)
        if meaning.value is not None and meaning.value.endswith("_REF"):
            return make_date(meaning, self.tid, meaning.value, direction=meaning.direction)
        if meaning.base == "other" or (meaning.value or "").startswith("BC"):
            return self._outside(meaning)
        if meaning.base == "quarter":
            return self.reported.anchor(meaning, self.tid, self.article)
        if meaning.base == "then":
            return self._again(meaning, self.last)
        if meaning.base == "previous" and meaning.unit == "Q" and self.quarter and not meaning.shift:
            return self._again(meaning, self.quarter)
        if meaning.shift is not None and meaning.unit is not None and meaning.value is None:
            return self._shifted(meaning, meaning.shift, meaning.unit)
        if meaning.value is None or "X" in meaning.value:
            return self._open(meaning)
        return settle(feasted(meaning, meaning.value), self.tid, meaning.value, "explicit", None, self.article)

    def _again(self, meaning: Meaning, known: Date | None) -> Date:
        """The row of words that stand for a date already mentioned; open where there is none."""
        if known is None:
            return make_date(meaning, self.tid, None)
        return make_date(
            meaning, self.tid, known.timex_value, grain=known.grain, start_date=known.start_date,
            end_date=known.end_date, edtf=known.edtf, anchor="previous_date", anchor_tid=known.tid,
            temporal_function=True,
        )  # fmt: skip

    def _outside(self, meaning: Meaning) -> Date:
        """A date of another calendar, which stays open, or before our era, which no column of days can hold."""
        value = meaning.value or "XXXX"
        before = value.startswith("BC")
        return make_date(
            meaning, self.tid, value, grain=meaning.grain, anchor="explicit" if before else None,
            edtf=edtf_before(value) if before else None,
        )  # fmt: skip

    def _stretch(self, meaning: Meaning) -> Date:
        """A duration or a set. One that ends or begins at publication has that interval."""
        published = self.article.published
        if meaning.since and meaning.until:
            return make_date(
                meaning, self.tid, meaning.value, grain=None, start_date=meaning.since, end_date=meaning.until,
                end_tid=f"t{int(self.tid[1:]) + 1}",
            )  # fmt: skip
        other = None
        if published is not None and meaning.shift is not None and meaning.unit in GRAIN:
            other = moved(published, meaning.shift, meaning.unit)
        if other is None or published is None:
            return make_date(meaning, self.tid, meaning.value, grain=None, direction=meaning.direction)
        ends = {"end_tid": "t0"} if other < published else {"begin_tid": "t0"}
        return make_date(
            meaning, self.tid, meaning.value, grain=None, start_date=min(other, published),
            end_date=max(other, published), anchor="publication", anchor_tid="t0", temporal_function=True,
            direction=meaning.direction, **ends,
        )  # fmt: skip

    def _shifted(self, meaning: Meaning, shift: int, unit: str) -> Date:
        """So many units from its anchor, as fine as the words are."""
        grain = meaning.grain or GRAIN[unit]
        base, basis, tid = self._base(meaning, grain)
        if self.last and is_day_of_month(meaning, self.last, self.day, self.article):
            return make_date(meaning, self.tid, f"{self.last.timex_value}-XX", grain=grain)
        if base is None or (basis != "previous_date" and self._needs_date(meaning, grain)):
            value = OPEN[grain] + meaning.time
            return make_date(meaning, self.tid, value, grain=grain, direction=meaning.direction)
        from_start = shift <= 0 or grain in ("quarter", "year")
        day = moved(base.start if from_start else base.end, shift, unit)
        if day is None:
            return make_date(meaning, self.tid, None, grain=grain, direction=meaning.direction)
        return settle(meaning, self.tid, value_of(day, grain), basis, tid, self.article)

    def _needs_date(self, meaning: Meaning, grain: str) -> bool:
        """Whether words mean nothing without a date before them: "two years later", "the next morning"."""
        if meaning.direction_text == "later":
            return True
        return meaning.base == "previous" and bool(meaning.shift and meaning.shift > 0) and grain in ("day", "time")

    def _base(self, meaning: Meaning, grain: str) -> tuple[Period | None, str, str | None]:
        """The days that a meaning counts from: the last date mentioned when it is fine enough, else publication."""
        article = self.article
        published = article.published
        default = Period(published, published, "day") if published else None
        known = self.last if meaning.base == "previous" else None
        if meaning.base == "previous" and grain in ("day", "time") and self.day:
            known = self.day
        if meaning.base == "sentence_day" and self.day:
            known = self.day if self._is_told_of(self.day, meaning) else None
        if meaning.base == "sentence_day" and meaning.time == MIDNIGHT and known is None and published:
            cue = cue_at(meaning.start, meaning.end, article, self.seeds)
            if cue and cue.direction == "past":
                default = Period(published - timedelta(1), published - timedelta(1), "day")
        is_known = known is not None and known.grain is not None and FINE.index(known.grain) <= FINE.index(grain)
        if is_known and known and known.grain and known.start_date and known.end_date:
            return Period(known.start_date, known.end_date, known.grain), "previous_date", known.tid
        return default, "publication", "t0"

    def _is_told_of(self, day: Date, clock: Meaning) -> bool:
        """Whether a clock time falls on a day: one of its own sentence, or a past one of the sentence right before."""
        article = self.article
        one, two = article.sentence(day.start), article.sentence(clock.start)
        if one == two:
            return True
        if article.text[one[1] : two[0]].strip() or one[1] > two[0]:
            return False
        cue = cue_at(clock.start, clock.end, article, self.seeds)
        published = article.published
        is_past = published is not None and day.start_date is not None and day.start_date < published
        return is_past and cue is not None and cue.direction == "past"

    def _open(self, meaning: Meaning) -> Date:
        """A weekday, month, season ... whose year or week is open: its words tell which way, else the tense."""
        value, strict = meaning.value or "", meaning.direction != "none"
        if not strict and meaning.holiday is None and is_habit(meaning.start, self.article.text):
            return make_date(meaning, self.tid, value + meaning.time, timex_type="SET", quant="EVERY", grain=None)
        known = self.weekdays.get(weekday_of(meaning) or 0)
        if known and known.timex_value and not strict and is_attribute(meaning, self.article.text):
            return settle(meaning, self.tid, known.timex_value[:10], "previous_date", known.tid, self.article)
        direction, text, is_near = way_of(meaning, self.article, self.seeds)
        base, tid, basis = self.article.published, "t0", "publication"
        if meaning.base == "previous" and self.last and self.last.end_date:
            base, tid, basis = self.last.end_date, self.last.tid, "previous_date"
        view = View(base, direction, strict, is_near, is_sure=text == "since") if base else None
        chosen = pick(meaning, view, self.seeds) if view else None
        if chosen is None:
            open_value = None if meaning.holiday is not None else value + meaning.time
            grain = open_grain(value)
            return make_date(meaning, self.tid, open_value, direction=direction, direction_text=text, grain=grain)
        if meaning.grain == "week" and (period := period_of(chosen)):
            chosen = value_of(period.start, "week")
        row = settle(feasted(meaning, chosen), self.tid, chosen, basis, tid, self.article, direction, text)
        if number := weekday_of(meaning):
            self.weekdays[number] = row
        return row
