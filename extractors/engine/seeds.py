"""Seed lists: `seeds/name.csv`, whose first column is the surface as it stands in text."""

import csv
import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from extractors.engine.errors import SeedError

HOME = Path(__file__).resolve().parents[2] / "seeds"

Cells = Mapping[str, str]
"""A row of a list: column -> cell, the surface included."""


class Seeds:
    """The seed lists of one or more folders, read when first asked for; later folders add rows or replace them."""

    def __init__(self, *folders: Path) -> None:
        self.folders = (HOME, *folders)
        self._lists: dict[str, dict[str, Cells]] = {}
        self._folded: dict[str, dict[str, Cells]] = {}

    def __contains__(self, name: str) -> bool:
        return bool(self.paths(name))

    def __getitem__(self, name: str) -> Mapping[str, Cells]:
        """The list `name` as surface -> row; a SeedError where there is none that can be read."""
        if name not in self._lists:
            self._lists[name] = self._read(name)
        return self._lists[name]

    def folded(self, name: str) -> Mapping[str, Cells]:
        """The list with its surfaces case-folded, for look-ups that ignore case."""
        if name not in self._folded:
            self._folded[name] = {surface.casefold(): row for surface, row in self[name].items()}
        return self._folded[name]

    def paths(self, name: str) -> list[Path]:
        """The files that make up a list."""
        return [path for folder in self.folders if (path := folder / f"{name}.csv").is_file()]

    def names(self) -> list[str]:
        """Every list there is."""
        return sorted({path.stem for folder in self.folders for path in folder.glob("*.csv")})

    @cached_property
    def version(self) -> str:
        """Hash of the files of every list."""
        digest = hashlib.sha256()
        for name in self.names():
            for path in self.paths(name):
                digest.update(f"{name}\0".encode() + path.read_bytes() + b"\0")
        return digest.hexdigest()

    def _read(self, name: str) -> dict[str, Cells]:
        """The rows of a list from all its files.

        Raises:
            SeedError: no file has the list; or as `_lines`.
        """
        rows: dict[str, Cells] = {}
        columns: list[str] = []
        for path in self.paths(name):
            found, lines = _lines(path)
            columns = columns or found
            if lacking := [column for column in columns if column not in found]:
                raise SeedError(
                    f"{path}: lacks the column {lacking[0]!r}.\n  known: {', '.join(columns)}\n  fix: add it."
                )
            surface = found.index(columns[0])
            rows |= {cells[surface]: dict(zip(found, cells, strict=True)) for cells in lines}
        if not rows:
            raise SeedError(f"no seed list {name!r}.\n  known: {', '.join(self.names())}\n  fix: add seeds/{name}.csv.")
        return rows


def _lines(path: Path) -> tuple[list[str], list[list[str]]]:
    """The names of the columns of a list, and the cells of its lines.

    Raises:
        SeedError: it is no CSV in UTF-8, or a line has too many or too few cells.
    """
    found: list[list[str]] = []
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines)
            columns = next(reader, [""])
            for cells in filter(None, reader):
                if len(cells) != len(columns):
                    raise SeedError(
                        f"{path}: line {reader.line_num} has not {len(columns)} cells.\n"
                        "  fix: quote a cell that holds a comma, or add what is missing."
                    )
                found.append(cells)
    except (UnicodeDecodeError, csv.Error) as error:
        raise SeedError(f"{path}: no CSV in UTF-8: {error}.\n  fix: save it so, every quote closed.") from None
    return columns, found
