"""Where what was said begins and ends in a sentence without or with few marks."""

from collections.abc import Sequence

import regex

from extractors.engine.text import Span
from extractors.quotes.cues import TELLING, Cue
from extractors.quotes.frame import Piece, Sentence
from extractors.quotes.subjects import subject_before
from extractors.quotes.tokens import Tokens
from extractors.quotes.words import FILL, NEXT_UNIT, Word, is_time_at

OPENING = frozenset(("that", "to", "how", "why", "what", "whether", "if", "there", "not"))
ACCUSED = frozenset(("him", "her", "them", "it", "us", "me", "you"))
CLAUSE_JOINT = regex.compile(r"[,;—–―]\s?(?:(?:and|but|while|as|though|although|yet|then|which)\s)?\Z")
JOINT = regex.compile(r",?\s(?:and|but|then|or)(?:\sthen|\slater|\salso)?\Z")
DANGLING = regex.compile(r",?\s(?:where|which|who|and|but|that|while|as)\Z")
MEDIUM = regex.compile(r"(?<=[Ｑ,.]|Ｑ['’”\"])\s(?:in|during|at|on)\s(?:an?|his|her|its|their|the)\s")
LONGEST_CLAUSE = 1500
"""Characters of what is said without marks."""
LONGEST_RELATIVE = 300
"""Characters of a relative clause."""
RELATIVES = ("who ", "which ")
LONGEST_DANGLING = 8
"""Characters of ` while` and the like, at the end of what is said."""
DANGLING_END = frozenset("ehodts")
ADVERBIAL = frozenset("in on at during after through via to of following by from late this last earlier".split())
CORE = ("say", "tell", "add")
WINDOW = 26
"""Words behind a cue among which the message begins."""
UNTOLD = ("warn", "advise", "urge", "ask", "promise", "caution")
"""What can be said without naming who was told."""
SUBJECTS = frozenset(("he", "she", "they", "it", "we", "i", "you", "there"))
OUTER_LEFT = frozenset(",;:—–")
OUTER_RIGHT = frozenset(",;:.!?…—–")


def content_start(sentence: Sentence, cue: Cue, right: int) -> tuple[int, Span | None]:
    """Where the content after a cue begins, and who was told. `right` ends the sentence."""
    limit = min(right, cue.end + 240)
    found = sentence.tokens.word_at(cue.end, limit)
    if found is None:
        return right, None
    first, start = found
    is_told = cue.lemma in TELLING and not cue.is_passive
    is_accused = cue.lemma == "accuse" and first.lower in ACCUSED
    is_adverbial = first.lower in ADVERBIAL or first.is_time or first.lower.endswith("ly")
    if not (is_told or is_accused or is_adverbial):
        return start, None
    tokens = sentence.tokens.between(cue.end, limit).first(WINDOW)
    words = tokens.words
    if is_accused and len(words) > 2 and words[1].lower == "of":
        return tokens.starts[2], (start, tokens.end(0))
    if first.lower in OPENING or first.text in (",", ":") or first.is_fill:
        return start, None
    if is_told:
        return _after_addressee(tokens, cue.lemma in UNTOLD)
    return tokens.starts[_after_adverbial(words)] if is_adverbial else start, None


def _after_addressee(tokens: Tokens, is_optional: bool) -> tuple[int, Span | None]:
    """Where the message begins, and who was told; nobody where the verb can do without and a clause follows it."""
    words = tokens.words
    if words[0].is_preposition:
        return tokens.starts[0], None
    verb = next((at for at in range(1, len(words)) if words[at].is_verb), None)
    stop = next((at for at in range(1, len(words)) if _begins_message(words, at)), len(words))
    if verb is not None and verb < stop and is_optional:
        return tokens.starts[0], None
    end = stop
    for index in range(1, stop):
        if (words[index].is_preposition and words[index].lower != "of") or is_time_at(words, index):
            end = index
            break
    while end > 1 and not words[end - 1].is_word:
        end -= 1
    start = tokens.starts[stop] if stop < len(words) else tokens.end(-1)
    return start, (tokens.starts[0], tokens.end(end - 1))


def _begins_message(words: Sequence[Word], index: int) -> bool:
    """Whether what was told begins with a word, as the words for who was told end there."""
    word = words[index]
    if word.lower in OPENING or word.text in (",", ":", ";") or word.is_fill or word.lower in SUBJECTS:
        return True
    if word.lower in NEXT_UNIT and is_time_at(words, index):
        return False
    return word.is_starter and word.lower != "one" and not words[index - 1].is_preposition


def _after_adverbial(words: Sequence[Word]) -> int:
    """Behind "in a statement", "on Monday": at the next "that" or pronoun, else right behind the cue."""
    for index, word in enumerate(words[:16]):
        if word.lower == "that" or (word.lower in SUBJECTS and index):
            return index
        if word.text == ":" or word.is_fill or (word.text == "," and _announces(words, index)):
            return index
    at = 0
    while at < len(words) - 1 and (words[at].is_time or (words[at].lower in ("on", "in") and words[at + 1].is_time)):
        at += 1
    return at


def _announces(words: Sequence[Word], index: int) -> bool:
    """Whether what follows a comma is quoted or begins with "that"."""
    return index + 1 < len(words) and (words[index + 1].is_fill or words[index + 1].lower == "that")


def _medium_start(masked: str, sentence: Sentence, start: int) -> int | None:
    """Where "in a statement" follows quoted words: it says how, not what."""
    for match in MEDIUM.finditer(masked, start, sentence.end):
        behind = sentence.tokens.between(match.end(), min(sentence.end, match.end() + 40))
        if any(word.is_medium for word in behind.words[:3]):
            return match.start()
    return None


def _relative_end(sentence: Sentence, start: int) -> int | None:
    """Where a relative clause ends and the main verb follows: "Calder, which said that it had won, plans to stay"."""
    tokens = sentence.tokens.between(start, min(sentence.end, start + LONGEST_RELATIVE))
    words = tokens.words
    for at in range(2, len(words) - 1):
        if words[at].text != ",":
            continue
        verb = at + 1 + words[at + 1].lower.endswith("ly")
        if verb < len(words) and (words[verb].is_verb or words[verb].form in ("past", "present")):
            return tokens.starts[at]
    return None


def clause_end(masked: str, sentence: Sentence, cue: Cue, start: int) -> int:
    """Where the content that begins at `start` ends: before the next attribution, else with the sentence."""
    if masked.endswith(RELATIVES, 0, cue.start) and (end := _relative_end(sentence, start)) is not None:
        return end
    if (medium := _medium_start(masked, sentence, start)) is not None:
        return medium
    for later in sentence.cues:
        if later.start <= start:
            continue
        if later.start - start > LONGEST_CLAUSE:
            break
        before = masked[start : later.start].rstrip()
        if later.form in ("gerund", "phrase") and later.lemma != "ask" and before.endswith((",", "—", "–", "―", " -")):
            return start + len(before) - 1
        if later.form == "gerund" and before.endswith(" while"):
            return start + len(before) - 6
        if joint := JOINT.search(before, max(0, len(before) - 24)):
            same = cue.form == later.form or later.lemma in CORE or "object" in cue.frame or later.form == "gerund"
            if (
                same
                and later.form in ("past", "present", "gerund")
                and (later.strength == "strong" or "object" in cue.frame)
            ):
                return start + joint.start()
            continue
        quoted = masked[later.end : later.end + 3].lstrip(" ,:").startswith(FILL)
        if later.is_bare or later.is_passive or (later.strength != "strong" and not quoted) or later.frame == "tag":
            continue
        subject = subject_before(sentence.tokens, start, later.start)
        if subject is None:
            continue
        joint = CLAUSE_JOINT.search(masked, max(start, subject[0] - 30), subject[0])
        if joint and joint.start() > start:
            return joint.start()
    return sentence.end


def behind_marks(masked: str, start: int, end: int) -> int:
    """Behind the blanks and outer punctuation that a stretch begins with."""
    while start < end and (masked[start] in OUTER_LEFT or masked[start].isspace()):
        start += 1
    return start


def trimmed(masked: str, start: int, end: int, pieces: Sequence[Piece]) -> Span | None:
    """A content span without blanks and outer punctuation at its ends; None when nothing is left.

    A quoted piece at an end stays whole.
    """
    start = behind_marks(masked, start, end)
    while end > start and (masked[end - 1] in OUTER_RIGHT or masked[end - 1].isspace()):
        end -= 1
    if masked[end - 1 : end] in DANGLING_END and (
        dangling := DANGLING.search(masked, max(start, end - LONGEST_DANGLING), end)
    ):
        end = dangling.start()
    for piece in pieces:
        if start < piece.end and piece.start < end:
            start, end = min(start, piece.start), max(end, piece.end)
    return (start, end) if start < end else None
