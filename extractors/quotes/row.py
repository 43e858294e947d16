"""What a quote row holds."""

from dataclasses import dataclass

from extractors.engine.row import Row
from extractors.engine.text import Span


@dataclass(slots=True, kw_only=True)
class Quote(Row):
    """One quote by one speaker. Columns as in schemas/facts.py; `via` holds (start, end, actor_id)."""

    quote_id: str
    kind: str
    contents: tuple[Span, ...]
    cue_start: int | None = None
    cue_end: int | None = None
    cue_text: str | None = None
    cue_lemma: str | None = None
    cue_kind: str | None = None
    polarity: str = "affirmed"
    modality: str = "asserted"
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_text: str | None = None
    speaker_kind: str | None = None
    speaker_actor_id: str | None = None
    attribution: str = "none"
    via: tuple[tuple[int, int, str | None], ...] = ()
    addressee: str | None = None
    said_tid: str | None = None
    venue: str | None = None
    medium: str | None = None
    marks: str | None = None
    repeats: tuple[Span, ...] = ()
