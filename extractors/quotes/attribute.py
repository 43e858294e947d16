"""Who said each quoted stretch, and what was said without marks: sentence by sentence, in text order."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

import regex

from extractors.engine.match import Found
from extractors.engine.text import Span
from extractors.quotes.clauses import clause
from extractors.quotes.content import content_start
from extractors.quotes.cues import mark_cue
from extractors.quotes.draft import ALONE, CONTINUED, NOT_SPEECH, Draft, Notes
from extractors.quotes.frame import Piece, Sentence, is_quote_only
from extractors.quotes.marks import is_title
from extractors.quotes.phrases import first_subject, nearest_speaker
from extractors.quotes.subjects import subject_before
from extractors.quotes.tags import announced, signed, tagged

LEADING = regex.compile(r"(?:\s|But|And|[—–-]|\(){0,6}")
PEOPLE = ("he", "she")
MOST_BEFORE = 3
"""Sentences before a quote in which its speaker is looked for."""
LONGEST_LEAD = 40
"""Characters before the person that a sentence begins with."""


@dataclass(slots=True, kw_only=True)
class Reader:
    """Goes through the sentences of one article and collects drafts in its notes.

    `tags` reads a quote with its tag, `clauses` a single clause; here is what goes on from sentence to sentence.

    `dashes` are the dashes behind signed quotes by the quote's end, `colons` those before a quote by their place,
    `alone` and `opening` where rules found a mark before a capital, and a mark at the head of a line. `before` holds
    the sentences of the paragraph that were read: a quote without a tag belongs to who spoke or acted there. `read_to`
    is the end of the last sentence.
    """

    notes: Notes
    dashes: Mapping[int, Found]
    colons: Mapping[int, Found]
    alone: Collection[int] = frozenset()
    opening: Collection[int] = frozenset()
    going_on: Draft | None = None
    introduced: Draft | None = None
    before: list[Sentence] = field(default_factory=list)
    read_to: int = 0

    def read(self, sentences: Iterable[Sentence]) -> list[Draft]:
        """The drafts of all sentences, in the order of their sentences."""
        paragraph = -1
        for sentence in sentences:
            is_quote = is_quote_only(self.notes.masked, sentence)
            if not sentence.follows:
                self.introduced = self.going_on = None
            if sentence.paragraph != paragraph and self.introduced is None and not is_quote:
                self.going_on = None
            if is_quote:
                self._quote_alone(sentence, sentence.paragraph == paragraph)
            else:
                self._mixed_sentence(sentence)
                if sentence.paragraph != paragraph:
                    self.before.clear()
                self.before.append(sentence)
            paragraph = sentence.paragraph
            self.read_to = sentence.end
        return self.notes.drafts

    def _quote_alone(self, sentence: Sentence, same_paragraph: bool) -> None:
        """A sentence of nothing but quoted words: introduced by a colon, going on, or nobody's."""
        pieces = self._free(sentence)
        if self.introduced is None and self.going_on is None:
            pieces = [piece for piece in pieces if piece.end == piece.stretch.end]
        if not pieces:
            return
        spans = [span for piece in pieces for span in piece.stretch.spans]
        before, going_on = self.introduced, self.going_on
        if before is None and not same_paragraph and is_title(self.notes.inner(pieces[0])):
            self.notes.add(Draft(spans, NOT_SPEECH, is_speech=False), *pieces)
            return
        self.introduced = None
        if before is not None:
            attribution = "same_sentence" if same_paragraph and before.attribution != "layout" else "layout"
            draft = Draft(spans, before.rule_id, before.cue, before.speaker, attribution, before.addressee)
        elif going_on is not None and same_paragraph:
            going_on.contents += spans
            self.notes.taken.update(piece.stretch.start for piece in pieces)
            return
        elif going_on is not None and sentence.pieces[0].start in self.opening:
            draft = Draft(spans, CONTINUED, None, going_on.speaker, "continued")
        elif same_paragraph and (spoke := self._who_spoke(sentence)) is not None:
            draft = Draft(spans, CONTINUED, None, spoke, "continued")
        else:
            draft = Draft(spans, ALONE)
        self.notes.add(draft, *pieces)
        self.going_on = draft if draft.speaker else None

    def _free(self, sentence: Sentence) -> list[Piece]:
        """The quoted pieces of a sentence that nothing has taken yet."""
        return [piece for piece in sentence.pieces if self.notes.is_free(piece)]

    def _who_spoke(self, quote: Sentence) -> Span | None:
        """The speaker of the paragraph's last quote; where nothing is said after it, the person a sentence begins with.

        A pronoun stands for who spoke before.
        """
        spoke: Span | None = None
        for sentence in self.before[-MOST_BEFORE:]:
            spoke = self._speaker_in(sentence) or self._person_of(sentence, spoke)
        if quote.follows:
            return spoke
        start = max(self.read_to, self.notes.masked.rfind(". ", self.read_to, quote.start - LONGEST_LEAD // 4) + 2)
        between = replace(quote, start=start, end=quote.start)
        return self._person_of(between, spoke) or spoke

    def _speaker_in(self, sentence: Sentence) -> Span | None:
        """The speaker of the last quote that begins in a sentence."""
        for draft in reversed(self.notes.drafts):
            start = draft.contents[0][0]
            if start < sentence.start:
                return None
            if start < sentence.end and draft.speaker:
                return draft.speaker
        return None

    def _person_of(self, sentence: Sentence, before: Span | None) -> Span | None:
        """The person that a sentence begins with; for "he" and "she" who spoke before."""
        first = first_subject(self.notes, sentence)
        if first is None or first[0] > sentence.start + LONGEST_LEAD:
            return None
        word = sentence.tokens.between(*first).words[0]
        if word.lower in PEOPLE:
            return before or first
        return first if word.is_name and not word.is_starter and not word.is_pronoun else None

    def _mixed_sentence(self, sentence: Sentence) -> None:
        introduced, self.introduced, self.going_on = self.introduced, None, None
        start = sentence.start
        made: Draft | None = None
        pieces = self._free(sentence)
        if pieces and LEADING.fullmatch(self.notes.masked, start, pieces[0].start):
            made = (
                signed(self.notes, pieces[0], self.dashes)
                or tagged(self.notes, sentence, pieces)
                or announced(self.notes, pieces[0], introduced)
            )
            start = made.cue.end if made and made.cue and made.cue.end > start else start
        self._clauses(sentence, start)
        for piece in pieces:
            if self.notes.is_free(piece):
                self._left_over(piece)
        if self.going_on is None and made is not None:
            self.going_on = made
        self._introduction(sentence)

    def _clauses(self, sentence: Sentence, start: int) -> None:
        """Every cue from `start` on with what follows it, or what stands before it."""
        at = start
        for cue in sentence.cues:
            if cue.start < at or cue.is_passive:
                continue
            draft, end = clause(self.notes, sentence, cue, at)
            if draft is not None:
                self._keep(draft, sentence)
                at = max(at, end)

    def _keep(self, draft: Draft, sentence: Sentence) -> None:
        inside = [p for p in sentence.pieces if any(a <= p.start and p.end <= b for a, b in draft.contents)]
        self.notes.add(draft, *inside)
        if any(draft.contents[-1][1] == piece.end for piece in sentence.pieces):
            self.going_on = draft

    def _introduction(self, sentence: Sentence) -> None:
        """A sentence that ends with a colon announces the next quote."""
        if self.notes.masked[sentence.end - 1] != ":":
            return
        for cue in reversed(sentence.cues):
            if cue.is_passive:
                continue
            speaker = nearest_speaker(self.notes, sentence) if cue.is_bare else None
            speaker = speaker or subject_before(sentence.tokens, sentence.start, cue.start)
            if speaker:
                addressee = content_start(sentence, cue, sentence.end)[1]
                self.introduced = Draft([], cue.rule_id, cue, speaker, "same_sentence", addressee)
                return
        colon = self.colons.get(sentence.end - 1)
        first = first_subject(self.notes, sentence)
        if colon is not None and first is not None:
            cue = mark_cue((colon.start, colon.end), colon.rule.id, ":")
            self.introduced = Draft([], colon.rule.id, cue, first, "layout")

    def _left_over(self, piece: Piece) -> None:
        """A stretch that no cue claims: speech without a speaker when it reads like a sentence, else no speech."""
        inner = self.notes.inner(piece)
        is_sentence = len(inner.split()) >= 4 and inner.endswith((".", ",", "!", "?", "…"))
        speech = piece.start in self.alone and is_sentence and not is_title(inner)
        rule_id = ALONE if speech else NOT_SPEECH
        self.notes.add(Draft(list(piece.stretch.spans), rule_id, is_speech=speech), piece)
