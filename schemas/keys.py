"""Columns that name a row of another table of the same document. Plain data, beside schemas/tables.py."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`column` of `table` is null or the `target_column` of a row of `target` with the same doc_id."""

    table: str
    column: str
    target: str
    target_column: str


FOREIGN_KEYS = tuple(
    ForeignKey(*words.split())
    for words in (
        "numbers quote_id quotes quote_id",
        "numbers event_tid dates tid",
        "dates begin_tid dates tid",
        "dates end_tid dates tid",
        "dates anchor_tid dates tid",
        "quotes speaker_actor_id actors actor_id",
        "quotes said_tid dates tid",
        "actor_mentions actor_id actors actor_id",
    )
)
"""Besides these, `doc_id` of every table but documents names a row of documents."""

NO_ROW = ("t0",)
"""Values that name no row: t0 is documents.published_date."""
