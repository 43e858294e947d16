"""The corrections file of a warehouse, `corrections.csv` in its folder: read, given to documents, and looked up again.

document,table,start,end,text,fix,value,why
wire.jsonl:3,quotes,120,171,,speaker,Ada Roth,she is the mayor
,actors,,,Rep. Lee,merge,Ana Lee,the same person
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from extractors.article.document import Correction, Document
from extractors.corrections import SETTERS, cell_of, interval
from extractors.corrections.sheet import is_id
from flows.output.errors import UserError
from flows.sources import Given
from flows.sources.sheet import Cells, is_offset, sheet_of
from schemas.fields import FIELDS
from schemas.tables import MENTION_TABLES, TABLES

NAME = "corrections.csv"
COLUMNS = ("document", "table", "start", "end", "text", "fix", "value", "why")
OF_ACTORS = ("merge", "split", "rename", "retype", "ignore")
OF_ONE_DOCUMENT = ("split",)
WITHOUT_VALUE = ("remove", "ignore", "speaker")
FIXED = (
    "doc_id start end text sentence_start sentence_end section rule_id pack_version correction_ids quote_id tid "
    "contents via actor_id speaker_actor_id"
).split()  # fmt: skip
"""Columns that say where a row stands or what it points to: no correction sets them as they are."""


@dataclass(frozen=True)
class Corrections:
    """The lines of a corrections file, by their line number."""

    path: Path
    lines: Mapping[int, Correction]

    def given_to(self, documents: Iterable[Given]) -> Iterator[Given]:
        """The documents as they come, each with the corrections that may touch it."""
        for item in documents:
            yield self.given(item) if isinstance(item, Document) else item

    def given(self, document: Document) -> Document:
        """A document with its corrections."""
        return replace(document, corrections=tuple(self._of(document)))

    def _of(self, document: Document) -> list[Correction]:
        names = (document.uri or document.id, document.article_id, document.doc_id) if self._by_document else ()
        found = [correction for name in names for correction in self._by_document.get(name, ())]
        folded = document.text.casefold() if self._everywhere else ""
        found += [
            correction for correction, words in self._everywhere if not words or any(word in folded for word in words)
        ]
        order = {correction.id: number for number, correction in self.lines.items()}
        return sorted({correction.id: correction for correction in found}.values(), key=lambda one: order[one.id])

    @cached_property
    def _by_document(self) -> Mapping[str, list[Correction]]:
        found: dict[str, list[Correction]] = defaultdict(list)
        for correction in self.lines.values():
            if correction.document:
                found[correction.document].append(correction)
        return found

    @cached_property
    def _everywhere(self) -> Sequence[tuple[Correction, list[str]]]:
        """Corrections of actors in all documents, with the words of which one stands wherever the actor is named.

        An id has no words: such a correction is given to every document.
        """
        return [
            (correction, [] if is_id(correction.text) else correction.text.casefold().split())
            for correction in self.lines.values() if not correction.document
        ]  # fmt: skip


def corrections_of(warehouse: Path) -> Corrections:
    """The corrections of a warehouse; none where it has no such file.

    Raises:
        UserError: a line is wrong; every such line is named.
    """
    path = warehouse / NAME
    if not path.is_file():
        return Corrections(path, {})
    sheet = sheet_of(path)
    if unknown := set(sheet.columns) ^ set(COLUMNS):
        raise UserError(
            f"{path}:1: these columns are missing or unknown: {', '.join(sorted(map(str, unknown)))}.\n"
            f"  fix: {','.join(COLUMNS)}"
        )
    lines, faults = {}, []
    for number, cells in sheet.lines:
        try:
            lines[number] = _correction(cells)
        except ValueError as error:
            faults.append(f"{path}:{number}: {error}")
    if faults:
        raise UserError("\n".join(faults))
    return Corrections(path, lines)


def _correction(row: Cells) -> Correction:
    """A correction from its line.

    Raises:
        ValueError: what is wrong, and how to mend it.
    """
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS if name not in ("text", "value")}
    text, value = row.get("text") or "", (row.get("value") or "").strip()
    table, fix = cells["table"], cells["fix"]
    if None in row or any(row.get(name) is None for name in COLUMNS):
        raise ValueError(f"the line has not {len(COLUMNS)} cells.\n  fix: quote a cell that holds a comma")
    if table not in (*MENTION_TABLES, "actors"):
        raise ValueError(f"table {table!r} has no corrections.\n  known: {', '.join((*MENTION_TABLES, 'actors'))}")
    spans = [cells["start"], cells["end"]]
    if any(spans) and not all(map(is_offset, spans)):
        raise ValueError(f"start and end are {spans}.\n  fix: two whole numbers, or none and the words in text")
    correction = Correction(
        document=cells["document"], table=table, start=int(spans[0]) if spans[0] else None,
        end=int(spans[1]) if spans[1] else None, text=text, fix=fix, value=value, why=cells["why"],
    )  # fmt: skip
    (_check_actor if table == "actors" else _check_row)(correction)
    if not value and fix in (*OF_ACTORS, "actor", "value", "date") and fix not in WITHOUT_VALUE:
        raise ValueError(f"{fix} needs a value.\n  fix: write it in value")
    return correction


def _check_actor(correction: Correction) -> None:
    if correction.fix not in OF_ACTORS:
        raise ValueError(f"fix {correction.fix!r} is none of an actor.\n  known: {', '.join(OF_ACTORS)}")
    if not correction.text:
        raise ValueError("no actor is named.\n  fix: its name or actor_id in text")
    if correction.fix in OF_ONE_DOCUMENT and not correction.document:
        raise ValueError(f"{correction.fix} is for one document.\n  fix: name it in document")
    if correction.fix == "retype":
        cell_of("actor_kind", correction.value)


def _check_row(correction: Correction) -> None:
    table, fix = correction.table, correction.fix
    if not correction.document:
        raise ValueError("no document is named.\n  fix: its uri, id, article_id or doc_id in document")
    if correction.start is None and not correction.text:
        raise ValueError("no row is named.\n  fix: start and end, or the words in text")
    special = {"quotes": ["speaker"], "actor_mentions": ["actor"], "dates": ["date"]}.get(table, [])
    columns = [name for name in TABLES[table].columns if name not in FIXED and not FIELDS[name].type.startswith("list")]
    if fix not in ("remove", *special, *columns):
        raise ValueError(f"{table} has no fix {fix!r}.\n  known: {', '.join(('remove', *special, *columns))}")
    if (table, fix) in SETTERS:
        interval(correction.value) if fix == "date" else cell_of("value", correction.value)
    elif fix in columns:
        cell_of(fix, correction.value)
