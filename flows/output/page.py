"""`--format html`: an article with its spans in colour, and the page of `explain`. Everything is escaped."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from extractors.columns import document_cells
from extractors.reading import Reading
from flows.output.explanation import FURNITURE, Explained, Value
from flows.output.marks import marked
from flows.output.show import NAMES

FOLDER = Path(__file__).parent
STYLE = (FOLDER / "page.css").read_text("utf-8")
EXPLAINED = (FOLDER / "explained.css").read_text("utf-8")
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is loaded and no script runs, whatever a text holds: a second wall behind the escaping."""
SHOWN = {name: name for name in NAMES.values() if name != "quote"} | {
    "quote": "quoted", "quote indirect": "reported", "speaker": "speaker", "cue": "cue"
}  # fmt: skip
KEY = " ".join(f'<mark class="{kind}">{shown}</mark>' for kind, shown in SHOWN.items())


def page(readings: Sequence[tuple[str, Reading | str]]) -> str:
    """A whole HTML page: for each document its id, what is known of it and its text; or why it could not be read."""
    parts = (
        f'<h1>{escape(name)}</h1>\n<p class="about">could not be read: {escape(reading)}</p>'
        if isinstance(reading, str)
        else f"<h1>{escape(name)}</h1>\n{_about(reading)}\n<article>{marked(reading)}</article>"
        for name, reading in readings
    )
    articles = "\n".join(parts) or "<p>There was no document to read.</p>"
    return _framed(
        "Copydesk",
        STYLE,
        f'<p class="key">{KEY} <span>point at a span or tap it: its value and its rule</span></p>\n{articles}',
    )


def _about(reading: Reading) -> str:
    """Who wrote it and when, as read or given; the title where the text does not print it; why there are no rows."""
    cells = document_cells(reading, "")
    title = str(cells["title"] or "")
    day = f"published {cells['published_date']} ({cells['published_basis']})" if cells["published_date"] else (
        "no publication date, so days such as Tuesday stay open"
    )  # fmt: skip
    known = ["" if title in reading.article.text else title, cells["by"], cells["publisher"], day]
    reason = f'\n<p class="about">no rows: {escape(reading.reason)}</p>' if reading.reason else ""
    return f'<p class="about">{" · ".join(escape(str(cell)) for cell in known if cell)}</p>{reason}'


def explained_page(name: str, reading: Reading, rows: Sequence[Explained], others: Sequence[Explained]) -> str:
    """A whole HTML page of one document: its text, and for each span how it came about; the losers on demand."""
    cards = "\n".join(_card(one, number) for number, one in enumerate(rows, 1)) or "<p>No rule makes a row here.</p>"
    lists = [
        _folded("Matches that make no row of their own", [one for one in others if one.kind != FURNITURE]),
        _folded("Page furniture", [one for one in others if one.kind == FURNITURE]),
    ]
    refused = "".join(
        f'<p class="card">To quarantine, {escape(one.table)}: {escape("; ".join(one.reasons))}</p>'
        for one in reading.rejected
    )
    body = (
        f'<h1>{escape(name)}</h1>\n<p class="key">{KEY} <span>each number leads to how its span was found</span></p>\n'
        f'<main>\n<div class="text">{_about(reading)}\n<article>{marked(reading, is_numbered=True)}</article></div>\n'
        f"<div>{cards}\n{refused}{''.join(lists)}</div>\n</main>"
    )
    return _framed(f"{name}, explained", STYLE + EXPLAINED, body)


def _card(one: Explained, number: int) -> str:
    """How a row came about."""
    parts = [("rule", f"<code>{escape(one.rule)}</code>: {escape(one.says)}")]
    if one.match and (one.match.start, one.match.end) != (one.start, one.end):
        parts.append(("match", f"<q>{escape(one.match.text)}</q> {_at(one.match.start, one.match.end)}"))
    for group in one.groups:
        seeds = "".join(f'<br><span class="quiet">{escape(seed)}</span>' for seed in group.seeds)
        parts.append((", ".join(group.names), f"<q>{escape(group.words)}</q> {_at(group.start, group.end)}{seeds}"))
    made = " ".join(f'<span class="value">{_value(value)}</span>' for value in one.values)
    cells = "".join(f"<dt>{label}</dt><dd>{shown}</dd>" for label, shown in (*parts, ("values", made)))
    return (
        f'<section class="card {one.kind}" id="s{number}"><h3><a href="#m{number}">{number}</a> '
        f"{escape(' '.join(one.words.split()))} {_at(one.start, one.end)}</h3>"
        f"<p>{one.kind}: {escape(one.reads_as)}</p><dl>{cells}</dl>{_losers(one)}</section>"
    )


def _value(value: Value) -> str:
    said = f" = <b>{escape(value.said)}</b>" if value.said else ""
    return f"{value.name}{said}" + (f" from <q>{escape(value.source)}</q>" if value.source else "")


def _losers(one: Explained) -> str:
    if not one.losers:
        return ""
    lines = "".join(
        f"<li><q>{escape(' '.join(lost.found.text.split()))}</q> {_at(lost.found.start, lost.found.end)} "
        f"<code>{escape(lost.found.rule.id)}</code>: {escape(lost.why)}</li>"
        for lost in one.losers
    )
    return f"<details><summary>{len(one.losers)} lost to it</summary><ul>{lines}</ul></details>"


def _folded(title: str, ones: Sequence[Explained]) -> str:
    """Spans without a row, closed until they are asked for."""
    if not ones:
        return ""
    lines = "".join(
        f"<li><q>{escape(' '.join(one.words.split()))}</q> {_at(one.start, one.end)} "
        f"<code>{escape(one.rule)}</code>: {escape(one.says)}{_losers(one)}</li>"
        for one in ones
    )
    return f'<details class="card"><summary>{title} ({len(ones)})</summary><ul>{lines}</ul></details>'


def _at(start: int, end: int) -> str:
    return f'<span class="quiet">{start}:{end}</span>'


def _framed(title: str, style: str, body: str) -> str:
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{style}</style></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )
