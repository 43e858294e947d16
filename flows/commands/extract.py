"""`copydesk extract`: documents in, JSON lines out. No Prefect, no warehouse."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain
from pathlib import Path

from extractors.article.document import Document, is_time
from extractors.engine.ruleset import Ruleset
from extractors.memory import put_off_collection
from extractors.reading import Reading, batches
from flows.commands.answers import answers, note, outcomes
from flows.output.errors import UserError
from flows.output.show import by_place, summary
from flows.sources import FORMATS, Given, documents_in, files_of, jsonl, some_files_of
from flows.sources.arriving import Arriving
from warehouse.errors import counted

OPTIONS = ("--format", "--published", "--rules", "--workers", "--help")


def given_by(inputs: Iterable[str], published: str | None = None) -> Iterator[Given | None]:
    """The documents of some files, or of standard input (`-`) as JSON lines. Ids are paths as given.

    None where the next document may be long in coming: whoever waits for the last ones should have them first.
    `published` dates the documents that give no date of their own.

    Raises:
        UserError: a path or option does not exist, before anything is read.
    """
    if published and not is_time(published):
        raise UserError(f"--published {published!r} is no ISO 8601 date.\n  fix: write it as 2025-03-04.")
    if unknown := [name for name in inputs if name.startswith("--")]:
        near = get_close_matches(unknown[0], OPTIONS, 1)
        hint = f"  near: {near[0]}\n" if near else ""
        raise UserError(f"{unknown[0]}: extract has no such option.\n{hint}  fix: see `copydesk extract --help`.")
    named = [Path(name) for name in inputs if name != "-"]
    if named:
        _name_left_out((files_of if "-" in inputs else some_files_of)(named).left_out)
    files = [(name, files_of([Path(name)]).readable if name != "-" else ()) for name in inputs]
    return (
        replace(item, published=published) if published and isinstance(item, Document) and not item.published else item
        for name, readable in files
        for item in (_piped() if name == "-" else chain.from_iterable(map(documents_in, readable)))
    )


def _name_left_out(files: Sequence[Path]) -> None:
    if files:
        names = ", ".join(path.name for path in files[:5])
        print(f"left out {counted(len(files), 'file')}, neither {' nor '.join(FORMATS)}: {names}", file=sys.stderr)


def _piped() -> Iterator[Given | None]:
    lines = Arriving(sys.stdin.fileno())
    if not lines.is_at_hand():
        yield None
    for item in jsonl.from_lines(lines, "-"):
        yield item
        if not lines.is_at_hand():
            yield None


def readings(documents: Iterable[Given | None], ruleset: Ruleset) -> Iterator[tuple[str, Reading | str]]:
    """(id, reading) or (id, error) of each document, in order."""
    put_off_collection()
    batched: Iterator[list[Given]] = batches(documents)
    for batch in batched:
        yield from outcomes(batch, ruleset)


def write_jsonl(
    documents: Iterable[Given | None], ruleset: Ruleset, rules: Path | None = None, workers: int = 1
) -> bool:
    """Print one JSON line per document as soon as it is read. True when every document could be read.

    With `workers`, long input is read by so many processes; `rules` is the folder that `ruleset` was loaded from.
    """
    put_off_collection()
    whole = True
    for answer in answers(batches(documents), ruleset, rules, workers):
        whole &= answer.is_read
        sys.stdout.write(answer.line + "\n")
        sys.stdout.flush()
        if answer.note:
            print(answer.note, file=sys.stderr)
    return whole


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _mention(name: str, reading: Reading | str) -> None:
    """Say on standard error what the rows cannot."""
    if said := f"{name}: {reading}" if isinstance(reading, str) else note(name, reading):
        print(said, file=sys.stderr)


def write_table(documents: Iterable[Given | None], ruleset: Ruleset) -> bool:
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


def write_html(documents: Iterable[Given | None], ruleset: Ruleset) -> bool:
    """Print one page with every document, its spans coloured, the rule on hover."""
    from flows.output.page import page

    read_all = list(readings(documents, ruleset))
    for name, reading in read_all:
        _mention(name, reading)
    sys.stdout.write(page(read_all))
    return not any(isinstance(reading, str) for _, reading in read_all)


WRITERS: dict[str, Callable[[Iterable[Given | None], Ruleset], bool]] = {"table": write_table, "html": write_html}
"""What prints for people, by its name."""


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
