"""What a run must look like as a whole before it is published: schemas/assertions.yml, over its staged files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.tables import MENTION_TABLES, RUN_TABLES
from warehouse.errors import WarehouseError
from warehouse.parquet import schema_of
from warehouse.scan import first_line, scan

DEFINED = Path(__file__).resolve().parents[1] / "schemas" / "assertions.yml"
OWN = "assertions.yml"


class Assertion(BaseModel):
    """One value of a run and its bounds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    says: str
    of: str
    look: str
    min: float | None = None
    max: float | None = None


class Assertions(BaseModel):
    """All of them; runs with fewer than `documents` documents are not judged."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    documents: int = Field(ge=1)
    assertions: list[Assertion]


class Bound(BaseModel):
    """Another bound of one of them, for one warehouse."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    min: float | None = None
    max: float | None = None


class Bounds(BaseModel):
    """What a warehouse's own file may hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    documents: int | None = Field(None, ge=1)
    assertions: list[Bound] = []


@dataclass(frozen=True, slots=True)
class Broken:
    """An assertion that a run breaks, and the value."""

    assertion: Assertion
    value: float

    @property
    def stops(self) -> bool:
        """Whether nothing may be published."""
        return self.assertion.min is not None and self.value < self.assertion.min

    @property
    def says(self) -> str:
        """What is wrong, in a line."""
        bound = f"below {self.assertion.min:g}" if self.stops else f"above {self.assertion.max:g}"
        return f"{self.assertion.id}: {self.assertion.says} is {self.value:.4g}, {bound}"


def load(root: Path) -> Assertions:
    """The assertions, with the bounds that the warehouse in `root` changes.

    Raises:
        WarehouseError: its file is no list of bounds, or names an assertion that there is not.
    """
    stated = Assertions.model_validate(yaml.safe_load(DEFINED.read_text("utf-8")))
    path = root / OWN
    if not path.is_file():
        return stated
    try:
        own = Bounds.model_validate(yaml.safe_load(path.read_text("utf-8")) or {})
    except (yaml.YAMLError, UnicodeDecodeError, ValidationError) as error:
        reason = " ".join(str(error).split())
        raise WarehouseError(f"{path}: {reason}\n  fix: write id with min or max, as schemas/assertions.yml.") from None
    changed = {bound.id: bound.model_dump(exclude_unset=True) for bound in own.assertions}
    known = [assertion.id for assertion in stated.assertions]
    if unknown := sorted(changed.keys() - set(known)):
        raise WarehouseError(f"{path}: there is no assertion {unknown[0]}.\n  known: {', '.join(known)}")
    moved = [one.model_copy(update=changed.get(one.id, {})) for one in stated.assertions]
    return Assertions(documents=own.documents or stated.documents, assertions=moved)


def broken(folder: Path, assertions: Assertions) -> list[Broken]:
    """The assertions that staged files break; none for a run of few documents."""
    with duckdb.connect() as connection:
        _views(connection, folder)
        (documents,) = connection.execute("SELECT count(*) FROM documents").fetchone() or (0,)
        return [*_broken(connection, assertions.assertions)] if documents >= assertions.documents else []


def _broken(connection: duckdb.DuckDBPyConnection, assertions: Sequence[Assertion]) -> Iterator[Broken]:
    for assertion in assertions:
        try:
            found = connection.execute(assertion.of).fetchone()
        except duckdb.Error as error:
            raise WarehouseError(
                f"{DEFINED.name}: {assertion.id}: {first_line(error)}\n  fix: correct the query of this assertion."
            ) from error
        value = found[0] if found else None
        if value is None:
            continue
        one = Broken(assertion, float(value))
        if one.stops or (assertion.max is not None and value > assertion.max):
            yield one


def _views(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The tables of a run, and `rows`: every row of its four kinds."""
    for table in RUN_TABLES:
        parts = sorted(map(str, (folder / table).glob("part-*.parquet")))
        if parts:
            connection.execute(f"CREATE VIEW {table} AS FROM {scan(parts)}")
        else:
            connection.register(table, schema_of(table).empty_table())
    rows = " UNION ALL ".join(f"SELECT doc_id FROM {table}" for table in MENTION_TABLES)
    connection.execute(f"CREATE VIEW rows AS {rows}")


def looks(folder: Path, one: Broken) -> str:
    """A command that shows what is behind a broken assertion, on the files of the run in `folder`."""
    query = one.assertion.look
    for table in RUN_TABLES:
        query = query.replace(f"FROM {table} ", f"FROM '{folder}/{table}/*.parquet' ")
    return f'copydesk sql "{query}" --warehouse {folder.parents[1]}'
