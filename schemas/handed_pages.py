"""The data dictionary of a handoff, as Markdown and as one page of HTML."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from schemas import contract
from schemas.fields import Field
from schemas.handed import Handed

HEAD = f"""# Tables

Contract version {contract.VERSION}. A nullable column is null where the text does not decide.
"""
COLUMNS = ("column", "type", "null", "meaning", "values")
STYLE = "body{font:15px sans-serif;margin:2em;max-width:70em} td,th{text-align:left;padding:.2em .8em}"


def markdown(tables: Mapping[str, Handed]) -> Iterator[str]:
    """The lines of the dictionary as Markdown."""
    yield HEAD
    for name, handed in tables.items():
        yield from (f"## {name}", "", f"One row: {handed.grain}.", "", _row(COLUMNS), "|---" * len(COLUMNS) + "|")
        yield from (_row([cell.replace("|", "\\|") for cell in _cells(field)]) for field in handed.fields)
        yield ""


def html(tables: Mapping[str, Handed]) -> Iterator[str]:
    """The lines of the dictionary as one page of HTML."""
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Tables</title><style>{STYLE}</style>'
    yield f"{head}<h1>Tables</h1><p>Contract version {contract.VERSION}.</p>"
    for name, handed in tables.items():
        yield f'<h2 id="{name}">{name}</h2><p>One row: {escape(handed.grain)}.</p><table>'
        yield "<tr>" + "".join(f"<th>{column}" for column in COLUMNS) + "</tr>"
        for field in handed.fields:
            yield "<tr>" + "".join(f"<td>{escape(cell)}" for cell in _cells(field)) + "</tr>"
        yield "</table>"
    yield "</html>"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(field: Field) -> tuple[str, ...]:
    values = ", ".join(field.one_of) or field.matches or ""
    return field.name, field.type, "yes" if field.nullable else "", field.says, values
