"""The data dictionary, docs/tables.md: every table and column in words. `python -m schemas.dictionary` writes it.

With --check nothing is written, and the exit code is 1 when the file is not what would be written.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from schemas import contract
from schemas.checks import CHECKS, WORDS
from schemas.fields import Field
from schemas.generated import write
from schemas.tables import SHARED, TABLES, Table

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "tables.md"
VIEWS = ROOT / "warehouse" / "views"
HEAD = f"""# Tables

Written by `python -m schemas.dictionary` from `fields.py`, `facts.py`, `tables.py` and `checks.py` of `schemas/` and
the heads of `warehouse/views/*.sql`. Do not edit it; edit those and run the command again. Contract version
{contract.VERSION}.

Types are Arrow types. A `span` is a struct of `start` and `end`, a `via` the same with an `actor_id`. Offsets count
code points of `documents.text` from 0, the end excluded; in SQL `substring(text, "start" + 1, "end" - "start")` gives
the words. A nullable column is null where the text does not decide. A column name means the same in every table.

In the catalog every table is a view with `run_id`, the run that wrote the row, as its last column.
"""
VIEWS_HEAD = """# Views

Questions that come with the catalog. Columns that are not named here mean what they mean in their table.
"""


def page() -> str:
    """The whole dictionary as Markdown."""
    parts = [HEAD, *map(section, TABLES.values()), VIEWS_HEAD, *map(view, sorted(VIEWS.glob("*.sql")))]
    return "\n".join(parts)


def section(table: Table) -> str:
    """A table: its grain, its key, its columns, and what must hold between them."""
    lines = [f"## {table.name}", "", f"One row: {table.grain}. {_key(table)}", ""]
    lines += ["| column | type | null | meaning | values |", "|---|---|---|---|---|"]
    lines += [_row(field) for field in table.fields]
    if rules := [*_between(table)]:
        lines += ["", "A row goes to quarantine when:", "", *(f"- {rule}" for rule in rules)]
    return "\n".join([*lines, ""])


def view(path: Path) -> str:
    """A view: its first comment line, then each column that its head explains."""
    head = [line.removeprefix("--").strip() for line in path.read_text("utf-8").splitlines() if line.startswith("--")]
    explained = [line.split(": ", 1) for line in head[1:] if ": " in line]
    lines = [f"## {path.stem}", "", head[0], "", *(f"- `{column}`: {says}" for column, says in explained)]
    return "\n".join([*lines, ""])


def _key(table: Table) -> str:
    listed = ", ".join(f"`{column}`" for column in table.key)
    shared = " Its rows are spans of `documents.text`." if table.columns[: len(SHARED)] == SHARED else ""
    return (f"Key: {listed}." if listed else "No key.") + shared


def _row(field: Field) -> str:
    null = "yes" if field.nullable else ""
    return f"| `{field.name}` | {field.type} | {null} | {_cell(field.says)} | {_cell(_values(field))} |"


def _values(field: Field) -> str:
    """What the values may be: a list, a pattern, bounds."""
    parts = [f"`{value}`" for value in field.one_of]
    if field.matches:
        parts.append(f"`{field.matches}`")
    if field.least is not None:
        parts.append(f"{field.least:g} and up")
    if field.most is not None:
        parts.append(f"at most {field.most:g}")
    return ", ".join(parts)


def _between(table: Table) -> Iterator[str]:
    yield from (check.says for check in CHECKS[table.name])
    for words in WORDS.get(table.name, ()):
        yield f"{words.text} is not documents.text[{words.start}:{words.end}]"
    if table.key:
        yield f"({', '.join(table.key)}) is there already"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main(arguments: Sequence[str]) -> int:
    """Write the page, or with --check say whether it is fresh."""
    return write(PAGE, page(), "schemas.dictionary", arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
