"""A quote before it is a row: what was said, where the cue and the speaker stand."""

from dataclasses import dataclass

from extractors.engine.text import Span
from extractors.quotes.cues import Cue


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
