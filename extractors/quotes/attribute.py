"""Who said each quoted stretch, and what was said without marks: sentence by sentence, in text order."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from extractors.engine.match import Found
from extractors.engine.text import Span
from extractors.quotes.clauses import ClauseReader
from extractors.quotes.content import content_start
from extractors.quotes.cues import Cue
from extractors.quotes.draft import Draft
from extractors.quotes.frame import Piece, Sentence, is_quote_only
from extractors.quotes.marks import is_title
from extractors.quotes.speakers import subject_after
from extractors.quotes.subjects import subject_before

LEADING = regex.compile(r"(?:\s|But|And|[—–-]|\(){0,6}")
SPOKEN = regex.compile(r"\b(?:said|says|asked|added|told|wrote)\b")
PEOPLE = ("he", "she")
LONGEST_LEAD = 40
"""Characters before the person that a sentence begins with."""
TAG_STOP = (",", "?", "!", "…", "—", "-", "–")


@dataclass(slots=True, kw_only=True)
class Reader(ClauseReader):
    """Goes through the sentences of one article and collects drafts.

    `alone` and `opening` are where rules found a mark before a capital, and a mark at the head of a line. `spoke` is
    who spoke or acted in the sentence before, to whom a quote without a tag in the same paragraph belongs.
    """

    dashes: Mapping[int, Found]
    colons: Mapping[int, Found]
    alone: Collection[int] = frozenset()
    opening: Collection[int] = frozenset()
    going_on: Draft | None = None
    introduced: Draft | None = None
    spoke: Span | None = None

    def read(self, sentences: Iterable[Sentence]) -> list[Draft]:
        """The drafts of all sentences, in the order of their sentences."""
        paragraph = -1
        for sentence in sentences:
            is_quote = is_quote_only(self.masked, sentence)
            if not sentence.follows:
                self.introduced = self.going_on = None
            if sentence.paragraph != paragraph and self.introduced is None and not is_quote:
                self.going_on = None
            if is_quote:
                self._quote_alone(sentence, sentence.paragraph == paragraph)
            else:
                self._mixed_sentence(sentence)
                self.spoke = self._who_spoke(sentence, self.spoke if sentence.paragraph == paragraph else None)
            paragraph = sentence.paragraph
        return self.drafts

    def _quote_alone(self, sentence: Sentence, same_paragraph: bool) -> None:
        """A sentence of nothing but quoted words: introduced by a colon, going on, or nobody's."""
        pieces = [piece for piece in sentence.pieces if piece.stretch.start not in self.taken]
        if self.introduced is None and self.going_on is None:
            pieces = [piece for piece in pieces if piece.end == piece.stretch.end]
        if not pieces:
            return
        spans = [span for piece in pieces for span in self._spans(piece)]
        self.taken.update(piece.stretch.start for piece in pieces)
        before, going_on = self.introduced, self.going_on
        if before is None and not same_paragraph and is_title(self._inner(pieces[0])):
            self.drafts.append(Draft(spans, "quote-not-speech", is_speech=False))
            return
        self.introduced = None
        if before is not None:
            attribution = "same_sentence" if same_paragraph and before.attribution != "layout" else "layout"
            draft = Draft(spans, before.rule_id, before.cue, before.speaker, attribution, before.addressee)
        elif going_on is not None and same_paragraph:
            going_on.contents += spans
            return
        elif going_on is not None and sentence.pieces[0].start in self.opening:
            draft = Draft(spans, "quote-continued", None, going_on.speaker, "continued")
        elif same_paragraph and self.spoke is not None:
            draft = Draft(spans, "quote-continued", None, self.spoke, "continued")
        else:
            draft = Draft(spans, "quote-alone")
        self.drafts.append(draft)
        self.going_on = draft if draft.speaker else None

    def _who_spoke(self, sentence: Sentence, before: Span | None) -> Span | None:
        """The speaker of the last quote in a sentence; where nothing is said there, the person it begins with.

        A pronoun stands for who spoke `before` in the paragraph.
        """
        last = self.drafts[-1] if self.drafts else None
        if last and last.speaker and sentence.start <= last.contents[0][0] < sentence.end:
            return last.speaker
        first = self._first_subject(sentence)
        if first is None or first[0] > sentence.start + LONGEST_LEAD:
            return None
        word = sentence.tokens.between(*first).words[0]
        if before is not None and word.lower in PEOPLE:
            return before
        is_person = word.lower in PEOPLE or (word.is_name and not word.is_starter and not word.is_pronoun)
        return first if is_person else None

    def _mixed_sentence(self, sentence: Sentence) -> None:
        introduced, self.introduced, self.going_on = self.introduced, None, None
        start = sentence.start
        made: Draft | None = None
        pieces = [piece for piece in sentence.pieces if piece.stretch.start not in self.taken]
        if pieces and LEADING.fullmatch(self.masked, start, pieces[0].start):
            made = self._signed(pieces[0]) or self._tag(sentence, pieces) or self._announced(pieces[0], introduced)
            start = made.cue.end if made and made.cue and made.cue.end > start else start
        self._clauses(sentence, start)
        for piece in pieces:
            if piece.stretch.start not in self.taken:
                self._left_over(sentence, piece)
        if self.going_on is None and made is not None:
            self.going_on = made
        self._introduction(sentence)

    def _signed(self, piece: Piece) -> Draft | None:
        """A quote with a dash and a name behind it, as in press releases."""
        found = self.dashes.get(piece.end)
        if found is None:
            return None
        (start, end), speaker = found.spans("dash")[0], found.spans("speaker")[0]
        if SPOKEN.search(self.masked[slice(*speaker)]):
            return None
        self.taken.add(piece.stretch.start)
        cue = Cue(start, end, found.rule.id, self.text[start:end], "say", "strong", "mark", "mark")
        draft = Draft(list(self._spans(piece)), found.rule.id, cue, speaker, "layout")
        self.drafts.append(draft)
        return draft

    def _announced(self, piece: Piece, before: Draft | None) -> Draft | None:
        """A quote that the sentence before announced with a colon."""
        if before is None:
            return None
        self.taken.add(piece.stretch.start)
        draft = Draft(list(self._spans(piece)), before.rule_id, before.cue, before.speaker, before.attribution)
        self.drafts.append(draft)
        return draft

    def _tag(self, sentence: Sentence, pieces: Sequence[Piece]) -> Draft | None:
        """A quote with its tag behind it: "“…,” Ms. Lee said, “…”"."""
        piece = pieces[0]
        inner = self.text[piece.start : piece.end - len(piece.stretch.closing)].rstrip(" '’”\"")
        following = self.masked[piece.end : piece.end + 2].lstrip()
        if not (
            inner.endswith(TAG_STOP)
            or following[:1] in (",", "—", "–")
            or (inner.endswith(".") and following[:1].islower())
        ):
            return None
        right = pieces[1].start if len(pieces) > 1 else sentence.end
        for cue in sentence.cues:
            if cue.start < piece.end or cue.start >= right or cue.is_passive:
                continue
            found = self._tag_speaker(sentence, piece, cue, right)
            if found is None:
                continue
            speaker, behind = found
            contents = list(self._spans(piece))
            self.taken.add(piece.stretch.start)
            if len(pieces) > 1 and self._is_broken(behind, pieces[1], sentence, cue):
                contents += self._spans(pieces[1])
                self.taken.add(pieces[1].stretch.start)
            told = speaker is not None and speaker[0] < cue.start
            addressee = content_start(sentence, cue, right)[1] if told else None
            draft = Draft(contents, cue.rule_id, cue, speaker, "same_sentence", addressee)
            self.drafts.append(draft)
            return draft
        return None

    def _tag_speaker(self, sentence: Sentence, piece: Piece, cue: Cue, right: int) -> tuple[Span | None, int] | None:
        """The speaker of a tag and where the tag's core ends; None when this cue is no tag of the piece."""
        lead = self.masked[piece.end : cue.start].strip(" ,—–-\xa0")
        if cue.frame == "phrase":
            speaker = subject_after(sentence.tokens, cue.end, right, loose=True)
            return (speaker, speaker[1]) if speaker and not lead else None
        if not lead:
            if cue.form == "gerund":
                return None
            speaker = subject_after(sentence.tokens, cue.end, right)
            return speaker, (speaker[1] if speaker else cue.end)
        if len(lead) > 260 or cue.is_bare:
            return None
        if lead.endswith((" who", " which")) and any(cue.end < other.start < right for other in sentence.cues):
            return None
        speaker = subject_before(sentence.tokens, piece.end, cue.start)
        return (speaker, cue.end) if speaker else None

    def _is_broken(self, behind: int, piece: Piece, sentence: Sentence, cue: Cue) -> bool:
        """Whether the second piece goes on with the first: only the tag stands between, and a comma."""
        gap = self.masked[behind : piece.start].rstrip()
        if any(behind <= other.start < piece.start and other is not cue for other in sentence.cues):
            return False
        return gap.endswith((",", "—", "–", ":", ";", "…", "...")) and len(gap) < 120

    def _clauses(self, sentence: Sentence, start: int) -> None:
        """Every cue from `start` on with what follows it, or what stands before it."""
        at = start
        for cue in sentence.cues:
            if cue.start < at or cue.is_passive:
                continue
            draft, end = self._clause(sentence, cue, at)
            if draft is not None:
                self._keep(draft, sentence)
                at = max(at, end)

    def _keep(self, draft: Draft, sentence: Sentence) -> None:
        for piece in sentence.pieces:
            if any(a <= piece.start and piece.end <= b for a, b in draft.contents):
                self.taken.add(piece.stretch.start)
        self.drafts.append(draft)
        if any(draft.contents[-1][1] == piece.end for piece in sentence.pieces):
            self.going_on = draft

    def _introduction(self, sentence: Sentence) -> None:
        """A sentence that ends with a colon announces the next quote."""
        if self.masked[sentence.end - 1] != ":":
            return
        for cue in reversed(sentence.cues):
            if cue.is_passive:
                continue
            speaker = self._nearest_speaker(sentence, cue) if cue.is_bare else None
            speaker = speaker or subject_before(sentence.tokens, sentence.start, cue.start)
            if speaker:
                addressee = content_start(sentence, cue, sentence.end)[1]
                self.introduced = Draft([], cue.rule_id, cue, speaker, "same_sentence", addressee)
                return
        colon = self.colons.get(sentence.end - 1)
        first = self._first_subject(sentence)
        if colon is not None and first is not None:
            cue = Cue(colon.start, colon.end, colon.rule.id, ":", "say", "strong", "mark", "mark")
            self.introduced = Draft([], colon.rule.id, cue, first, "layout")

    def _left_over(self, sentence: Sentence, piece: Piece) -> None:
        """A stretch that no cue claims: speech without a speaker when it reads like a sentence, else no speech."""
        self.taken.add(piece.stretch.start)
        inner = self._inner(piece)
        is_sentence = len(inner.split()) >= 4 and inner.endswith((".", ",", "!", "?", "…"))
        speech = piece.start in self.alone and is_sentence and not is_title(inner)
        spans = list(self._spans(piece))
        self.drafts.append(Draft(spans, "quote-alone" if speech else "quote-not-speech", is_speech=speech))
