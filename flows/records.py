"""One line of JSON per document, written from its rows: what `copydesk extract` prints."""

import json
from collections.abc import Callable
from datetime import date, datetime
from json.encoder import encode_basestring as quoted
from math import isfinite

from extractors.columns import Values, cells_of
from extractors.reading import Reading
from schemas.fields import FIELDS

TABLES = {"numbers": "numbers", "dates": "dates", "actors": "actor_mentions", "quotes": "quotes"}
"""The table behind each list of a record."""

OF_ACTOR = ("name", "actor_kind")
"""What a mention says of its actor, besides its own columns."""


def line(name: str, reading: Reading | str) -> str:
    """The JSON object of one document: its four kinds, or its error."""
    if isinstance(reading, str):
        return as_json({"id": name, "error": reading})
    kinds = [f"{quoted(kind)}: [{_items(reading, table)}]" for kind, table in TABLES.items()]
    return f'{{"id": {quoted(name)}, {", ".join(kinds)}}}'


def as_json(value: object) -> str:
    """A value on one line of JSON; dates and times as ISO 8601."""
    return ENCODER.encode(value)


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")


ENCODER = json.JSONEncoder(ensure_ascii=False, default=_iso)


def _items(reading: Reading, table: str) -> str:
    """The rows of a table as JSON objects, written column by column."""
    if not reading.rows.get(table):
        return ""
    cells = cells_of(reading, table)
    if table == "actor_mentions":
        cells |= _actors(reading, cells["actor_id"])
    elif table == "quotes":
        cells |= {name: _pairs(cells[f"{name}_start"], cells[f"{name}_end"]) for name in ("cue", "speaker")}
    row = "{" + ", ".join([f"{quoted(name)}: %s" for name in cells]) + "}"
    written = [_writer(name)(values) for name, values in cells.items()]
    return ", ".join([row % values for values in zip(*written, strict=True)])


def _actors(reading: Reading, ids: Values) -> dict[str, Values]:
    """Name and kind of the actor behind each mention."""
    actors = cells_of(reading, "actors")
    of_id = {name: dict(zip(actors["actor_id"], actors[name], strict=True)) for name in OF_ACTOR}
    return {name: [of_id[name].get(actor) for actor in ids] for name in OF_ACTOR}


def _pairs(starts: Values, ends: Values) -> Values:
    return [None if start is None else (start, end) for start, end in zip(starts, ends, strict=True)]


def _writer(column: str) -> Callable[[Values], Values]:
    """What writes the values of a column."""
    return WRITERS.get(FIELDS[column].type, _others) if column in FIELDS else _others


class _Quoted(dict[object, str]):
    """Strings as JSON, and null: most values of most columns are words of a small vocabulary, written once."""

    MOST = 20_000

    def __missing__(self, value: object) -> str:
        if len(self) >= self.MOST:
            self.clear()
        self[value] = written = "null" if value is None else quoted(str(value))
        return written


WORDS = _Quoted()


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


def _booleans(values: Values) -> Values:
    return ["true" if value else "false" for value in values]


def _dates(values: Values) -> Values:
    return [f'"{value.isoformat()}"' if isinstance(value, date) else "null" for value in values]


def _others(values: Values) -> Values:
    return ["null" if value is None else ENCODER.encode(value) if value else "[]" for value in values]


WRITERS: dict[str, Callable[[Values], Values]] = {
    "string": _words,
    "int64": _integers,
    "float64": _floats,
    "bool": _booleans,
    "date32": _dates,
}
"""How the values of a column are written, by its type; lists and pairs otherwise."""
