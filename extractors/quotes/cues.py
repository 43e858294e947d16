"""Matches of the cue packs as cues: verb group, lemma, whether it is denied or only possible."""

from functools import lru_cache
from typing import NamedTuple

import regex

from extractors.engine.match import Found
from extractors.engine.seeds import Cells
from extractors.engine.text import Span
from extractors.quotes.lexicon import Lexicon

NEGATION = regex.compile(r"(?i)\b(?:not|never|neither|nor|cannot|refused|declined|failed)\b|n[’']t\b")
TO = regex.compile(r"\bto\s")
POSSIBLE = regex.compile(r"(?i)\b(?:may|might|could|would)\b")
EXPECTED = regex.compile(r"(?i)\b(?:will|shall)\b")
PASSIVE = regex.compile(r"(?i)\b(?:is|are|was|were|be|been|being|isn[’']t|aren[’']t|wasn[’']t|weren[’']t)\b")
FINITE = regex.compile(
    r"(?i)\b(?:went on|goes on|going on|continues?|continued|sought|tried|used|refused|declined|failed)\b"
)
NOT_A_VERB_AFTER = frozenset(
    "a an the this these those his her their its our my your no any some every each of for in on by with from at"
    " another such more most many several few new two three four five six seven eight nine ten".split()
)
WORD_BEFORE = regex.compile(r"[\p{L}\p{N}’']{1,20}(?=\s{1,2}\Z)")
OBJECT = regex.compile(r"[:,]?\s+(?:(?:that|to|the|an?|his|her|its|their|he|she|they|it|we|there|no)(?!\w)|[“\"‘«'])|:")
QUANTIFIERS = frozenset("some many most few several another each".split())
"""What stands for people before a verb, and for an adjective otherwise: "some said that", "some alleged victims"."""
GROWN_TOGETHER = ("'s", "’s", "'re", "’re", "'m", "’m")
"""What makes a past form a passive: "he's expected"."""
LONGEST = 22
"""A word of at most 19 letters with the blanks around it, and one."""
ENDS_NO_WORD = frozenset(',.;:!?()[]—–-“”"')
HEADLINE_CUES = "quotes.headline_cues"
"""The pack of verbs as headlines write them: the whole match is the verb, and never a noun."""
TELLING = frozenset(["call on"]) | frozenset(
    "tell remind inform assure reassure notify advise warn ask convince brief teach urge order instruct command"
    " direct implore beg promise caution press invite encourage request".split()
)
ASKING = ("ask", "wonder", "question")
SHOWING = ("show", "believe")
RELATIVE = ("who", "that", "which", "and", "but", "percent", "to")


class Cue(NamedTuple):
    """A verb group or phrase of saying. `is_bare` marks an infinitive or a gerund: its subject stands elsewhere.

    `needs_marks` says that it gives nothing in a sentence without quoted words, one that ends with ", said Ms. Lee"
    aside; `can_end` that it may stand in such a tag; `is_headline` that only headlines write it so. `speaker` is set
    where the phrase itself names who speaks.
    """

    start: int
    end: int
    rule_id: str
    lemma: str
    kind: str
    strength: str
    frame: str
    form: str
    polarity: str = "affirmed"
    modality: str = "asserted"
    is_passive: bool = False
    is_bare: bool = False
    needs_marks: bool = False
    can_end: bool = False
    is_headline: bool = False
    speaker: Span | None = None


class Group(NamedTuple):
    """What stands before a verb of saying in its group."""

    polarity: str
    modality: str
    has_be: bool
    is_infinitive: bool


def read_cue(found: Found, text: str, lexicon: Lexicon) -> Cue | None:
    """The cue of a match; None where the word is a noun or an adjective there."""
    start, end, rule_id = found.start, found.end, found.rule.id
    verb, is_headline = start, found.rule.pack == HEADLINE_CUES
    if is_headline:
        surface = text[start:end].lower()
    elif verbs := found.spans("reporting_verbs"):
        verb, last = verbs[-1]
        surface = text[verb:last]
    else:
        speaker = next(iter(found.spans("speaker")), None)
        return Cue(start, end, rule_id, text[start:end].lower(), "say", "strong", "phrase", "phrase", speaker=speaker)
    row = lexicon.cues.get(surface)
    if row is None or (verb == start and not is_headline and _is_no_verb(text, start, end, row, lexicon)):
        return None
    reading = _reading(surface, text[start:verb], is_headline, lexicon)
    return reading._replace(start=start, end=end, rule_id=rule_id)


def mark_cue(span: Span, rule_id: str, mark: str) -> Cue:
    """A colon or dash that says who speaks, in the place of a verb."""
    return Cue(*span, rule_id, mark, "say", "strong", "mark", "mark")


@lru_cache(maxsize=4096)
def _reading(surface: str, group_words: str, is_headline: bool, lexicon: Lexicon) -> Cue:
    """The cue that a verb makes with what stands before it in its group; place and rule are still open."""
    row, group = lexicon.cues[surface], _group(group_words)
    lemma, kind, strength, frame, form = row["lemma"], row["kind"], row["strength"], row["frame"], row["form"]
    is_bare = (group.is_infinitive and form == "base") or (form == "gerund" and not group.has_be)
    if strength == "strong" or lemma in ASKING or is_headline:
        needs_marks = False
    else:
        needs_marks = strength != "weak" or kind not in SHOWING or form == "participle"
    can_end = not is_bare and form in ("past", "present") and strength != "weak" and "that" in frame
    return Cue(
        0, 0, "", lemma, kind, strength, frame, form, group.polarity, group.modality,
        is_passive=group.has_be and form in ("past", "participle"), is_bare=is_bare, needs_marks=needs_marks,
        can_end=can_end and lemma not in TELLING, is_headline=is_headline,
    )  # fmt: skip


def _group(words: str) -> Group:
    return Group(
        polarity="negated" if NEGATION.search(words) else "affirmed",
        modality="possible" if POSSIBLE.search(words) else "expected" if EXPECTED.search(words) else "asserted",
        has_be=PASSIVE.search(words) is not None,
        is_infinitive=TO.search(words) is not None and not FINITE.search(words),
    )


def _is_no_verb(text: str, start: int, end: int, row: Cells, lexicon: Lexicon) -> bool:
    """A noun ("the claims"), an adjective ("a reported sale") or part of a compound ("call centre")."""
    before = _word_before(text, start)
    if before and row["strength"] == "weak" and row["form"] == "past" and before.endswith(GROWN_TOGETHER):
        return True
    if before is None:
        return bool(row["noun"]) and row["form"] in ("base", "present") and not OBJECT.match(text, end)
    if before.lower() in QUANTIFIERS and not row["noun"] and OBJECT.match(text, end):
        return False
    return _is_noun_after(before, text[start:end], lexicon)


@lru_cache(maxsize=4096)
def _is_noun_after(before: str, surface: str, lexicon: Lexicon) -> bool:
    """Whether a word makes the one behind it a noun or an adjective."""
    row, word = lexicon.cues[surface], before.lower()
    form = row["form"]
    if form == "gerund" and word.endswith(("’s", "'s")):
        return True
    if word in NOT_A_VERB_AFTER:
        return form != "gerund" or word not in ("by", "in", "of", "for", "from")
    if not row["noun"]:
        return False
    if form == "base" and word in ("and", "or"):
        return True
    if form == "base" and before[0].isupper() and (surface == "state" or not word.endswith(("s", "n"))):
        return word not in ("i", "we", "they", "you", "who")
    return form in ("base", "present") and (word.endswith(("’s", "'s", "s’", "s'")) or not _can_act(before, lexicon))


def _word_before(text: str, position: int) -> str | None:
    """The word that ends right before a blank and a position."""
    if position < 2 or not text[position - 1].isspace():
        return None
    word = text[max(0, position - LONGEST) : position - 1].rpartition(" ")[2]
    if word.isalpha() and len(word) < LONGEST - 2:
        return word
    if text[position - 2] in ENDS_NO_WORD:
        return None
    found = WORD_BEFORE.search(text, max(0, position - 24), position)
    return found[0] if found else None


def _can_act(word: str, lexicon: Lexicon) -> bool:
    """Whether a word before a present tense can end its subject: a name, a pronoun, a noun for who speaks."""
    lower = word.lower()
    return (
        word[0].isupper() or lower in lexicon.pronouns or lower in lexicon.starters or lower in lexicon.nouns
        or lower in RELATIVE or lower in lexicon.times or lower.endswith("ly")
    )  # fmt: skip
