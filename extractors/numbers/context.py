"""The words around a figure: hedges and direction of movement."""

from dataclasses import dataclass
from functools import lru_cache

import regex

from extractors.engine.seeds import Seeds

REACH = 60
"""Characters before a figure in which its hedge and its verb stand."""
ARTICLES = ("a", "an", "another")
ARTICLE = regex.compile(r"(?i)\b(?:an?|another)\s+\Z")
LINKS = regex.compile(
    r"(?i)\b(?:by|to|of|a|an|another|a further|further|the|an additional|an extra|just|only|as much as|some|even|"
    r"nearly|almost|more than|at least|about|around|approximately|roughly|over|up to|\p{Ll}{2,14}ly|back|sharply|"
    r"or|under|less than|between|from|its|in price)\s+\Z"
)
LINK_ENDS = frozenset(
    "by to of a an another further the additional extra just only as some even almost than least about around over "
    "back or under between from its price".split()
)
"""The last words of `LINKS`; others end in -ly."""

LONE_LINKS = LINK_ENDS - frozenset("to further additional extra as least price than".split())
"""Those that end no longer link: "up to", "a further"."""

BY = regex.compile(r"\bby\s(?:\p{Ll}{2,10}\s)?\Z")
FROM = regex.compile(r"(?i)\bfrom\s+\Z")
LAST = regex.compile(r"(\p{L}+)\s\Z")
NEXT = regex.compile(r"\p{Ll}{3,14}")
WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}’'.-]*|[≈~∼<>≤≥=]+")
ENDING = regex.compile(r"(?:[\p{L}\p{N}’'.-]+|[^\p{L}\p{N}’'.\s-]+)\Z")
MOST_WORDS = 5
"""Words of a surface of the cue lists."""


@dataclass(slots=True)
class Hedge:
    """How a figure bounds the truth, and the words that say so."""

    comparator: str = "="
    text: str | None = None


@dataclass(slots=True)
class Change:
    """Which way a figure moved, up or down, and the words that say so; None where nothing says it moved."""

    change: str | None = None
    text: str | None = None


def last_word(words: str) -> str:
    """The last word of a stretch, or the signs that end it, case-folded; blanks behind it are passed."""
    tail = words.rstrip()
    piece = tail[tail.rfind(" ") + 1 :]
    if piece.isalnum():
        return piece.casefold()
    last = ENDING.search(tail, max(0, len(tail) - 30))
    return last[0].casefold() if last else ""


def _ending(left: str, last: str, seeds: Seeds, name: str) -> tuple[str, int] | None:
    """The longest surface of a list that ends a stretch, and where it begins; at most five words.

    `last` is the stretch's last word.
    """
    if last not in finals(seeds, name):
        return None
    tail = left.rstrip()
    names = seeds.folded(name)
    starts = [word.start() for word in WORD.finditer(tail)][-MOST_WORDS:]
    for start in starts:
        if tail[start:].casefold() in names:
            return tail[start:], start
    return None


@lru_cache(maxsize=16)
def finals(seeds: Seeds, name: str) -> frozenset[str]:
    """The last words of a list's surfaces: what a stretch must hold for one to stand in it."""
    return frozenset(last for surface in seeds[name] if (last := last_word(surface)))


def _anywhere(left: str, seeds: Seeds, name: str) -> str | None:
    """The last surface of a list in a stretch, the longest at its place."""
    names, ends = seeds[name], finals(seeds, name)
    words = list(WORD.finditer(left))
    for index in range(len(words) - 1, -1, -1):
        if words[index][0] not in ends:
            continue
        for first in range(max(0, index - MOST_WORDS + 1), index + 1):
            surface = left[words[first].start() : words[index].end()]
            if surface in names:
                return surface
    return None


def _verb_before(left: str, last: str, seeds: Seeds) -> Change | None:
    """The change verb that ends a stretch; "took up" and "boiling down" are none."""
    found = _ending(left, last, seeds, "change_verbs")
    if found is None:
        return None
    verb = found[0].casefold()
    if verb in ("up", "down"):
        word = LAST.search(left[: found[1]])
        if word and word[1].casefold() in seeds["particle_verbs"]:
            return None
    return Change(seeds.folded("change_verbs")[verb]["change"], found[0])


def hedge(text: str, end: int, left: str, last: str, seeds: Seeds) -> Hedge:
    """The hedge that touches a figure, before it or behind; "=" where there is none.

    `left` is what stands before the figure in its sentence, `last` the last word there.
    """
    hedges = seeds.folded("hedges")
    found = _ending(left, last, seeds, "hedges")
    if found is None and last.endswith(ARTICLES) and (bare := ARTICLE.sub("", left)) != left:
        found = _ending(bare, last_word(bare), seeds, "hedges")
        if found and found[0].casefold() in ("over", "under", "above", "below", "near"):
            found = None
    if found:
        return Hedge(hedges[found[0].casefold()]["comparator"], found[0])
    opens = text[end + 1 : end + 2] if text[end : end + 1].isspace() else text[end : end + 1]
    firsts, pattern = _hedges_after(seeds)
    if opens.casefold() in firsts and (right := pattern.match(text, end, min(len(text), end + 30))):
        return Hedge(seeds["hedges_after"][right[1].casefold()]["comparator"], right[1])
    return Hedge()


@lru_cache(maxsize=8)
def _hedges_after(seeds: Seeds) -> tuple[frozenset[str], regex.Pattern[str]]:
    """What a hedge behind a figure begins with, and any of them."""
    surfaces = sorted(seeds["hedges_after"], key=lambda surface: (-len(surface), surface))
    any_of = "|".join(regex.escape(s) + (r"(?![\p{L}])" if s[-1].isalpha() else "") for s in surfaces)
    return frozenset(s[0].casefold() for s in surfaces), regex.compile(rf"(?i)[\s]?({any_of})")


def _before_link(left: str, last: str) -> str | None:
    """What stands before the link that ends a stretch; None where none does."""
    if last not in LINK_ENDS and not last.endswith("ly") and (last.isalnum() or not last[-1:].isalpha()):
        return None
    if last in LONE_LINKS and left.endswith(" "):
        begins = len(left) - len(last) - 1
        if left[begins - 1 : begins] == " " and left[begins:-1].isalpha():
            return left[:begins]
    link = LINKS.search(left, max(0, len(left) - 40))
    return left[: link.start()] if link else None


def change(text: str, end: int, limit: int, left: str, last: str, seeds: Seeds) -> Change:
    """The verb before a figure, or the noun or adverb around it, that says which way it moved.

    `left` is what stands before the figure and its hedge, `last` the last word there; `limit` ends the sentence.
    """
    near = left[-12:]
    for _ in range(5):
        before = _before_link(left, last)
        if before is None:
            break
        if last.endswith("from") and FROM.search(left):
            return Change()
        left, last = before, last_word(before)
        if verb := _verb_before(left, last, seeds):
            return verb
    if verb := _verb_before(left, last, seeds):
        return verb
    if "by" in near and BY.search(near):
        by = verb_in(left, seeds)
        if by.change:
            return by
    if noun := _ending(left, last, seeds, "change_nouns"):
        return Change(seeds["change_nouns"][noun[0].casefold()]["change"], noun[0])
    if behind := _nouns_behind(seeds).match(text, end, limit):
        word = behind[1] or behind[2]
        row = seeds["change_nouns"].get(word)
        return Change(row["change"] if row else "up" if word == "higher" else "down", word)
    return Change()


def verb_in(left: str, seeds: Seeds) -> Change:
    """The last verb of movement in a stretch, wherever it stands."""
    for name in ("change_verbs", "change_verbs_by"):
        if verb := _anywhere(left, seeds, name):
            return Change(seeds[name][verb]["change"], verb)
    return Change()


@lru_cache(maxsize=8)
def _nouns_behind(seeds: Seeds) -> regex.Pattern[str]:
    """A change noun, "higher" or "lower" behind a figure, perhaps after another word."""
    words = sorted({"higher", "lower", *filter(NEXT.fullmatch, seeds["change_nouns"])})
    any_of = "|".join(words)
    return regex.compile(rf"(?s:.)({any_of})\b|\s\p{{Ll}}{{2,12}}\s({any_of})\b")
