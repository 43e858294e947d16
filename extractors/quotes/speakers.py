"""Noun phrases that stand before or after a cue: who speaks, apposition and relative clause included."""

import itertools
from dataclasses import dataclass

import regex

from extractors.engine.text import Span
from extractors.quotes.lexicon import Lexicon

TOKEN = regex.compile(r"[\p{L}\p{N}$@#](?:[\p{L}\p{N}&/]|[.’'\-](?=[\p{L}\p{N}])|(?<=\p{N}),(?=\p{N})|(?<=\b\p{Lu})\.|(?<=\b(?:Mr|Ms|Mrs|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Jr|Sr|St|Prof|Rev))\.){0,60}[’']?|[^\s]")  # fmt: skip
REACH = 400
LONGEST = 60
UNITS = frozenset("week month year weekend morning afternoon evening night spring summer fall autumn winter".split())
RELATIVE = ("who", "whose", "which", "whom")
CLOSING = (",", "—", "–", "-", ")")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark."""

    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.lower()

    @property
    def is_name(self) -> bool:
        """Begins with a capital."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """A word or figure, no mark."""
        return self.text[0].isalnum() or self.text[0] in "$@#"


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of a stretch of text."""
    return [Token(*match.span(), match[0]) for match in TOKEN.finditer(text, start, end)]


def subject_before(text: str, left: int, right: int, lexicon: Lexicon) -> Span | None:
    """The noun phrase that ends right before a verb group; None where no noun phrase does."""
    tokens = tokens_of(text, max(left, right - REACH), right)[-LONGEST:]
    closed = False
    while tokens and tokens[-1].text in (",", "—", "–", "-"):
        closed = True
        tokens.pop()
    _drop_time(tokens, lexicon)
    if not tokens:
        return None
    last = tokens[-1]
    if last.lower in RELATIVE:
        return subject_before(text, left, last.start, lexicon)
    if last.lower in lexicon.pronouns and not last.text[1:].isupper():
        return last.start, last.end
    first = _head_of_apposition(tokens, lexicon) if closed else _first_of_phrase(tokens, lexicon)
    return None if first is None else (tokens[first].start, last.end)


def _drop_time(tokens: list[Token], lexicon: Lexicon) -> None:
    """Take "this week", "on Monday" from the end of a subject: "Ms. Lee this week also said"."""
    while len(tokens) > 1:
        if tokens[-1].lower in ("week", "month", "year") and tokens[-2].lower in ("this", "last", "next", "earlier"):
            del tokens[-2:]
        elif lexicon.is_time(tokens[-1].text) and tokens[-1].lower not in ("this", "last", "next"):
            tokens.pop()
            if tokens[-1].lower == "on":
                tokens.pop()
        else:
            return


def _segments(tokens: list[Token]) -> list[tuple[int, int]]:
    """Index ranges between commas and dashes; marks inside brackets do not part."""
    cuts, depth = [], 0
    for index, token in enumerate(tokens):
        depth += (token.text in "([") - (token.text in ")]")
        if token.text in (",", "—", "–", ";", ":") and depth <= 0:
            cuts.append(index)
    edges = [-1, *cuts, len(tokens)]
    return [(low + 1, high) for low, high in itertools.pairwise(edges) if low + 1 < high]


def _head_of_apposition(tokens: list[Token], lexicon: Lexicon) -> int | None:
    """Where the phrase begins whose apposition ends with `tokens`: "Ann Lee, a baker, said"."""
    segments = _segments(tokens)
    at = len(segments) - 2
    while at > 0 and _is_apposition(tokens[segments[at][0]], lexicon):
        low, high = segments[at - 1]
        if any(not t.is_name and (lexicon.is_verb(t.text) or t.text.endswith("ed")) for t in tokens[low:high]):
            break
        at -= 1
    if at < 0:
        return _first_of_phrase(tokens, lexicon)
    low, high = segments[at]
    first = _first_of_phrase(tokens[low:high], lexicon)
    if first is None:
        return _first_of_phrase(tokens[segments[-1][0] :], lexicon, segments[-1][0])
    return low + first


def _is_apposition(token: Token, lexicon: Lexicon) -> bool:
    return (
        token.lower in RELATIVE
        or token.text[0].isdigit()
        or (not token.is_name and token.is_word and token.lower not in lexicon.prepositions | lexicon.subordinators)
    )


def _first_of_phrase(tokens: list[Token], lexicon: Lexicon, offset: int = 0) -> int | None:
    """The index where the noun phrase begins that ends with the last token."""
    index = len(tokens)
    depth = 0
    while index > 0:
        token = tokens[index - 1]
        depth += (token.text == ")") - (token.text == "(")
        if depth <= 0 and _ends_phrase(tokens, index - 1, lexicon):
            break
        index -= 1
    while index < len(tokens) and _cannot_begin(tokens, index, lexicon):
        index += 1
    if index < len(tokens) and tokens[index].lower in lexicon.prepositions:
        index = _after_preposition(tokens, index, lexicon)
    while index < len(tokens) and not _opens_phrase(tokens, index, lexicon):
        index += 1
    return None if index >= len(tokens) else index + offset


def _opens_phrase(tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """A name, article or figure opens a noun phrase; a small word only when a noun for people or papers follows soon."""
    token = tokens[index]
    if not token.is_word:
        return False
    if token.is_name or token.text[0].isdigit() or token.lower in lexicon.starters or token.lower in lexicon.pronouns:
        return index == 0 or tokens[index - 1].lower not in lexicon.prepositions
    for other in tokens[index : index + 4]:
        if other.lower in lexicon.nouns:
            return True
        if other.lower in lexicon.prepositions or other.lower in lexicon.starters or not other.is_word:
            return False
    return False


def _ends_phrase(tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    if token.text in ",;:—–.!?…":
        return not _lists_names(tokens, index)
    if token.lower in ("and", "or", "&"):
        return any(lexicon.is_verb(other.text) for other in tokens[:index]) or index == 0
    if token.lower in lexicon.subordinators:
        return True
    return lexicon.is_verb(token.text) and not token.is_name


def _lists_names(tokens: list[Token], index: int) -> bool:
    """Whether a comma stands in a list: "Ann Lee, Bo Ek and Cy Dow said"."""
    if tokens[index].text != "," or not any(token.lower == "and" for token in tokens[index:]):
        return False
    return index > 0 and tokens[index - 1].is_name and index + 1 < len(tokens) and tokens[index + 1].is_name


def _cannot_begin(tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    if not token.is_word:
        return True
    if token.lower in ("and", "or", "but", "also", "then", "so", "yet", "still", "however", "meanwhile"):
        return True
    if lexicon.is_time(token.text) and index + 1 < len(tokens) and not token.text.endswith("s"):
        return tokens[index + 1].is_word
    return token.lower.endswith("ly") and not token.is_name


def _after_preposition(tokens: list[Token], index: int, lexicon: Lexicon) -> int:
    """The noun phrase after an opening phrase without a comma: "In a statement Ms. Lee said"."""
    last = len(tokens) - 1
    at = last
    while at > index and tokens[at - 1].is_name and not lexicon.is_time(tokens[at - 1].text):
        at -= 1
    if tokens[last].is_name and tokens[at - 1].lower not in lexicon.prepositions | lexicon.starters:
        return at
    for at in range(last, index + 1, -1):
        if tokens[at].lower in lexicon.starters and tokens[at - 1].lower not in lexicon.prepositions:
            return at
    return len(tokens)


def subject_after(text: str, left: int, right: int, lexicon: Lexicon, opens: bool = False) -> Span | None:
    """The noun phrase that begins right after a verb: "said Ann Lee, a baker who ..."; None where none does.

    With `opens` a clause follows it ("According to Ann Lee, a baker, it rained"): an apposition needs its second comma.
    """
    tokens = tokens_of(text, left, min(right, left + REACH))[:LONGEST]
    while tokens and tokens[-1].text in ".!?,;:":
        tokens.pop()
    if not tokens or not _can_open(tokens[0], lexicon):
        return None
    if tokens[0].lower in lexicon.pronouns and not tokens[0].text[1:].isupper():
        return tokens[0].start, tokens[0].end
    at = _head_end(tokens, lexicon)
    if at == 0:
        return None
    while at + 1 < len(tokens) and tokens[at].text == "," and _can_follow(tokens, at + 1, lexicon):
        if opens and not (
            _is_apposition(tokens[at + 1], lexicon) and any(t.text == "," for t in tokens[at + 1 : at + 16])
        ):
            break
        stop = at + 1
        while (
            stop < len(tokens) and tokens[stop].text not in (",", "—", "–", ";", ":") and tokens[stop].text[0] != "Ｑ"
        ):
            stop += 1
        relative = tokens[at + 1].lower in RELATIVE
        if not relative and _has_verb(tokens[at + 1 : stop], lexicon):
            break
        at = stop
        if opens and not relative:
            break
    return tokens[0].start, tokens[at - 1].end


def _can_open(token: Token, lexicon: Lexicon) -> bool:
    if not token.is_word or lexicon.is_time(token.text) or token.lower in ("this", "last", "next"):
        return False
    if token.is_name or token.text[0].isdigit() or token.lower in lexicon.starters or token.lower in lexicon.pronouns:
        return True
    if token.lower in lexicon.prepositions or token.lower in lexicon.subordinators or lexicon.is_verb(token.text):
        return False
    return token.lower in lexicon.nouns


def _head_end(tokens: list[Token], lexicon: Lexicon) -> int:
    named = False
    for index, token in enumerate(tokens):
        if token.text in (",", ";", ":", "—", "–") or token.text[0] == "Ｑ" or (token.text == "." and index):
            return index
        if token.lower in RELATIVE and index:
            return len(tokens) if not any(t.text == "," for t in tokens[index:]) else _comma(tokens, index)
        if token.lower in lexicon.subordinators and token.lower not in ("and", "or"):
            return index
        if lexicon.is_verb(token.text) or (index and _is_time_at(tokens, index, lexicon)):
            return index
        if token.lower in lexicon.prepositions and token.lower != "of" and _leaves(tokens, index, named, lexicon):
            return index
        if (
            token.text[0].islower()
            and token.lower.endswith("ly")
            and index
            and token.lower not in (*lexicon.nouns, "ally", "rally")
        ):
            return index
        named = named or (token.is_name and token.lower not in lexicon.starters)
    return len(tokens)


def _has_verb(tokens: list[Token], lexicon: Lexicon) -> bool:
    """Whether a finite verb stands there, one in a relative clause aside."""
    for token in tokens:
        if token.lower in RELATIVE:
            return False
        if lexicon.is_verb(token.text):
            return True
    return False


def _is_time_at(tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    if token.lower in ("this", "last", "next"):
        return index + 1 < len(tokens) and tokens[index + 1].lower in UNITS
    return lexicon.is_time(token.text) and tokens[index - 1].lower not in lexicon.starters


def _comma(tokens: list[Token], index: int) -> int:
    return next(at for at in range(index, len(tokens)) if tokens[at].text == ",")


def _leaves(tokens: list[Token], index: int, named: bool, lexicon: Lexicon) -> bool:
    """Whether a preposition opens an adverbial ("in an interview") instead of going with its noun."""
    if tokens[index].lower in ("during", "after", "before", "through", "via", "until", "following", "despite"):
        return True
    after = tokens[index + 1 : index + 7]
    if any(token.lower in lexicon.media or lexicon.is_time(token.text) for token in after[:4]) and tokens[
        index
    ].lower not in ("by", "for"):
        return True
    if tokens[index].lower == "by":
        return named
    return named and tokens[index].lower not in ("from", "at", "for", "with") and tokens[0].is_name


def _can_follow(tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether what follows a comma belongs to the noun phrase: an apposition, an age, a relative clause."""
    token = tokens[index]
    if token.lower in RELATIVE:
        return True
    if not token.is_word or token.text[0] == "Ｑ" or lexicon.is_time(token.text):
        return False
    if token.lower in lexicon.prepositions or token.lower in lexicon.subordinators or token.lower in lexicon.pronouns:
        return False
    row = lexicon.cues.get(token.text)
    return not (token.text.endswith("ing") or lexicon.is_verb(token.text) or (row and row["form"] == "gerund"))
