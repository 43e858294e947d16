"""`--format html`: an article with its spans in colour, and the page of `explain`. Everything is escaped."""

from collections.abc import Sequence
from html import escape

from extractors.reading import Reading
from flows.explanation import FURNITURE, Explained, Value
from flows.show import by_place, summary

STYLE = """
:root { color-scheme: light dark; --number: #ffd48a; --date: #a9dcff; --actor: #c5ecb4; --quote: #f3c6ef;
  --paper: #fff; --ink: #1b1b1b; --quiet: #555; --line: #ddd; }
body { font: 18px/1.65 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
  background: var(--paper); color: var(--ink); }
h1, h2 { font: 600 1rem/1.4 system-ui, sans-serif; color: var(--quiet); margin-top: 3rem; overflow-wrap: anywhere; }
article { white-space: pre-wrap; overflow-wrap: anywhere; }
h1, h2, h3, article, q { unicode-bidi: isolate; }
mark { color: inherit; border-radius: .2em; padding: .05em .1em; }
mark.number { background: var(--number); } mark.date { background: var(--date); }
mark.actor { background: var(--actor); }
mark.quote { background: none; border-bottom: .18em solid var(--quote); border-radius: 0; padding: 0; }
mark.not_speech { border-bottom-style: dotted; }
.key { font: .85rem system-ui, sans-serif; position: sticky; top: 0; background: var(--paper); padding: .6rem 0;
  z-index: 1; }
mark:focus { outline: .12rem solid var(--quiet); }
article > mark:focus::after, article mark mark:focus::after { content: attr(title); white-space: pre-line; z-index: 2;
  position: fixed; inset: auto 0 0 0; padding: .7rem 1rem; font: 1rem/1.4 system-ui, sans-serif;
  background: var(--paper); color: var(--ink); border-top: .15rem solid var(--line); }
@media (max-width: 30rem) { body { font-size: 17px; margin: 1rem auto; } h1 { margin-top: 1.5rem; } }
@media print { :root { color-scheme: light; } body { margin: 0; } .key { position: static; }
  .key span, mark:focus::after { display: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } mark:focus { outline: none; }
  h1, h2, h3, dt { break-after: avoid; } .card { break-inside: avoid; } }
@media screen and (prefers-color-scheme: dark) { :root { --number: #6b4e12; --date: #134a6e; --actor: #2b5a1c;
  --quote: #a05a9a; --paper: #16181c; --ink: #e8e6e3; --quiet: #aaa; --line: #3a3d44; } }
"""
EXPLAINED = """
body { max-width: 84rem; } main { display: grid; gap: 2rem; }
@media (min-width: 64rem) { main { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); }
  .text { position: sticky; top: 3rem; align-self: start; max-height: calc(100vh - 4rem); overflow-y: auto; } }
@media print { main { display: block; } .text { position: static; max-height: none; } }
h1 { margin-top: 1rem; } h2 { margin: 2rem 0 1rem; }
sup { font: .65rem/1 system-ui, sans-serif; user-select: none; } sup a { color: var(--quiet); text-decoration: none;
  padding: 0 .2em; } sup a:hover, sup a:focus { text-decoration: underline; }
.card { font: .85rem/1.5 system-ui, sans-serif; border-left: .3rem solid var(--line); padding: .1rem .8rem .3rem;
  margin: 0 0 1.1rem; scroll-margin-top: 3.5rem; overflow-wrap: anywhere; }
.card.number { border-color: var(--number); } .card.date { border-color: var(--date); }
.card.actor { border-color: var(--actor); } .card.quote { border-color: var(--quote); }
.card:target { outline: .15rem solid var(--quiet); outline-offset: .2rem; }
.card h3 { font: 600 1rem/1.4 Georgia, serif; margin: 0; } .card p { margin: .1rem 0 .3rem; }
.card a { color: inherit; } .quiet, dt { color: var(--quiet); }
dl { display: grid; grid-template-columns: fit-content(14rem) minmax(0, 1fr); gap: .05rem .8rem; margin: .2rem 0; }
dd { margin: 0; } .value { display: inline-block; margin-right: .9rem; }
q { font-family: Georgia, serif; } code { font-size: .95em; }
summary { cursor: pointer; color: var(--quiet); } ul { margin: .2rem 0; padding-left: 1.2rem; }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is loaded and no script runs, whatever a text holds: a second wall behind the escaping."""
KINDS = ("number", "date", "actor", "quote")
KEY = " ".join(f'<mark class="{kind}">{kind}</mark>' for kind in KINDS)


def page(readings: Sequence[tuple[str, Reading]]) -> str:
    """A whole HTML page: one article element per document, under its id."""
    articles = "\n".join(f"<h1>{escape(name)}</h1>\n<article>{marked(reading)}</article>" for name, reading in readings)
    return _framed(
        "Copydesk", STYLE, f'<p class="key">{KEY} <span>hover or tap for value and rule</span></p>\n{articles}'
    )


def explained_page(name: str, reading: Reading, rows: Sequence[Explained], others: Sequence[Explained]) -> str:
    """A whole HTML page of one document: its text, and for each span how it came about; the losers on demand."""
    cards = "\n".join(_card(one, number) for number, one in enumerate(rows, 1)) or "<p>No rule makes a row here.</p>"
    reason = f'<p class="card">No rows: {escape(reading.reason)}</p>' if reading.reason else ""
    lists = [
        _folded("Matches that make no row of their own", [one for one in others if one.kind != FURNITURE]),
        _folded("Page furniture", [one for one in others if one.kind == FURNITURE]),
    ]
    refused = "".join(
        f'<p class="card">To quarantine, {escape(one.table)}: {escape("; ".join(one.reasons))}</p>'
        for one in reading.rejected
    )
    body = (
        f'<h1>{escape(name)}</h1>\n<p class="key">{KEY} <span>each number leads to how the span came about</span></p>\n'
        f'<main>\n<div class="text"><article>{marked(reading, is_numbered=True)}</article></div>\n'
        f"<div>{reason}{cards}\n{refused}{''.join(lists)}</div>\n</main>"
    )
    return _framed(f"{name}, explained", STYLE + EXPLAINED, body)


def marked(reading: Reading, is_numbered: bool = False) -> str:
    """The text with every span marked. Marks nest; one that would cross another is cut at its edge.

    Numbered ones lead to the card of their number.
    """
    text = reading.article.text
    pieces: list[str] = []
    open_ends: list[tuple[int, str]] = []
    position = 0
    for number, (kind, row) in enumerate(by_place(reading), 1):
        start, end = int(str(row["start"])), int(str(row["end"]))
        while open_ends and open_ends[-1][0] <= start:
            position = _close(pieces, text, position, *open_ends.pop())
        end = min([end, *(outer for outer, _ in open_ends)])
        pieces.append(escape(text[position:start]))
        position = start
        title = escape(f"{summary(kind, row)}\nrule: {row['rule_id']}", quote=True)
        classes = f"{kind} {row['kind']}" if kind == "quote" else kind
        pieces.append(f'<mark class="{classes}" tabindex="0" title="{title}">')
        open_ends.append((end, f'<sup><a href="#s{number}" id="m{number}">{number}</a></sup>' if is_numbered else ""))
    while open_ends:
        position = _close(pieces, text, position, *open_ends.pop())
    return "".join(pieces) + escape(text[position:])


def _close(pieces: list[str], text: str, position: int, end: int, link: str) -> int:
    pieces.append(f"{escape(text[position:end])}</mark>{link}")
    return max(position, end)


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
