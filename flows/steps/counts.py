"""What a run read, counted. Light to import: a run that finds nothing new needs no more."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Counts:
    """What was read: documents by status, rows by table, why rows and documents went to quarantine.

    `checked` documents were not read: rules changed, and cannot touch them.
    """

    statuses: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    checked: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.statuses + other.statuses,
            self.rows + other.rows,
            self.reasons + other.reasons,
            self.checked + other.checked,
        )

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to do, so that there is nothing to publish."""
        return not self.documents and not self.checked

    @property
    def documents(self) -> int:
        """Documents of any status."""
        return self.statuses.total()
