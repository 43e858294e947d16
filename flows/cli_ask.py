"""The commands that ask the warehouse. Each imports what it needs when it runs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.cli_options import Answer, AsOf, Warehouse
from flows.output.hints import DATA
from schemas.tables import KIND_TABLES
from warehouse.asking.questions import names

if TYPE_CHECKING:
    Kind = str
    Name = str
else:  # the choices, which cyclopts reads off the type: for `--help` and for the Tab key
    Kind = Literal[*KIND_TABLES]
    Name = Literal[*names()] | str

Given = Annotated[list[str] | None, Parameter(name="--param", negative="", help="name=value; may be given again.")]


def sql(query: str, /, *, warehouse: Warehouse = DATA, format: Answer = "table", as_of: AsOf = None) -> int:
    """Ask the warehouse a question in SQL, read-only.

    Parameters
    ----------
    query
        For example: SELECT speaker, words FROM who_said_what LIMIT 5
    """
    from flows.commands.ask import ask

    return ask(query, warehouse, format, as_of)


def query(
    name: Annotated[Name, Parameter(show_choices=False)] = "",
    /,
    *,
    param: Given = None,
    warehouse: Warehouse = DATA,
    format: Answer = "table",
    as_of: AsOf = None,
) -> int:
    """Ask a named question; without a name, list them with their parameters.

    Parameters
    ----------
    name
        One of the questions that `copydesk query` lists; the Tab key completes it.
    """
    from flows.commands.ask import ask_named

    return ask_named(name, warehouse, format, as_of, param or [])


def ftm(*, warehouse: Warehouse = DATA, as_of: AsOf = None) -> int:
    """Print people and organisations as FollowTheMoney entities, one JSON line each, for Aleph and similar tools."""
    from flows.commands.ftm import write_entities

    return write_entities(warehouse, as_of)


def sample(
    *,
    kind: Annotated[Kind, Parameter(help="What to judge.")] = "quotes",
    n: Annotated[int, Parameter(name="--n", help="Rows to draw.")] = 100,
    rule: Annotated[str | None, Parameter(help="Rows of this rule only.")] = None,
    read: Annotated[Path | None, Parameter(help="A sheet that was filled in: keep its verdicts.")] = None,
    warehouse: Warehouse = DATA,
) -> int:
    """Draw rows for a person to judge, as a CSV sheet; or read the filled sheet: how precise is each rule?

    The same warehouse gives the same sheet. Write yes or no in its column `right`.
    """
    from flows.commands.sample import read_sheet, write_sheet

    return read_sheet(read, warehouse) if read else write_sheet(kind, n, rule, warehouse)
