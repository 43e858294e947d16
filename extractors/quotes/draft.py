"""A quote in the making."""

from dataclasses import dataclass

from extractors.engine.text import Span
from extractors.quotes.cues import Cue


@dataclass(slots=True)
class Draft:
    """A quote in the making."""

    contents: list[Span]
    rule_id: str
    cue: Cue | None = None
    speaker: Span | None = None
    attribution: str = "none"
    addressee: Span | None = None
    is_speech: bool = True
    via: tuple[Span, ...] = ()
