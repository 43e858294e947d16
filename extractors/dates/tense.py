"""Which way an open weekday, day or month looks: by the verbs around it."""

from dataclasses import dataclass

import regex

from extractors.article.layout import Article
from extractors.engine.seeds import Seeds

WORDS = regex.compile(r"[\p{L}'’]{1,24}")
REGULAR_PAST = regex.compile(r"\p{Ll}{2,18}ed")
NOT_PAST = frozenset(
    "need indeed hundred speed feed seed breed exceed proceed succeed bleed deed agreed united".split()
)
AHEAD = regex.compile(r"(?i)(?:\b(?:by|until|till|beginning|starting|scheduled for|due|set for|effective|through)\s)\Z")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that looks back or ahead."""

    direction: str
    text: str
    distance: int


def cue_at(start: int, end: int, article: Article, seeds: Seeds) -> Cue | None:
    """The nearest verb before the words in their sentence, else the nearest after; None where no verb tells.

    A verb right behind ("on Sunday issued") goes first; "until" beats a past verb.
    """
    left, right = article.sentence(start)
    left, right = max(left, start - 240), min(right, end + 160)
    before = _nearest(article.text, max(left, start - 80), start, seeds, last=True)
    before = before or _nearest(article.text, left, start, seeds, last=True)
    if ahead := AHEAD.search(article.text, left, start):
        word = ahead[0].strip().casefold()
        if before is None or before.direction == "future" or word not in ("by", "through"):
            return Cue("future", word, 1)
        if word == "through":
            return None
    after = _nearest(article.text, end, right, seeds, last=False)
    if after and after.distance == 1 and (before is None or before.distance > 4):
        return after
    return before or after


def _nearest(text: str, left: int, right: int, seeds: Seeds, last: bool) -> Cue | None:
    cues = seeds.folded("tense_cues")
    words = list(WORDS.finditer(text, left, right))
    for index in reversed(range(len(words))) if last else range(len(words)):
        if words[index][0] == "May":
            continue
        word = words[index][0].casefold()
        pair = f"{word} {words[index + 1][0].casefold()}" if index + 1 < len(words) else word
        distance = right - words[index].end() if last else words[index].start() - left
        is_passive = index > 0 and words[index - 1][0].casefold() in ("be", "being", "get")
        if (is_passive and REGULAR_PAST.fullmatch(word)) or (
            is_passive and cues.get(word, {}).get("direction") == "past"
        ):
            continue
        for form in (pair, word):
            if form in cues:
                return Cue(cues[form]["direction"], form, distance)
        if REGULAR_PAST.fullmatch(words[index][0]) and word not in NOT_PAST and not word.startswith("un"):
            return Cue("past", word, distance)
    return None
