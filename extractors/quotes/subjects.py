"""The noun phrase before a cue: who speaks, apposition and relative clause included."""

from itertools import pairwise

from extractors.engine.text import Span
from extractors.quotes.tokens import LONGEST, REACH, Tokeniser
from extractors.quotes.words import NEXT_UNIT, Word

JOINTS = frozenset((",", "—", "–", "-", ";", ":"))
CLOSING = frozenset((",", "—", "–", "-"))
PAUSES = frozenset(",;:—–-_.!?…")
AND = frozenset(("and", "or", "&"))
CANNOT_BEGIN = frozenset("and or but also then so yet still however meanwhile".split())
ARTICLES = frozenset("the a an his her its their our my most some".split())
CANNOT_END = frozenset(("and", "or", "but", "nor", "then"))
LONGEST_PRONOUN = 8
"""Letters of a pronoun."""
LONGEST_RELATIVE = 16
"""Words of a relative clause before its verb of saying."""
MOST_RELATIVES = 8
"""Relative pronouns in a row before a verb from which on no phrase is looked for."""


def subject_before(tokens: Tokeniser, left: int, right: int) -> Span | None:
    """The noun phrase that ends right before a verb group; None where no noun phrase does."""
    if (pronoun := _pronoun_before(tokens, left, right)) is not None:
        return pronoun
    for _ in range(MOST_RELATIVES):
        near = tokens.between(max(left, right - REACH), right).last(LONGEST)
        words = near.words
        is_closed = False
        while words and words[-1].text in CLOSING:
            is_closed = True
            words.pop()
        _drop_time(words)
        if not words or words[-1].lower in CANNOT_END:
            return None
        last = len(words) - 1
        if not words[last].is_relative:
            break
        right = near.starts[last]
    else:
        return None
    if words[last].is_pronoun and not words[last].text[1:].isupper():
        return near.starts[last], near.end(last)
    first = _head_of_apposition(words) if is_closed else _first_of_phrase(words)
    if not is_closed and (head := _head_of_relative(words, first)) is not None:
        first = head
    return None if first is None else (near.starts[first], near.end(last))


def _pronoun_before(tokens: Tokeniser, left: int, right: int) -> Span | None:
    """A pronoun between two blanks right before a verb group: what most subjects are."""
    text = tokens.text
    first = text.rfind(" ", max(left, right - LONGEST_PRONOUN - 2), right - 1) + 1
    words = text[first : right - 1]
    if right - left < 3 or not (first and words.isalpha() and text[right - 1] == " "):
        return None
    word = tokens.vocabulary.word(words)
    is_subject = word.is_pronoun and not word.is_relative and not word.is_time and not words[1:].isupper()
    return (first, right - 1) if is_subject else None


def _head_of_relative(words: list[Word], first: int | None) -> int | None:
    """Where the phrase begins that "who" goes with: "A spokesman who declined to be named said"."""
    least = max(1, len(words) - LONGEST_RELATIVE)
    for at in range(len(words) - 2, least - 1, -1):
        if words[at].text in PAUSES:
            return None
        if words[at].lower == "who" and first != at + 1:
            before = words[at - 1]
            return _first_of_phrase(words[:at]) if before.noun is not None or before.is_name else None
    return None


def _drop_time(words: list[Word]) -> None:
    """Take "this week", "on Monday" from the end of a subject: "Ms. Lee this week also said"."""
    while len(words) > 1:
        last = words[-1]
        if last.lower in ("week", "month", "year") and words[-2].lower in ("this", "last", "next", "earlier"):
            del words[-2:]
        elif last.is_time and last.lower not in NEXT_UNIT:
            words.pop()
            if words[-1].lower == "on":
                words.pop()
        else:
            return


def _segments(words: list[Word]) -> list[tuple[int, int]]:
    """Index ranges between commas and dashes; marks inside brackets do not part."""
    cuts, depth = [], 0
    for index, word in enumerate(words):
        depth += (word.text in "([") - (word.text in ")]")
        if word.text in JOINTS and depth <= 0:
            cuts.append(index)
    edges = [-1, *cuts, len(words)]
    return [(low + 1, high) for low, high in pairwise(edges) if low + 1 < high]


def _head_of_apposition(words: list[Word]) -> int | None:
    """Where the phrase begins whose apposition ends with `words`: "Ann Lee, a baker, said"."""
    segments = _segments(words)
    at = len(segments) - 2
    if at > 0 and _is_state(words, segments[-1]) and all(word.is_name for word in words[slice(*segments[at])]):
        at -= 1
    while at > 0 and words[segments[at][0]].opens_apposition:
        low, high = segments[at - 1]
        if any(not word.is_name and (word.is_verb or word.text.endswith("ed")) for word in words[low:high]):
            break
        at -= 1
    if at < 0:
        return _first_of_phrase(words)
    low, high = segments[at]
    first = _first_of_phrase(words[low:high])
    if first is None:
        return _first_of_phrase(words[segments[-1][0] :], segments[-1][0])
    return low + first


def _is_state(words: list[Word], segment: tuple[int, int]) -> bool:
    """Whether a segment is a state cut short, behind its town: "Calder Corp., Norwyn, Ill., said"."""
    low, high = segment
    stop = words[high - 1].text == "."
    return high - low == 1 + stop and words[low].is_name and (stop or words[low].text.endswith("."))


def _first_of_phrase(words: list[Word], offset: int = 0) -> int | None:
    """The index where the noun phrase begins that ends with the last word."""
    index = len(words)
    depth = 0
    while index > 0:
        text = words[index - 1].text
        depth += (text == ")") - (text == "(")
        if depth <= 0 and _ends_phrase(words, index - 1):
            break
        index -= 1
    index = _last_article(words, index)
    while index < len(words) and _cannot_begin(words, index):
        index += 1
    if index < len(words) and words[index].is_preposition:
        index = _after_preposition(words, index)
    while index < len(words) and not _opens_phrase(words, index):
        index += 1
    return None if index >= len(words) else index + offset


def _last_article(words: list[Word], index: int) -> int:
    """Where the last of two noun phrases side by side begins: "a claim | the council's report" of "…, describes"."""
    for at in range(len(words) - 1, index, -1):
        before = words[at - 1]
        if words[at].lower in ARTICLES and before.is_word and not (before.is_name or before.is_starter):
            is_noun = not (before.is_preposition or before.is_subordinator or before.lower in AND or before.is_time)
            return at if is_noun and not before.lower.endswith(("ly", "’s", "'s")) else index
    return index


def _opens_phrase(words: list[Word], index: int) -> bool:
    """A name, article or figure opens a noun phrase; a small word only with a noun for people or papers soon after."""
    word = words[index]
    if not word.is_word:
        return False
    if word.is_name or word.is_figure or word.is_starter or word.is_pronoun:
        return index == 0 or not words[index - 1].is_preposition
    for other in words[index : index + 4]:
        if other.noun is not None:
            return True
        if other.is_preposition or other.is_starter or not other.is_word:
            return False
    return False


def _ends_phrase(words: list[Word], index: int) -> bool:
    word = words[index]
    if word.text in PAUSES:
        return not _lists_names(words, index)
    if word.lower in AND:
        return index == 0 or any(other.is_verb for other in words[:index])
    return word.is_subordinator or (word.is_verb and not word.is_name)


def _lists_names(words: list[Word], index: int) -> bool:
    """Whether a comma stands in a list: "Ann Lee, Bo Ek and Cy Dow said"."""
    if words[index].text != "," or not any(word.lower == "and" for word in words[index:]):
        return False
    after = index + 1 + (index + 2 < len(words) and words[index + 1].lower == "and")
    return index > 0 and words[index - 1].is_name and after < len(words) and words[after].is_name


def _cannot_begin(words: list[Word], index: int) -> bool:
    word = words[index]
    if not word.is_word or word.lower in CANNOT_BEGIN:
        return True
    if word.is_time and index + 1 < len(words) and not word.text.endswith("s"):
        return words[index + 1].is_word
    return word.lower.endswith("ly") and not word.is_name


def _after_preposition(words: list[Word], index: int) -> int:
    """The noun phrase after an opening phrase without a comma: "In a statement Ms. Lee said"."""
    last = len(words) - 1
    at = last
    while at > index and words[at - 1].is_name and not words[at - 1].is_time:
        at -= 1
    if words[last].is_name and not (words[at - 1].is_preposition or words[at - 1].is_starter):
        return at
    for at in range(last, index + 1, -1):
        if words[at].is_starter and not words[at - 1].is_preposition:
            return at
    return len(words)
