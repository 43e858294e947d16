"""Matches of the cue packs as cues: verb group, lemma, whether it is denied or only possible."""

from dataclasses import dataclass

import regex

from extractors.engine.match import Found
from extractors.engine.seeds import Row
from extractors.quotes.lexicon import Lexicon

NEGATION = regex.compile(r"(?i)\b(?:not|never|cannot|refused|declined|failed)\b|n[’']t\b")
TO = regex.compile(r"\bto\s")
POSSIBLE = regex.compile(r"(?i)\b(?:may|might|could|would)\b")
EXPECTED = regex.compile(r"(?i)\b(?:will|shall)\b")
PASSIVE = regex.compile(r"(?i)\b(?:is|are|was|were|be|been|being|isn[’']t|aren[’']t|wasn[’']t|weren[’']t)\b")
FINITE = regex.compile(
    r"(?i)\b(?:went on|goes on|going on|continues?|continued|sought|tried|used|refused|declined|failed)\b"
)
NOT_A_VERB_AFTER = frozenset(
    "a an the this these those his her their its our my your no any some every each of for in on by with from at"
    " another such more most many several few new".split()
)
WORD_BEFORE = regex.compile(r"[\p{L}\p{N}’']{1,20}(?=\s{1,2}\Z)")
OBJECT = regex.compile(r"[:,]?\s+(?:that|to|the|an?|his|her|its|their|he|she|they|it|we|there|no|[“\"‘'«])(?!\w)|:")
ROLE = "reporting_verbs"
RELATIVE = ("who", "that", "which", "and", "but", "percent", "to")


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb group or phrase of saying. `is_bare` marks an infinitive or a gerund: its subject stands elsewhere."""

    start: int
    end: int
    rule_id: str
    surface: str
    lemma: str
    kind: str
    strength: str
    frame: str
    form: str
    polarity: str = "affirmed"
    modality: str = "asserted"
    is_passive: bool = False
    is_bare: bool = False


def read_cue(found: Found, text: str, lexicon: Lexicon) -> Cue | None:
    """The cue of a match; None where the word is a noun or an adjective there."""
    is_headline = found.rule.id == "cue-headline"
    surface = found.text.lower() if is_headline else found.first(ROLE)
    if surface is not None and surface not in lexicon.cues:
        return None
    if surface is None:
        return Cue(
            found.start, found.end, found.rule.id, found.text, found.text.lower(), "say", "strong", "phrase", "phrase"
        )
    row = lexicon.cues[surface]
    group = "" if is_headline else text[found.start : found.spans(ROLE)[0][0]]
    if not group and not is_headline and _is_no_verb(text, found, row, lexicon):
        return None
    form = row["form"]
    passive = form in ("past", "participle") and PASSIVE.search(group) is not None
    progressive = form == "gerund" and PASSIVE.search(group) is not None
    infinitive = form == "base" and TO.search(group) is not None and not FINITE.search(group)
    return Cue(
        found.start, found.end, found.rule.id, surface, row["lemma"], row["kind"], row["strength"], row["frame"], form,
        polarity="negated" if NEGATION.search(group) else "affirmed",
        modality="possible" if POSSIBLE.search(group) else "expected" if EXPECTED.search(group) else "asserted",
        is_passive=passive, is_bare=infinitive or (form == "gerund" and not progressive),
    )  # fmt: skip


def _is_no_verb(text: str, found: Found, row: Row, lexicon: Lexicon) -> bool:
    """A noun ("the claims"), an adjective ("a reported sale") or part of a compound ("call centre")."""
    before = WORD_BEFORE.search(text, max(0, found.start - 24), found.start)
    if before is None:
        return bool(row["noun"]) and row["form"] in ("base", "present") and not OBJECT.match(text, found.end)
    word, form = before[0].lower(), row["form"]
    if form == "gerund" and word.endswith(("’s", "'s")):
        return True
    if word in NOT_A_VERB_AFTER:
        return form != "gerund" or word not in ("by", "in", "of", "for", "from")
    if not row["noun"]:
        return False
    if form == "base" and before[0][0].isupper() and (found.text == "state" or not word.endswith(("s", "n"))):
        return word not in ("i", "we", "they", "you", "who")
    return form in ("base", "present") and (
        word.endswith(("’s", "'s", "s’", "s'")) or not (_can_act(before[0], lexicon) or found.start == 0)
    )


def _can_act(word: str, lexicon: Lexicon) -> bool:
    """Whether a word before a present tense can end its subject: a name, a pronoun, a noun for who speaks."""
    lower = word.lower()
    return (
        word[0].isupper() or lower in lexicon.pronouns or lower in lexicon.starters or lower in lexicon.nouns
        or lower in RELATIVE or lower in lexicon.times or lower.endswith("ly")
    )  # fmt: skip
