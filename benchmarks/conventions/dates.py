"""Our dates as an annotated corpus writes them: TIMEX3 as TimeBank and TempEval-3 have it."""

import regex

from extractors.columns import items
from extractors.reading import Reading

UNMARKED = regex.compile(
    r"(?i)already|previously|formerly|future|at the time|to date|one day|the coming|annual|quarterly|this point"
)
"""Words that TimeBank and AQUAINT leave without a tag nearly always."""
QUARTERS = regex.compile(r"P(\d+)Q")
PART_OF_DAY = regex.compile(r"T[A-Z]{2}$")
RECENT = regex.compile(r"(?i)recent (months|weeks|quarters)")


def spans(reading: Reading, corpus: str) -> list[dict[str, object]]:
    """The span records of one document; words that the corpus never marks are left out."""
    return [
        {"start": row["start"], "end": row["end"], "rule": row["rule_id"], **tagged(row, corpus)}
        for row in items(reading, "dates")
        if not UNMARKED.fullmatch(str(row["text"]))
    ]


def tagged(row: dict[str, object], corpus: str) -> dict[str, object]:
    """`type`, `value` and `mod` as TimeBank has them.

    AQUAINT writes the 1990s 199X, TimeBank 199, and "Friday night" is a DATE there. A range of durations counts as
    its lower end, quarters as months, "the past year" as the year it began in.
    """
    kind, text = str(row["timex_type"]), str(row["text"])
    value = str(row["timex_value"] or row["duration_low"])
    if found := QUARTERS.fullmatch(value):
        value = f"P{3 * int(found[1])}M"
    if kind == "DURATION" and text.casefold() == "the past year" and row["start_date"]:
        kind, value = "DATE", str(row["start_date"])[:4]
    if found := RECENT.fullmatch(text):
        kind, value = "DURATION", "PXW" if found[1] == "weeks" else "PXM"
    if value in ("PXDE", "PXCE"):
        value = {"PXDE": "PXY", "PXCE": "PXE"}[value]
    if value == "PXQ":
        value = "PXM"
    if corpus.casefold() == "aquaint":
        value += "X" if row["grain"] == "decade" else ""
        kind = "DATE" if kind == "TIME" and PART_OF_DAY.search(value) else kind
    return {"type": kind, "value": value} | ({"mod": row["timex_mod"]} if row["timex_mod"] else {})
