"""Words that count from the publication day or from the last date mentioned."""

import regex

from extractors.article.layout import Article
from extractors.dates.calendar import GRAIN
from extractors.dates.clock import time_of
from extractors.dates.counts import MULTIPLES, count_of, iso_duration, open_duration
from extractors.dates.meaning import Meaning
from extractors.dates.parts import WAYS, hedge_of, said_count, unit_of, whole
from extractors.dates.reporting import compares_amounts, compares_quarters
from extractors.dates.tense import cue_at
from extractors.dates.weekdays import weeks_from
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds

AHEAD = regex.compile(r"(?i)\b(?:by|during|for|in|into|of|over|through|throughout|within)\s\Z")
FORECAST = regex.compile(
    r"(?i)\b(?:could|expect(?:s|ed|ing)?|estimates?|forecasts?|may|might|predicts?|projects?|sees?|will|would)\b"
)

GENERIC = regex.compile(
    r"(?i)['’]s\s(?:\p{L}{3,12}\s)?(?:children|consumers|culture|economy|generation|kids|parents|society|standards"
    r"|students|technology|teenagers|teens|women|world|youth)\b"
)
"""What "today's" stands before when it means the present time, not the day of publication."""

RESULTS = regex.compile(r"(?i)['’]s\s(?:net\s|operating\s)?(?:loss|profits?|results?|earnings|income)\b")

OF_A_CLOCK = ("TH", "TM", "TS")
"""Units shorter than a day: what counts in them names no day."""


def deictic(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """today, yesterday, tomorrow, tonight; "yesterday morning"; "this morning", "last night"."""
    if word := found.first("deictic_days"):
        row = seeds.folded("deictic_days")[word.casefold()]
        shift, time = int(row["days"]), time_of(found, seeds) or row["time"]
        if not shift and not time and GENERIC.match(article.text, found.end):
            return whole(found, seeds, value="PRESENT_REF")
    else:
        shift, time = {"this": 0, "last": -1}[(found.first("near") or "this").casefold()], time_of(found, seeds)
    kind = "TIME" if time else "DATE"
    return whole(found, seeds, timex_type=kind, shift=shift, unit="D", grain="day", time=time, base="publication")


def unit_of_now(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "last year", "this week", "next month", "the previous year", "the same day"."""
    word = (found.first("date_shifts") or "").casefold()
    row = seeds.folded("date_shifts")[word]
    code = unit_of(found, seeds) if found.has("date_units") else "D"
    shift = int(row["shift"])
    if code not in GRAIN:
        return None
    time = time_of(found, seeds)
    base = row["from"]
    if word == "next" and found.text.casefold().startswith("the ") and _tells_what_came_next(found, code, article):
        base = "previous"
    if code == "D" and base == "publication" and not found.has("day_parts"):
        return None
    if code == "Q" and word == "this" and _results_of(found, article):
        return whole(found, seeds, shift=0, unit="Q", base="quarter", grain="quarter")
    is_plain = code == "Y" and word == "last" and not found.has("date_positions")
    if is_plain and compares_amounts(found.start, found.end, article):
        return whole(found, seeds, shift=-1, unit="Y", base="quarter", grain="quarter", direction="past")
    return whole(
        found, seeds, timex_type="TIME" if time else "DATE", shift=shift, unit=code, base=base,
        direction=WAYS[shift], time=time, direction_text=word if shift else None,
    )  # fmt: skip


def _tells_what_came_next(found: Found, code: str, article: Article) -> bool:
    """Whether "the next day", "the next year" goes on from the date before it: not "over the next year"."""
    return code == "D" or (code == "Y" and not AHEAD.search(article.text, max(0, found.start - 12), found.start))


def _results_of(found: Found, article: Article) -> bool:
    """Whether "this quarter's loss" is that of the quarter reported on: no words before it look ahead."""
    left, _ = article.sentence(found.start)
    is_ahead = FORECAST.search(article.text, max(left, found.start - 80), found.start)
    return bool(RESULTS.match(article.text, found.end)) and not is_ahead


def ago(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "two weeks ago", "a year ago"; an unsaid count ("several years ago") is PAST_REF."""
    code, count = unit_of(found, seeds), said_count(found, seeds)
    if found.has("weekdays"):
        weeks = {"W": 1, "FN": 2}.get(code, 0) * (count or 0)
        return weeks_from(found, int(weeks), seeds) if weeks and weeks == int(weeks) else None
    way = (found.first("way") or "ago").casefold()
    ahead = way in ("from now", "hence", "later", "after", "from today", "time")
    direction = "future" if ahead else "past"
    if way in ("later", "earlier", "previously", "before") and (count is None or code in OF_A_CLOCK):
        value = open_duration(code) if count is None else iso_duration(count, code)
        return whole(found, seeds, timex_type="DURATION", value=value, direction=direction, direction_text=way)
    if count is None or found.has("vague") or code in OF_A_CLOCK:
        return whole(found, seeds, value="FUTURE_REF" if ahead else "PAST_REF", direction=direction, direction_text=way)
    if code in MULTIPLES and (code not in GRAIN or count.denominator != 1):
        factor, code = MULTIPLES[code]
        count *= factor
    if count.denominator != 1:
        if code != "Y":
            return None
        count, code = count * 12, "M"
    if count.denominator != 1 or code not in GRAIN:
        return None
    base = "publication" if way in ("ago", "from now", "hence", "from today", "time") else "previous"
    grain = None
    if code == "Y" and count == 1 and not ahead and compares_quarters(found.start, article):
        base, grain = "quarter", "quarter"
    if code == "DE":
        grain = "year"
    shift = int(count) * (1 if ahead else -1)
    return whole(
        found, seeds, shift=shift, unit=code, base=base, grain=grain, mod=hedge_of(found, seeds),
        direction=direction, direction_text=way,
    )  # fmt: skip


def previously(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the day before", "the year-earlier quarter", "year-ago": one unit back from the last date mentioned."""
    if found.has("number"):
        count = count_of(found.first("number") or "", seeds)
        return whole(found, seeds, timex_type="DURATION", value=iso_duration(count, "M") if count else None)
    if found.has("year_back"):
        is_quarter = (found.first("of_quarter") or "").endswith("quarter") or compares_quarters(found.start, article)
        base, grain = ("quarter", "quarter") if is_quarter else ("publication", "year")
        return whole(found, seeds, shift=-1, unit="Y", base=base, grain=grain, direction="past")
    shift = 1 if found.has("ahead") else -1
    return whole(
        found, seeds, shift=shift, unit=unit_of(found, seeds), base="previous", direction=WAYS[shift],
        time=time_of(found, seeds),
    )  # fmt: skip


def doubled(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "year-end", "the start of the month": the part of the unit; "since year-end" is the last one's."""
    code, shift = unit_of(found, seeds), 0
    if not found.has("end_word") and article.text[max(0, found.start - 6) : found.start].casefold() == "since ":
        shift = -1
    mods = {"start": "START", "beginning": "START", "middle": "MID"}
    mod = mods.get((found.first("end_word") or "").casefold(), "END")
    return whole(found, seeds, shift=shift, unit=code, base="publication", mod=mod, reach="part")


def reference(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """now, recently, soon: PRESENT_REF, PAST_REF, FUTURE_REF."""
    word = " ".join((found.first("time_references") or "").casefold().split())
    if found.has("recent_unit"):
        return whole(found, seeds, value="PAST_REF" if not found.has("ahead") else "FUTURE_REF")
    return whole(found, seeds, value=seeds.folded("time_references")[word]["value"])


def spoken_unit(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the year", "the week": the present one; with "ended" or "ending" after it, its length."""
    code = unit_of(found, seeds)
    if found.has("ended"):
        return whole(found, seeds, timex_type="DURATION", value=f"P1{code}", low=f"P1{code}", high=f"P1{code}")
    return whole(found, seeds, shift=0, unit=code, base="publication", has_interval=not found.has("fiscal"))


def midweek(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "midweek": the middle of the week of publication, or of the next one where its middle is over."""
    published = article.published
    cue = cue_at(found.start, found.end, article, seeds)
    is_over = published is not None and published.isoweekday() > 4
    shift = 1 if is_over and cue is not None and cue.direction == "future" else 0
    return whole(found, seeds, shift=shift, unit="W", base="publication", mod="MID", reach="part")


def turn_of_century(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the turn of the century": the start of the century nearest to publication."""
    published = article.published
    value = f"{(published.year + 50) // 100:02}" if published else "XX"
    return whole(found, seeds, value=value, grain="century", mod="START", reach="part")


def overnight(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "overnight": the night before publication, or after a verb that looks ahead the one to come."""
    cue = cue_at(found.start, found.end, article, seeds)
    direction = cue.direction if cue else "past"
    return whole(
        found, seeds, timex_type="TIME", time="TNI", shift=0 if direction == "future" else -1, unit="D", grain="day",
        base="publication", direction=direction, direction_text=cue.text if cue else None,
    )  # fmt: skip
