"""Writes the generated seed lists: `python -m seeds.build [FOLDER]` (the folder of this file unless said)."""

import csv
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from seeds.lists import units
from seeds.lists.bodies import organisations
from seeds.lists.money import currencies, currency_codes
from seeds.lists.people import given_names, surnames
from seeds.lists.places import capitals, cities, countries, demonyms, regions
from seeds.lists.typed import HOME, Rows

LISTS: Mapping[str, Callable[[], Rows]] = {
    build.__name__: build
    for build in (
        capitals,
        cities,
        countries,
        currencies,
        currency_codes,
        demonyms,
        given_names,
        organisations,
        regions,
        surnames,
    )
} | {"unit_offsets": units.offsets, "unit_symbols": units.symbols, "units": units.names}


def write(path: Path, rows: Rows) -> None:
    """Writes rows as CSV, sorted by surface."""
    ordered = [rows[surface] for surface in sorted(rows)]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(ordered[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(ordered)


def main(folder: Path = HOME) -> None:
    """Writes every generated list into a folder."""
    for name, build in LISTS.items():
        write(folder / f"{name}.csv", build())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
