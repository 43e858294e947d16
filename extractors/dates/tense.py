"""Which way an open weekday, day or month looks: by the verbs around it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from extractors.article.layout import Article
from extractors.engine.seeds import Seeds

WORDS = regex.compile(r"[\p{L}'’]{1,24}")
REGULAR_PAST = regex.compile(r"\p{Ll}{2,18}ed")
NOT_PAST = frozenset(
    "need indeed hundred speed feed seed breed exceed proceed succeed bleed deed agreed united".split()
)
AHEAD = regex.compile(
    r"(?i)(?:\b(?:by|until|till|beginning|starting|scheduled for|due|set for|effective|through|deadline of|ahead of"
    r"|(?:lead|run)[ -]?up to|(?:going|heading) into)\s)\Z"
)


EVENT = regex.compile(r"['’]s(?:[ \n](\p{Ll}{3,20}|[A-Z]{2,6})){1,3}")

PERFECT = ("had", "was", "were")
"""Verbs behind "until Monday" and "by Monday" that put the day into the past."""

PASSIVE = frozenset("be being get is are".split())
"""Words whose participle tells nothing: "is heard in May" looks ahead as well as back."""

WHEN = regex.compile(
    r"(?i)\b(?:as soon as|once|when|until|if|unless)\s(?:(?!how|that|which|who|why)[\w’'-]{1,20}\s){1,6}\Z"
)
"""A clause of time or condition up to its verb: "would resign when it met" looks ahead, "when it is heard" too."""

CONDITION = regex.compile(r"(?i)\b(?:if(?!\s(?:any|ever|necessary|not|only|possible|so)\b)|unless)\s[^.;:]{3,80}\Z")
"""A condition without a past verb: "if they win the House in November" looks ahead."""

THAT = regex.compile(r"(?i)\bthat\s(?:(?:on|in|by|at|from|since|the)\s){0,2}\Z")
"""A date that opens a clause: "decided that on Monday he would go" looks where the clause does."""

SHOWS = regex.compile(r"\s(?:finds|indicates|puts|shows|suggests|(?:find|indicate|show|suggest)(?=\sthat\b))\b")
"""What a survey of a past day says now: "a poll in January shows"."""

DETERMINERS = frozenset("a an the his her its our their my your".split())
"""Words behind which a participle is an adjective: "a contested vote"."""

EVENT_BEFORE = regex.compile(r"\b(\p{Ll}{3,20})\s(?:in|on|of|late|last)?\s?\Z")

MODALS = frozenset("will would may might could should must can shall to 'll ’ll let's let’s".split())
"""Words whose verb is bare: "would cut" looks ahead, as its first word says."""

RESOLVED = frozenset(
    "agreed to,asked to,decided to,hoped to,ordered to,planned to,pledged to,promised to,sought to".split(",")
)
"""Past verbs of what is to come: a day behind them lies ahead, one before them is when it was resolved."""

NOBODY = regex.compile(r"(?i)\b(?:neither|nobody|none|no one|nor)\b[^,;:.]{0,60}\Z")
"""A subject that makes "could" look back: "neither could be reached on Monday"."""

CLAUSE = regex.compile(r"[;:]|, (?:and|but|while|which|who|where|so|yet)\b|\bbut\b")

NOUNS = frozenset("cut hit set bid cost bet spread split left saw felt thought read".split())
BEFORE_NOUN = frozenset(
    "further deeper bigger latest possible a an the another this that each every any no more of point rate tax pay job "
    "first".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that looks back or ahead."""

    direction: str
    text: str
    start: int
    end: int


def cue_at(start: int, end: int, article: Article, seeds: Seeds) -> Cue | None:
    """The nearest verb before the words in their sentence, else the nearest after; None where no verb tells.

    A verb right behind ("on Sunday issued") goes first; "until" beats a past verb. "Tuesday's ruling" needs no verb.
    """
    if (event := EVENT.match(article.text, end)) and (noun := _past_event(event, seeds)):
        return noun
    left, right = article.sentence(start)
    cues = _cues(article.text, left, right, seeds)
    index = bisect_left(cues, start, key=lambda cue: cue.start)
    before = next((cue for cue in reversed(cues[max(0, index - 2) : index]) if cue.end <= start), None)
    if before and start - before.end > 240:
        before = None
    after = next((cue for cue in cues[index : index + 3] if end <= cue.start <= end + 160), None)
    if before and before.text == "until" and after and after.text in PERFECT:
        return after
    if ahead := AHEAD.search(article.text, max(left, start - 20), start):
        word = ahead[0].strip().casefold()
        if word in ("until", "by") and after and after.text in PERFECT:
            return after
        if before is None and after and after.direction == "past" and word == "ahead of":
            return after
        if before is None or before.direction == "future" or word not in ("by", "through"):
            return Cue("future", word, start - 1, start)
        return None
    if article.text[max(0, start - 6) : start].casefold() == "since ":
        return Cue("past", "since", start - 6, start - 1)
    if shown := SHOWS.match(article.text, end):
        return Cue("past", shown[0].strip(), *shown.span())
    if _in_condition(article.text, before.end if before else left, start):
        return Cue("future", "if", start - 1, start)
    if before is None and after is None:
        return _event_before(start, article.text, seeds)
    if before:
        before = _in_its_clause(before, cues[: index - 1], article.text, left)
    return _nearest(before, after, start, end, article.text)


def _in_its_clause(cue: Cue, earlier: Sequence[Cue], text: str, left: int) -> Cue:
    """A verb in a clause of time behind one that looks ahead looks ahead too: "would resign when it met"."""
    looks_ahead = earlier and earlier[-1].direction == "future" and _hangs(cue, text, left)
    return replace(cue, direction="future") if looks_ahead else cue


def _nearest(before: Cue | None, after: Cue | None, start: int, end: int, text: str) -> Cue | None:
    """The verb before a date or the one behind it, whichever the date goes with."""
    if after and after.direction == "future" and after.text in RESOLVED:
        after = replace(after, direction="past")
    is_behind = after and after.start - end == 1 and (before is None or start - before.end > 4)
    if before and after and after.text.startswith("to "):
        is_behind = False
    if before and after and CLAUSE.search(text, before.end, start):
        is_behind = is_behind or not CLAUSE.search(text, end, after.start)
    if before and after and THAT.search(text, before.end, start):
        is_behind = True
    return after if is_behind else before or after


def _past_event(event: regex.Match[str], seeds: Seeds) -> Cue | None:
    """The noun of "Tuesday's deadly crash" that says that Tuesday is over."""
    for index, word in enumerate(event.captures(1)):
        if word in seeds["past_events"]:
            return Cue("past", word, *event.spans(1)[index])
    return None


def _event_before(start: int, text: str, seeds: Seeds) -> Cue | None:
    """The noun of "the massacre in June", where no verb tells when it was."""
    found = EVENT_BEFORE.search(text, max(0, start - 32), start)
    return Cue("past", found[1], *found.span(1)) if found and found[1] in seeds["past_events"] else None


def _in_condition(text: str, left: int, start: int) -> bool:
    """Whether the words since the last verb open a condition."""
    if not any(text.find(word, left, start) >= 0 for word in ("f ", "nless ")):
        return False
    return CONDITION.search(text, max(left, start - 90), start) is not None


def _hangs(cue: Cue, text: str, left: int) -> bool:
    """Whether a verb stands in a clause that "when", "until", "if" ... opens."""
    return WHEN.search(text, max(left, cue.start - 90), cue.start) is not None


@lru_cache(maxsize=256)
def _cues(text: str, left: int, right: int, seeds: Seeds) -> tuple[Cue, ...]:
    """Every word of a sentence that looks back or ahead, in order.

    A participle after "be" or a hyphen tells nothing; the infinitive of "failed to open" looks back as its verb does.
    """
    known, openers = seeds.folded("tense_cues"), _openers(seeds)
    cues: list[Cue] = []
    last = folded = ""
    for found in WORDS.finditer(text, left, right):
        word = found[0]
        last_but_one, last, folded = last, folded, word.casefold()
        is_regular = word.endswith("ed") and last not in DETERMINERS and _is_regular_past(word)
        if (not is_regular and folded not in openers) or (found.start() > left and text[found.start() - 1] == "-"):
            continue
        if cues and _goes_on(cues[-1], folded, found.start()):
            continue
        form = _form(folded, text, found.end(), right, seeds)
        if form is None and not is_regular:
            continue
        direction = known[form]["direction"] if form else "past"
        is_passive = last in PASSIVE or (last == "not" and last_but_one in PASSIVE)
        had_been = last == "been" and last_but_one == "had"
        nobody_could = form == "could" and NOBODY.search(text, max(left, found.start() - 80), found.start())
        if had_been or nobody_could or (form == "able to" and last in ("was", "were")):
            direction = "past"
        if direction == "past" and last in MODALS:
            continue
        is_noun = folded in NOUNS and last in BEFORE_NOUN
        if is_noun or word == "May":
            continue
        if is_passive and direction == "past":
            cue = Cue("future", folded, found.start(), found.end())
            if last not in ("is", "are") or not _hangs(cue, text, left):
                continue
            direction = "future"
        cues.append(Cue(direction, form or folded, found.start(), found.end()))
    return tuple(cues)


def _goes_on(cue: Cue, word: str, start: int) -> bool:
    """Whether a word belongs to a cue that looks back: "could be", "failed to open"."""
    if cue.direction != "past":
        return False
    return (word == "be" and cue.text.startswith("could")) or (
        cue.text.endswith(" to") and start <= cue.end + len(" to ")
    )


@lru_cache(maxsize=8)
def _openers(seeds: Seeds) -> frozenset[str]:
    """The first words of the cues."""
    return frozenset(form.split(" ")[0] for form in seeds.folded("tense_cues"))


@lru_cache(maxsize=2048)
def _is_regular_past(word: str) -> bool:
    folded = word.casefold()
    return bool(REGULAR_PAST.fullmatch(word)) and folded not in NOT_PAST and not folded.startswith("un")


def _form(word: str, text: str, end: int, right: int, seeds: Seeds) -> str | None:
    """The cue that a word begins, the next word included where it is part of one."""
    known = seeds.folded("tense_cues")
    following = WORDS.search(text, end, right)
    pair = f"{word} {following[0].casefold()}" if following else f"{word} "
    return pair if pair in known else word if word in known else None
