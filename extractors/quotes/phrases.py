"""Phrases that attribute without a verb of their own, and who speaks where no subject stands beside the cue."""

import re

import regex

from extractors.engine.text import Span
from extractors.quotes.complements import BEHIND
from extractors.quotes.content import clause_end, trimmed
from extractors.quotes.cues import Cue
from extractors.quotes.draft import Draft, Notes
from extractors.quotes.frame import Sentence
from extractors.quotes.lexicon import Lexicon
from extractors.quotes.speakers import subject_after, without_verb
from extractors.quotes.subjects import subject_before
from extractors.quotes.words import FILL

FIRST_WORD = regex.compile(r"\p{L}{1,60}")
FIRST_WORD_BLANK = regex.compile(r"\p{L}{1,60}\s")
NOBODY = regex.compile(r"(?:There|\p{Lu}\p{Ll}{2,20}ly)\b,? ?")
"""What opens a sentence with a capital and is nobody: "There", "Previously"."""
AS_BEFORE = re.compile(r"\b[Aa]s ")
AS = regex.compile(r"(?<!\S)[Aa]s\s\Z")
LONGEST_AS = 6
"""Characters of "as" before a speaker, with the blanks around it."""
PASSING = ("say", "write", "tweet")
"""Kinds of cue with which somebody passes on what another said."""
PASSED_ON = frozenset(
    "say tell claim announce report state deny warn write tweet insist argue assert contend confirm testify".split()
)
LONGEST_SPEAKER = 120
"""Characters of the words for a speaker."""


def passed_on(masked: str, sentence: Sentence, cue: Cue, begin: int) -> Cue | None:
    """The cue of somebody whose words the speaker passes on: "the agency reported that Ms. Lee said"."""
    if cue.kind not in PASSING or cue.strength != "strong" or cue.polarity != "affirmed":
        return None
    start = begin + len("that ") * masked.startswith("that ", begin)
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


def according(masked: str, sentence: Sentence, cue: Cue, at: int) -> tuple[Draft | None, int]:
    """According to somebody: what follows the comma, or what stands before."""
    lead = masked[at : cue.start].strip(" ,")
    opens = len(lead.split()) < 3
    speaker = cue.speaker or subject_after(sentence.tokens, cue.end, sentence.end, opens, loose=True)
    if speaker is None or (at > sentence.start and (not lead or BEHIND.match(lead))):
        return None, at
    tag_end = max(cue.end, speaker[1])
    piece = next((p for p in sentence.pieces if p.start >= tag_end), None)
    is_next = piece is not None and not masked[tag_end : piece.start].strip(" ,:")
    if is_next and piece is not None and cue.speaker:
        return Draft(list(piece.stretch.spans), cue.rule_id, cue, speaker, "same_sentence"), piece.end
    if cue.speaker and not (opens and masked[cue.end : cue.end + 1] in (",", ":")):
        return None, at
    if opens:
        begin, speaker = _whole_source(masked, sentence, speaker, tag_end)
        end = clause_end(masked, sentence, cue, begin)
        span = trimmed(masked, begin, end, [p for p in sentence.pieces if p.start >= begin])
    else:
        span = trimmed(masked, at, cue.start, [p for p in sentence.pieces if p.end <= cue.start])
    if span is None:
        return None, at
    return Draft([span], cue.rule_id, cue, speaker, "same_sentence"), max(tag_end, span[1])


def _whole_source(masked: str, sentence: Sentence, speaker: Span, tag_end: int) -> tuple[int, Span]:
    """Where the source ends that opens a sentence: "According to people briefed by the ministry, it rained"."""
    comma = masked.find(",", tag_end, min(sentence.end, tag_end + LONGEST_SPEAKER))
    words = sentence.tokens.between(tag_end, comma).words if comma > tag_end else []
    if not words or not words[0].text.endswith("ed") or any(word.is_verb for word in words[1:]):
        return tag_end, speaker
    return comma, (speaker[0], comma)


def as_said(masked: str, sentence: Sentence, cue: Cue, at: int) -> tuple[Draft, int] | None:
    """What "as Ms. Lee put it" comments on: the words behind its comma, before it or on both sides of it."""
    if cue.is_bare or cue.form not in ("past", "present") or not ("that" in cue.frame or cue.lemma == "put it"):
        return None
    if not AS_BEFORE.search(masked, max(at, cue.start - LONGEST_SPEAKER), cue.start):
        return None
    speaker = subject_before(sentence.tokens, at, cue.start)
    opening = AS.search(masked, max(at, speaker[0] - LONGEST_AS), speaker[0]) if speaker else None
    if speaker is None or opening is None:
        return None
    behind = masked[cue.end : sentence.end].lstrip()
    lead = trimmed(masked, at, opening.start(), [p for p in sentence.pieces if p.end <= opening.start()])
    span = None
    if behind.startswith((",", ":", FILL)):
        end = clause_end(masked, sentence, cue, cue.end)
        span = trimmed(masked, cue.end, end, [p for p in sentence.pieces if p.start >= cue.end])
    elif lead is None or behind.strip(" .!?"):
        return None
    contents = [one for one in (lead if at == sentence.start else None, span) if one]
    if not contents:
        return None
    return Draft(contents, cue.rule_id, cue, speaker, "same_sentence"), contents[-1][1]


def first_subject(notes: Notes, sentence: Sentence) -> Span | None:
    """The noun phrase that a sentence begins with, an opening phrase skipped."""
    start, behind = sentence.start, sentence.end + 1
    word = FIRST_WORD.match(notes.masked, start, behind)
    if word and _is_small(word[0], notes.lexicon) and (comma := notes.masked.find(", ", start, sentence.end)) >= 0:
        start = comma + 2
    while (word := FIRST_WORD_BLANK.match(notes.masked, start, behind)) and _is_small(word[0].strip(), notes.lexicon):
        start = word.end()
    if word := NOBODY.match(notes.masked, start, behind):
        start = word.end()
    subject = subject_after(sentence.tokens, start, sentence.end)
    return without_verb(sentence.tokens, subject) if subject else None


def _is_small(word: str, lexicon: Lexicon) -> bool:
    return word.lower() in lexicon.prepositions or word.lower() in lexicon.subordinators


def nearest_speaker(notes: Notes, sentence: Sentence) -> Span | None:
    """The subject that a gerund or infinitive shares: the speaker of the sentence, else its first noun phrase."""
    last = notes.drafts[-1] if notes.drafts else None
    if last and last.speaker and sentence.start <= last.speaker[0] < sentence.end:
        return last.speaker
    return first_subject(notes, sentence)
