"""What every extracted row carries before it becomes columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class Fact(Protocol):
    """A row of any table: a span of the text, or an actor."""

    correction_ids: tuple[str, ...] | None


@dataclass(slots=True, kw_only=True)
class Row:
    """A span of the text and the rule that found it. Offsets are code points, `end` exclusive.

    Not frozen: that would double the cost of making one.
    """

    start: int
    end: int
    rule_id: str
    correction_ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A candidate that a kind could not complete: it goes to quarantine with its reasons."""

    table: str
    rule_id: str | None
    candidate: Mapping[str, object]
    reasons: tuple[str, ...]
