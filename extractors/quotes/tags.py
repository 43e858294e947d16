"""A quote with its tag behind it ("“…,” Ms. Lee said"), signed with a dash, or announced with a colon."""

from collections.abc import Mapping, Sequence

import regex

from extractors.engine.match import Found
from extractors.engine.text import Span
from extractors.quotes.content import content_start
from extractors.quotes.cues import Cue, mark_cue
from extractors.quotes.draft import Draft, Notes
from extractors.quotes.frame import Piece, Sentence
from extractors.quotes.speakers import subject_after
from extractors.quotes.subjects import subject_before

SPOKEN = regex.compile(r"\b(?:said|says|asked|added|told|wrote)\b")
LONGEST_JOINT = 12
"""Characters of "and", "but" between the halves of a broken quote."""
TAG_STOP = (",", "?", "!", "…", "—", "-", "–")


def signed(notes: Notes, piece: Piece, dashes: Mapping[int, Found]) -> Draft | None:
    """A quote with a dash and a name behind it, as in press releases."""
    found = dashes.get(piece.end)
    if found is None:
        return None
    dash, speaker = found.spans("dash")[0], found.spans("speaker")[0]
    if SPOKEN.search(notes.masked[slice(*speaker)]):
        return None
    cue = mark_cue(dash, found.rule.id, notes.text[slice(*dash)])
    return notes.add(Draft(list(piece.stretch.spans), found.rule.id, cue, speaker, "layout"), piece)


def announced(notes: Notes, piece: Piece, before: Draft | None) -> Draft | None:
    """A quote that the sentence before announced with a colon."""
    if before is None:
        return None
    draft = Draft(list(piece.stretch.spans), before.rule_id, before.cue, before.speaker, before.attribution)
    return notes.add(draft, piece)


def tagged(notes: Notes, sentence: Sentence, pieces: Sequence[Piece]) -> Draft | None:
    """A quote with its tag behind it: "“…,” Ms. Lee said, “…”"."""
    piece = pieces[0]
    inner = notes.text[piece.start : piece.end - len(piece.stretch.closing)].rstrip(" '’”\"")
    following = notes.masked[piece.end : piece.end + 2].lstrip()
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
        found = _tag_speaker(notes.masked, sentence, piece, cue, right)
        if found is None:
            continue
        speaker, behind = found
        is_broken = len(pieces) > 1 and _is_broken(notes.masked, behind, pieces[1], sentence, cue)
        halves = pieces[: 1 + is_broken]
        contents = [span for half in halves for span in half.stretch.spans]
        told = speaker is not None and speaker[0] < cue.start
        addressee = content_start(sentence, cue, right)[1] if told else None
        return notes.add(Draft(contents, cue.rule_id, cue, speaker, "same_sentence", addressee), *halves)
    return None


def _tag_speaker(masked: str, sentence: Sentence, piece: Piece, cue: Cue, right: int) -> tuple[Span | None, int] | None:
    """The speaker of a tag and where the tag's core ends; None when this cue is no tag of the piece."""
    lead = masked[piece.end : cue.start].strip(" ,—–-\xa0")
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


def _is_broken(masked: str, behind: int, piece: Piece, sentence: Sentence, cue: Cue) -> bool:
    """Whether the second piece goes on with the first: only the tag stands between, and a comma."""
    gap = masked[behind : piece.start].rstrip()
    if any(behind <= other.start < piece.start and other is not cue for other in sentence.cues):
        return False
    if len(gap) < LONGEST_JOINT and gap.strip(" ,") in ("and", "but", "and that"):
        return True
    return gap.endswith((",", "—", "–", ":", ";", "…", "...")) and len(gap) < 120
