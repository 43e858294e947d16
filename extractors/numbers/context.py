"""The words around a figure: hedges, direction of movement, modality."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractors.article.layout import Article
from extractors.engine.seeds import Seeds

REACH = 60
FAR = 110
ARTICLE = regex.compile(r"(?i)\b(?:an?|another)\s+\Z")
LINKS = regex.compile(
    r"(?i)\b(?:by|to|of|a|an|another|a further|further|the|an additional|an extra|just|only|as much as|some|even|"
    r"nearly|almost|more than|at least|about|around|approximately|roughly|over|up to|\p{Ll}{2,14}ly|back|sharply|"
    r"or|under|less than|between|from|its|in price)\s+\Z"
)
BY = regex.compile(r"\bby\s(?:\p{Ll}{2,10}\s)?\Z")
FROM = regex.compile(r"(?i)\bfrom\s+\Z")
LAST = regex.compile(r"(\p{L}+)\s\Z")
NEXT = regex.compile(r"(\p{Ll}{3,14})\b")
BEHIND = regex.compile(r"\s(?:\p{Ll}{2,12}\s)?")
WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}’'.-]*|[≈~∼<>≤≥=]+")
ENDING = regex.compile(r"(?:[\p{L}\p{N}’'.-]+|[^\p{L}\p{N}’'.\s-]+)\Z")
MOST_WORDS = 5
CLAUSE = regex.compile(
    r"[;:()—]|\s(?:but|while|whereas)\s|,\s+(?:but|and|while|who|which|whose|after|before|as|though|although|because|since|"
    r"when|if|where|with|he|she|it|they|the|\p{Ll}{2,12}ing)\b"
)


@dataclass(frozen=True, slots=True)
class Hedge:
    """How a figure bounds the truth, and the words that say so."""

    comparator: str = "="
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Direction of movement; `after` where its cue stands behind the figure or is a noun."""

    change: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Modality:
    """How firmly a figure is put."""

    polarity: str = "affirmed"
    modality: str = "asserted"
    text: str | None = None


def _ending(left: str, seeds: Seeds, name: str) -> tuple[str, int] | None:
    """The longest surface of a list that ends a stretch, and where it begins; at most five words."""
    tail = left.rstrip()
    last = ENDING.search(tail, max(0, len(tail) - 30))
    if last is None or last[0].casefold() not in _finals(seeds, name):
        return None
    names = seeds.folded(name)
    starts = [word.start() for word in WORD.finditer(tail)][-MOST_WORDS:]
    for start in starts:
        if tail[start:].casefold() in names:
            return tail[start:], start
    return None


@lru_cache(maxsize=8)
def _finals(seeds: Seeds, name: str) -> frozenset[str]:
    """The last words of a list's surfaces: what a stretch must hold for one to stand in it."""
    ends = (ENDING.search(surface.rstrip()) for surface in seeds[name])
    return frozenset(end[0].casefold() for end in ends if end)


def _anywhere(left: str, seeds: Seeds, name: str) -> str | None:
    """The last surface of a list in a stretch, the longest at its place."""
    names, finals = seeds[name], _finals(seeds, name)
    words = list(WORD.finditer(left))
    for index in range(len(words) - 1, -1, -1):
        if words[index][0] not in finals:
            continue
        for first in range(max(0, index - MOST_WORDS + 1), index + 1):
            surface = left[words[first].start() : words[index].end()]
            if surface in names:
                return surface
    return None


def _verb_before(left: str, seeds: Seeds) -> str | None:
    """The change verb that ends a stretch; "took up" and "boiling down" are none."""
    found = _ending(left, seeds, "change_verbs")
    if found is None:
        return None
    if found[0].casefold() in ("up", "down"):
        word = LAST.search(left[: found[1]])
        if word and word[1].casefold() in seeds["particle_verbs"]:
            return None
    return found[0]


@lru_cache(maxsize=8)
def _starting(seeds: Seeds, name: str) -> regex.Pattern[str]:
    surfaces = sorted(seeds[name], key=lambda surface: (-len(surface), surface))
    any_of = "|".join(regex.escape(s) + (r"(?![\p{L}])" if s[-1].isalpha() else "") for s in surfaces)
    return regex.compile(rf"(?i)[\s]?({any_of})")


def before(article: Article, start: int, reach: int = REACH) -> str:
    """The words before a position, within its sentence."""
    return article.text[max(article.sentence(start)[0], start - reach) : start]


def hedge(article: Article, start: int, end: int, seeds: Seeds) -> Hedge:
    """The hedge that touches a figure, before it or behind; "=" where there is none."""
    left = before(article, start)
    hedges = seeds.folded("hedges")
    found = _ending(left, seeds, "hedges")
    if found is None and (bare := ARTICLE.sub("", left)) != left:
        found = _ending(bare, seeds, "hedges")
        if found and found[0].casefold() in ("over", "under", "above", "below", "near"):
            found = None
    if found:
        return Hedge(hedges[found[0].casefold()]["comparator"], found[0])
    if right := _starting(seeds, "hedges_after").match(article.text, end, min(len(article.text), end + 30)):
        return Hedge(seeds["hedges_after"][right[1].casefold()]["comparator"], right[1])
    return Hedge()


def change(article: Article, start: int, end: int, seeds: Seeds) -> Change:
    """The verb before a figure, or the noun or adverb around it, that says which way it moved."""
    left = before(article, start)
    verbs = seeds.folded("change_verbs")
    for _ in range(5):
        link = LINKS.search(left, max(0, len(left) - 40))
        if link is None:
            break
        bare = left[: link.start()]
        if FROM.search(left):
            return Change()
        left = bare
        if verb := _verb_before(left, seeds):
            return Change(verbs[verb.casefold()]["change"], verb)
    if verb := _verb_before(left, seeds):
        return Change(verbs[verb.casefold()]["change"], verb)
    if BY.search(article.text[max(0, start - 12) : start]):
        for name in ("change_verbs", "change_verbs_by"):
            if verb := _anywhere(left, seeds, name):
                return Change(seeds[name][verb]["change"], verb)
    if noun := _ending(left, seeds, "change_nouns"):
        return Change(seeds["change_nouns"][noun[0].casefold()]["change"], noun[0])
    behind = BEHIND.match(article.text, end)
    for at in (end + 1, behind.end() if behind else end + 1):
        right = article.text[at : min(at + 24, article.sentence(start)[1])]
        if found := NEXT.match(right):
            word = found[1].casefold()
            if word in seeds["change_nouns"]:
                return Change(seeds["change_nouns"][word]["change"], found[1])
            if word in ("higher", "lower"):
                return Change("up" if word == "higher" else "down", found[1])
    return Change()


def modality(article: Article, start: int, seeds: Seeds) -> Modality:
    """The nearest cue in the same clause before a figure."""
    opens, ends = article.sentence(start)
    spans, cuts = _cues(article.text, opens, ends, seeds)
    cut = bisect_right(cuts, start)
    first = max(start - FAR, cuts[cut - 1] if cut else opens)
    for index in range(bisect_right(spans, (start, start)) - 1, -1, -1):
        cue_start, cue_end = spans[index]
        if cue_start < first:
            break
        if cue_end <= start:
            return _put(article.text[cue_start:cue_end], article.text[cue_end:start], seeds)
    return Modality()


def _put(cue: str, between: str, seeds: Seeds) -> Modality:
    """What a cue says of a figure; "not" does not reach over a comma."""
    row = seeds["modality_cues"][cue]
    if row["polarity"] == "negated" and row["modality"] == "asserted" and "," in between:
        return Modality()
    return Modality(row["polarity"], row["modality"], cue)


@lru_cache(maxsize=64)
def _cues(text: str, start: int, end: int, seeds: Seeds) -> tuple[list[tuple[int, int]], list[int]]:
    """The cues of a sentence, each the longest at its last word, and where its clauses begin."""
    names, finals = seeds["modality_cues"], _finals(seeds, "modality_cues")
    words = [(word.start(), word.end()) for word in WORD.finditer(text, start, end)]
    spans: list[tuple[int, int]] = []
    for index, (begins, closes) in enumerate(words):
        if text[begins:closes] not in finals:
            continue
        for first in range(max(0, index - MOST_WORDS + 1), index + 1):
            if text[words[first][0] : closes] in names:
                spans.append((words[first][0], closes))
                break
    return sorted(spans), [cut.end() for cut in CLAUSE.finditer(text, start, end)]
