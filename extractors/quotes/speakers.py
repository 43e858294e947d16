"""The noun phrase after a cue, who speaks: "said Ann Lee, a baker who ...", "according to the ministry"."""

from extractors.engine.text import Span
from extractors.quotes.tokens import LONGEST, REACH, Tokeniser
from extractors.quotes.words import NEXT_UNIT, Word, is_time_at

ENDS = frozenset(".!?,;:")
HEAD_ENDS = frozenset((",", ";", ":", "—", "–"))
LEAVING = frozenset("during after before through via until following despite".split())


def subject_after(tokens: Tokeniser, left: int, right: int, opens: bool = False, loose: bool = False) -> Span | None:
    """The noun phrase that begins right after a verb: "said Ann Lee, a baker who ..."; None where none does.

    With `opens` a clause follows it ("According to Ann Lee, a baker, it rained"): an apposition needs its second
    comma. With `loose` any adjective may open the phrase.
    """
    near = tokens.between(left, min(right, left + REACH)).first(LONGEST)
    words = near.words
    while words and words[-1].text in ENDS:
        words.pop()
    if not words or not (_can_open(words[0]) or _leads_to_noun(words, loose)):
        return None
    if words[0].is_pronoun and not words[0].text[1:].isupper():
        return near.starts[0], near.end(0)
    at = _head_end(words)
    if at == 0:
        return None
    while at + 1 < len(words) and words[at].text == "," and _can_follow(words[at + 1]):
        if opens and not (words[at + 1].opens_apposition and any(w.text == "," for w in words[at + 1 : at + 16])):
            break
        stop = at + 1
        while stop < len(words) and not (words[stop].text in HEAD_ENDS or words[stop].is_fill):
            stop += 1
        is_relative = words[at + 1].is_relative
        if not is_relative and _has_verb(words[at + 1 : stop]):
            break
        at = stop
        if opens and not is_relative:
            break
    return near.starts[0], near.end(at - 1)


def without_verb(tokens: Tokeniser, span: Span) -> Span:
    """A noun phrase, what follows its last name cut off where that is no noun: "President Lee apologized"."""
    found = tokens.between(*span)
    words = found.words
    last = max((at for at, word in enumerate(words) if word.is_name), default=len(words) - 1)
    if last + 1 < len(words) and (word := words[last + 1]).is_word:
        is_noun = word.noun is not None or word.is_preposition
        if not is_noun and any(word.is_name for word in words[1:]) and "'" not in words[last].text:
            return span[0], found.end(last)
    return span


def _can_open(word: Word) -> bool:
    if not word.is_word or word.is_time or word.lower in NEXT_UNIT:
        return False
    if word.is_name or word.is_figure or word.is_starter or word.is_pronoun:
        return True
    return word.noun is not None and not (word.is_preposition or word.is_subordinator or word.is_verb)


def _leads_to_noun(words: list[Word], loose: bool) -> bool:
    """Whether adjectives open the phrase: "former manager Li Wen", "federal statistics"; any do when `loose`."""
    first = words[0]
    if not first.is_word or first.is_time or first.is_verb or first.is_preposition or first.is_subordinator:
        return False
    return loose or (any(word.noun is not None for word in words[1:4]) and not first.is_cue)


def _head_end(words: list[Word]) -> int:
    is_named = False
    for index, word in enumerate(words):
        if word.text in HEAD_ENDS or word.is_fill or (word.text == "." and index):
            return index
        if word.is_relative and index:
            return next((at for at in range(index, len(words)) if words[at].text == ","), len(words))
        if word.is_subordinator and word.lower not in ("and", "or"):
            return index
        if word.is_verb or (index and _ends_in_time(words, index)):
            return index
        if word.is_preposition and word.lower != "of" and _leaves(words, index, is_named):
            return index
        if index and _is_adverb(word):
            return index
        is_named = is_named or (word.is_name and not word.is_starter)
    return len(words)


def _is_adverb(word: Word) -> bool:
    lower = word.lower
    return lower.endswith("ly") and word.text[0].islower() and word.noun is None and lower not in ("ally", "rally")


def _has_verb(words: list[Word]) -> bool:
    """Whether a finite verb stands there, one in a relative clause aside."""
    for word in words:
        if word.is_relative:
            return False
        if word.is_verb:
            return True
    return False


def _ends_in_time(words: list[Word], index: int) -> bool:
    """Whether "Monday" or "this week" goes on no longer with the noun: "the Monday paper" does."""
    return is_time_at(words, index) and (words[index].lower in NEXT_UNIT or not words[index - 1].is_starter)


def _leaves(words: list[Word], index: int, is_named: bool) -> bool:
    """Whether a preposition opens an adverbial ("in an interview") instead of going with its noun."""
    preposition = words[index].lower
    if preposition in LEAVING:
        return True
    if preposition not in ("by", "for") and any(
        word.is_medium or word.is_time for word in words[index + 1 : index + 5]
    ):
        return True
    if preposition == "by":
        return is_named
    return is_named and preposition not in ("from", "at", "for", "with") and words[0].is_name


def _can_follow(word: Word) -> bool:
    """Whether what follows a comma belongs to the noun phrase: an apposition, an age, a relative clause."""
    if word.is_relative:
        return True
    if not word.is_word or word.is_fill or word.is_time:
        return False
    if word.is_preposition or word.is_subordinator or word.is_pronoun or word.is_verb:
        return False
    return not (word.text.endswith("ing") or word.form == "gerund")
