"""Who passed a quote on: "the agency reported, citing an official", "in a statement carried by the agency"."""

from collections.abc import Sequence

import regex

from extractors.engine.text import Span
from extractors.quotes.cues import Cue
from extractors.quotes.draft import Draft
from extractors.quotes.frame import Sentence
from extractors.quotes.speakers import subject_after
from extractors.quotes.subjects import subject_before

CITING = regex.compile(r"(?: (?:on )?\p{Lu}\p{Ll}+day| earlier| first| later| separately)?,? (?:citing|quoting) ")
CITED = regex.compile(
    r"(?P<verb>\p{Ll}{3,12})(?: (?:on )?\p{Lu}\p{Ll}+day| earlier| first| later| separately)?,? (?:citing|quoting) \Z"
)
CITING_WITHIN = regex.compile(r", (?:citing|quoting) (?P<source>[^,;]{3,80})\Z")
SAYING = "quoted as "
BY_WHOM = regex.compile(r" by (?P<who>(?:the )?\p{Lu}[^,;.]{1,60})\Z")
QUOTED_BY = regex.compile(
    r"(?:was|were|is|are|been) (?:\p{Ll}{2,12} )?(?:quoted|cited) by (?P<who>[^,;:“”\"]{3,60}?) as\b"
)
CARRIED_BY = regex.compile(
    r"\b(?:statement|interview|speech|address|remarks|comments|commentary|dispatch|video|message|letter|editorial)"
    r" (?:that was |which was )?(?:first )?"
    r"(?:carried|quoted|cited|published|relayed|broadcast|aired|distributed|released|issued) by "
)
REACH = 200
"""Characters of the tag that are looked at."""


def chain(drafts: Sequence[Draft], sentences: Sequence[Sentence], masked: str) -> None:
    """Set `via` of the drafts, and where a tag names its source, make that the speaker: the deepest one counts."""
    used = {draft.cue.start for draft in drafts if draft.cue}
    tags = [(draft.cue, draft) for draft in drafts if draft.cue and draft.speaker and draft.cue.form != "mark"]
    tags.sort(key=lambda tag: tag[0].start)
    has_citing = "citing " in masked or "quoting " in masked
    at = 0
    for cue, draft in tags:
        while at < len(sentences) - 1 and sentences[at].end <= cue.start:
            at += 1
        if has_citing:
            _cited(draft, cue, sentences[at], masked)
        _carried(draft, cue, sentences[at], masked)
        _reported(draft, cue, sentences[at], masked, used)


def _cited(draft: Draft, cue: Cue, sentence: Sentence, masked: str) -> None:
    """The source that the speaker cites, behind the cue; or the outlet that cites the speaker, before it."""
    speaker = draft.speaker
    if speaker is None:
        return
    tag_end = max(cue.end, speaker[1])
    if citing := CITING.match(masked, tag_end):
        source = subject_after(sentence.tokens, citing.end(), sentence.end, loose=True)
        if source:
            draft.via, draft.speaker = (*draft.via, speaker), source
        return
    if within := CITING_WITHIN.search(masked, *speaker):
        draft.via, draft.speaker = (*draft.via, (speaker[0], within.start())), within.span("source")
        return
    left = max(sentence.start, speaker[0] - REACH)
    if cited := CITED.search(masked, left, speaker[0]):
        outlet = subject_before(sentence.tokens, sentence.start, cited.start("verb"))
        if outlet:
            draft.via = (outlet, *draft.via)


def _carried(draft: Draft, cue: Cue, sentence: Sentence, masked: str) -> None:
    """Who quoted the speaker ("was quoted by the agency as saying"), or carried the statement."""
    left = max(sentence.start, cue.start - REACH)
    if masked.find("ed by ", left, cue.start) >= 0 and (quoted := QUOTED_BY.search(masked, left, cue.start)):
        draft.via = (*draft.via, quoted.span("who"))
    if masked.endswith(SAYING, 0, cue.start) and len(draft.contents) == 1:
        start, end = draft.contents[0]
        if by := BY_WHOM.search(masked, max(start, end - REACH), end):
            draft.contents = [(start, by.start())]
            draft.via = (*draft.via, by.span("who"))
    if draft.speaker and draft.speaker[1] <= cue.start and masked.find(" by ", sentence.start, draft.speaker[0]) >= 0:
        before = CARRIED_BY.search(masked, sentence.start, draft.speaker[0])
        outlet = subject_after(sentence.tokens, before.end(), draft.speaker[0]) if before else None
        draft.via = (*draft.via, outlet) if outlet else draft.via
    right = min(sentence.end, cue.end + REACH)
    if masked.find(" by ", cue.end, right) >= 0 and (carried := CARRIED_BY.search(masked, cue.end, right)):
        is_said = draft.holds(carried.start())
        outlet = None if is_said else subject_after(sentence.tokens, carried.end(), sentence.end)
        if outlet:
            draft.via = (*draft.via, outlet)


def _reported(draft: Draft, cue: Cue, sentence: Sentence, masked: str, used: set[int]) -> None:
    """The outlet of a second tag behind all that was said: "…, the agency reported, citing …"."""
    end = draft.contents[-1][1]
    if cue.start > end or end >= sentence.end or masked[end : end + 2] != ", ":
        return
    for other in sentence.cues:
        if other.start <= end or other.start in used or other.is_bare or other.is_passive or other.strength != "strong":
            continue
        outlet = _outlet(other, end, sentence, masked)
        if outlet is None:
            return
        links = [outlet]
        if citing := CITING.match(masked, other.end):
            source = subject_after(sentence.tokens, citing.end(), sentence.end, loose=True)
            links += [source] if source else []
        draft.via = (*links, *draft.via)
        return


def _outlet(cue: Cue, end: int, sentence: Sentence, masked: str) -> Span | None:
    """Who reports, in a tag that begins right behind the comma at `end`."""
    if cue.frame == "phrase":
        return subject_after(sentence.tokens, cue.end, sentence.end, loose=True) if cue.start == end + 2 else None
    outlet = subject_before(sentence.tokens, end, cue.start)
    if outlet is None or outlet[0] > end + 2 + len("the ") or masked[outlet[1] : cue.start].strip():
        return None
    return outlet
