"""A document as it comes in, its stable ids, and the corrections that its rows get."""

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line of a corrections file. Without a document it holds for every one that names the actor."""

    document: str = ""
    table: str
    start: int | None = None
    end: int | None = None
    text: str = ""
    fix: str
    value: str = ""
    why: str = ""

    @property
    def id(self) -> str:
        """Hash of all that decides what the correction does; `why` is not."""
        return short_hash(self.document, self.table, str(self.start), str(self.end), self.text, self.fix, self.value)

    @property
    def where(self) -> str:
        """The row it is about, in words."""
        span = f" {self.start}:{self.end}" if self.start is not None else ""
        return f"{self.table}{span}{f' “{self.text}”' if self.text else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as a source hands it over. `text` is stored as it came: no trimming, no normalising.

    `published`, `updated` and `created` are ISO 8601 dates or times, or None. `corrections` are applied to its rows.
    """

    id: str
    text: str
    published: str | None = None
    updated: str | None = None
    created: str | None = None
    title: str | None = None
    uri: str | None = None
    publisher: str | None = None
    by: str | None = None
    usage_terms: str | None = None
    corrections: tuple[Correction, ...] = ()

    @property
    def article_id(self) -> str:
        """Hash of the uri, else of the id: the same for every version of an article."""
        return short_hash(self.uri or self.id)

    @property
    def doc_id(self) -> str:
        """Hash of article_id and text: one version."""
        return short_hash(self.article_id, self.text)


def is_time(value: str) -> bool:
    """Whether a value is an ISO 8601 date or time."""
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def short_hash(*parts: str) -> str:
    """The first 16 hex digits of SHA-256 over the parts, joined by NUL."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
