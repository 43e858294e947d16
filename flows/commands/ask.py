"""`copydesk sql` and `copydesk query`: answers as a table, CSV, JSON lines or Parquet."""

import csv
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import isfinite
from pathlib import Path

import pyarrow as pa
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.output.as_json import as_json
from flows.output.errors import UserError
from flows.output.hints import with_warehouse
from warehouse.asking import sql
from warehouse.asking.questions import question, questions
from warehouse.errors import counted

SHOWN_ROWS = 200
SHOWN_BLOCKS = 20
LEAST_WIDTH = 7
"""Characters that a column of a table needs; where there are fewer, each row is a block of its own."""
NUMERIC = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)


def ask(query: str, warehouse: Path, form: str, as_of: str | None = None) -> int:
    """Print the answer to one query; with `as_of` as it was when that run had been committed."""
    write(sql.ask(warehouse, query, as_of), form, _held(warehouse))
    return 0


def ask_named(name: str, warehouse: Path, form: str, as_of: str | None = None, parameters: Sequence[str] = ()) -> int:
    """Print the answer to a named question, its parameters given as name=value; without a name, list all questions."""
    if name:
        asked = question(name)
        told = f"Its parameters: {asked.usage}. " if asked.parameters else ""
        write(sql.ask(warehouse, asked.sql, as_of, asked.values(pairs(parameters))), form, told + _held(warehouse))
        return 0
    table = Table("name", "question", box=None, pad_edge=False)
    for known in questions().values():
        table.add_row(known.name, f"{escape(known.says)}\n[dim]{escape(known.usage)}[/]")
    Console().print(table)
    return 0


def _held(warehouse: Path) -> str:
    return f"What there is: {with_warehouse('copydesk report', warehouse)}"


def pairs(parameters: Sequence[str]) -> dict[str, str]:
    """Names and values of parameters given as name=value.

    Raises:
        UserError: there is no equals sign.
    """
    for parameter in parameters:
        if "=" not in parameter:
            raise UserError(f"--param {parameter}: no value.\n  fix: --param name=value, as in --param limit=20")
    return dict(parameter.split("=", 1) for parameter in parameters)


def write(rows: pa.Table, form: str, hint: str) -> None:
    """Print rows in one of the forms; `hint` says what to try where there is none.

    Raises:
        UserError: they hold what the form cannot say: a year before 1, an interval in Parquet.
    """
    try:
        if form == "table":
            write_table(rows, hint)
        else:
            FORMS[form](rows)
    except (OverflowError, ValueError, pa.ArrowException) as error:
        raise UserError(
            f"the answer cannot be written as {form}: {str(error).splitlines()[0]}.\n"
            "  fix: turn the column into words, as in CAST(it AS VARCHAR)"
        ) from error


def write_table(rows: pa.Table, hint: str) -> None:
    """A table for people, of wide rows a block each; it shows the first rows and says how many there are."""
    console = Console()
    is_wide = rows.num_columns * LEAST_WIDTH > console.width
    most = SHOWN_BLOCKS if is_wide else SHOWN_ROWS
    shown = rows.slice(0, most)
    if not is_wide:
        console.print(answer_table(shown))
    for number, row in enumerate(shown.to_pylist() if is_wide else (), 1):
        console.print(f"[bold]row {number}[/]")
        console.print(block(row))
    count = f"{most:,} of {rows.num_rows:,} rows" if rows.num_rows > most else counted(rows.num_rows, "row")
    wide = f"; {rows.num_columns} columns are too many for a table: name some, or --format csv" if is_wide else ""
    console.print(f"[dim]{count}{wide if rows.num_rows else f'. {hint}'}[/]", soft_wrap=True)


def block(row: Mapping[str, object]) -> Table:
    """One row, a line for each of its columns that has a value."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for name, value in row.items():
        if value is not None:
            table.add_row(name, cell(value))
    return table


def write_csv(rows: pa.Table) -> None:
    """CSV with a line of names: null is empty, lists and structs are JSON."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(rows.column_names)
    for row in rows.to_pylist():
        writer.writerow(as_json(plain(value)) if is_nested(value) else plain(value) for value in row.values())


def write_json(rows: pa.Table) -> None:
    """JSON lines, one row each."""
    for row in rows.to_pylist():
        sys.stdout.write(as_json(plain(row)) + "\n")


def write_parquet(rows: pa.Table) -> None:
    """One Parquet file on standard output.

    Raises:
        UserError: standard output is a terminal.
    """
    if sys.stdout.isatty():
        raise UserError("--format parquet: a Parquet file is nothing to read.\n  fix: add > answer.parquet")
    import pyarrow.parquet as pq

    made = pa.BufferOutputStream()
    pq.write_table(rows, made, compression="zstd")
    sys.stdout.buffer.write(made.getvalue())


FORMS: dict[str, Callable[[pa.Table], None]] = {"csv": write_csv, "json": write_json, "parquet": write_parquet}
"""What writes an answer for programs, by its name."""


def plain(value: object) -> object:
    """A value as JSON has it: whole decimals as integers, others as floats; what has no form there as text."""
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float) and not isfinite(value):
        return None
    return value if value is None or isinstance(value, bool | int | float | str | date) else str(value)


def is_nested(value: object) -> bool:
    """Whether CSV needs JSON for it; truth values too, which SQL writes small."""
    return isinstance(value, dict | list | tuple | bool)


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
