"""An article with its quoted stretches closed up: sentences that no quotation mark or stop inside a quote can break."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.article.layout import Article
from extractors.engine.seeds import Seeds
from extractors.engine.text import Span, sentences, span_at
from extractors.quotes.cues import Cue
from extractors.quotes.marks import Stretch

FILL = "Ｑ"
"""Stands for every quoted character; a capital, so that a sentence may begin with a quote."""
MOST_CUES = 40
"""A stretch of text with more cues than this is no sentence; the rest of its cues is left out."""
TAIL = regex.compile(r"(?:[.!?…]{1,4}|,)(?=[\s’'\"”]{0,3}\Z)")
PLACE_AT_HEAD = regex.compile(
    r"\p{Lu}[\p{L}.'’-]{2,20}(?:,? \p{Lu}[\p{L}.'’-]{0,20}){0,3}(?: \([^()\n]{2,40}\))? (?:—|–|--|-) (?=\p{Lu})"
    r"|\p{Lu}{4,20}(?: \p{Lu}{2,20}){0,2}(?:, \p{Lu}\p{L}{2,20})?: (?=\p{Lu})"
)
COLON = regex.compile(r":\s{1,3}(?=Ｑ)")
BREAK = regex.compile(r"[,;:—]")
ADVERBIAL = regex.compile(r"(?:in|on|at|to|of|during|after|about)\s")
EMPTY = regex.compile(r"[\s\"”’'.,;:!?…—–-]{0,40}")


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a stretch that stands in one paragraph."""

    start: int
    end: int
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the quoted pieces and the cues in it. `paragraph` counts paragraphs from 0."""

    start: int
    end: int
    paragraph: int
    pieces: tuple[Piece, ...]
    cues: tuple[Cue, ...]


def mask(text: str, stretches: Sequence[Stretch]) -> str:
    """The text with every quoted character replaced by FILL, offsets kept; a stop inside the marks stands last."""
    parts, at = [], 0
    for stretch in stretches:
        for start, end in stretch.spans:
            parts.append(text[at:start])
            closing = len(stretch.closing) if (start, end) == stretch.spans[-1] else 0
            stop = TAIL.search(text, max(start, end - closing - 4), end - closing)
            tail = stop[0] if stop else ""
            parts.append(FILL * (end - start - len(tail)) + tail)
            at = end
    return "".join([*parts, text[at:]])


def frame_sentences(
    article: Article, masked: str, stretches: Sequence[Stretch], cues: Sequence[Cue], seeds: Seeds
) -> list[Sentence]:
    """The sentences of the masked text in order, a quote and its tag in one."""
    pieces = [Piece(*span, stretch) for stretch in stretches for span in stretch.spans]
    piece_starts = [piece.start for piece in pieces]
    cue_starts = [cue.start for cue in cues]
    found: list[Sentence] = []
    abbreviations = seeds.folded("abbreviations").keys()
    for number, paragraph in enumerate(article.paragraphs):
        spans = _joined(masked, sentences(masked, [paragraph], abbreviations), cues, cue_starts)
        for start, end in spans:
            if start == paragraph[0] and (place := PLACE_AT_HEAD.match(masked, start, end)):
                start = place.end()
            dateline = span_at(article.datelines, start)
            if dateline and dateline[1] < end:
                start = dateline[1] + len(masked[dateline[1] : end]) - len(masked[dateline[1] : end].lstrip())
            found.append(
                Sentence(
                    start,
                    end,
                    number,
                    tuple(pieces[bisect_left(piece_starts, start) : bisect_left(piece_starts, end)]),
                    tuple(cues[bisect_left(cue_starts, start) : bisect_left(cue_starts, end)][:MOST_CUES]),
                )
            )
    return found


def _joined(masked: str, spans: Sequence[Span], cues: Sequence[Cue], cue_starts: Sequence[int]) -> list[Span]:
    """Sentences joined where a quote ends with a stop and its tag follows, and cut where a colon announces a quote."""
    joined: list[Span] = []
    for start, end in spans:
        tag = masked[start] != FILL and _is_tag(masked, start, end, cues, cue_starts)
        if joined and tag and _only_quotes(masked, joined[-1]):
            joined[-1] = (joined[-1][0], end)
            continue
        at = start
        for colon in COLON.finditer(masked, start, end):
            joined.append((at, colon.start() + 1))
            at = colon.end()
        joined.append((at, end))
    return joined


def _only_quotes(masked: str, span: Span) -> bool:
    return EMPTY.fullmatch(masked[span[0] : span[1]].replace(FILL, "")) is not None


def _is_tag(masked: str, start: int, end: int, cues: Sequence[Cue], cue_starts: Sequence[int]) -> bool:
    """Whether a short sentence only says who spoke."""
    at = bisect_left(cue_starts, start)
    if at == len(cues) or cues[at].start > min(end, start + 80) or cues[at].is_bare or cues[at].is_passive:
        return False
    lead = masked[start : cues[at].start].rstrip(", ")
    if not lead or BREAK.search(lead):
        return False
    rest = masked[cues[at].end : end].strip(" .,!")
    if not rest or (FILL in rest[:60] and " that" not in rest[:60] and rest[0] == FILL):
        return True
    return len(rest) < 60 and ADVERBIAL.match(rest) is not None and "that" not in rest


def is_quote_only(masked: str, sentence: Sentence) -> bool:
    """Whether a sentence holds quoted words and no others."""
    return bool(sentence.pieces) and _only_quotes(masked, (sentence.start, sentence.end))
