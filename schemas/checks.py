"""What must hold between the columns of one row, table by table. What one column may hold, its definition says.

Each check is a polars expression that is false for a bad row; null (an operand is undecided) passes. `says` is the
reason that a quarantined row carries.
"""

from dataclasses import dataclass

import polars as pl
from polars import col

from schemas.tables import MENTION_TABLES, TABLES


@dataclass(frozen=True, slots=True)
class Check:
    """A promise between columns: its words and the expression that is true where it is kept."""

    says: str
    keeps: pl.Expr


@dataclass(frozen=True, slots=True)
class Words:
    """A span of the text beside the column that repeats its words."""

    start: str
    end: str
    text: str


def together(*columns: str) -> Check:
    """All of the columns are set, or none is."""
    are_set = [col(name).is_not_null() for name in columns]
    return Check(
        f"{', '.join(columns)}: some are set, some are not", pl.all_horizontal(are_set) | ~pl.any_horizontal(are_set)
    )


def ordered(start: str, end: str) -> Check:
    """A span has at least one character."""
    return Check(f"{start} is not below {end}", col(start) < col(end))


def inside(start: str, end: str) -> Check:
    """A part of the row's span lies within it."""
    return Check(f"{start}:{end} is outside start:end", (col(start) >= col("start")) & (col(end) <= col("end")))


def only_if(says: str, column: str, condition: pl.Expr) -> Check:
    """The column is set nowhere but where the condition holds."""
    return Check(says, col(column).is_null() | condition.fill_null(False))


_MENTION = (
    ordered("start", "end"),
    Check(
        "start is outside its sentence", (col("sentence_start") <= col("start")) & (col("start") < col("sentence_end"))
    ),
)
_NUMBERS = (
    Check("low exceeds high", col("low") <= col("high")),
    Check("value, low and high are all null", pl.any_horizontal(col("value", "low", "high").is_not_null())),
    Check("a range (low below high) has a value", ~((col("low") < col("high")) & col("value").is_not_null())),
    Check("value is outside low to high", (col("low") <= col("value")) & (col("value") <= col("high"))),
    ordered("value_start", "value_end"),
    inside("value_start", "value_end"),
    together("unit_start", "unit_end", "unit_text"),
    ordered("unit_start", "unit_end"),
    inside("unit_start", "unit_end"),
    together("currency", "currency_basis"),
    only_if("currency_assumed beside a currency", "currency_assumed", col("currency").is_null()),
    Check("is_quoted disagrees with quote_id", col("is_quoted") == col("quote_id").is_not_null()),
    Check("si_low exceeds si_high", col("si_low") <= col("si_high")),
    only_if("si_low without si_unit", "si_low", col("si_unit").is_not_null()),
    only_if("si_high without si_unit", "si_high", col("si_unit").is_not_null()),
)
_DATES = (
    Check("start_date is after end_date", col("start_date") <= col("end_date")),
    only_if("a conflict of anchors has a start_date", "start_date", ~col("anchor_conflict")),
    only_if("a conflict of anchors has an end_date", "end_date", ~col("anchor_conflict")),
    Check(
        "timex_value is null and no duration range is given",
        col("timex_value").is_not_null() | col("duration_low").is_not_null() | col("duration_high").is_not_null(),
    ),
)
_ACTORS = (only_if("geonames_id of what is no place", "geonames_id", col("actor_kind") == "place"),)
_ACTOR_MENTIONS = (
    Check(
        "a named mention has no actor_id",
        col("actor_id").is_not_null() | col("mention_kind").is_in(["role", "pronoun"]),
    ),
)
_SPANS = col("contents").list
_QUOTES = (
    together("cue_start", "cue_end", "cue_text"),
    ordered("cue_start", "cue_end"),
    together("speaker_start", "speaker_end", "speaker_text"),
    ordered("speaker_start", "speaker_end"),
    Check("contents is empty", _SPANS.len() > 0),
    Check("contents does not begin at start", _SPANS.first().struct.field("start") == col("start")),
    Check("contents does not finish at end", _SPANS.last().struct.field("end") == col("end")),
    Check(
        "a span of contents is empty",
        _SPANS.eval(pl.element().struct.field("start") < pl.element().struct.field("end")).list.all(),
    ),
    Check(
        "contents is out of order",
        _SPANS.eval(pl.element().struct.field("start").shift(-1) >= pl.element().struct.field("end")).list.all(),
    ),
    only_if("what is not speech has a speaker", "speaker_actor_id", col("kind") != "not_speech"),
    only_if("attribution is none and there is a speaker", "speaker_actor_id", col("attribution") != "none"),
)
_DOCUMENTS = (
    Check(
        "published_date disagrees with published_basis",
        col("published_date").is_not_null() == (col("published_basis") != "none"),
    ),
    only_if("status_reason of a document that is done", "status_reason", col("status") != "done"),
    Check("status_reason is null", col("status_reason").is_not_null() | (col("status") == "done")),
)
_QUARANTINE = (Check("reasons is empty", col("reasons").list.len() > 0),)

_OWN = {
    "documents": _DOCUMENTS,
    "numbers": _NUMBERS,
    "dates": _DATES,
    "actors": _ACTORS,
    "actor_mentions": _ACTOR_MENTIONS,
    "quotes": _QUOTES,
    "quarantine": _QUARANTINE,
}
CHECKS: dict[str, tuple[Check, ...]] = {
    table: (*(_MENTION if table in MENTION_TABLES else ()), *_OWN.get(table, ())) for table in TABLES
}
"""The checks between columns of every table: those of all spans of a text, and its own."""

WORDS: dict[str, tuple[Words, ...]] = {name: (Words("start", "end", "text"),) for name in MENTION_TABLES}
WORDS["numbers"] += (Words("unit_start", "unit_end", "unit_text"),)
WORDS["quotes"] += (Words("cue_start", "cue_end", "cue_text"), Words("speaker_start", "speaker_end", "speaker_text"))
"""The columns that repeat the words of documents.text, with their span."""
