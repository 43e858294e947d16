"""The tables of a handoff: the public ones with the run of each row, and three that only a handoff has."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from schemas.fields import FIELDS, Field
from schemas.tables import TABLES

VERBATIM = ("text", "candidate", *(name for name in FIELDS if name.endswith("_text")))
"""Columns that a handoff without text leaves out: they repeat the article word for word."""
ANY_WORDS = "(?s)^."
"""The pattern of a column that may hold any words."""


class Handed(NamedTuple):
    """A table as it is handed over; `applied` says how a handoff of changes is applied to the rows of earlier ones.

    documents: rows of its documents, and of those in `gone`, are replaced; runs: rows of its runs are; whole: all are.
    """

    grain: str
    fields: tuple[Field, ...]
    order: tuple[str, ...]
    applied: str


def _public(name: str) -> Handed:
    table = TABLES[name]
    run = () if "run_id" in table.columns else (FIELDS["run_id"],)
    fields = (*table.fields, *run)
    order = table.key or tuple(field.name for field in fields)
    return Handed(table.grain, fields, order, "documents" if "doc_id" in table.columns else "runs")


_BASIS = Field(
    "licence_basis",
    "string",
    "What is known of it: terms given with the article, a holder printed in it, nothing.",
    one_of=("given", "printed", "none"),
)
_OP = Field("op", "string", "withdrawn: out of every table; purged: its words are out of every file.")
_ID = ("article_id", "doc_id")

HANDED: Mapping[str, Handed] = {
    **{name: _public(name) for name in TABLES},
    "licences": Handed(
        "the licence of one article",
        (*(FIELDS[name] for name in (*_ID, "publisher", "copyright_holder", "usage_terms")), _BASIS),
        ("doc_id",),
        "documents",
    ),
    "tombstones": Handed(
        "an article that was withdrawn",
        (*(FIELDS[name] for name in _ID), _OP, FIELDS["run_id"]),
        ("article_id", "run_id"),
        "whole",
    ),
}
GONE = Handed("a document whose earlier rows no longer count", (FIELDS["doc_id"],), ("doc_id",), "documents")


def view(table: str) -> str:
    """The name of the view that shows the rows of a table to hand over, beside the table's own."""
    return f"handed_{table}"


def without_text(table: Handed) -> Handed:
    """The table without the columns that repeat articles; what can hold their words may be null, but for an address."""
    kept = tuple(
        replace(field, nullable=True)
        if field.type in ("string", "list<string>") and field.matches in (None, ANY_WORDS) and field.name != "uri"
        else field
        for field in table.fields
        if field.name not in VERBATIM
    )
    return table._replace(fields=kept, order=tuple(name for name in table.order if name not in VERBATIM))
