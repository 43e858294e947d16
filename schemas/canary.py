"""A row that must not get through: proof, in every run, that validation is alive."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache

import polars as pl

from schemas.contract import TableError
from schemas.field import ID, Field
from schemas.models import dtypes
from schemas.split import NOT_VERBATIM, split
from schemas.tables import MENTION_TABLES, TABLES

Break = tuple[dict[str, object], str]
DOC_ID = "0" * 16
DOCUMENTS = pl.DataFrame({"doc_id": [DOC_ID], "text": ["canary"]})
SAMPLES: dict[str, object] = {
    "text": "c", "sentence_end": 6, "value": 1.0, "low": 1.0, "high": 1.0, "timex_value": "2026", "tid": "t1",
    "actor_id": DOC_ID, "contents": [{"start": 0, "end": 1}], "reasons": ["canary"],
    "run_id": "canary", "text_sha256": "0" * 64, "published_basis": "none", "table_name": "numbers",
    "started_at": datetime(2026, 1, 1, tzinfo=UTC),
}  # fmt: skip
OF_A_SPAN: Break = ({"sentence_start": 1}, "start is outside its sentence")
BREAKS: dict[str, Break] = {
    "documents": ({"status": "read"}, "status is none of done, partial, language, unreadable, quarantined"),
    "numbers": ({"low": 2.0}, "low exceeds high"),
    "dates": ({"start_date": date(2026, 1, 2), "end_date": date(2026, 1, 1)}, "start_date is after end_date"),
    "actors": ({"mentions": 0}, "mentions is below 1"),
    "actor_mentions": (
        {"mention_kind": "nickname"},
        "mention_kind is none of full, surname, title, acronym, demonym, metonym, place, role, pronoun",
    ),
    "quotes": ({"contents": []}, "contents is empty"),
    "quarantine": ({"reasons": []}, "reasons is empty"),
    "runs": ({"seconds": -1.0}, "seconds is below 0"),
    "changes": ({"op": "move"}, "op is none of add, change, gone"),
}
"""What is wrong with the bad row of a table, and the reason it must be refused for."""


def prove(tables: Iterable[str] = TABLES) -> None:
    """Run a good and a bad row of each table through `split`.

    Raises:
        TableError: a bad row got through or a good one did not, so nothing of this run can be trusted.
    """
    for table in tables:
        broken, reason = BREAKS.get(table, OF_A_SPAN)
        bad = {**good_row(table), **broken}
        wanted = {reason}
        if table in MENTION_TABLES:
            bad["text"] = "x"
            wanted.add(NOT_VERBATIM.format(text="text", start="start", end="end"))
        kept, caught = split(pl.DataFrame([good_row(table), bad], schema=dtypes(table)), table, DOCUMENTS)
        if not caught.height or not wanted <= set(caught["faults"][-1]):
            raise _dead(table, "a row made to be refused got through")
        if kept.height != 1:
            raise _dead(table, "a row made to be kept was refused")


@cache
def prove_once() -> None:
    """Prove it of every table, once in each process, before the first rows that it reads or looks at.

    Raises:
        TableError: as `prove`.
    """
    prove()


def good_row(table: str) -> dict[str, object]:
    """The smallest row that keeps the contract of a table."""
    return {field.name: _sample(field) for field in TABLES[table].fields}


def _sample(field: Field) -> object:
    """A value that the definition of a column allows; null where it may be null."""
    if field.name in SAMPLES:
        return SAMPLES[field.name]
    if field.nullable:
        return None
    if field.one_of:
        return field.one_of[0]
    if field.type in ("int64", "float64"):
        return 0 if field.name.endswith("start") else 1
    if field.type == "bool":
        return False
    if field.type.startswith("list"):
        return []
    return DOC_ID if field.matches == ID else "canary"


def _dead(table: str, what: str) -> TableError:
    return TableError(
        f"{table}: {what}: validation does not work.\n  nothing was published.\n"
        "  fix: compare the installed pandera and polars with requirements.lock; then `make test`."
    )
