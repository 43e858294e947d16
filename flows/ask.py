"""`copydesk sql` and `copydesk query`: answers as a table, CSV or JSON lines."""

import csv
import sys
from pathlib import Path

import pyarrow as pa
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.records import as_json
from warehouse import sql

SHOWN_ROWS = 200
NUMERIC = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)


def ask(query: str, warehouse: Path, form: str, as_of: str | None = None) -> int:
    """Print the answer to one query; with `as_of` as it was when that run had been committed."""
    write(sql.ask(warehouse, query, as_of), form)
    return 0


def ask_named(name: str, warehouse: Path, form: str, as_of: str | None = None) -> int:
    """Print the answer to a named question; without a name, the questions there are."""
    if name:
        return ask(sql.text_of(name), warehouse, form, as_of)
    table = Table("name", "question", box=None, pad_edge=False)
    for known, question in sql.named().items():
        table.add_row(known, question)
    Console().print(table)
    return 0


def write(rows: pa.Table, form: str) -> None:
    """Print rows in one of the forms. The table is for people: it shows 200 rows and says how many there are."""
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(rows.column_names)
        writer.writerows(row.values() for row in rows.to_pylist())
    elif form == "json":
        for row in rows.to_pylist():
            sys.stdout.write(as_json(row) + "\n")
    else:
        console = Console()
        console.print(answer_table(rows.slice(0, SHOWN_ROWS)))
        shown = f"{min(rows.num_rows, SHOWN_ROWS):,} of " if rows.num_rows > SHOWN_ROWS else ""
        console.print(f"[dim]{shown}{rows.num_rows:,} rows[/]")


def answer_table(rows: pa.Table) -> Table:
    """Rows as a table that fits the terminal."""
    table = Table(pad_edge=False, show_edge=False)
    for field in rows.schema:
        right = any(is_kind(field.type) for is_kind in NUMERIC)
        table.add_column(field.name, justify="right" if right else "left", overflow="fold")
    for row in rows.to_pylist():
        table.add_row(*(cell(value) for value in row.values()))
    return table


def cell(value: object) -> str:
    """A value in words: no value is a dash, figures have their thousands apart, blanks are folded."""
    if value is None:
        return "–"
    if isinstance(value, float | int) and not isinstance(value, bool):
        return f"{value:,.10g}" if isinstance(value, float) else f"{value:,}"
    return escape(" ".join(str(value).split()))
