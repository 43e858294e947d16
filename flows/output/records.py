"""One line of JSON per document, written from its rows: what `copydesk extract` prints."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from json.encoder import encode_basestring as quoted
from math import isfinite
from operator import attrgetter
from typing import NamedTuple

from extractors.columns import OF_RUN, Values, places
from extractors.engine.row import Fact
from extractors.reading import Reading
from flows.output.as_json import ENCODER, as_json
from schemas.fields import FIELDS
from schemas.tables import KIND_TABLES, TABLES

OF_THE_ROW = ("text", "section", "rule_id", "tid", "quote_id", "actor_id", "speaker_actor_id")
"""Columns of words that go together with no other column: each is written by itself."""


class Part(NamedTuple):
    """Neighbouring columns of a table that are written together: how they are read off a row, and written."""

    names: tuple[str, ...]
    read: Callable[[object], object]
    write: Callable[[Values], Values]


def line(name: str, reading: Reading | str) -> str:
    """The JSON object of one document: its four kinds, or its error."""
    if isinstance(reading, str):
        return as_json({"id": name, "error": reading})
    kinds = [f"{quoted(kind)}: [{_items(reading, table)}]" for kind, table in KIND_TABLES.items()]
    return f'{{"id": {quoted(name)}, {", ".join(kinds)}}}'


def _items(reading: Reading, table: str) -> str:
    """The rows of a table as JSON objects, written a few columns at a time."""
    rows = reading.rows.get(table)
    if not rows:
        return ""
    given = places(reading.article, rows)
    written = [
        part.write(given[part.names[0]] if part.names[0] in given else list(map(part.read, rows)))
        for part in _parts(table)
    ]
    if table == "actor_mentions":
        written.append(_actors(reading, rows))
    elif table == "quotes":
        written += [_pairs(rows, "cue"), _pairs(rows, "speaker")]
    template = _template(table)
    return ", ".join([template % values for values in zip(*written, strict=True)])


@cache
def _template(table: str) -> str:
    """A row of a table, with a place for each of its parts and for what is added to its columns."""
    parts = ["%s" if len(part.names) > 1 else f"{quoted(part.names[0])}: %s" for part in _parts(table)]
    added = {"actor_mentions": ["%s"], "quotes": ['"cue": %s', '"speaker": %s']}.get(table, [])
    return "{" + ", ".join([*parts, *added]) + "}"


@cache
def _parts(table: str) -> list[Part]:
    """The columns of a table. Neighbours whose values are few are one part: most rows repeat what others had."""
    columns = [name for name in TABLES[table].columns if name not in OF_RUN]
    parts: list[Part] = []
    for are_few, neighbours in groupby(columns, _has_few_values):
        names = tuple(neighbours)
        for part in [names] if are_few else [(name,) for name in names]:
            write = _Repeated(part).all if len(part) > 1 else _writer(part[0])
            parts.append(Part(part, attrgetter(*part), write))
    return parts


def _writer(column: str) -> Callable[[Values], Values]:
    """What writes the values of one column."""
    return _texts if column == "text" else WRITERS.get(FIELDS[column].type, _others)


def _has_few_values(column: str) -> bool:
    return FIELDS[column].type in ("string", "bool") and column not in OF_THE_ROW


def _actors(reading: Reading, mentions: Sequence[Fact]) -> Values:
    """Name and kind of the actor behind each mention: what it says besides its own columns."""
    of_id = {
        actor: f'"name": {quoted(name)}, "actor_kind": {quoted(kind)}'
        for actor, name, kind in map(attrgetter("actor_id", "name", "actor_kind"), reading.rows["actors"])
    }
    nobody = '"name": null, "actor_kind": null'
    return [of_id.get(actor, nobody) for actor in map(attrgetter("actor_id"), mentions)]


def _pairs(rows: Sequence[Fact], name: str) -> Values:
    """A span of each row as a pair."""
    spans = map(attrgetter(f"{name}_start", f"{name}_end"), rows)
    return ["null" if start is None else f"[{start}, {end}]" for start, end in spans]


class _Repeated(dict[object, str]):
    """The members that some columns are in JSON, by their values: written once, as long as they are remembered."""

    MOST = 20_000

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._template = ", ".join(f"{quoted(name)}: %s" for name in names)

    def __missing__(self, values: tuple[object, ...]) -> str:
        if len(self) >= self.MOST:
            self.clear()
        self[values] = written = self._template % tuple([WORDS[value] for value in values])
        return written

    def all(self, values: Values) -> Values:
        """The members of each row."""
        return list(map(self.__getitem__, values))


class _Quoted(dict[object, str]):
    """Strings, truth values and null as JSON, remembered."""

    MOST = 20_000

    def __missing__(self, value: object) -> str:
        if len(self) >= self.MOST:
            self.clear()
        self[value] = written = quoted(value) if isinstance(value, str) else ENCODER.encode(value)
        return written


WORDS = _Quoted()


def _texts(values: Values) -> Values:
    return list(map(quoted, values))  # type: ignore[arg-type]


def _words(values: Values) -> Values:
    return list(map(WORDS.__getitem__, values))


def _integers(values: Values) -> Values:
    return ["null" if value is None else value for value in values]


def _floats(values: Values) -> Values:
    return [
        "null" if value is None
        else repr(value) if isinstance(value, float) and isfinite(value)
        else ENCODER.encode(value)
        for value in values
    ]  # fmt: skip


def _dates(values: Values) -> Values:
    return [f'"{value.isoformat()}"' if isinstance(value, date) else "null" for value in values]


def _spans(values: Values) -> Values:
    return [
        "[" + ", ".join([f"[{start}, {end}]" for start, end in spans]) + "]"
        for spans in values
        if isinstance(spans, tuple)
    ]


def _others(values: Values) -> Values:
    return ["null" if value is None else ENCODER.encode(value) if value else "[]" for value in values]


WRITERS: dict[str, Callable[[Values], Values]] = {
    "string": _words,
    "int64": _integers,
    "float64": _floats,
    "date32": _dates,
    "list<span>": _spans,
}
"""How the values of a column are written, by its type; lists otherwise."""
