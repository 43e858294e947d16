"""Values as JSON, on one line."""

import json
from datetime import date, datetime


def as_json(value: object) -> str:
    """A value on one line of JSON; dates and times as ISO 8601."""
    return ENCODER.encode(value)


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")


ENCODER = json.JSONEncoder(ensure_ascii=False, default=_iso)
