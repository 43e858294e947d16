"""Tables in CSV that a person fills in: corrections, and sheets of rows to judge."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeGuard

from flows.output.errors import UserError

Cells = Mapping[str | None, str | None]
"""A line by column; under None what it has too much, as None what it lacks."""


class Sheet(NamedTuple):
    """The names of the columns, and the lines by their number in the file."""

    columns: Sequence[str]
    lines: Sequence[tuple[int, Cells]]


def sheet_of(path: Path) -> Sheet:
    """A whole CSV file, with or without a byte order mark.

    Raises:
        UserError: it is no CSV in UTF-8.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            return Sheet(reader.fieldnames or (), [(reader.line_num, row) for row in reader])
    except UnicodeDecodeError:
        raise UserError(f"{path}: no UTF-8.\n  fix: save it as CSV in UTF-8.") from None
    except csv.Error as error:
        raise UserError(f"{path}: no CSV: {error}.\n  fix: see that every quote is closed.") from None


def is_offset(words: str | None) -> TypeGuard[str]:
    """Whether a cell holds a place in a text: digits, no more than a table takes."""
    return words is not None and words.isdecimal() and len(words) < 19
