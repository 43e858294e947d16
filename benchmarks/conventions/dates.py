"""Our dates as an annotated corpus writes them: TIMEX3 as TimeBank and AQUAINT of TempEval-3 have it.

What a corpus leaves without a tag, or writes in its own way, is stated here and nowhere else: the rows keep what
STANDARDS say. Each habit was counted on the development files; the majority decides.
"""

import regex

from extractors.columns import items
from extractors.reading import Reading

Tag = dict[str, object]

UNMARKED = regex.compile(
    r"(?i)already|previously|formerly|future|at the time|to date|the coming|annual|annually|quarterly|this point"
)
"""Words that TimeBank and AQUAINT leave without a tag nearly always."""

OF_AQUAINT = regex.compile(r"(?i)soon|recently|recent|someday|presently")
OF_TIMEBANK = regex.compile(r"(?i)daily")
"""Words that one of the two leaves without a tag."""

JOURNAL = "wsj_"
"""TimeBank's part from the Wall Street Journal leaves the number of a week open, but not of "this week"."""

QUARTERS = regex.compile(r"P(\d+)Q")
DAY_AND_PART = regex.compile(r"(\d{4}-\d\d-\d\d)T[A-Z]{2}")
NUMBERED_WEEK = regex.compile(r"(\d{4}-W)\d\d")
OUTSIDE = regex.compile(
    r"(?i)(?:about|almost|around|at least|just over|more than|nearly|earlier|later|(?:early|late)(?= \p{L}+day)) "
    r"|the (?=past |last |coming |early |late |\d{4})"
)
"""Words that AQUAINT leaves outside, three times in four: hedges, earlier and later, the article of a decade."""

RECENT = regex.compile(
    r"(?i)recent (months|weeks|days|quarters)|(?:the )?coming (?P<coming>day|week|year)s"
    r"|the (?P<ahead>day|week|month)s ahead"
)
YEARS_AGO = regex.compile(r"(?i)(?:years|decades) ago$")
LATELY = regex.compile(r"(?i)the (?:last|past) (?:few|several) \w+")
VAGUE = {"PXDE": "PXY", "PXCE": "PXE", "PXQ": "PXM"}


def spans(reading: Reading, corpus: str) -> list[Tag]:
    """The span records of one document; words that the corpus never marks are left out."""
    name, published = corpus.casefold(), reading.article.published
    year = published.year if published else None
    journal = reading.article.document.id.startswith(JOURNAL)
    return [
        {"start": begin(row, name), "end": row["end"], "rule": row["rule_id"], **tagged(row, name, year, journal)}
        for row in items(reading, "dates")
        if is_marked(row, name)
    ]


def is_marked(row: Tag, corpus: str) -> bool:
    """Whether the corpus tags such words; AQUAINT has "several months" and "for years" in 4 places of 14."""
    unmarked = {"aquaint": OF_AQUAINT, "timebank": OF_TIMEBANK}.get(corpus, UNMARKED)
    text = str(row["text"])
    if corpus == "aquaint" and row["timex_type"] == "DURATION" and str(row["timex_value"]).startswith(("PX", "PTX")):
        return False
    return not UNMARKED.fullmatch(text) and not unmarked.fullmatch(text)


def begin(row: Tag, corpus: str) -> int:
    """Where the corpus lets a span begin."""
    start, text = int(str(row["start"])), str(row["text"])
    while corpus == "aquaint" and (found := OUTSIDE.match(text)) and found.end() < len(text):
        start, text = start + found.end(), text[found.end() :]
    return start


def tagged(row: Tag, corpus: str, published: int | None = None, journal: bool = False) -> Tag:
    """`type`, `value` and `mod` of a row in the corpus's own writing. "About two years ago" is a length in both."""
    kind, value = shared(row)
    if published and row["timex_mod"] and YEARS_AGO.search(str(row["text"])) and len(value) == 4:
        kind, value = "DURATION", f"P{published - int(value)}Y"
    if corpus == "aquaint":
        kind, value = aquaint(row, kind, value)
    elif journal and not str(row["text"]).casefold().endswith("this week") and (week := NUMBERED_WEEK.fullmatch(value)):
        value = f"{week[1]}XX"
    return {"type": kind, "value": value} | ({"mod": row["timex_mod"]} if row["timex_mod"] else {})


def shared(row: Tag) -> tuple[str, str]:
    """Type and value as both corpora have them.

    A range of durations counts as its lower end, quarters as months, "the past year" as the year it began in, recent
    months and coming weeks as stretches, the last few months as PAST_REF, year-end as the last day of the year.
    """
    kind, text = str(row["timex_type"]), str(row["text"]).casefold()
    value = str(row["timex_value"] or row["duration_low"])
    if found := QUARTERS.fullmatch(value):
        return kind, f"P{3 * int(found[1])}M"
    if kind == "DURATION" and text == "the past year" and row["start_date"]:
        return "DATE", str(row["start_date"])[:4]
    if found := RECENT.fullmatch(text):
        unit = found["coming"] or found["ahead"] or str(found[1]).replace("quarter", "month")
        return "DURATION", f"PX{unit[0].upper()}"
    if LATELY.fullmatch(text):
        return "DATE", "PAST_REF"
    if text == "year-end" and len(value) == 4:
        return kind, f"{value}-12-31"
    return kind, VAGUE.get(value, value)


def aquaint(row: Tag, kind: str, value: str) -> tuple[str, str]:
    """Type and value in AQUAINT: the 1990s are 199X, week 7 is W7, "Friday night" is a DATE and mostly the day, and
    the weekend two days long.
    """
    if row["grain"] == "decade":
        value += "X"
    elif NUMBERED_WEEK.fullmatch(value):
        value = value.replace("-W0", "-W")
    elif row["text"] == "the weekend":
        return "DURATION", "P2D"
    elif found := DAY_AND_PART.fullmatch(value):
        return "DATE", found[1]
    return kind, value
