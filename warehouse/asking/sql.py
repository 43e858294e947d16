"""Questions to the warehouse: read-only, within its folder, with errors of one line.

DuckDB's own switches do the fencing: files outside the warehouse cannot be read, settings cannot be changed back. They
would let COPY write inside it, so only queries are taken; and as EXPLAIN ANALYZE runs what it explains, only of those.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from difflib import get_close_matches
from itertools import count
from pathlib import Path
from types import MappingProxyType

import duckdb
import pyarrow as pa

from schemas.tables import TABLES
from warehouse import catalog
from warehouse.asking.questions import Value
from warehouse.catalog import NAME, VIEWS
from warehouse.errors import WarehouseError, no_warehouse
from warehouse.log import read_log
from warehouse.past import log_as_of
from warehouse.scan import first_line, quoted

EXPLAIN = re.compile(r"\s*EXPLAIN\b(?:\s*\([^()]*\)|\s+(?:ANALYZE|VERBOSE)\b)*", re.IGNORECASE)
NOTHING: Mapping[str, Value] = MappingProxyType({})
SHOWN = "correct the query; 'SHOW TABLES' lists tables and views, 'DESCRIBE amounts' the columns of one."
HINTS = ("Candidate bindings", "Did you mean")
AGAIN = 0.1
"""Seconds after which a query that goes on is told again to stop."""


def ask(root: Path, query: str, as_of: str | None = None, given: Mapping[str, Value] = NOTHING) -> pa.Table:
    """The rows of one query; with `as_of` over the warehouse as it was when that run had been committed.

    `given` are the values of its parameters, which stand in it as $name.

    Raises:
        WarehouseError: there is no warehouse, the query is none, or DuckDB refuses it; one line says why.
    """
    with _opened(root, as_of) as connection:
        try:
            _refuse_all_but_a_query(connection, query)
            return _unless_stopped(connection, lambda: _rows(connection, query, given))
        except duckdb.Error as error:
            raise WarehouseError(_in_one_line(error, query, root)) from error


def _opened(root: Path, as_of: str | None) -> duckdb.DuckDBPyConnection:
    """The catalog, fenced in; with `as_of` one made in memory of the commits up to that run."""
    path = root.resolve() / NAME
    if not path.is_file():
        raise no_warehouse(root)
    try:
        connection = _past(path.parent, as_of) if as_of else duckdb.connect(path, read_only=True)
        made_for = connection.execute("SELECT root FROM meta.catalog").fetchone()
        connection.execute(f"SET allowed_directories = [{quoted(f'{path.parent}/')}]")
        connection.execute("SET TimeZone = 'UTC'; SET autoinstall_known_extensions = false")
        connection.execute("SET autoload_known_extensions = false")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        raise WarehouseError(
            f"{path}: cannot be opened: {first_line(error)}\n"
            "  fix: close the program that has it open for writing;"
            f" `copydesk run PATHS --warehouse {root}` rebuilds a damaged one."
        ) from error
    if made_for != (str(path.parent),):
        raise WarehouseError(
            f"{root}: this warehouse was moved here.\n  fix: `copydesk run PATHS --warehouse {root}` mends its catalog."
        )
    return connection


def _past(root: Path, run_id: str) -> duckdb.DuckDBPyConnection:
    return catalog.as_of(root, log_as_of(root, read_log(root), run_id))


def _unless_stopped(connection: duckdb.DuckDBPyConnection, rows: Callable[[], pa.Table]) -> pa.Table:
    """What `rows` gives. Ctrl-C ends the query: DuckDB hears of it by another thread than the one that it works in."""
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(rows)
        try:
            return answer.result()
        except KeyboardInterrupt:
            while not answer.done():
                connection.interrupt()  # once more, as a query that begins just then has not heard of it
                wait([answer], AGAIN)
            raise


def _rows(connection: duckdb.DuckDBPyConnection, query: str, given: Mapping[str, Value]) -> pa.Table:
    """The rows. Of a query that cannot be planned `sql` does not say the place, `execute` does."""
    try:
        relation = connection.sql(query, params=dict(given) or None)
    except duckdb.Error:
        connection.execute(query, dict(given))
        raise
    return _told_apart(relation.to_arrow_table())


def _told_apart(rows: pa.Table) -> pa.Table:
    """Rows whose columns have a name each: of several `doc_id`, as of a join, the second is `doc_id_1`."""
    taken: list[str] = []
    for column in rows.column_names:
        numbered = (f"{column}_{number}" for number in count(1))
        taken.append(column if column not in taken else next(name for name in numbered if name not in taken))
    return rows.rename_columns(taken)


def _refuse_all_but_a_query(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    """Stop at more than one statement, and at one that is no query and explains none.

    Raises:
        WarehouseError: it is something else.
    """
    statements = connection.extract_statements(query)
    if len(statements) == 1 and statements[0].type == duckdb.StatementType.EXPLAIN:
        statements = connection.extract_statements(EXPLAIN.sub("", query, count=1))
    if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
        raise WarehouseError(
            "one query at a time: SELECT, FROM, WITH, DESCRIBE, SHOW, SUMMARIZE, or EXPLAIN of one.\n"
            "  fix: ask, as in 'FROM amounts LIMIT 5'; rows change by runs, corrections and withdrawals only."
        )


def _in_one_line(error: duckdb.Error, query: str, root: Path) -> str:
    """What is wrong, and where or what there is instead."""
    text = first_line(error)
    if isinstance(error, duckdb.CatalogException) and "Table with name" in text:
        unknown = text.split("Table with name ", 1)[1].split(" ", 1)[0]
        known = sorted({*TABLES, *(path.stem for path in VIEWS.glob("*.sql"))})
        near = get_close_matches(unknown, known, 1)
        hint = f"  near: {near[0]}\n" if near else ""
        return f"there is no table {unknown}.\n{hint}  known: {', '.join(known)}"
    if isinstance(error, duckdb.PermissionException):
        return (
            f"a query may read {root} only; {text.split(': ', 1)[-1]}.\n"
            "  fix: ask its tables: copydesk sql 'SHOW TABLES'; other files are asked in a DuckDB of your own."
        )
    if isinstance(error, duckdb.IOException):
        return (
            f"{text}\n  fix: `copydesk run PATHS --warehouse {root}` rebuilds the catalog;"
            " files that are gone come back from a backup."
        )
    hints = [line for line in str(error).splitlines() if line.startswith(HINTS)]
    return f"{' '.join([text, *hints, *_place(error, query)])}\n  fix: {SHOWN}"


def _place(error: duckdb.Error, query: str) -> Sequence[str]:
    """Line and column, counted from 1, from DuckDB's picture of the statement."""
    lines = str(error).splitlines()
    caret = next((line for line in lines if line.strip() and not line.strip("^ ~")), None)
    pictured = next((line for line in lines if line.startswith("LINE ")), None)
    if caret is None or pictured is None:
        return ()
    label, words = pictured.split(": ", 1)
    number = int(label.removeprefix("LINE "))
    column = caret.index("^") - len(label) - 2
    line = query.splitlines()[number - 1] if number <= len(query.splitlines()) else words
    if words.startswith("..."):
        column += line.find(words.strip(".").strip()) - 3
    return (f"(line {number}, column {column + 1})",)
