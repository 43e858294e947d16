"""Our quotes as an annotated corpus writes them."""

from extractors.quotes import Quote
from extractors.reading import Reading


def spans(reading: Reading, corpus: str) -> list[dict[str, object]]:
    """The span records of one document; names, titles and scare quotes are left out."""
    return [
        {
            "start": row.start, "end": row.end, "kind": row.kind, "content": [list(span) for span in row.contents],
            "cue": [[row.cue_start, row.cue_end]] if row.cue_start is not None else [],
            "source": [[row.speaker_start, row.speaker_end]] if row.speaker_start is not None else [],
        }
        for row in reading.rows.get("quotes", [])
        if isinstance(row, Quote) and row.kind != "not_speech"
    ]  # fmt: skip
