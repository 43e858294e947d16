"""The noun that a figure counts, found without a tagger: a bounded run of words that stop words end."""

from dataclasses import dataclass
from functools import lru_cache

import regex

from extractors.engine.seeds import Seeds

WORD = regex.compile(r"[ \t\u00a0]?[-‑]?(?:\r?\n(?=\p{Ll}))?(\p{L}[\p{L}\p{M}\p{N}’'&‑-]*(?:\.\p{L}\.)?)")
OF = regex.compile(
    r"[ ](?:(?i:of)[ ](?:(?:the|its|his|her|their|our|my|your|these|those|all|\p{Lu}\p{L}{1,20}[’']s)[ ])?"
    r"|more[ ]|other[ ]|such[ ]|or[ ]so[ ])"
)
ADJECTIVE = regex.compile(
    r"(?:.+(?:al|ive|ous|ful|less|ic|able|ible|ish|ary|ese|ed|iest|like|ward|most|made|based|backed|led|owned|born|related)|[^-]+-.+)\Z"
)
SIZED = regex.compile(r"[ ](\d[\d.,]{0,7}-\p{L}{1,15})(?=[ ]\p{Ll})")
NAME_DIGITS = regex.compile(r"[ ](\d{1,4})(?=[ ]\p{Lu}|[ ]\p{Ll}{3,20}s\b)")
MOST = 7
COUNTABLE = frozenset(
    "sports arms games rights jobs sales systems operations awards claims accounts bonds securities derivatives "
    "futures".split()
)
"""Plurals that mostly modify, and are counted all the same."""

NOT_ADVERBS = ("family", "assembly", "monopoly", "butterfly", "anomaly", "supply")


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun phrase behind a figure: head with compound in the singular, what stands before it, and where it ends."""

    noun: str
    modifiers: str | None
    start: int
    end: int
    is_plural: bool


def read_counted(text: str, at: int, limit: int, seeds: Seeds, one: bool) -> Counted | None:
    """The noun phrase that begins behind position `at`; None where no noun follows.

    `one` says that a singular is to be expected ("one count"); "one of the best bridges" counts bridges.
    """
    begin = at
    partitive = OF.match(text, at, limit)
    if partitive:
        begin = partitive.end() - 1
        one = one and not partitive[0].casefold().startswith(" of")
    tokens = _tokens(text, begin, limit, seeds)
    if not tokens:
        return None
    attributive = text[at : at + 1] in "-‑" and not partitive
    if attributive or one:
        head = _singular_head(tokens, seeds) if not attributive else (0 if len(tokens[0][0]) > 2 else None)
        if head is None:
            return None
    else:
        head = _plural_head(tokens, seeds)
        if head is None:
            if partitive or not _is_unmarked(tokens, seeds):
                return None
            head = 0
    if attributive:
        pieces = tokens[0][0].split("-")
        if pieces[0].casefold() in seeds["counted_stops"] and pieces[0].casefold() not in seeds["counted_adjectives"]:
            return None
        return Counted(singular(pieces[0], seeds), None, tokens[0][1], tokens[0][1] + len(pieces[0]), False)
    return _phrase(text, tokens, head, seeds)


def _tokens(text: str, begin: int, limit: int, seeds: Seeds) -> list[tuple[str, int, int]]:
    stops, adjectives = seeds["counted_stops"], seeds["counted_adjectives"]
    tokens: list[tuple[str, int, int]] = []
    position = begin
    while len(tokens) < MOST and (match := _next(text, position, limit, tokens)):
        word = match[1].rstrip("'’-")
        low = word.casefold().replace("’", "'")
        if low in ("and", "or") and tokens and _goes_on(text, match.end(), limit, tokens[-1][0], seeds):
            position = match.end()
            continue
        if low in stops and (tokens or not (low in ("most", "least") or low in adjectives)):
            break
        start = match.start(1)
        if low.endswith(("'s", "’s")) and tokens and _is_plural(tokens[-1][0], seeds):
            break
        if tokens and len(low) > 4 and low.endswith("ly") and low not in adjectives and low not in NOT_ADVERBS:
            break
        tokens.append((word, start, start + len(word)))
        position = start + len(word)
        if text[position : position + 1] not in (" ", "\u00a0", "\n", "\t", "\r"):
            break
    return tokens


def _is_unmarked(tokens: list[tuple[str, int, int]], seeds: Seeds) -> bool:
    """Whether a singular may follow a figure: "3 cylinder engine", "15,000 TEU"."""
    first = tokens[0][0]
    if first.isupper():
        return 2 <= len(first) <= 5
    return first.islower() and _is_noun(first, seeds) and len(tokens) > 1 and _is_noun(tokens[1][0], seeds)


def _next(text: str, position: int, limit: int, tokens: list[tuple[str, int, int]]) -> regex.Match[str] | None:
    """The next word, or the digits of a name inside the phrase ("Model 3 sedans", "new 737 Max jets")."""
    word = WORD.match(text, position, limit)
    if word is None and not tokens:
        return SIZED.match(text, position, limit)
    if word is None:
        digits = NAME_DIGITS.match(text, position, limit)
        if digits and (tokens[-1][0][0].isupper() or regex.match(r"\s\p{Lu}", text[digits.end() : digits.end() + 2])):
            return digits
    return word


def _goes_on(text: str, position: int, limit: int, before: str, seeds: Seeds) -> bool:
    """Whether "and" joins two adjectives before one noun ("digital and physical sales")."""
    after = WORD.match(text, position, limit)
    return (
        after is not None
        and before.islower()
        and is_adjective(before, seeds)
        and after[1].islower()
        and is_adjective(after[1], seeds)
    )


def _plural_head(tokens: list[tuple[str, int, int]], seeds: Seeds) -> int | None:
    """The first plural, or the one after it where the first only modifies ("sports teams")."""
    plurals = [index for index, (word, _, _) in enumerate(tokens) if _is_plural(word, seeds)]
    if not plurals:
        return None
    first = plurals[0]
    if (
        (
            tokens[first][0].casefold() in seeds["counted_no_plurals"]
            or tokens[first][0].casefold() in seeds["counted_invariants"]
            or tokens[first][0][0].isupper()
        )
        and len(plurals) > 1
        and plurals[1] <= first + 2
    ):
        return plurals[1]
    return first


def _singular_head(tokens: list[tuple[str, int, int]], seeds: Seeds) -> int | None:
    """The first noun, and the one behind it where both make a compound; "one writes" counts none."""
    first = tokens[0][0].casefold()
    if _is_plural(first, seeds) and first not in seeds["counted_invariants"]:
        return None
    for index, (word, _, _) in enumerate(tokens):
        if not _is_noun(word, seeds):
            continue
        after, last = ([word for word, _, _ in tokens[index + 1 : index + 3]] + ["", ""])[:2]
        if _goes_into(after, seeds):
            return index + 1
        if after.casefold() in seeds["counted_no_plurals"] and _goes_into(last, seeds):
            return index + 2
        return index
    return len(tokens) - 1 if tokens[-1][0][0].isupper() else None


def _goes_into(word: str, seeds: Seeds) -> bool:
    """Whether a word behind a singular noun makes a compound with it."""
    return word.islower() and _is_noun(word, seeds) and not word.endswith(("s", "ed", "ing", "ly"))


@lru_cache(maxsize=4096)
def _is_plural(word: str, seeds: Seeds) -> bool:
    low = word.casefold().rsplit("-", 1)[-1]
    if low in seeds["counted_irregular"] or low in seeds["counted_invariants"] or word in seeds["counted_irregular"]:
        return True
    if low in seeds["counted_no_plurals"] and low not in COUNTABLE:
        return False
    return len(low) > 2 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s", "ous"))


def _is_noun(word: str, seeds: Seeds) -> bool:
    return not is_adjective(word, seeds) and word[-1:].isalpha()


@lru_cache(maxsize=4096)
def is_adjective(word: str, seeds: Seeds) -> bool:
    """Whether a word rather modifies than names: by list, by its ending, or because it is a proper name."""
    low = word.casefold()
    if low in seeds["counted_adjectives"]:
        return True
    if low in seeds["counted_irregular"] or low in seeds["counted_invariants"]:
        return False
    if word[:1].isupper():
        return True
    return bool(ADJECTIVE.match(low)) and low not in seeds["counted_nouns"]


def _joins(word: str, seeds: Seeds) -> bool:
    """Whether a noun can stand inside a compound: singular, or one that has no other form ("sports", "infantry")."""
    if word.endswith(("'s", "’s")):
        return False
    low = word.casefold()
    return low in seeds["counted_invariants"] or low in seeds["counted_no_plurals"] or not _is_plural(word, seeds)


def _phrase(text: str, tokens: list[tuple[str, int, int]], head: int, seeds: Seeds) -> Counted:
    first = head
    while (
        first > 0
        and not is_adjective(tokens[first - 1][0], seeds)
        and "-" not in tokens[first - 1][0]
        and _joins(tokens[first - 1][0], seeds)
    ):
        first -= 1
    word = tokens[head][0]
    if first == head and word[0].isupper() and not word.isupper():
        while first > 0 and tokens[first - 1][0][0].isupper() and not _is_plural(tokens[first - 1][0], seeds):
            first -= 1
    word = word.casefold() if word.isupper() and len(word) > 4 else word
    start = tokens[0][1]
    compound = text[tokens[first][1] : tokens[head][1]]
    modifiers = text[start : tokens[first][1]].strip() or None
    return Counted(compound + singular(word, seeds), modifiers, start, tokens[head][2], _is_plural(word, seeds))


@lru_cache(maxsize=4096)
def singular(word: str, seeds: Seeds) -> str:
    """The singular of a noun by list, else by rule; a word that is no plural comes back as it is."""
    if word in seeds["counted_irregular"]:
        return seeds["counted_irregular"][word]["singular"]
    low = word.casefold()
    lead, _, last = low.rpartition("-")
    if last in seeds["counted_irregular"]:
        return (f"{lead}-" if lead else "") + seeds["counted_irregular"][last]["singular"]
    if low in seeds["counted_invariants"] or low.endswith(("ss", "us", "is")) or not low.endswith("s") or len(low) < 3:
        return word
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]
