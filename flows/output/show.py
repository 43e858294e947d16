"""Rows in words, for people: what a row reads as, in the order of the text."""

from collections.abc import Iterator

from extractors.columns import items
from extractors.reading import Reading
from schemas.tables import KIND_TABLES

NAMES = {kind: kind.removesuffix("s") for kind in KIND_TABLES}
"""What one row of a kind is called."""


def by_place(reading: Reading) -> Iterator[tuple[str, dict[str, object]]]:
    """(kind, row) of every row of a reading, in text order; mentions carry their actor's name and kind."""
    actors = {row["actor_id"]: row for row in items(reading, "actors")}
    rows = [(NAMES[kind], row) for kind, table in KIND_TABLES.items() for row in items(reading, table)]
    rows.sort(key=lambda pair: (int(str(pair[1]["start"])), -int(str(pair[1]["end"]))))
    for kind, row in rows:
        if kind == "actor":
            actor = actors.get(row["actor_id"], {})
            row |= {"name": actor.get("name"), "actor_kind": actor.get("actor_kind")}
        yield kind, row


def summary(kind: str, row: dict[str, object]) -> str:
    """What a row reads as, in a few words."""
    return {"number": _number, "date": _date, "actor": _actor, "quote": _quote}[kind](row)


def _number(row: dict[str, object]) -> str:
    low, high, value = (_figure(row[name]) for name in ("low", "high", "value"))
    figure = value if row["value"] is not None else f"{low} to {high}"
    sign = "" if row["comparator"] == "=" else f"{row['comparator']} "
    unit = row["currency"] or row["counted"] or row["unit"] or ""
    parts = [f"{sign}{figure}", str(unit), f"per {row['per']}" if row["per"] else "", str(row["change"] or "")]
    return " ".join(part for part in (*parts, str(row["counted_role"] or "")) if part) + f" ({row['quantity_kind']})"


def _figure(value: object) -> str:
    return "?" if value is None else f"{value:,.10g}"


def _date(row: dict[str, object]) -> str:
    start, end = row["start_date"], row["end_date"]
    interval = f"{start}" if start == end else f"{start or '...'} to {end or '...'}"
    value = row["timex_value"] or f"{row['duration_low']} to {row['duration_high']}"
    return (
        f"{row['timex_type']} {value}"
        + (f" = {interval}" if start or end else "")
        + (f" {row['timex_mod']}" if row["timex_mod"] else "")
    )


def _actor(row: dict[str, object]) -> str:
    kinds = dict.fromkeys((row["actor_kind"] or "?", row["mention_kind"]))
    return f"{row['name'] or 'unresolved'} ({', '.join(map(str, kinds))})"


def _quote(row: dict[str, object]) -> str:
    return f"{row['kind']}, {row['cue_text'] or 'no cue'}, by {row['speaker_text'] or 'nobody named'}"
