"""What a column is: the record that schemas/facts.py and schemas/fields.py are written in.

Types are spelled as Arrow spells them; `span` is {start, end} in code points of `documents.text`.
A nullable column is null where the text does not decide, never where nobody looked.
"""

from dataclasses import dataclass

NULL = True
"""May be null."""
TIME = "timestamp[us, tz=UTC]"
ID = r"^[0-9a-f]{16}$"
ALPHA2 = r"^[A-Z]{2}$"
ALPHA3 = r"^[A-Z]{3}$"
TID = r"^t\d+$"
SMALL = r"^[a-z_]+$"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, Arrow type, meaning and what its values may be. `matches` is a pattern of polars (Rust)."""

    name: str
    type: str
    says: str
    nullable: bool = False
    matches: str | None = None
    least: float | None = None
    most: float | None = None
    one_of: tuple[str, ...] = ()


Fields = tuple[Field | str, ...]
"""The columns of a table in order: each defined where it stands first, in later tables named."""


def words(listed: str) -> tuple[str, ...]:
    """The words of a line, as the values that a column may hold."""
    return tuple(listed.split())
