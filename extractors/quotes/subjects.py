"""The noun phrase before a cue: who speaks, apposition and relative clause included."""

from itertools import pairwise

from extractors.engine.text import Span
from extractors.quotes.lexicon import Lexicon
from extractors.quotes.words import LONGEST, REACH, RELATIVE, Token, is_apposition, tokens_of


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
    return [(low + 1, high) for low, high in pairwise(edges) if low + 1 < high]


def _head_of_apposition(tokens: list[Token], lexicon: Lexicon) -> int | None:
    """Where the phrase begins whose apposition ends with `tokens`: "Ann Lee, a baker, said"."""
    segments = _segments(tokens)
    at = len(segments) - 2
    while at > 0 and is_apposition(tokens[segments[at][0]], lexicon):
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
    """A name, article or figure opens a noun phrase; a small word only with a noun for people or papers soon after."""
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
    after = index + 1 + (index + 2 < len(tokens) and tokens[index + 1].lower == "and")
    return index > 0 and tokens[index - 1].is_name and after < len(tokens) and tokens[after].is_name


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
