"""A day that is named by its distance from another: "the day before last Tuesday", "two days after Christmas"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import regex

from extractors.dates.counts import count_of
from extractors.dates.meaning import Meaning
from extractors.dates.row import Date
from extractors.engine.seeds import Seeds

OFFSET = regex.compile(
    r"\b(?:(?P<one>[Tt]he)\s(?P<unit>day)"
    r"|(?<!\b(?i:about|almost|around|during|first|for|in|last|nearly|next|of|over|than|the|these|those|within)\s)"
    r"(?P<count>[Aa]n?|\d{1,2}|\p{L}\p{Ll}{2,8})\s(?P<unit>day|week)s?)\s(?P<way>before|after)\s\Z"
)
REACH = len("seventeen weeks before ")


def offset(given: Sequence[Meaning], text: str, seeds: Seeds) -> list[Meaning]:
    """The meanings, those of single days widened by a "two days before" in front, from which they then count."""
    made: list[Meaning] = []
    for meaning in given:
        if (
            text.endswith(("before ", "after "), 0, meaning.start)
            and meaning.timex_type == "DATE"
            and not meaning.linked
        ):
            found = OFFSET.search(text, max(0, meaning.start - REACH), meaning.start)
            count = _days(found, seeds) if found and _is_day(meaning) else None
            if found and count:
                made = [one for one in made if one.end <= found.start()]
                meaning = replace(meaning, start=found.start(), offset=count, mod=None)
        made.append(meaning)
    return made


def _is_day(meaning: Meaning) -> bool:
    value = meaning.value or ""
    is_deictic = meaning.shift is not None and meaning.unit == "D" and meaning.base == "publication"
    return is_deictic or value.count("-") == 2 or (meaning.holiday is not None and meaning.grain == "day")


def _days(found: regex.Match[str], seeds: Seeds) -> int | None:
    count = 1 if found["one"] else count_of(found["count"], seeds)
    if count is None or count != int(count):
        return None
    length = 7 if found["unit"] == "week" else 1
    return int(count) * length * (1 if found["way"] == "after" else -1)


def counted_from(row: Date, days: int) -> Date:
    """The row of a day, so many days on or back; an open one stays without value."""
    if row.start_date is None or row.start_date != row.end_date or row.grain != "day":
        return replace(row, timex_value="XXXX-XX-XX", start_date=None, end_date=None, edtf=None)
    day = row.start_date + timedelta(days)
    return replace(
        row, timex_value=day.isoformat(), start_date=day, end_date=day, edtf=day.isoformat(), temporal_function=True
    )
