"""The noun that a figure counts, found without a tagger: a bounded run of words that stop words end."""

from dataclasses import dataclass

import regex

from extractors.engine.seeds import Seeds
from extractors.numbers.forms import is_adjective, is_noun, is_plural, joins, singular

WORD = regex.compile(r"[ \t\u00a0]?[-‑]?(?:\r?\n(?=\p{Ll}))?(\p{L}[\p{L}\p{M}\p{N}’'&‑-]*(?:\.\p{L}\.)?)")
OF = regex.compile(
    r"[ ](?:(?i:of)[ ](?:(?:the|its|his|her|their|our|my|your|these|those|all|\p{Lu}\p{L}{1,20}[’']s)[ ])?"
    r"|more[ ]|other[ ]|such[ ]|or[ ]so[ ])"
)
SIZED = regex.compile(r"[ ](\d[\d.,]{0,7}(?:-|[ ](?=\p{L}{1,15}[ ]\p{Ll}{2,20}s\b))(?<unit>\p{L}{1,15}))(?=[ ]\p{Ll})")
NAME_DIGITS = regex.compile(r"[ ]([-‑]?\d{1,4})(?=[ ]\p{Lu}|[ ]\p{Ll}{3,20}s\b)|[ ]((?!\d{3}0s)\d{1,4}s)\b")
NAMES = regex.compile(r"(?:[ ]\p{Lu}[\p{L}\p{N}’'-]{0,20}){1,3}[ ]\p{Ll}{2,20}\b")
MOST = 7
"""Words of a noun phrase behind a figure."""
NOT_ADVERBS = ("family", "assembly", "monopoly", "butterfly", "anomaly", "supply")


Phrase = list[tuple[str, int, int]]
"""Words behind a figure, each with its start and end."""


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
    tokens = _tokens(text, begin, limit, seeds, is_many=not one and not partitive)
    if not tokens:
        return None
    if text[at : at + 1] in "-‑" and not partitive:
        return _attributive(tokens, seeds)
    head = _singular_head(tokens, seeds) if one else _plural_head(tokens, seeds)
    if head is None and not one and not partitive and _is_unmarked(tokens, seeds):
        head = 0
    return None if head is None else _phrase(text, tokens, head, seeds)


def _attributive(tokens: Phrase, seeds: Seeds) -> Counted | None:
    """The noun that a hyphen joins to its figure: "a 12-car train" counts cars."""
    word, start, _ = tokens[0]
    noun = word.split("-")[0]
    is_stop = noun.casefold() in seeds["counted_stops"] and noun.casefold() not in seeds["counted_adjectives"]
    return None if len(word) <= 2 or is_stop else Counted(singular(noun, seeds), None, start, start + len(noun), False)


def _tokens(text: str, begin: int, limit: int, seeds: Seeds, is_many: bool) -> Phrase:
    """The words of the phrase. Right behind more than one a verb in -s is a noun: "12 wins", "900 lives"."""
    stops, adjectives = seeds["counted_stops"], seeds["counted_adjectives"]
    tokens: Phrase = []
    position = begin
    while len(tokens) < MOST and (match := _next(text, position, limit, tokens, seeds)):
        word = next(filter(None, match.groups())).rstrip("'’-")
        low = word.casefold().replace("’", "'")
        if low in ("and", "or") and tokens and _goes_on(text, match.end(), limit, tokens, seeds):
            position = match.end()
            continue
        is_verb = tokens or not is_many or low not in seeds["counted_verbs"]
        if low in stops and is_verb and (tokens or not (low in ("most", "least") or low in adjectives)):
            break
        start = match.start() + match[0].index(word)
        if low.endswith(("'s", "’s")) and tokens and is_plural(tokens[-1][0], seeds):
            break
        if tokens and len(low) > 4 and low.endswith("ly") and low not in adjectives and low not in NOT_ADVERBS:
            break
        tokens.append((word, start, start + len(word)))
        position = start + len(word)
        if text[position : position + 1] not in (" ", "\u00a0", "\n", "\t", "\r"):
            break
    return tokens


def _is_unmarked(tokens: Phrase, seeds: Seeds) -> bool:
    """Whether a singular may follow a figure: "3 cylinder engine", "15,000 TEU"."""
    first = tokens[0][0]
    if first.isupper():
        return 2 <= len(first) <= 5
    return first.islower() and is_noun(first, seeds) and len(tokens) > 1 and is_noun(tokens[1][0], seeds)


def _next(text: str, position: int, limit: int, tokens: Phrase, seeds: Seeds) -> regex.Match[str] | None:
    """The next word, a size ("9-litre cases"), or digits of a name ("Model 3 sedans", "new 737 Max jets")."""
    word = WORD.match(text, position, limit)
    if word is None and not tokens:
        sized = SIZED.match(text, position, limit)
        return sized if sized and ("-" in sized[1] or sized["unit"].casefold() in seeds.folded("units")) else None
    if word is None:
        digits = NAME_DIGITS.match(text, position, limit)
        if digits and (tokens[-1][0][0].isupper() or regex.match(r"\s\p{Lu}", text[digits.end() : digits.end() + 2])):
            return digits
    return word


def _goes_on(text: str, position: int, limit: int, tokens: Phrase, seeds: Seeds) -> bool:
    """Whether "and" joins two adjectives or names before one noun ("digital and physical sales")."""
    after, before = WORD.match(text, position, limit), tokens[-1][0]
    if before[0].isupper() and (names := NAMES.match(text, position, limit)):
        is_open = not any(is_plural(word, seeds) for word, _, _ in tokens)
        noun = names[0].rsplit(" ", 1)[1]
        return is_open and noun not in seeds["counted_stops"] and is_plural(noun, seeds)
    return (
        after is not None
        and before.islower()
        and is_adjective(before, seeds)
        and after[1].islower()
        and is_adjective(after[1], seeds)
    )


def _plural_head(tokens: Phrase, seeds: Seeds) -> int | None:
    """The first plural, or the one after it where the first only modifies ("sports teams")."""
    plurals = [index for index, (word, _, _) in enumerate(tokens) if is_plural(word, seeds)]
    if not plurals:
        return None
    first = plurals[0]
    word = tokens[first][0]
    low = word.casefold()
    may_modify = low in seeds["counted_no_plurals"] or low in seeds["counted_invariants"] or word[0].isupper()
    return plurals[1] if may_modify and len(plurals) > 1 and plurals[1] <= first + 2 else first


def _singular_head(tokens: Phrase, seeds: Seeds) -> int | None:
    """The first noun, and the one behind it where both make a compound; "one writes" counts none."""
    first = tokens[0][0].casefold()
    if is_plural(first, seeds) and first not in seeds["counted_invariants"]:
        return None
    for index, (word, _, _) in enumerate(tokens):
        if not is_noun(word, seeds):
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
    return word.islower() and is_noun(word, seeds) and not word.endswith(("s", "ed", "ing", "ly"))


def _phrase(text: str, tokens: Phrase, head: int, seeds: Seeds) -> Counted:
    first = head
    while (
        first > 0
        and not is_adjective(tokens[first - 1][0], seeds)
        and "-" not in tokens[first - 1][0]
        and tokens[first - 1][0][0].isalpha()
        and joins(tokens[first - 1][0], seeds)
    ):
        first -= 1
    word, _, end = tokens[head]
    if word.endswith(("'s", "’s")):
        word, end = word[:-2], end - 2
    if first == head and (word[0].isdecimal() or (word[0].isupper() and not word.isupper())):
        while first > 0 and tokens[first - 1][0][0].isupper() and not is_plural(tokens[first - 1][0], seeds):
            first -= 1
    word = word.casefold() if word.isupper() and len(word) > 4 else word
    start = tokens[0][1]
    compound = text[tokens[first][1] : tokens[head][1]]
    modifiers = text[start : tokens[first][1]].strip() or None
    return Counted(compound + singular(word, seeds), modifiers, start, end, is_plural(word, seeds))
