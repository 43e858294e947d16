"""An article with its quoted stretches closed up: sentences that no quotation mark or stop inside a quote can break."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex

from extractors.article.layout import Article
from extractors.engine.text import Span, sentences, span_at
from extractors.quotes.cues import Cue
from extractors.quotes.marks import Stretch
from extractors.quotes.subjects import subject_before
from extractors.quotes.tokens import Tokeniser
from extractors.quotes.words import FILL

MOST_CUES = 40
"""A stretch of text with more cues than this is no sentence; the rest of its cues is left out."""
TAIL = regex.compile(r"(?:[.!?…]{1,4}|,)(?=[\s’'\"”]{0,3}\Z)")
PLACE_AT_HEAD = regex.compile(
    r"\p{Lu}[\p{L}.'’-]{2,20}+(?:,? \p{Lu}[\p{L}.'’-]{0,20}+){0,3}+(?: \([^()\n]{2,40}\))? (?:—|–|--|-) (?=\p{Lu})"
    r"|\p{Lu}{4,20}+(?: \p{Lu}{2,20}+){0,2}+(?:, \p{Lu}\p{L}{2,20}+)?: (?=\p{Lu})"
)
PLACE_ENDS = (" —", " –", " -", ": ")
LONGEST_PLACE = 160
"""Characters that `PLACE_AT_HEAD` takes at most, and some."""
COLON = regex.compile(r":\s{1,3}(?=Ｑ)")
BREAK = regex.compile(r"[,;:—]")
ADVERBIAL = regex.compile(r"(?:in|on|at|to|of|during|after|about)\s")
EMPTY = regex.compile(r"[\s\"”’'.,;:!?…—–-]{0,40}")


class Piece(NamedTuple):
    """The part of a stretch that stands in one paragraph."""

    start: int
    end: int
    stretch: Stretch


@dataclass(slots=True)
class Sentence:
    """A sentence with the quoted pieces and the cues in it. `paragraph` counts paragraphs from 0.

    `follows` says that no sentence that was left out stands between it and the one given before it, `is_headline` that
    the article's headline holds it.
    """

    start: int
    end: int
    paragraph: int
    follows: bool
    pieces: Sequence[Piece]
    cues: Sequence[Cue]
    tokens: Tokeniser
    is_headline: bool = False


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


@dataclass(slots=True, kw_only=True)
class Framer:
    """Cuts one article into the sentences that may hold or announce a quote.

    `colons` are where a colon stands before a mark; nothing is read at `skipped` places.
    """

    article: Article
    masked: str
    pieces: Sequence[Piece]
    cues: Sequence[Cue]
    colons: Sequence[int]
    skipped: Sequence[Span]
    tokens: Tokeniser
    abbreviations: Collection[str]

    def sentences(self) -> Iterator[Sentence]:
        """The sentences in order, a quote and its tag in one; those that nothing is said in are left out."""
        piece_starts = [*(piece.start for piece in self.pieces), len(self.masked)]
        cue_starts = [*(cue.start for cue in self.cues), len(self.masked)]
        colons = [*self.colons, len(self.masked)]
        piece = cue = colon = 0
        follows = True
        for number, (left, right) in enumerate(self.article.paragraphs):
            while colons[colon] < left:
                colon += 1
            if piece_starts[piece] >= right and cue_starts[cue] >= right and colons[colon] >= right:
                follows = follows and span_at(self.skipped, left) is not None
                continue
            spans = self._spans(left, right, piece_starts[piece] < right, cue_starts)
            for start, end in spans:
                start = self._start(start, end, left)
                while piece_starts[piece] < start:
                    piece += 1
                while cue_starts[cue] < start:
                    cue += 1
                first_piece, first_cue = piece, cue
                while piece_starts[piece] < end:
                    piece += 1
                while cue_starts[cue] < end:
                    cue += 1
                if self.skipped and span_at(self.skipped, start):
                    continue
                pieces, cues = self.pieces[first_piece:piece], self.cues[first_cue : min(cue, first_cue + MOST_CUES)]
                if not (pieces or self.masked[end - 1] == ":" or any(map(_gives_without_marks, cues))):
                    follows = False
                    continue
                headline = self.article.headline
                is_headline = headline is not None and headline[0] <= start < headline[1]
                yield Sentence(start, end, number, follows, pieces, cues, self.tokens, is_headline)
                follows = True

    def _spans(self, left: int, right: int, has_quotes: bool, cue_starts: Sequence[int]) -> list[Span]:
        """The sentences of a paragraph: those of the article where no quote can have broken or joined any."""
        if has_quotes:
            return self._joined(sentences(self.masked, [(left, right)], self.abbreviations), cue_starts)
        everywhere = self.article.sentences
        first, last = bisect_left(everywhere, (left, 0)), bisect_left(everywhere, (right, 0))
        return self._joined(everywhere[first:last], cue_starts)

    def _start(self, start: int, end: int, left: int) -> int:
        """Where a sentence begins behind the place at the head of a story."""
        if start == left:
            head = self.masked[start : min(start + LONGEST_PLACE, end)]
            if any(map(head.__contains__, PLACE_ENDS)) and (place := PLACE_AT_HEAD.match(self.masked, start, end)):
                start = place.end()
        dateline = span_at(self.article.datelines, start) if self.article.datelines else None
        if dateline and dateline[1] < end:
            rest = self.masked[dateline[1] : end]
            start = end - len(rest.lstrip())
        return start

    def _joined(self, spans: Sequence[Span], cue_starts: Sequence[int]) -> list[Span]:
        """Sentences joined where a quote ends with a stop and its tag follows, cut where a colon announces a quote."""
        masked = self.masked
        joined: list[Span] = []
        for start, end in spans:
            if (
                joined
                and masked[start] != FILL
                and _only_quotes(masked, *joined[-1])
                and self._is_tag(start, end, cue_starts)
            ):
                joined[-1] = (joined[-1][0], end)
                continue
            at = start
            if masked.find(":", start, end) >= 0:
                for colon in COLON.finditer(masked, start, end):
                    joined.append((at, colon.start() + 1))
                    at = colon.end()
            joined.append((at, end))
        return joined

    def _is_subject(self, start: int, end: int) -> bool:
        """Whether one noun phrase with its appositions fills a stretch: "Ann Lee, 31, a baker from Norwyn, "."""
        subject = subject_before(self.tokens, start, end) if self.masked[start].isupper() else None
        return subject is not None and subject[0] == start

    def _is_tag(self, start: int, end: int, cue_starts: Sequence[int]) -> bool:
        """Whether a short sentence only says who spoke."""
        at = bisect_left(cue_starts, start)
        if at == len(self.cues) or cue_starts[at] > min(end, start + 80):
            return False
        cue = self.cues[at]
        if cue.is_bare or cue.is_passive:
            return False
        lead = self.masked[start : cue.start].rstrip(", ")
        if not lead or (BREAK.search(lead) and not self._is_subject(start, cue.start)):
            return False
        rest = self.masked[cue.end : end].strip(" .,!")
        if not rest or (rest[0] == FILL and " that" not in rest[:60]):
            return True
        return len(rest) < 60 and ADVERBIAL.match(rest) is not None and "that" not in rest


def _gives_without_marks(cue: Cue) -> bool:
    """Whether a cue may give something in a sentence without quoted words."""
    return not cue.is_passive and (cue.can_end or not cue.needs_marks)


def _only_quotes(masked: str, start: int, end: int) -> bool:
    """Whether a stretch holds quoted words, blanks and marks alone."""
    if masked[start].isalpha() and masked[start] != FILL:
        return False
    return EMPTY.fullmatch(masked[start:end].replace(FILL, "")) is not None


def is_quote_only(masked: str, sentence: Sentence) -> bool:
    """Whether a sentence holds quoted words and no others."""
    return bool(sentence.pieces) and _only_quotes(masked, sentence.start, sentence.end)
