"""JSON lines: one article a line, `{"id", "text", "published"?, "title"?, "uri"?}`; further fields are ignored."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.article.document import Document, is_time
from flows.output.naming import name_of
from flows.sources.unreadable import Unreadable

OPTIONAL = ("published", "updated", "created", "title", "uri", "publisher", "by", "usage_terms")
HALF = re.compile("[\ud800-\udfff]")


def documents(path: Path) -> Iterator[Document | Unreadable]:
    """The articles of a file of JSON lines, in order. One that has no `id` is called by file and line."""
    try:
        with path.open("rb") as lines:
            yield from from_lines(lines, name_of(path))
    except OSError as error:
        yield Unreadable(name_of(path), "cannot be opened:", detail=str(error.strerror))


def from_lines(lines: Iterable[bytes], name: str) -> Iterator[Document | Unreadable]:
    """The article of each line that is not blank. A bad line is unreadable; the others go on."""
    empty = True
    for number, line in enumerate(lines, 1):
        if line.strip():
            empty = False
            yield document(line, f"{name}:{number}")
    if empty:
        yield Unreadable(name, "empty file")


def document(line: bytes, where: str) -> Document | Unreadable:
    """The article of one line, or why there is none. Without an `id` the line's place is its id."""
    shown = repr(line[:200])
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Unreadable(where, "not UTF-8", shown, f"at byte {error.start} of the line")
    except json.JSONDecodeError as error:
        return Unreadable(where, "not JSON:", shown, str(error))
    except (ValueError, RecursionError):
        return Unreadable(where, "JSON beyond measure: figures of thousands of digits, or brackets in brackets", shown)
    if not isinstance(fields, dict):
        return Unreadable(where, "not a JSON object", shown)
    name = fields.get("id")
    name = str(name) if isinstance(name, str | int) and not isinstance(name, bool) and name != "" else where
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        return Unreadable(
            name,
            "no text" if text is None else "text is no string" if not isinstance(text, str) else "text is empty",
            shown,
        )
    given = {field: fields[field] for field in OPTIONAL if fields.get(field) is not None}
    if wrong := [field for field, value in given.items() if not isinstance(value, str)]:
        return Unreadable(name, f"{wrong[0]} is no string", shown)
    if any(HALF.search(value) for value in (text, name, *given.values()) if not value.isascii()):
        return Unreadable(name, "half a surrogate pair, which is no character", shown)
    for field in ("published", "updated", "created"):
        if field in given and not is_time(given[field]):
            return Unreadable(name, f"{field} is no ISO 8601 date:", shown, repr(given[field]))
    return Document(id=name, text=text, **given)
