"""Clock times and parts of the day as the time of a TIMEX3 value."""

import regex

from extractors.dates.parts import day_part_of
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds

FIGURES = regex.compile(r"(\d{1,2}?)(?:[:.]?(\d\d))?(?:[:.](\d\d))?\s?([ap])?(?:\.?\s?m\b\.?)?", regex.IGNORECASE)

BARE = regex.compile(r"(\d{1,2})(?:[:.]\d\d)?$")


def time_of(found: Found, seeds: Seeds) -> str:
    """`T09:05` of a clock time, `TMO` of a part of the day, else nothing. Seconds are dropped, zones not applied."""
    if figures := found.first("clock"):
        half = (found.first("half") or found.first("day_parts") or "").casefold()
        is_bare = half and (bare := BARE.match(figures)) and int(bare[1]) <= 12
        return clock(f"{figures} {'am' if half == 'morning' else 'pm'}" if is_bare else figures)
    if word := found.first("clock_words"):
        return f"T{seeds.folded('clock_words')[word.casefold()]['time']}"
    return day_part_of(found, seeds)


def clock(figures: str) -> str:
    """`T21:30` of "9:30 p.m.", "21.30" or "2130"; nothing where there is no such time."""
    found = FIGURES.fullmatch(figures.strip())
    if found is None:
        return ""
    hour, minute, half = int(found[1]), found[2] or "00", (found[4] or "").casefold()
    if half and not 1 <= hour <= 12:
        return f"T{hour:02}:{minute}" if hour < 24 else ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02}:{minute}" if hour < 24 else ""
