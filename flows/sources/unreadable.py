"""A document that a source could not hand over."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The id of a document, why it cannot be read, and what there was of it."""

    id: str
    reason: str
    content: str = ""
