"""Errors that a person can act on: what, where, and how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a pack: file, line, rule, the words at fault, and the mend. `str` is what a person reads.

    `about` holds lines of context in between, such as ("in", the sentence) or ("known", the names there are).
    """

    path: Path
    line: int
    says: str
    fix: str
    rule: str | None = None
    about: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        where = f"{shown(self.path)}:{self.line}: " + (f"rule {self.rule!r}: " if self.rule else "")
        lines = (*self.about, ("fix", self.fix))
        return "\n".join([f"{where}{self.says}", *(f"  {label}: {words}" for label, words in lines)])


class RuleError(Exception):
    """A rule pack is wrong. The message names file, line, rule, words at fault and the mend, of each fault."""

    faults: Sequence[Fault] = ()

    @classmethod
    def of(cls, faults: Sequence[Fault]) -> "RuleError":
        """One error for all faults of the packs."""
        error = cls("\n".join(map(str, faults)))
        error.faults = faults
        return error


class SeedError(Exception):
    """A seed list is missing or malformed."""


def shown(path: Path) -> str:
    """A path as a person names it: from the working folder where it lies below, else as given."""
    return str(path.relative_to(Path.cwd()) if path.is_absolute() and path.is_relative_to(Path.cwd()) else path)
