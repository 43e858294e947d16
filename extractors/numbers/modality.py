"""How firmly a figure is put: affirmed or negated, asserted, possible, planned, expected or denied."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractors.engine.seeds import Seeds
from extractors.engine.text import Span
from extractors.engine.trie import trie
from extractors.numbers.context import MOST_WORDS, WORD, finals

CUES = "modality_cues"
BEHIND = "modality_behind"
NEGATOR = regex.compile(
    r"(?:\b(?i:not|no|never|nor|without|neither)|n['’]t)\s(?:(?:yet|currently|immediately|now|any|being|been|be)\s)?\Z"
)
"""What turns the cue behind it: "no plans to", "is not expected to"."""

AGAIN = r"(?:[^,.;:()]|,(?=\d{3})){3,50}"
"""The same in other words, as it stands between "or" and a comma."""

FAR = 110
"""Characters before a figure in which its cue stands."""
MARGIN = 40
"""Characters before a cue in which a clause that begins behind it may be announced."""

CLAUSE = regex.compile(
    r"[;:()—]|\s(?:but|while|whereas)\s|,\s+(?:but|and|while|who|which|whose|after|before|as|though|although|because|since|"
    r"when|if|where|with|he|she|it|they|the|\p{Ll}{2,12}ing)\b"
)


@dataclass(slots=True)
class Modality:
    """How firmly a figure is put."""

    polarity: str = "affirmed"
    modality: str = "asserted"
    text: str | None = None


def modality(start: int, end: int, sentence: Span, text: str, seeds: Seeds) -> Modality:
    """What the nearest cue before a figure in its clause says, else the auxiliary behind it ("300 jobs could go")."""
    before = _before(start, sentence, text, seeds)
    if before.text is None and (behind := _behind(seeds).match(text, end, sentence[1])):
        return Modality("affirmed", seeds[BEHIND][behind[1]]["modality"], behind[1])
    return before


def _before(start: int, sentence: Span, text: str, seeds: Seeds) -> Modality:
    """The nearest cue in the same clause before a figure. "not" does not reach over a comma."""
    if _any_cue(seeds).search(text, max(sentence[0], start - FAR), start) is None:
        return Modality()
    spans = _cues(text, *sentence, seeds)
    for index in range(bisect_right(spans, (start, start)) - 1, -1, -1):
        begins, closes = spans[index]
        if closes > start:
            continue
        if begins < start - FAR or _is_cut(text, begins, start, sentence[0]):
            break
        row = seeds[CUES][text[begins:closes]]
        if row["polarity"] == "negated" and row["modality"] == "asserted" and "," in text[closes:start]:
            break
        negator = NEGATOR.search(text, max(sentence[0], begins - 24), begins)
        if negator and row["polarity"] == "affirmed":
            return Modality("negated", row["modality"], text[negator.start() : closes])
        return Modality(row["polarity"], row["modality"], text[begins:closes])
    return Modality()


@lru_cache(maxsize=8)
def _behind(seeds: Seeds) -> regex.Pattern[str]:
    """An auxiliary right behind a figure, perhaps after "people", an adverb, or another wording ("or 20,000 men,")."""
    return regex.compile(
        rf"(?:, or {AGAIN},|,(?<=, or {AGAIN},))?\s(?:(?:people|more|others|of them|also|still|now|soon)\s)?"
        rf"({trie(sorted(seeds[BEHIND]))})\b"
    )


def _is_cut(text: str, begins: int, start: int, opens: int) -> bool:
    """Whether a clause begins between a cue and the figure."""
    return any(cut.end() > begins for cut in CLAUSE.finditer(text, max(opens, begins - MARGIN), start))


@lru_cache(maxsize=64)
def _cues(text: str, start: int, end: int, seeds: Seeds) -> list[Span]:
    """The cues of a sentence, each the longest at its last word, in text order."""
    names, ends = seeds[CUES], finals(seeds, CUES)
    words = list(WORD.finditer(text, start, end))
    spans: list[Span] = []
    for index, last in enumerate(words):
        if last[0].casefold() in ends:
            closes = last.end()
            for word in words[max(0, index - MOST_WORDS + 1) : index + 1]:
                if text[word.start() : closes] in names:
                    spans.append((word.start(), closes))
                    break
    return sorted(spans)


@lru_cache(maxsize=8)
def _any_cue(seeds: Seeds) -> re.Pattern[str]:
    """What stands wherever a cue does: its words, no letter or figure on either side."""
    return re.compile(rf"(?<![^\W_])(?:{trie(sorted(seeds[CUES]))})(?![^\W_])")
