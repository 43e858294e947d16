"""A stretch of capitalised words cut into pieces, each of which may be a name."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from extractors.actors.known_names import cut_names
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Piece, Stretch
from extractors.actors.shapes import weight_of

SPLIT_TAIL = regex.compile(
    r"(\p{Lu}[\p{L}.'’]{1,30}?(?:[ -]\p{Lu}[\p{L}.]{1,20})?)[-–](?:\p{Ll}{2,12}(?:ed|ing|en|wide|style|"
    r"made|held|born|led|run|built|era|like|owned|bound|speaking|language|registered|area|friendly|supplied|sponsored|mediated)|linked|wide|"
    r"born|made|led|run|era|held|up|day|year|old)"
)
PARTY_OF = regex.compile(r"[DRI]-\p{Lu}[\p{L}.]{0,12}")
TELLING = regex.compile(r"\p{Lu}\p{Ll}{2,12}(?:ly|ed|ing|al|ous|ive|ful|less|able|ible|ary)")
"""Adverbs, participles and adjectives by their endings."""

ARTICLES = ("The", "A", "An")
STRETCHES_KEPT = 8192
"""The stretches whose pieces are kept: news repeats its names."""


class Surroundings(NamedTuple):
    """What stands beside a stretch: "Ministry of" or "of" before it, "of" after it."""

    is_after_body: bool = False
    is_after_of: bool = False
    is_before_of: bool = False


ALONE = Surroundings()


@lru_cache(maxsize=STRETCHES_KEPT)
def cut(text: str, is_first: bool, lexicon: Lexicon, beside: Surroundings | None = None) -> tuple[Piece, ...] | None:
    """The pieces of one stretch, in text order, their offsets counted from its start.

    `is_first`: the stretch begins its sentence. None where the answer depends on what stands `beside` it, and that is
    not given.
    """
    stretch = _stretch(text)
    has_hyphen = "-" in text or "–" in text
    pieces: list[Piece] = []
    for part in _unhyphened(stretch, lexicon) if has_hyphen else (stretch,):
        head = _head(part.words, is_first and part.starts[0] == 0, lexicon)
        is_whole = not head and part.starts[0] == 0
        part = part.part(head)
        end = _tail(part, stretch, beside or ALONE, lexicon)
        if end < len(part.words) and beside is None:
            return None
        if end:
            pieces += _cut_titles(part.part(0, end), is_first and is_whole, lexicon)
    if has_hyphen:
        pieces = [piece for piece in pieces if not PARTY_OF.fullmatch(piece.text)]
    for piece in pieces:
        piece.weight = weight_of(piece.words, piece.title is not None, piece.entry, lexicon)
    return tuple(pieces)


def _stretch(text: str) -> Stretch:
    words = text.split()
    if len(words) == 1:
        return Stretch(words, [0])
    starts: list[int] = []
    at = 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    return Stretch(words, starts)


def _unhyphened(stretch: Stretch, lexicon: Lexicon) -> list[Stretch]:
    """A stretch cut at hyphens: "North Korea-Russia" is two, the tail of "Korea-made" is dropped."""
    words, starts = stretch.words, stretch.starts
    for at, word in enumerate(words):
        if split := SPLIT_TAIL.fullmatch(word):
            head = Stretch([*words[:at], split[1]], starts[: at + 1])
            return [head, *_unhyphened(stretch.part(at + 1), lexicon)]
        left, mark, right = word.replace("–", "-").partition("-")
        if mark and right[:1].isupper() and word not in lexicon.entries:
            head = Stretch([*words[:at], left], starts[: at + 1])
            tail = Stretch([right, *words[at + 1 :]], [starts[at] + len(left) + 1, *starts[at + 1 :]])
            if lexicon.ends_known(head.words) and lexicon.longest(tail.words, 0):
                return [head, *_unhyphened(tail, lexicon)]
    return [stretch] if words else []


def _head(words: Sequence[str], is_first: bool, lexicon: Lexicon) -> int:
    """Where the name begins after words that are none: The, But, Former ..."""
    for at, word in enumerate(words):
        folded = word.casefold()
        if folded not in lexicon.not_names:
            if is_first and at + 1 < len(words) and _only_tells(words, at, lexicon):
                is_first = False
                continue
            return at
        known = lexicon.longest(words, at)
        if known and (known[0] > 1 or (word.isupper() and len(word) > 1 and not known[1].is_ambiguous)):
            return at
        is_function_word = folded in lexicon.function_words
        if folded in lexicon.calendar and not is_first and word not in lexicon.given:
            continue
        if not is_first and not is_function_word:
            return at
        if word in lexicon.clubs and not is_function_word:
            return at
        if at + 1 < len(words) and _goes_on(words, at, is_first, lexicon):
            return at
        is_first = False
    return len(words)


def _only_tells(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether a word at the head of a sentence only tells something of the name after it: "Fullback Anna Holm",
    "Initially Poland".
    """
    word, rest = words[at], words[at + 1 :]
    if word in lexicon.given or word in lexicon.titles or lexicon.longest(words, at) or word in lexicon.surnames:
        return False
    if not (word.casefold() in lexicon.roles or TELLING.fullmatch(word)):
        return False
    known = lexicon.longest(rest, 0)
    if known and (known[0] == len(rest) or known[1].source in ("countries", "demonyms")):
        return not lexicon.is_organisation(words)
    return len(rest) > 1 and rest[0] in lexicon.given and rest[-1] not in lexicon.bodies


def _is_full_name(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether a given name that is also a word opens a name: "Bill Holm", but not "Will Norwyn"."""
    following = words[at + 1]
    if following in lexicon.surnames:
        return True
    is_word = words[at].casefold() in lexicon.function_words or following.casefold() in lexicon.not_names
    return not is_word and following not in lexicon.entries


def _goes_on(words: Sequence[str], at: int, is_first: bool, lexicon: Lexicon) -> bool:
    """Whether a word that is no name alone begins one with the words after it."""
    word = words[at]
    if word in lexicon.titles or (word in lexicon.portfolios and lexicon.title_at(words, at + 1)):
        return True
    if word in lexicon.given and (not is_first or _is_full_name(words, at, lexicon)):
        return True
    if word in lexicon.surnames and words[at + 1] in lexicon.given and word not in lexicon.given:
        return True
    if word in ARTICLES:
        return False
    keeps = not is_first or word in lexicon.portfolios or word in lexicon.heads or word in lexicon.given
    if keeps and lexicon.is_organisation(words[at:]):
        return True
    return not is_first and word != "I" and words[-1] in lexicon.place_heads


def _tail(part: Stretch, stretch: Stretch, beside: Surroundings, lexicon: Lexicon) -> int:
    """Where the name ends before words that are none, as weekdays and months."""
    words = part.words
    for end in range(len(words), 0, -1):
        last = words[end - 1]
        if last.casefold() not in lexicon.not_names or last in lexicon.heads or last in lexicon.clubs:
            return end
        if part.starts[0] == 0 and (beside.is_after_body or (beside.is_after_of and end == 1)):
            return end
        if beside.is_before_of and end > 1 and part.starts[end - 1] + len(last) == stretch.end:
            return end
        if lexicon.ends_known(words[:end]):
            return end
        if end > 1 and _is_strange(words[:end], lexicon):
            return end
        if end > 1 and (last in lexicon.place_heads or last in lexicon.event_heads):
            return end
        if last in lexicon.surnames and any(word in lexicon.given for word in words[: end - 1]):
            return end
    return 0


def _is_strange(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a preposition or verb with a capital behind a name is part of it: "Hla Than"."""
    last = words[-1].casefold()
    if len(words) == 3 and words[0] in lexicon.surnames and words[1] in lexicon.given and words[-1].istitle():
        return True
    return (
        last in lexicon.function_words and last not in lexicon.calendar and len(last) > 2 and words[-1].istitle()
        and words[-2].casefold() not in lexicon.not_names and words[-1] not in ARTICLES and words[-1][-1] != "."
    )  # fmt: skip


def _cut_titles(stretch: Stretch, is_first: bool, lexicon: Lexicon) -> list[Piece]:
    """Pieces around a title: what stands before it belongs to the office, what follows is the person."""
    words = stretch.words
    if lexicon.title_reach.keys().isdisjoint(words):
        return cut_names(stretch, is_first, lexicon)
    for at in range(len(words)):
        count = lexicon.title_at(words, at)
        if not count:
            continue
        if at and len(words) - at - count < 2 and any(word in lexicon.given for word in words[:at]):
            continue
        if count == 1 and len(words) - at == 2 and words[at] in lexicon.given and words[at] in lexicon.surnames:
            continue
        while more := lexicon.title_at(words, at + count):
            count += more
        rest = words[at + count :]
        if not rest and len(words) == 1 and words[0] in lexicon.surnames:
            return [stretch.piece(is_first)]
        if not rest and (at == 0 or count == len(words)):
            return []
        if rest and (rest[0] in ("of", "and", "for") or _is_office_body(words[at:], count, lexicon)):
            continue
        return _around_title(stretch, at, count, is_first, lexicon)
    return cut_names(stretch, is_first, lexicon)


def _is_office_body(words: Sequence[str], count: int, lexicon: Lexicon) -> bool:
    """Whether words that begin with a title name an organisation: "President Hotels Group"."""
    return (
        lexicon.is_organisation(words) and words[count - 1][-1] != "."
        and not any(word in lexicon.given for word in words[count:])
    )  # fmt: skip


def _around_title(stretch: Stretch, at: int, count: int, is_first: bool, lexicon: Lexicon) -> list[Piece]:
    words, starts = stretch.words, stretch.starts
    office = at
    while office and (words[office - 1] in lexicon.portfolios or words[office - 1] in lexicon.not_names):
        office -= 1
    if office == 1 and words[0] in lexicon.heads and words[0] not in lexicon.entries:
        office = 0
    before = cut_names(stretch.part(0, office), is_first, lexicon) if office else []
    is_trade = lexicon.titles.get(" ".join(words[at : at + count]), {}).get("sector_code") == "BUS"
    before = [piece for piece in before if piece.entry or lexicon.is_organisation(piece.words) or is_trade]
    if at + count == len(words):
        return before
    start = before[-1].start if before and before[-1].entry else starts[office]
    person = Piece(
        start=starts[at + count],
        end=stretch.end,
        words=tuple(words[at + count :]),
        title=" ".join(words[k] for k in range(at + count) if starts[k] >= start),
        honorific=" ".join(words[at : at + count]),
    )
    return [*before, person]
