"""Quotes before they are rows: what was said, where the cue and the speaker stand; and all of an article so far."""

from dataclasses import dataclass, field

from extractors.engine.text import Span
from extractors.quotes.cues import Cue
from extractors.quotes.frame import Piece
from extractors.quotes.lexicon import Lexicon

ALONE, CONTINUED, NOT_SPEECH = "quote-alone", "quote-continued", "quote-not-speech"
"""The rules under which stretches stand that no cue claims: what each comes to is decided from the words around it."""


@dataclass(slots=True)
class Draft:
    """A quote in the making: spans of the text. `via` are those who passed it on, from the outlet inwards."""

    contents: list[Span]
    rule_id: str
    cue: Cue | None = None
    speaker: Span | None = None
    attribution: str = "none"
    addressee: Span | None = None
    is_speech: bool = True
    via: tuple[Span, ...] = ()

    def holds(self, place: int) -> bool:
        """Whether a place of the text stands in what was said."""
        return any(start <= place < end for start, end in self.contents)


@dataclass(slots=True)
class Notes:
    """What is read of an article so far. In `masked` every quoted character is replaced, as `mask` does it.

    `taken` are the starts of the quoted stretches that a draft has.
    """

    text: str
    masked: str
    lexicon: Lexicon
    drafts: list[Draft] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def add(self, draft: Draft, *pieces: Piece) -> Draft:
        """Keep a draft that has these pieces; it is given back."""
        self.taken.update(piece.stretch.start for piece in pieces)
        self.drafts.append(draft)
        return draft

    def is_free(self, piece: Piece) -> bool:
        """Whether no draft has the stretch of a piece."""
        return piece.stretch.start not in self.taken

    def inner(self, piece: Piece) -> str:
        """The words of a piece without its marks."""
        return self.text[piece.start : piece.end].strip("“”\"'’‘«» ")
