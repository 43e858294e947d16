"""Our quotes as an annotated corpus writes them."""

import regex

from extractors.quotes import Quote
from extractors.reading import Reading

RELATIVE = regex.compile(r",? (?P<who>who|which|that) (?:\p{L}{1,20} ){0,4}\Z")
LINK = regex.compile(r" (?P<cue>[^,;:.]{3,60}?) (?:that )?\Z")

MARKS = "“”\"‘’'"
MARKED = regex.compile(r"[“\"‘]|(?<!\w)'")


def spans(reading: Reading, corpus: str) -> list[dict[str, object]]:
    """The span records of one document; names, titles and scare quotes are left out."""
    text = reading.article.text
    rows = [row for row in reading.rows.get("quotes", []) if isinstance(row, Quote) and row.kind != "not_speech"]
    said = [_passed_on(row, text) or _record(row, text) for row in rows]
    return said + [_printed_again(*span, text) for row in rows for span in row.repeats]


def _record(row: Quote, text: str) -> dict[str, object]:
    """One quote. Where "who" stands between speaker and cue, the corpus takes "who" for the source."""
    cue = [[row.cue_start, row.cue_end]] if row.cue_start is not None and row.cue_end is not None else []
    source = [[row.speaker_start, row.speaker_end]] if row.speaker_start is not None else []
    if row.speaker_end is not None and row.cue_start is not None and row.speaker_end < row.cue_start:
        who = RELATIVE.match(text, row.speaker_end, row.cue_start)
        source = [list(who.span("who"))] if who else source
    return {
        "start": row.start, "end": row.end, "kind": row.kind, "content": [list(span) for span in row.contents],
        "cue": cue, "source": source,
    }  # fmt: skip


def _passed_on(row: Quote, text: str) -> dict[str, object] | None:
    """A quote that somebody passes on ("the agency reported that Ms. Lee said"): the corpus has the outer one alone."""
    if not row.via or row.speaker_start is None or row.cue_start is None or row.start < row.cue_start:
        return None
    start, end, _ = row.via[0]
    if not end < row.speaker_start or not (link := LINK.match(text, end, row.speaker_start)):
        return None
    return {
        "start": link.end("cue") + 1, "end": row.end, "kind": row.kind,
        "content": [[link.end("cue") + 1, row.end]], "cue": [list(link.span("cue"))], "source": [[start, end]],
    }  # fmt: skip


def _printed_again(start: int, end: int, text: str) -> dict[str, object]:
    """Another printing of a quote, in a headline: the corpus has each printing."""
    words = text[start:end]
    kind = "direct" if words[0] in MARKS and words[-1] in MARKS else "mixed" if MARKED.search(words) else "indirect"
    return {"start": start, "end": end, "kind": kind, "content": [[start, end]], "cue": [], "source": []}
