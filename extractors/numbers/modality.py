"""How firmly a figure is put: affirmed or negated, asserted, possible, planned, expected or denied."""

from dataclasses import dataclass

import regex

from extractors.article.layout import Article
from extractors.engine.seeds import Seeds
from extractors.numbers.context import MOST_WORDS, WORD, finals

CUES = "modality_cues"
FAR = 110
LONGEST = 40
"""Characters of a cue: one that begins before the farthest may end behind it."""

IN_WORD = "’'.-"
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


def modality(article: Article, start: int, seeds: Seeds) -> Modality:
    """The nearest cue in the same clause before a figure. "not" does not reach over a comma."""
    text, opens = article.text, article.sentence(start)[0]
    left = _after_word(text, max(opens, start - FAR - LONGEST), opens, start)
    if not _may_hold(WORD.findall(text, left, start), seeds):
        return Modality()
    span = max(_cues(text, left, start, seeds), default=None)
    if span is None or span[0] < start - FAR:
        return Modality()
    if any(span[0] < cut.end() for cut in CLAUSE.finditer(text, max(opens, span[0] - LONGEST), start)):
        return Modality()
    cue = text[span[0] : span[1]]
    row = seeds[CUES][cue]
    if row["polarity"] == "negated" and row["modality"] == "asserted" and "," in text[span[1] : start]:
        return Modality()
    return Modality(row["polarity"], row["modality"], cue)


def _after_word(text: str, position: int, opens: int, limit: int) -> int:
    """The first position from here on that is not inside a word begun before it."""
    if position > opens:
        while position < limit and (text[position - 1].isalnum() or text[position - 1] in IN_WORD):
            position += 1
    return position


def _may_hold(words: list[str], seeds: Seeds) -> bool:
    """Whether words in a row make a cue; the blanks and signs between them are not looked at."""
    names, ends = seeds[CUES], finals(seeds, CUES)
    for index, word in enumerate(words):
        if word in ends:
            if word in names:
                return True
            for first in range(max(0, index - MOST_WORDS + 1), index):
                if " ".join(words[first : index + 1]) in names:
                    return True
    return False


def _cues(text: str, left: int, right: int, seeds: Seeds) -> list[tuple[int, int]]:
    """The cues of a stretch, each the longest at its last word."""
    names, ends = seeds[CUES], finals(seeds, CUES)
    words = [(word[0], word.start(), word.end()) for word in WORD.finditer(text, left, right)]
    spans: list[tuple[int, int]] = []
    for index, (word, _, closes) in enumerate(words):
        if word not in ends:
            continue
        for _, begins, _ in words[max(0, index - MOST_WORDS + 1) : index + 1]:
            if text[begins:closes] in names:
                spans.append((begins, closes))
                break
    return spans
