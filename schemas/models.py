"""The pandera schema of every table, derived from schemas/tables.py and schemas/checks.py.

Importing pandera takes half a second: only what validates imports this module.
"""

from collections.abc import Callable
from functools import cache

import pandera.polars as pa
import polars as pl

from schemas.arrow import arrow_schema
from schemas.checks import CHECKS, Check
from schemas.fields import Field
from schemas.tables import TABLES


@cache
def model(table: str) -> pa.DataFrameSchema:
    """The schema of a table. Validate eager frames only: of a LazyFrame pandera checks the types and no values."""
    types = dtypes(table)
    return pa.DataFrameSchema(
        {field.name: _column(field, types[field.name]) for field in TABLES[table].fields},
        checks=[pa.Check(_keeps(check.keeps), error=check.says) for check in _between(table)],
        strict=True,
        ordered=True,
        name=table,
    )


@cache
def whole(table: str) -> pa.DataFrameSchema:
    """The promises about values as one check that says no more than whether all are kept: a tenth of `model`'s time.

    It judges frames whose columns are those of `dtypes`. Nearly every frame keeps its promises; what is wrong with one
    that does not, `broken` says.
    """
    kept = [check.keeps.fill_null(True) for check in _between(table)] + [*map(_kept, TABLES[table].fields)]
    all_kept = pa.Check(_keeps(pl.all_horizontal(kept)), error="the contract is broken")
    return pa.DataFrameSchema({}, checks=all_kept, name=table)


def broken(table: str, frame: pl.DataFrame) -> pa.DataFrameSchema:
    """Of `model` the columns and checks that a frame breaks: pandera takes milliseconds for each that it looks at.

    The frame has the columns of `dtypes`.
    """
    promises = {check.says: check.keeps.fill_null(True) for check in _between(table)}
    promises |= {field.name: _kept(field) for field in TABLES[table].fields}
    is_kept = frame.select(**{name: keeps.all() for name, keeps in promises.items()}).row(0, named=True)
    return pa.DataFrameSchema(
        {name: column for name, column in model(table).columns.items() if not is_kept[name]},
        checks=[check for check in model(table).checks if not is_kept[str(check.error)]],
        name=table,
    )


@cache
def dtypes(table: str) -> pl.Schema:
    """The polars type of each column of a table, in order, as its Arrow schema gives them."""
    return pl.DataFrame(arrow_schema(table).empty_table()).schema


def _column(field: Field, dtype: pl.DataType) -> pa.Column:
    checks = [pa.Check(_keeps(check.keeps), error=check.says) for check in _of_column(field)]
    return pa.Column(dtype, checks, nullable=field.nullable, description=field.says)


def _kept(field: Field) -> pl.Expr:
    """True where a value keeps the definition of its column."""
    checks = [check.keeps.fill_null(True) for check in _of_column(field)]
    return pl.all_horizontal(pl.col(field.name).is_not_null() | field.nullable, *checks)


def _of_column(field: Field) -> list[Check]:
    """What the definition of a column demands of each value."""
    name, column, checks = field.name, pl.col(field.name), []
    if field.matches:
        checks.append(Check(f"{name} does not match {field.matches}", column.str.contains(field.matches)))
    if field.one_of:
        checks.append(Check(f"{name} is none of {', '.join(field.one_of)}", column.is_in(field.one_of)))
    if field.type == "float64":
        checks.append(Check(f"{name} is not finite", column.is_finite()))
    if field.least is not None:
        checks.append(Check(f"{name} is below {field.least:g}", column >= field.least))
    if field.most is not None:
        checks.append(Check(f"{name} is above {field.most:g}", column <= field.most))
    if field.type.startswith("list") and not field.nullable:
        checks.append(Check(f"{name} holds a null", column.list.eval(pl.element().is_not_null()).list.all()))
    return checks


def _between(table: str) -> list[Check]:
    """What must hold between the columns of a row, and between rows."""
    key = TABLES[table].key
    return [*CHECKS[table], *([_unique(key)] if key else [])]


def _unique(key: tuple[str, ...]) -> Check:
    """The first row with a key keeps it; every later one is at fault."""
    return Check(f"({', '.join(key)}) is there already", pl.struct(key).is_first_distinct())


def _keeps(keeps: pl.Expr) -> Callable[[pa.PolarsData], pl.LazyFrame]:
    return lambda data: data.lazyframe.select(keeps.fill_null(True).alias("keeps"))
