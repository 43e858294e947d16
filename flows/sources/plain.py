"""Plain text files: one article each, its id the path as given."""

from collections.abc import Iterator
from pathlib import Path

from extractors.article.document import Document
from flows.output.naming import name_of
from flows.sources.unreadable import Unreadable


def documents(path: Path) -> Iterator[Document | Unreadable]:
    """The article of a text file. The text is kept as it came, CRLF included."""
    try:
        content = path.read_bytes()
    except OSError as error:
        yield Unreadable(name_of(path), "cannot be opened:", detail=str(error.strerror))
        return
    yield document(content, name_of(path))


def document(content: bytes, name: str) -> Document | Unreadable:
    """The article in some bytes, or why there is none."""
    if not content.strip():
        return Unreadable(name, "empty file")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Unreadable(name, "UTF-16, not UTF-8: convert the file", repr(content[:200]))
    if b"\0" in content:
        return Unreadable(name, "a binary file", repr(content[:200]))
    try:
        return Document(id=name, text=content.decode("utf-8"))
    except UnicodeDecodeError as error:
        around = repr(content[max(0, error.start - 40) : error.start + 40])
        return Unreadable(name, "not UTF-8", around, f"at byte {error.start}")
