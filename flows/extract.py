"""`copydesk extract`: documents in, JSON lines out. No Prefect, no warehouse."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from extractors.columns import items
from extractors.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.reading import Reading, read
from flows.errors import UserError
from flows.show import by_place, summary
from flows.sources import FORMATS, Given, files_of, jsonl

ACTOR_COLUMNS = ("name", "actor_kind")


def given_by(inputs: Iterable[str], published: str | None = None) -> Iterator[Given]:
    """The documents of some files, or of standard input (`-`) as JSON lines. Ids are paths as given.

    `published` dates the documents that give no date of their own.

    Raises:
        UserError: a path or option does not exist, before anything is read.
    """
    if published and not jsonl.is_time(published):
        raise UserError(f"--published {published!r} is no ISO 8601 date.\n  fix: write it as 2025-03-04.")
    if unknown := [name for name in inputs if name.startswith("--")]:
        raise UserError(f"{unknown[0]}: extract has no such option.\n  fix: see `copydesk extract --help`.")
    files = [(name, files_of([Path(name)]).readable if name != "-" else ()) for name in inputs]
    return (
        replace(item, published=published) if published and isinstance(item, Document) and not item.published else item
        for name, readable in files
        for item in (jsonl.from_lines(sys.stdin.buffer, "-") if name == "-" else _from_files(readable))
    )


def _from_files(files: Iterable[tuple[Path, str]]) -> Iterator[Given]:
    for path, name in files:
        yield from FORMATS[path.suffix.lower()](path, name)


def readings(documents: Iterable[Given], ruleset: Ruleset) -> Iterator[tuple[str, Reading | str]]:
    """(id, reading) or (id, error) of each document, in order."""
    for item in documents:
        if isinstance(item, Document):
            reading = read(item, ruleset)
            yield item.id, reading if reading.status in ("done", "partial", "language") else str(reading.reason)
        else:
            yield item.id, item.message


def record(name: str, reading: Reading | str) -> dict[str, object]:
    """The JSON object of one document: its four kinds, or its error."""
    if isinstance(reading, str):
        return {"id": name, "error": reading}
    actors = {row["actor_id"]: row for row in items(reading, "actors")}
    mentions = [
        {
            **row,
            **{
                column: actors[row["actor_id"]][column] if row["actor_id"] in actors else None
                for column in ACTOR_COLUMNS
            },
        }
        for row in items(reading, "actor_mentions")
    ]
    return {
        "id": name,
        "numbers": items(reading, "numbers"),
        "dates": items(reading, "dates"),
        "actors": mentions,
        "quotes": [_quote(row) for row in items(reading, "quotes")],
    }


def _quote(row: dict[str, object]) -> dict[str, object]:
    """A quote with its spans as [start, end] pairs."""
    spans = {
        "contents": [[span["start"], span["end"]] for span in row["contents"]],  # type: ignore[attr-defined]
        "via": [[span["start"], span["end"], span["actor_id"]] for span in row["via"]],  # type: ignore[attr-defined]
        "cue": _pair(row["cue_start"], row["cue_end"]),
        "speaker": _pair(row["speaker_start"], row["speaker_end"]),
    }
    return {**row, **spans}


def _pair(start: object, end: object) -> list[object] | None:
    return None if start is None else [start, end]


def as_json(value: object) -> str:
    """One line of JSON; dates and times as ISO 8601."""
    return json.dumps(value, ensure_ascii=False, default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")


def write_jsonl(documents: Iterable[Given], ruleset: Ruleset) -> bool:
    """Print one JSON line per document as it is read. True when every document could be read."""
    whole = True
    for name, reading in readings(documents, ruleset):
        whole &= not isinstance(reading, str)
        sys.stdout.write(as_json(record(name, reading)) + "\n")
        _mention(name, reading)
    return whole


def _mention(name: str, reading: Reading | str) -> None:
    """Say on standard error what the records cannot: a document in another language, or none at all."""
    if isinstance(reading, str):
        print(f"{name}: {reading}", file=sys.stderr)
    elif reading.reason:
        print(f"{name}: no rows: {reading.reason}", file=sys.stderr)


def write_table(documents: Iterable[Given], ruleset: Ruleset) -> bool:
    """Print one table per document, for people."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    whole = True
    for name, reading in readings(documents, ruleset):
        whole &= not isinstance(reading, str)
        _mention(name, reading)
        if isinstance(reading, str):
            continue
        table = Table("kind", "words", "reads as", "rule", title=name, title_justify="left", box=None, pad_edge=False)
        for kind, row in by_place(reading):
            table.add_row(kind, " ".join(str(row["text"]).split()), summary(kind, row), str(row["rule_id"]))
        console.print(table)
    return whole


def write_html(documents: Iterable[Given], ruleset: Ruleset) -> bool:
    """Print one page with every document, its spans coloured, the rule on hover."""
    from flows.page import page

    read_all = list(readings(documents, ruleset))
    for name, reading in read_all:
        _mention(name, reading)
    sys.stdout.write(page([(name, reading) for name, reading in read_all if isinstance(reading, Reading)]))
    return not any(isinstance(reading, str) for _, reading in read_all)


WRITERS: dict[str, Callable[[Iterable[Given], Ruleset], bool]] = {
    "json": write_jsonl,
    "table": write_table,
    "html": write_html,
}


def require_input(inputs: tuple[str, ...]) -> tuple[str, ...]:
    """The inputs; standard input when none is named and something is piped in.

    Raises:
        UserError: nothing is named and nothing is piped in.
    """
    if inputs:
        return inputs
    if sys.stdin is None or sys.stdin.isatty():
        raise UserError(
            "nothing to read.\n  fix: name text or .jsonl files, or pipe JSON lines in: "
            "cat articles.jsonl | copydesk extract -"
        )
    return ("-",)
