"""The rows of a document while they are corrected: found, marked, taken out."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import TypeVar

from extractors.actors.row import Actor, Mention
from extractors.article.document import Correction
from extractors.engine.row import Fact, Rejected, Row

Kind = TypeVar("Kind")
Rows = dict[str, list[Fact]]
"""The rows of one document by table."""
REMOVED = "removed by correction"


class MissError(Exception):
    """A correction fits no row of the document: the message says why."""


@dataclass(slots=True)
class Sheet:
    """The rows of a document while they are corrected."""

    rows: Rows
    text: str
    rejected: list[Rejected] = field(default_factory=list)

    def of(self, table: str, kind: type[Kind]) -> list[Kind]:
        """The rows of a table that are of a class, which all of them should be."""
        return [row for row in self.rows.get(table, ()) if isinstance(row, kind)]

    def row(self, correction: Correction) -> Row:
        """The one row that a correction names by span, by its words, or both.

        Raises:
            MissError: there is none, or more than one.
        """
        rows = self.of(correction.table, Row)
        span = (correction.start, correction.end)
        fitting = [
            row for row in rows
            if correction.start is None or (row.start, row.end) == span
            if not correction.text or self.text[row.start : row.end] == correction.text
        ]  # fmt: skip
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            places = ", ".join(f"{row.start}:{row.end}" for row in fitting[:5])
            raise MissError(f"{len(fitting)} rows fit, at {places}; give start and end")
        near = sorted(rows, key=lambda row: abs(row.start - (correction.start or 0)))[:3]
        known = ", ".join(f"{row.start}:{row.end} “{self.text[row.start : row.end][:40]}”" for row in near)
        raise MissError(f"no such row; near: {known}" if known else "the document has no rows of this table")

    def actor(self, name: str) -> Actor | None:
        """The actor of an id, a name or a form that the article prints."""
        actors, folded = self.of("actors", Actor), name.casefold()
        tests: tuple[Callable[[Actor], bool], ...] = (
            lambda actor: actor.actor_id == name,
            lambda actor: actor.name.casefold() == folded,
            lambda actor: folded in (alias.casefold() for alias in actor.aliases),
        )
        return next((actor for test in tests for actor in actors if test(actor)), None)

    def mark(self, row: Row | Actor, correction: Correction) -> None:
        """Note on a row that a correction changed it."""
        row.correction_ids = (*(row.correction_ids or ()), correction.id)

    def remove(self, table: str, row: Row | Actor, correction: Correction, rule_id: str | None) -> None:
        """Take a row out; it goes to quarantine."""
        self.rows[table] = [other for other in self.rows[table] if other is not row]
        reason = f"{REMOVED} {correction.id}" + (f": {correction.why}" if correction.why else "")
        self.rejected.append(Rejected(table=table, rule_id=rule_id, candidate=asdict(row), reasons=(reason,)))

    def mentions_of(self, actor_id: str) -> list[Mention]:
        """The mentions of an actor."""
        return [mention for mention in self.of("actor_mentions", Mention) if mention.actor_id == actor_id]


def is_id(words: str) -> bool:
    """Whether words are an id, 16 hex digits, and no name."""
    return len(words) == 16 and set(words) <= set("0123456789abcdef")
