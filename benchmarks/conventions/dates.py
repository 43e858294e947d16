"""Our dates as an annotated corpus writes them: TIMEX3 as TimeBank and AQUAINT of TempEval-3 have it.

What a corpus leaves without a tag, or writes in its own way, is stated here and nowhere else: the rows keep what
STANDARDS say. Each habit was counted on the development files and rests on five cases or more; the majority decides.
A corpus with another name gets only what both share.
"""

import regex

from extractors.columns import items
from extractors.reading import Reading

Tag = dict[str, object]

UNMARKED = regex.compile(r"(?i)already|previously|future|annual|annually|quarterly")
"""Words that both leave without a tag: 85 of 98."""

OF_TIMEBANK = regex.compile(r"(?i)daily")
"""A word that TimeBank alone leaves without a tag."""

DAY_AND_PART = regex.compile(r"(\d{4}-\d\d-\d\d)T[A-Z]{2}")
NUMBERED_WEEK = regex.compile(r"\d{4}-W\d\d")
OUTSIDE = regex.compile(
    r"(?i)(?:about|almost|around|at least|just over|more than|nearly|earlier|later|(?:early|late)(?= \p{L}+day)) "
    r"|the (?=past |last |coming |early |late |\d{4})"
)
"""Words that AQUAINT leaves outside, three times in four: hedges, earlier and later, the article of a decade."""

RECENT = regex.compile(
    r"(?i)recent (months|weeks|days|quarters)|(?:the )?coming (?P<coming>day|week|year)s"
    r"|the (?P<ahead>day|week|month)s ahead"
)


def spans(reading: Reading, corpus: str) -> list[Tag]:
    """The span records of one document; words that the corpus never marks are left out."""
    name = corpus.casefold()
    return [
        {"start": begin(row, name), "end": row["end"], "rule": row["rule_id"], **tagged(row, name)}
        for row in items(reading, "dates")
        if is_marked(row, name)
    ]


def is_marked(row: Tag, corpus: str) -> bool:
    """Whether the corpus tags such words; AQUAINT has "several months" and "for years" in 4 places of 14."""
    text = str(row["text"])
    if corpus == "aquaint" and row["timex_type"] == "DURATION" and str(row["timex_value"]).startswith(("PX", "PTX")):
        return False
    return not UNMARKED.fullmatch(text) and not (corpus == "timebank" and OF_TIMEBANK.fullmatch(text))


def begin(row: Tag, corpus: str) -> int:
    """Where the corpus lets a span begin."""
    start, text = int(str(row["start"])), str(row["text"])
    while corpus == "aquaint" and (found := OUTSIDE.match(text)) and found.end() < len(text):
        start, text = start + found.end(), text[found.end() :]
    return start


def tagged(row: Tag, corpus: str) -> Tag:
    """`type`, `value` and `mod` of a row in the corpus's own writing."""
    kind, value = shared(row)
    if corpus == "aquaint":
        kind, value = aquaint(kind, value + ("X" if row["grain"] == "decade" else ""))
    return {"type": kind, "value": value} | ({"mod": row["timex_mod"]} if row["timex_mod"] else {})


def shared(row: Tag) -> tuple[str, str]:
    """Type and value as both have them: a range of durations is its lower end, recent months are a stretch."""
    kind = str(row["timex_type"])
    if found := RECENT.fullmatch(str(row["text"]).casefold()):
        unit = found["coming"] or found["ahead"] or str(found[1]).replace("quarter", "month")
        return "DURATION", f"PX{unit[0].upper()}"
    return kind, str(row["timex_value"] or row["duration_low"])


def aquaint(kind: str, value: str) -> tuple[str, str]:
    """Type and value in AQUAINT: the 1990s are 199X, week 7 is W7, "Friday night" is a DATE and mostly the day."""
    if NUMBERED_WEEK.fullmatch(value):
        return kind, value.replace("-W0", "-W")
    if found := DAY_AND_PART.fullmatch(value):
        return "DATE", found[1]
    return kind, value
