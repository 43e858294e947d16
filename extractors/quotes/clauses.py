"""What a cue outside a tag attributes: the words after it, before it, on both sides of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from extractors.engine.text import Span
from extractors.quotes.complements import INDIRECT_QUESTION, is_said
from extractors.quotes.content import CORE, OUTER_RIGHT, behind_marks, clause_end, content_start, trimmed
from extractors.quotes.cues import HEADLINE, Cue
from extractors.quotes.draft import Draft
from extractors.quotes.frame import Piece, Sentence
from extractors.quotes.lexicon import Lexicon
from extractors.quotes.speakers import subject_after, without_verb
from extractors.quotes.subjects import subject_before
from extractors.quotes.words import FILL

BEHIND = regex.compile(
    r"(?:in|on|at|during|after|of|to|about|(?:this|last|next) (?:week|month|year|spring|summer|fall|autumn|winter"
    r"|morning|afternoon|evening)|earlier|late|later|yesterday|when|as|\p{Lu}\p{Ll}+day)\b"
)
OPENERS = frozenset("in on at after when as while asked during for with by before since speaking despite".split())
JOINED = regex.compile(r"(?:,|\b(?:and|but|then|or|nor))\s\Z")
WITH = regex.compile(r"\bwith (?:[^\s,;:]{1,20} ){0,5}\p{Lu}[\p{L}.'’-]{1,30} \Z")
FIRST_WORD = regex.compile(r"\p{L}{1,60}")
FIRST_WORD_BLANK = regex.compile(r"\p{L}{1,60}\s")
RELATIVE_LEAD = regex.compile(r"(?:^|,)\s?(?:which|who|whose|whom|where)\b[^,]{1,120},$")
LONGEST_JOINT = 5
PASSING = ("say", "write", "tweet")
PASSED_ON = frozenset(
    "say tell claim announce report state deny warn write tweet insist argue assert contend confirm testify".split()
)
LONGEST_SPEAKER = 120
LEAST_WORDS = 4
LEAST_OF_HEADLINE = 3
"""Words before ", said Ms. Lee" that can be what she said."""
AS = regex.compile(r"(?:(?<=,)\s|^|(?<=\s))[Aa]s\s\Z")
LONGEST_AS = 6
ENDS_VERB = regex.compile(r"[’'](?:s|re|ll|ve|d)$|n[’']t$|^\p{Ll}+(?:ed|s)$")
LONGEST_OPENING = 16
RIGHT_MARKS = "".join(OUTER_RIGHT)


@dataclass(slots=True)
class ClauseReader:
    """Reads single clauses; `drafts` holds what was found so far, `taken` the starts of the stretches it used."""

    text: str
    masked: str
    lexicon: Lexicon
    drafts: list[Draft] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def _spans(self, piece: Piece) -> tuple[Span, ...]:
        return piece.stretch.spans

    def _inner(self, piece: Piece) -> str:
        """The words of a piece without its marks."""
        return self.text[piece.start : piece.end].strip("“”\"'’‘«» ")

    def _clause(self, sentence: Sentence, cue: Cue, at: int) -> tuple[Draft | None, int]:
        if cue.frame == "phrase":
            return self._according(sentence, cue, at)
        if said := self._as_said(sentence, cue, at):
            return said
        inverted = self._inverted(sentence, cue, at)
        if inverted is not None:
            return inverted, sentence.end
        if not sentence.pieces and not self._may_be_said(sentence, cue):
            return None, at
        speaker = None if cue.is_bare else subject_before(sentence.tokens, at, cue.start)
        joined = None
        if speaker is None and not cue.is_bare:
            is_nor = self.masked.startswith("nor ", cue.start)
            joined = JOINED.search(self.masked, max(at, cue.start - LONGEST_JOINT), cue.start + len("nor ") * is_nor)
            if joined and joined[0].startswith(",") and "object" in cue.frame:
                return None, at
        if cue.form == "gerund" and WITH.search(self.masked, max(at, cue.start - 90), cue.start):
            speaker = subject_before(sentence.tokens, at, cue.start)
        elif cue.is_bare or joined:
            speaker = self._nearest_speaker(sentence, cue)
        if speaker is None:
            return None, at
        begin, addressee = content_start(sentence, cue, sentence.end)
        if cue.strength == "weak" and self._is_outdone(sentence, cue):
            return None, at
        if (inner := self._passed_on(sentence, cue, begin)) is not None:
            draft, end = self._clause(sentence, inner, begin)
            if draft is not None and draft.speaker is not None:
                draft.via = (speaker, *draft.via)
                return draft, end
        free = [p for p in sentence.pieces if p.start >= cue.end and p.stretch.start not in self.taken]
        if free and self._leads_to(cue, free[0], begin):
            return self._quoted_after(sentence, cue, free, speaker, addressee)
        behind = self._content_before(sentence, cue, speaker, at, addressee)
        if behind:
            return Draft(behind, cue.rule_id, cue, speaker, "same_sentence", addressee), sentence.end
        span = trimmed(self.masked, begin, clause_end(self.masked, sentence, cue, begin), sentence.pieces)
        if span is None or not is_said(sentence, cue, span, self.masked, self.lexicon):
            return None, at
        return Draft([span], cue.rule_id, cue, speaker, "same_sentence", addressee), span[1]

    def _passed_on(self, sentence: Sentence, cue: Cue, begin: int) -> Cue | None:
        """The cue of somebody whose words the speaker passes on: "the agency reported that Ms. Lee said"."""
        if cue.kind not in PASSING or cue.strength != "strong" or cue.polarity != "affirmed":
            return None
        start = begin + len("that ") * self.masked.startswith("that ", begin)
        inner = next((other for other in sentence.cues if other.start > start), None)
        if inner is None or inner.start - start > LONGEST_SPEAKER or inner.is_bare or inner.is_passive:
            return None
        if inner.lemma not in PASSED_ON or inner.form not in ("past", "present"):
            return None
        subject = subject_before(sentence.tokens, start, inner.start)
        if subject is None or subject[0] != start:
            return None
        words = sentence.tokens.between(*subject).words
        speaks = any(word.noun or word.is_name for word in words) and not any(word.is_fill for word in words)
        return inner if speaks and not (words[0].is_pronoun or words[-1].lower in ("and", "or")) else None

    def _may_be_said(self, sentence: Sentence, cue: Cue) -> bool:
        """Whether a cue can give something without marks: a weak one before "that", a pronoun or a question alone."""
        if cue.needs_marks or cue.strength != "weak" or cue.rule_id == HEADLINE:
            return not cue.needs_marks
        if "zero" in cue.frame or "to" in cue.frame:
            return True
        start = behind_marks(self.masked, content_start(sentence, cue, sentence.end)[0], sentence.end)
        opening = self.masked[start : min(start + LONGEST_OPENING, sentence.end)]
        if opening.startswith(("that ", *INDIRECT_QUESTION)):
            return True
        return any(word.rstrip(RIGHT_MARKS).lower() in self.lexicon.pronouns for word in opening.split(None, 1)[:1])

    def _inverted(self, sentence: Sentence, cue: Cue, at: int) -> Draft | None:
        """What stands before ", said Ms. Lee, a baker." at a sentence's end."""
        if not cue.can_end or at != sentence.start:
            return None
        lead = self.masked[at : cue.start].rstrip()
        least = LEAST_OF_HEADLINE if sentence.is_headline else LEAST_WORDS
        if not lead.endswith((",", "?", "!")) or len(self.text[at : cue.start].split()) < least:
            return None
        if lead.rstrip(",").count(",") and not self._is_clause(sentence, at, at + len(lead)):
            return None
        if RELATIVE_LEAD.search(lead, max(0, len(lead) - 160)):
            return None
        speaker = subject_after(sentence.tokens, cue.end, sentence.end)
        if speaker is None or self.text[slice(*speaker)].lower() in self.lexicon.pronouns:
            return None
        rest = self.masked[speaker[1] : sentence.end].strip(" \"”’'")
        if rest and rest[0] not in ".,;—–?!" and not BEHIND.match(rest):
            return None
        span = trimmed(self.masked, at, at + len(lead), sentence.pieces)
        return Draft([span], cue.rule_id, cue, speaker, "same_sentence") if span else None

    def _is_clause(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether a verb stands in a stretch."""
        words = sentence.tokens.between(start, end).words[1:]
        return any(word.is_verb or (word.form and not word.is_name) or ENDS_VERB.search(word.text) for word in words)

    def _is_outdone(self, sentence: Sentence, cue: Cue) -> bool:
        """Whether a verb of saying stands between this cue and the next quoted words."""
        piece = next((p for p in sentence.pieces if p.start >= cue.end), None)
        return piece is not None and any(
            cue.end <= other.start < piece.start and other.strength != "weak" and not other.is_bare
            for other in sentence.cues
        )

    def _leads_to(self, cue: Cue, piece: Piece, begin: int) -> bool:
        """Whether a piece stands right behind the cue, or behind the cue, an adverbial and a comma or colon."""
        gap = self.masked[cue.end : piece.start].rstrip()
        if not gap.strip():
            return True
        return (
            gap.endswith((",", ":"))
            and len(gap) < 120
            and " that " not in gap
            and begin >= piece.start - 2 - (len(gap) if gap.endswith(":") else 0)
        )

    def _quoted_after(
        self, sentence: Sentence, cue: Cue, free: Sequence[Piece], speaker: Span, addressee: Span | None
    ) -> tuple[Draft, int]:
        piece = free[0]
        contents = list(self._spans(piece))
        end = clause_end(self.masked, sentence, cue, piece.end)
        rest = trimmed(self.masked, piece.end, end, [p for p in sentence.pieces if p.start >= piece.end])
        gap = self.masked[cue.end : piece.start].strip()
        inner = self._inner(piece)
        whole = inner[:1].isupper() and inner.endswith((".", "!", "?", ",", "…"))
        if rest and not gap and not whole and len(contents) == 1:
            contents = [(piece.start, rest[1])]
        return Draft(contents, cue.rule_id, cue, speaker, "same_sentence", addressee), max(contents[-1][1], piece.end)

    def _content_before(
        self, sentence: Sentence, cue: Cue, speaker: Span, at: int, addressee: Span | None
    ) -> list[Span]:
        """What stands before ", Ms. Lee said." at a sentence's end, or on both sides of ", Ms. Lee said, "."""
        if cue.strength != "strong" or "that" not in cue.frame or cue.is_bare:
            return []
        lead = self.masked[at : speaker[0]].rstrip()
        if not lead.endswith((",", "—", "–")) or len(lead) < 12 or at != sentence.start:
            return []
        rest = self.masked[addressee[1] if addressee else cue.end : sentence.end].strip(' .!?"”')
        broken = rest.startswith(",") and FILL not in rest
        if rest and not broken and (not BEHIND.match(rest) or FILL in rest or " that " in rest[:40]):
            return []
        if rest.startswith(("of ", "to ", "about ")) and cue.lemma not in CORE:
            return []
        if FILL not in lead and not self._is_clause(sentence, at, at + len(lead)):
            return []
        first = FIRST_WORD.match(lead)
        if (
            first
            and (first[0].lower() in OPENERS or first[0].endswith(("ing", "ed")))
            and len(lead.split()) < 12
            and not broken
        ):
            return []
        before = trimmed(self.masked, at, at + len(lead), sentence.pieces)
        after = trimmed(self.masked, cue.end, sentence.end, sentence.pieces) if broken else None
        return [span for span in (before, after) if span]

    def _nearest_speaker(self, sentence: Sentence, cue: Cue) -> Span | None:
        """The subject that a gerund or infinitive shares: the speaker of the sentence, else its first noun phrase."""
        last = self.drafts[-1] if self.drafts else None
        if last and last.speaker and sentence.start <= last.speaker[0] < sentence.end:
            return last.speaker
        return self._first_subject(sentence)

    def _according(self, sentence: Sentence, cue: Cue, at: int) -> tuple[Draft | None, int]:
        """According to somebody: what follows the comma, or what stands before."""
        lead = self.masked[at : cue.start].strip(" ,")
        opens = len(lead.split()) < 3
        speaker = cue.speaker or subject_after(sentence.tokens, cue.end, sentence.end, opens, loose=True)
        if speaker is None or (at > sentence.start and BEHIND.match(lead)):
            return None, at
        tag_end = max(cue.end, speaker[1])
        piece = next((p for p in sentence.pieces if p.start >= tag_end), None)
        is_next = piece is not None and not self.masked[tag_end : piece.start].strip(" ,:")
        if is_next and piece is not None and cue.speaker:
            return Draft(list(self._spans(piece)), cue.rule_id, cue, speaker, "same_sentence"), piece.end
        if cue.speaker and not (opens and self.masked[cue.end : cue.end + 1] in (",", ":")):
            return None, at
        if opens:
            begin = tag_end
            end = clause_end(self.masked, sentence, cue, begin)
            span = trimmed(self.masked, begin, end, [p for p in sentence.pieces if p.start >= begin])
        else:
            span = trimmed(self.masked, at, cue.start, [p for p in sentence.pieces if p.end <= cue.start])
        if span is None:
            return None, at
        return Draft([span], cue.rule_id, cue, speaker, "same_sentence"), max(tag_end, span[1])

    def _as_said(self, sentence: Sentence, cue: Cue, at: int) -> tuple[Draft, int] | None:
        """What "as Ms. Lee put it" comments on: the words behind its comma, before it or on both sides of it."""
        if cue.is_bare or cue.form not in ("past", "present") or not ("that" in cue.frame or cue.lemma == "put it"):
            return None
        speaker = subject_before(sentence.tokens, at, cue.start)
        opening = AS.search(self.masked, max(at, speaker[0] - LONGEST_AS), speaker[0]) if speaker else None
        if speaker is None or opening is None:
            return None
        behind = self.masked[cue.end : sentence.end].lstrip()
        lead = trimmed(self.masked, at, opening.start(), [p for p in sentence.pieces if p.end <= opening.start()])
        span = None
        if behind.startswith((",", ":", FILL)):
            end = clause_end(self.masked, sentence, cue, cue.end)
            span = trimmed(self.masked, cue.end, end, [p for p in sentence.pieces if p.start >= cue.end])
        elif lead is None or behind.strip(" .!?"):
            return None
        contents = [one for one in (lead if at == sentence.start else None, span) if one]
        if not contents:
            return None
        return Draft(contents, cue.rule_id, cue, speaker, "same_sentence"), contents[-1][1]

    def _first_subject(self, sentence: Sentence) -> Span | None:
        """The noun phrase that a sentence begins with, an opening phrase skipped."""
        start, behind = sentence.start, sentence.end + 1
        word = FIRST_WORD.match(self.masked, start, behind)
        if word and self._is_small(word[0]) and (comma := self.masked.find(", ", start, sentence.end)) >= 0:
            start = comma + 2
        while (word := FIRST_WORD_BLANK.match(self.masked, start, behind)) and self._is_small(word[0].strip()):
            start = word.end()
        subject = subject_after(sentence.tokens, start, sentence.end)
        return without_verb(sentence.tokens, subject) if subject else None

    def _is_small(self, word: str) -> bool:
        return word.lower() in self.lexicon.prepositions or word.lower() in self.lexicon.subordinators
