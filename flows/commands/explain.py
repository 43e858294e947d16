"""`copydesk explain`: the way from words to row, and the matches that lost."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from extractors.article.document import Document, is_time
from extractors.engine.resolve import Lost
from extractors.engine.ruleset import Ruleset
from extractors.reading import Reading, read
from flows.output.errors import UserError
from flows.output.explanation import Explained, Group, Value, explained
from flows.output.page import explained_page
from flows.sources import FORMATS, plain


def show(text: str, published: str | None, ruleset: Ruleset, format: str = "text") -> int:
    """Print what became of a text, as lines or as one HTML page."""
    if published and not is_time(published):
        raise UserError(f"--published {published!r} is no ISO 8601 date.\n  fix: write it as 2025-03-04.")
    document = _document(text, published)
    reading = read(document, ruleset)
    rows, others = explained(reading, ruleset)
    if format == "html":
        sys.stdout.write(explained_page(document.id, reading, rows, others))
    else:
        _print(reading, rows, others)
    return 0


def _print(reading: Reading, rows: Sequence[Explained], others: Sequence[Explained]) -> None:
    """Every row with its rule, match, groups and values, and under it who lost to it; then what gives no row."""
    console = Console(highlight=False, soft_wrap=True)
    if reading.reason:
        console.print(f"no rows: {reading.reason}")
    elif not rows:
        console.print("no rows: no rule makes one here; `copydesk rules list` shows what is read.")
    for one in rows:
        console.print(f"[bold]{line(one.words)}[/]  {one.start}:{one.end}  {one.kind}: {escape(one.reads_as)}")
        console.print(f"  rule    {one.rule}: {escape(one.says)}")
        if one.match and (one.match.start, one.match.end) != (one.start, one.end):
            console.print(f"  match   {line(one.match.text)}  {one.match.start}:{one.match.end}")
        if one.groups:
            console.print("  groups  " + escape("; ".join(map(in_words, one.groups))))
        for seed in (seed for group in one.groups for seed in group.seeds):
            console.print(f"  seed    {escape(seed)}")
        console.print("  values  " + escape(", ".join(map(of_words, one.values))))
        _print_losers(console, one.losers)
    for rejected in reading.rejected:
        console.print(f"to quarantine  {rejected.table}: {escape('; '.join(rejected.reasons))}")
    for one in others:
        console.print(f"[dim]{line(one.words)}  {one.start}:{one.end}  {one.rule}: {escape(one.reads_as)}[/]")
        _print_losers(console, one.losers)


def _print_losers(console: Console, losers: Sequence[Lost]) -> None:
    for lost in losers:
        found = lost.found
        console.print(
            f"  [dim]lost    {line(found.text)}  {found.start}:{found.end}  {found.rule.id}: {escape(lost.why)}[/]"
        )


def line(words: str) -> str:
    """Words on one line, safe to print."""
    return escape(" ".join(words.split()))


def in_words(group: Group) -> str:
    """What groups captured, as `name, name "words" start:end`."""
    return f'{", ".join(group.names)} "{" ".join(group.words.split())}" {group.start}:{group.end}'


def of_words(value: Value) -> str:
    """A cell as `name=value`, with the words it came from."""
    said = f"={value.said}" if value.said else ""
    return f"{value.name}{said}" + (f' from "{value.source}"' if value.source else "")


def _document(text: str, published: str | None) -> Document:
    """The document of a file, when the text names one, else of the text itself."""
    if len(text) < 4096 and "\n" not in text and Path(text).is_file():
        document = plain.document(Path(text).read_bytes(), text)
        if not isinstance(document, Document):
            raise UserError(f"{text}: {document.message}.\n  fix: name a text file in UTF-8.")
        return Document(id=text, text=document.text, published=published)
    if Path(text).suffix in FORMATS and len(text.split()) == 1:
        raise UserError(f"{text}: no such file.\n  fix: name a file that exists, or give the text itself.")
    return Document(id="explain", text=text, published=published)
