"""A document that a source could not hand over."""

from dataclasses import dataclass

from extractors.article.document import short_hash


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The id of a document, why it cannot be read, what there was of it, and what is of this one alone: the place."""

    id: str
    reason: str
    content: str = ""
    detail: str = ""

    @property
    def message(self) -> str:
        """The reason with its detail."""
        return f"{self.reason} {self.detail}".rstrip()

    @property
    def article_id(self) -> str:
        """As of a document that has no uri."""
        return short_hash(self.id)

    @property
    def doc_id(self) -> str:
        """Hash of id, content and reason: a mended file is another document."""
        return short_hash(self.article_id, self.content, self.message)
