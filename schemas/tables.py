"""The tables: what one row is, its columns in order, its key. Plain data over schemas/fields.py."""

from dataclasses import dataclass, replace

from schemas.facts import ACTOR_MENTIONS, ACTORS, DATES, FACTS, NUMBERS, QUOTES, SPAN
from schemas.field import Field, Fields
from schemas.fields import CHANGES, DOCUMENTS, FIELDS, QUARANTINE, RUNS


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what one row is, its columns in order, the columns that make a row unique."""

    name: str
    grain: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The definitions of the columns, with what this table demands more or less of them."""
        return tuple(self._field(name) for name in self.columns)

    def _field(self, name: str) -> Field:
        field = FIELDS[name]
        if name in self.required:
            return replace(field, nullable=False)
        if name in self.optional:
            return replace(field, nullable=True)
        return field


PLACE = ("doc_id", "start", "end")


def names(columns: Fields) -> tuple[str, ...]:
    """The names of columns, whether they are defined there or only named."""
    return tuple(column if isinstance(column, str) else column.name for column in columns)


SHARED = names(SPAN)
"""The columns of every row that is a span of documents.text."""

_TABLES = (
    Table("documents", "one version of one article", names(DOCUMENTS), ("doc_id",)),
    Table("numbers", "one mention of a quantity", names(NUMBERS), PLACE),
    Table("dates", "one temporal expression (TIMEX3)", names(DATES), PLACE),
    Table("actors", "one actor of one document", names(ACTORS), ("doc_id", "actor_id"), required=("actor_id",)),
    Table("actor_mentions", "one mention of an actor", names(ACTOR_MENTIONS), PLACE),
    Table("quotes", "one quote by one speaker", names(QUOTES), ("doc_id", "quote_id"), required=("quote_id",)),
    Table("quarantine", "one rejected row or document", names(QUARANTINE), (), optional=("rule_id", "doc_id")),
    Table("runs", "one run that was committed", names(RUNS), ("run_id",)),
    Table("changes", "one row that a run added, changed or took away", names(CHANGES), ()),
)

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}
"""Every table of the warehouse, by name."""

KIND_TABLES = {"numbers": "numbers", "dates": "dates", "actors": "actor_mentions", "quotes": "quotes"}
"""The table of each kind whose rows are spans of documents.text."""
MENTION_TABLES = tuple(KIND_TABLES.values())
FACT_TABLES = tuple(FACTS)
"""The tables that rules fill."""
RUN_TABLES = ("documents", *FACT_TABLES, "quarantine")
"""The tables that a run writes what it read to; `runs` counts their rows."""
