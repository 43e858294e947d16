"""What the lists are built from and by: typed files, spellings, rows."""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

Row = dict[str, str]
Rows = dict[str, Row]
HOME = Path(__file__).resolve().parents[1]
TYPED = HOME / "typed"
LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"})


def typed_lines(name: str) -> Iterator[str]:
    """The lines of a typed file, without comments and empty lines."""
    for line in (TYPED / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def typed_words(name: str) -> list[str]:
    """The words of a typed file that is one list."""
    return " ".join(typed_lines(name)).split()


def listed(text: str) -> Iterator[tuple[str, str]]:
    """The surfaces of a list divided by bars, each with "true" where a question mark follows it."""
    for part in text.split("|"):
        surface = part.strip()
        if surface:
            yield surface.removesuffix("?"), "true" if surface.endswith("?") else ""


def typed_groups(name: str) -> Iterator[tuple[str, str, str]]:
    """Key, surface and ambiguity of a typed file of "key: surface | surface" lines; the key -- comes out empty."""
    for line in typed_lines(name):
        key, surfaces = line.split(": ", 1)
        for surface, ambiguous in listed(surfaces):
            yield key.replace("--", ""), surface, ambiguous


def folded(text: str) -> str:
    """The text without diacritics, as news in English often prints it."""
    parts = unicodedata.normalize("NFD", text.translate(LETTERS))
    return unicodedata.normalize("NFC", "".join(char for char in parts if not unicodedata.combining(char)))


def spellings(surface: str) -> set[str]:
    """A surface with both apostrophes, each with and without diacritics."""
    apostrophes = {surface.replace("'", "’"), surface.replace("’", "'")}
    return apostrophes | {folded(each) for each in apostrophes}


def rows_of(columns: str, entries: Iterable[tuple[str, ...]]) -> Rows:
    """Rows by surface, in every spelling; a later entry replaces an earlier one of the same surface."""
    names = columns.split(",")
    rows: Rows = {}
    for surface, *cells in entries:
        for spelling in spellings(surface):
            rows[spelling] = dict(zip(names, (spelling, *cells), strict=True))
    return rows


def mark(true: bool) -> str:
    """A truth value as the lists write it: "true" or nothing."""
    return "true" if true else ""
