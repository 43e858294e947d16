"""How firmly a figure is put: affirmed or negated, asserted, possible, planned, expected or denied."""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractors.engine.seeds import Seeds
from extractors.engine.text import Span
from extractors.numbers.context import MOST_WORDS, WORD, finals

CUES = "modality_cues"
FAR = 110
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


def modality(start: int, sentence: Span, text: str, seeds: Seeds) -> Modality:
    """The nearest cue in the same clause before a figure. "not" does not reach over a comma."""
    spans, cuts = _cues(text, *sentence, seeds)
    if not spans:
        return Modality()
    cut = bisect_right(cuts, start)
    first = max(start - FAR, cuts[cut - 1] if cut else sentence[0])
    for index in range(bisect_right(spans, (start, start)) - 1, -1, -1):
        begins, closes = spans[index]
        if begins < first:
            break
        if closes <= start:
            row = seeds[CUES][text[begins:closes]]
            if row["polarity"] == "negated" and row["modality"] == "asserted" and "," in text[closes:start]:
                break
            return Modality(row["polarity"], row["modality"], text[begins:closes])
    return Modality()


@lru_cache(maxsize=64)
def _cues(text: str, start: int, end: int, seeds: Seeds) -> tuple[list[Span], list[int]]:
    """The cues of a sentence, each the longest at its last word, and where its clauses begin; no cues, no clauses."""
    names, ends = seeds[CUES], finals(seeds, CUES)
    if not _may_hold(WORD.findall(text, start, end), names, ends):
        return [], []
    words = [(word[0], word.start(), word.end()) for word in WORD.finditer(text, start, end)]
    spans: list[Span] = []
    for index, (word, _, closes) in enumerate(words):
        if word in ends:
            for _, begins, _ in words[max(0, index - MOST_WORDS + 1) : index + 1]:
                if text[begins:closes] in names:
                    spans.append((begins, closes))
                    break
    return sorted(spans), [cut.end() for cut in CLAUSE.finditer(text, start, end)] if spans else []


def _may_hold(words: list[str], names: Collection[str], ends: Collection[str]) -> bool:
    """Whether words in a row make a cue; the blanks and signs between them are not looked at."""
    for index, word in enumerate(words):
        if word in ends:
            if word in names:
                return True
            for first in range(max(0, index - MOST_WORDS + 1), index):
                if " ".join(words[first : index + 1]) in names:
                    return True
    return False
