"""What a cue outside a tag attributes: the words after it, before it, on both sides of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from extractors.engine.text import Span
from extractors.quotes.content import OUTER_RIGHT, behind_marks, clause_end, content_start, trimmed
from extractors.quotes.cues import ASKING, HEADLINE, SHOWING, Cue
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
INDIRECT_QUESTION = ("whether ", "if ", "how ", "why ", "what ", "who ")
JOINED = regex.compile(r"(?:,|\b(?:and|but|then|or))\s\Z")
NO_CONTENT = regex.compile(r"(?:the same|so|nothing|more|little|much|it to|them to|him to|her to|thanks)\b")
WITH = regex.compile(r"\bwith (?:[^\s,;:]{1,20} ){0,5}\p{Lu}[\p{L}.'’-]{1,30} \Z")
TO_A_THING = regex.compile(r"to (?:an?|the|his|her|its|their|this|that|these|those|any|some|each|every|no)\b")
FIRST_WORD = regex.compile(r"\p{L}{1,60}")
FIRST_WORD_BLANK = regex.compile(r"\p{L}{1,60}\s")
RELATIVE_LEAD = regex.compile(r"(?:^|,)\s?(?:which|who|whose|whom|where)\b[^,]{1,120},$")
SHORT_CONTENT = 100
LONGEST_JOINT = 5
LONGEST_OPENING = 16
RIGHT_MARKS = "".join(OUTER_RIGHT)
ZERO_THAT = frozenset(
    "say tell note argue claim insist warn predict acknowledge concede announce suggest maintain".split()
)
CONTRACTED = regex.compile(r"[’'](?:s|re|ll|ve|d)$|n[’']t$|\p{Ll}ed$")


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

    def _clause(self, sentence: Sentence, cue: Cue, at: int) -> tuple[Draft | None, int]:
        if cue.frame == "phrase":
            return self._according(sentence, cue, at)
        inverted = self._inverted(sentence, cue, at)
        if inverted is not None:
            return inverted, sentence.end
        if not sentence.pieces and not self._may_be_said(sentence, cue):
            return None, at
        speaker = None if cue.is_bare else subject_before(sentence.tokens, at, cue.start)
        joined = None
        if speaker is None and not cue.is_bare:
            joined = JOINED.search(self.masked, max(at, cue.start - LONGEST_JOINT), cue.start)
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
        free = [p for p in sentence.pieces if p.start >= cue.end and p.stretch.start not in self.taken]
        if free and self._leads_to(cue, free[0], begin):
            return self._quoted_after(sentence, cue, free, speaker, addressee)
        behind = self._content_before(sentence, cue, speaker, at)
        if behind:
            return Draft(behind, cue.rule_id, cue, speaker, "same_sentence"), sentence.end
        span = trimmed(self.masked, begin, clause_end(self.masked, sentence, cue, begin), sentence.pieces)
        if span is None or not self._is_said(sentence, cue, span):
            return None, at
        return Draft([span], cue.rule_id, cue, speaker, "same_sentence", addressee), span[1]

    def _may_be_said(self, sentence: Sentence, cue: Cue) -> bool:
        """Whether a cue can give something without marks: a weak one before "that", a pronoun or a question alone."""
        if cue.needs_marks or cue.strength != "weak" or cue.rule_id == HEADLINE:
            return not cue.needs_marks
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
        if not lead.endswith((",", "?", "!")) or len(lead.split()) < 4:
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
        inner = self.text[piece.start : piece.end].strip("“”\"'’‘«» ")
        whole = inner[:1].isupper() and inner.endswith((".", "!", "?", ",", "…"))
        if rest and not gap and not whole and len(contents) == 1:
            contents = [(piece.start, rest[1])]
        return Draft(contents, cue.rule_id, cue, speaker, "same_sentence", addressee), max(contents[-1][1], piece.end)

    def _content_before(self, sentence: Sentence, cue: Cue, speaker: Span, at: int) -> list[Span]:
        """What stands before ", Ms. Lee said." at a sentence's end, or on both sides of ", Ms. Lee said, "."""
        if cue.strength != "strong" or "that" not in cue.frame or cue.is_bare:
            return []
        lead = self.masked[at : speaker[0]].rstrip()
        if not lead.endswith((",", "—", "–")) or len(lead) < 12 or at != sentence.start:
            return []
        rest = self.masked[cue.end : sentence.end].strip(' .!?"”')
        broken = rest.startswith(",") and FILL not in rest
        if rest and not broken and (not BEHIND.match(rest) or FILL in rest or " that " in rest[:40]):
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

    def _is_said(self, sentence: Sentence, cue: Cue, span: Span) -> bool:
        """Whether what follows the cue is what was said, and no bare object."""
        words = self.masked[span[0] : span[1]]
        piece = next((p for p in sentence.pieces if span[0] <= p.start and p.end <= span[1]), None)
        clause = words.startswith(("that ", "how ", "why ", "whether ", "what ", "if ", "there ", "to "))
        if piece is not None:
            near = piece.start - span[0]
            if cue.strength == "quote":
                return near < 3
            return near < SHORT_CONTENT or clause or cue.lemma in ZERO_THAT
        if cue.rule_id == HEADLINE:
            return len(words.split()) > 2
        asks = cue.lemma in ASKING and words.startswith(INDIRECT_QUESTION)
        if asks:
            return True
        if cue.form == "participle" or len(words) < 8:
            return False
        if cue.strength == "weak" and cue.kind in SHOWING:
            return words.startswith("that ") or (
                not NO_CONTENT.match(words) and words.split()[0].lower() in self.lexicon.pronouns
            )
        if cue.strength != "strong":
            return False
        if self.masked[max(0, cue.start - 60) : cue.start].rsplit(".", 1)[-1].lower().split()[-4:-1].count("what"):
            return False
        frames = cue.frame.split()
        if words.startswith("to "):
            return "to" in frames and not TO_A_THING.match(words)
        if "object" in frames:
            return True
        if "that" not in frames:
            return False
        if clause:
            return True
        if BEHIND.match(words) or NO_CONTENT.match(words):
            return False
        if words.split()[0].lower() in self.lexicon.pronouns:
            return True
        if cue.lemma == "say":
            return len(words.split()) >= 3
        return cue.lemma in ZERO_THAT and any(
            word.is_verb or CONTRACTED.search(word.text) for word in sentence.tokens.between(*span).words[1:]
        )

    def _according(self, sentence: Sentence, cue: Cue, at: int) -> tuple[Draft | None, int]:
        """According to somebody: what follows the comma, or what stands before."""
        lead = self.masked[at : cue.start].strip(" ,")
        opens = len(lead.split()) < 3
        speaker = subject_after(sentence.tokens, cue.end, sentence.end, opens, loose=True)
        if speaker is None or (at > sentence.start and BEHIND.match(lead)):
            return None, at
        if opens:
            begin = speaker[1]
            end = clause_end(self.masked, sentence, cue, begin)
            span = trimmed(self.masked, begin, end, [p for p in sentence.pieces if p.start >= begin])
        else:
            span = trimmed(self.masked, at, cue.start, [p for p in sentence.pieces if p.end <= cue.start])
        if span is None:
            return None, at
        return Draft([span], cue.rule_id, cue, speaker, "same_sentence"), max(speaker[1], span[1])

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
