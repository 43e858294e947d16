"""What a cue outside a tag attributes: the words after it, before it, on both sides of it."""

from collections.abc import Sequence

import regex

from extractors.engine.text import Span
from extractors.quotes.complements import BEHIND, INDIRECT_QUESTION, is_said
from extractors.quotes.content import CORE, OUTER_RIGHT, behind_marks, clause_end, content_start, trimmed
from extractors.quotes.cues import Cue
from extractors.quotes.draft import Draft, Notes
from extractors.quotes.frame import Piece, Sentence
from extractors.quotes.phrases import FIRST_WORD, according, as_said, nearest_speaker, passed_on
from extractors.quotes.speakers import subject_after
from extractors.quotes.subjects import subject_before
from extractors.quotes.words import FILL

OPENERS = frozenset("in on at after when as while asked during for with by before since speaking despite".split())
JOINED = regex.compile(r"(?:,|\b(?:and|but|then|or|nor))\s\Z")
WITH = regex.compile(r"\bwith (?:[^\s,;:]{1,20} ){0,5}\p{Lu}[\p{L}.'’-]{1,30} \Z")
RELATIVE_LEAD = regex.compile(r"(?:^|,)\s?(?:which|who|whose|whom|where)\b[^,]{1,120},$")
LONGEST_JOINT = 5
"""Characters of "and ", "but " before a cue."""
LEAST_WORDS = 4
"""Words before ", said Ms. Lee" that can be what she said."""
LEAST_OF_HEADLINE = 3
"""The same in a headline."""
ENDS_VERB = regex.compile(r"[’'](?:re|ll|ve|d)$|n[’']t$|^\p{Ll}+(?:ed|s)$")
LONGEST_OPENING = 16
"""Characters that "that", a question word or a pronoun take at the head of what is said."""
RIGHT_MARKS = "".join(OUTER_RIGHT)


def clause(notes: Notes, sentence: Sentence, cue: Cue, at: int) -> tuple[Draft | None, int]:
    """What a cue attributes, of the words from `at` on, and where to read on; None where it attributes nothing."""
    if cue.frame == "phrase":
        return according(notes.masked, sentence, cue, at)
    if said := as_said(notes.masked, sentence, cue, at):
        return said
    inverted = _inverted(notes, sentence, cue, at)
    if inverted is not None:
        return inverted, sentence.end
    if not sentence.pieces and not _may_be_said(notes, sentence, cue):
        return None, at
    speaker = None if cue.is_bare else subject_before(sentence.tokens, at, cue.start)
    joined = None
    if speaker is None and not cue.is_bare:
        is_nor = notes.masked.startswith("nor ", cue.start)
        joined = JOINED.search(notes.masked, max(at, cue.start - LONGEST_JOINT), cue.start + len("nor ") * is_nor)
        if joined and joined[0].startswith(",") and "object" in cue.frame:
            return None, at
    if cue.form == "gerund" and WITH.search(notes.masked, max(at, cue.start - 90), cue.start):
        speaker = subject_before(sentence.tokens, at, cue.start)
    elif cue.is_bare or joined:
        speaker = nearest_speaker(notes, sentence)
    if speaker is None and (introduced := _introduced_by(notes, sentence, cue)) is not None:
        return introduced
    if speaker is None or (cue.strength == "weak" and _is_reported_whole(notes.masked, sentence, cue)):
        return None, at
    return _said_by(notes, speaker, sentence, cue, at)


def _said_by(notes: Notes, speaker: Span, sentence: Sentence, cue: Cue, at: int) -> tuple[Draft | None, int]:
    """What a speaker says at a cue: the quoted words after it, what stands before it, or the clause behind it."""
    begin, addressee = content_start(sentence, cue, sentence.end)
    if cue.strength == "weak" and _is_outdone(sentence, cue):
        return None, at
    if (inner := passed_on(notes.masked, sentence, cue, begin)) is not None:
        draft, end = clause(notes, sentence, inner, begin)
        if draft is not None and draft.speaker is not None:
            draft.via = (speaker, *draft.via)
            return draft, end
    free = [p for p in sentence.pieces if p.start >= cue.end and notes.is_free(p)]
    if free and _leads_to(notes.masked, cue, free[0], begin):
        return _quoted_after(notes, sentence, cue, free, speaker, addressee)
    behind = _content_before(notes.masked, sentence, cue, speaker, at, addressee)
    if behind:
        return Draft(behind, cue.rule_id, cue, speaker, "same_sentence", addressee), sentence.end
    span = trimmed(notes.masked, begin, clause_end(notes.masked, sentence, cue, begin), sentence.pieces)
    if span is None or not is_said(sentence, cue, span, notes.masked, notes.lexicon):
        return None, at
    return Draft([span], cue.rule_id, cue, speaker, "same_sentence", addressee), span[1]


def _may_be_said(notes: Notes, sentence: Sentence, cue: Cue) -> bool:
    """Whether a cue can give something without marks: a weak one before "that", a pronoun or a question alone."""
    if cue.needs_marks or cue.strength != "weak" or cue.is_headline:
        return not cue.needs_marks
    if "zero" in cue.frame or "to" in cue.frame:
        return True
    start = behind_marks(notes.masked, content_start(sentence, cue, sentence.end)[0], sentence.end)
    opening = notes.masked[start : min(start + LONGEST_OPENING, sentence.end)]
    if opening.startswith(("that ", *INDIRECT_QUESTION)):
        return True
    return any(word.rstrip(RIGHT_MARKS).lower() in notes.lexicon.pronouns for word in opening.split(None, 1)[:1])


def _inverted(notes: Notes, sentence: Sentence, cue: Cue, at: int) -> Draft | None:
    """What stands before ", said Ms. Lee, a baker." at a sentence's end."""
    if not cue.can_end or at != sentence.start:
        return None
    lead = notes.masked[at : cue.start].rstrip()
    least = LEAST_OF_HEADLINE if sentence.is_headline else LEAST_WORDS
    if not lead.endswith((",", "?", "!")) or len(notes.text[at : cue.start].split()) < least:
        return None
    if lead.rstrip(",").count(",") and not _has_verb(sentence, at, at + len(lead)):
        return None
    if RELATIVE_LEAD.search(lead, max(0, len(lead) - 160)):
        return None
    speaker = subject_after(sentence.tokens, cue.end, sentence.end)
    if speaker is None or notes.text[slice(*speaker)].lower() in notes.lexicon.pronouns:
        return None
    if not any(word.is_name or word.noun for word in sentence.tokens.between(*speaker).words):
        return None
    rest = notes.masked[speaker[1] : sentence.end].strip(" \"”’'")
    if rest and rest[0] not in ".,;—–?!" and not BEHIND.match(rest):
        return None
    span = trimmed(notes.masked, at, at + len(lead), sentence.pieces)
    return Draft([span], cue.rule_id, cue, speaker, "same_sentence") if span else None


def _introduced_by(notes: Notes, sentence: Sentence, cue: Cue) -> tuple[Draft, int] | None:
    """What follows a speaker behind the verb: "But, said Ms. Lee, “…”"."""
    if not cue.can_end or not sentence.pieces:
        return None
    piece = next((p for p in sentence.pieces if p.start >= cue.end and notes.is_free(p)), None)
    speaker = subject_after(sentence.tokens, cue.end, piece.start) if piece else None
    if piece is None or speaker is None or notes.masked[speaker[1] : piece.start].strip() not in (",", ":"):
        return None
    return Draft(list(piece.stretch.spans), cue.rule_id, cue, speaker, "same_sentence"), piece.end


def _is_reported_whole(masked: str, sentence: Sentence, cue: Cue) -> bool:
    """Whether a tag behind a comma reports all of the sentence: "The firm plans to move, an official said"."""
    for later in sentence.cues:
        if later.start < cue.end or later.strength != "strong" or "that" not in later.frame or later.is_bare:
            continue
        rest = masked[later.end : sentence.end].strip(' .!?"”')
        if rest and not (rest.startswith(",") or BEHIND.match(rest)):
            continue
        subject = subject_before(sentence.tokens, cue.end, later.start)
        if subject and masked[cue.end : subject[0]].rstrip().endswith(","):
            return True
    return False


def _has_verb(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a verb stands in a stretch."""
    words = sentence.tokens.between(start, end).words[1:]
    return any(word.is_verb or (word.form and not word.is_name) or ENDS_VERB.search(word.text) for word in words)


def _is_outdone(sentence: Sentence, cue: Cue) -> bool:
    """Whether a verb of saying stands between this cue and the next quoted words."""
    piece = next((p for p in sentence.pieces if p.start >= cue.end), None)
    return piece is not None and any(
        cue.end <= other.start < piece.start and other.strength != "weak" and not other.is_bare
        for other in sentence.cues
    )


def _leads_to(masked: str, cue: Cue, piece: Piece, begin: int) -> bool:
    """Whether a piece stands right behind the cue, or behind the cue, an adverbial and a comma or colon."""
    gap = masked[cue.end : piece.start].rstrip()
    if not gap.strip():
        return True
    return (
        gap.endswith((",", ":"))
        and len(gap) < 120
        and " that " not in gap
        and begin >= piece.start - 2 - (len(gap) if gap.endswith(":") else 0)
    )


def _quoted_after(
    notes: Notes, sentence: Sentence, cue: Cue, free: Sequence[Piece], speaker: Span, addressee: Span | None
) -> tuple[Draft, int]:
    piece = free[0]
    contents = list(piece.stretch.spans)
    end = clause_end(notes.masked, sentence, cue, piece.end)
    rest = trimmed(notes.masked, piece.end, end, [p for p in sentence.pieces if p.start >= piece.end])
    gap = notes.masked[cue.end : piece.start].strip()
    inner = notes.inner(piece)
    whole = inner[:1].isupper() and inner.endswith((".", "!", "?", ",", "…"))
    if rest and not gap and not whole and len(contents) == 1:
        contents = [(piece.start, rest[1])]
    return Draft(contents, cue.rule_id, cue, speaker, "same_sentence", addressee), max(contents[-1][1], piece.end)


def _content_before(
    masked: str, sentence: Sentence, cue: Cue, speaker: Span, at: int, addressee: Span | None
) -> list[Span]:
    """What stands before ", Ms. Lee said." at a sentence's end, or on both sides of ", Ms. Lee said, "."""
    if cue.strength != "strong" or "that" not in cue.frame or cue.is_bare:
        return []
    lead = masked[at : speaker[0]].rstrip()
    if not lead.endswith((",", "—", "–")) or len(lead) < 12 or at != sentence.start:
        return []
    rest = masked[addressee[1] if addressee else cue.end : sentence.end].strip(' .!?"”')
    broken = rest.startswith(",") and FILL not in rest
    if rest and not broken and (not BEHIND.match(rest) or FILL in rest or " that " in rest[:40]):
        return []
    if rest.startswith(("of ", "to ", "about ")) and cue.lemma not in CORE:
        return []
    if FILL not in lead and not _has_verb(sentence, at, at + len(lead)):
        return []
    first = FIRST_WORD.match(lead)
    if (
        first
        and (first[0].lower() in OPENERS or first[0].endswith(("ing", "ed")))
        and len(lead.split()) < 12
        and not broken
    ):
        return []
    before = trimmed(masked, at, at + len(lead), sentence.pieces)
    after = trimmed(masked, cue.end, sentence.end, sentence.pieces) if broken else None
    return [span for span in (before, after) if span]
