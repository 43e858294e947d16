"""Whether the words that follow a cue are what was said, thought or wanted, and no bare object."""

import regex

from extractors.engine.text import Span
from extractors.quotes.cues import ASKING, SHOWING, Cue
from extractors.quotes.frame import Sentence
from extractors.quotes.lexicon import Lexicon

INDIRECT_QUESTION = ("whether ", "if ", "how ", "why ", "what ", "who ", "when ", "where ", "which ")
CLAUSE = ("that ", "there ", "to ", "whether ", "if ", "how ", "why ", "what ", "who ")
CIRCUMSTANCE = ("when ", "where ", "which ")
"""What is a question where nothing is said ("did not say when"), else a circumstance."""
BEHIND = regex.compile(
    r"(?:in|on|at|during|after|of|to|about|(?:this|last|next) (?:week|month|year|spring|summer|fall|autumn|winter"
    r"|morning|afternoon|evening)|earlier|late|later|yesterday|when|as|\p{Lu}\p{Ll}+day)\b"
)
NO_CONTENT = regex.compile(r"(?:the same|so|nothing|more|little|much|it to|them to|him to|her to|thanks|n?or|and)\b")
TO_A_THING = regex.compile(r"to (?:an?|the|his|her|its|their|this|that|these|those|any|some|each|every|no)\b")
SOMEBODY_TO = regex.compile(r"(?:[^\s,;:.]{1,20} ){1,6}to \p{Ll}")
CONTRACTED = regex.compile(r"(?i)^(?:he|she|it|that|there|who|what)[’']s$|[’'](?:re|ll|ve|d)$|n[’']t$")
"""A verb grown together with its subject; other words with 's are possessives."""
SHORT_CONTENT = 100
"""Characters between a cue and quoted words that go with it."""
LEAST = 8
"""Characters that a content without marks has at least, a wish or an order aside."""
SUBJECT = 12
"""Words in which the verb of a clause without "that" stands."""


def is_said(sentence: Sentence, cue: Cue, span: Span, masked: str, lexicon: Lexicon) -> bool:
    """Whether what follows the cue is what was said, and no bare object."""
    words = masked[span[0] : span[1]]
    piece = next((p for p in sentence.pieces if span[0] <= p.start and p.end <= span[1]), None)
    if "strict" in cue.frame and not words.startswith("that "):
        return False
    if piece is not None:
        near = piece.start - span[0]
        if cue.strength == "quote":
            return near < len("the")
        return near < SHORT_CONTENT or words.startswith(CLAUSE) or "zero" in cue.frame
    if cue.is_headline:
        return len(words.split()) > 2
    if cue.form == "participle":
        return False
    if cue.lemma in ASKING and words.startswith(INDIRECT_QUESTION):
        return True
    frames = cue.frame.split()
    if words.startswith("to "):
        return "to" in frames and cue.strength != "quote" and not TO_A_THING.match(words)
    if len(words) < LEAST:
        return False
    if cue.strength == "weak":
        return _is_thought(sentence, cue, span, words, lexicon)
    if cue.strength != "strong" or _after_what(masked, cue):
        return False
    if "object" in frames and "that" not in frames and words.startswith("that "):
        return False
    if "object" in frames and not BEHIND.match(words) and _is_asserted(cue, words):
        return True
    return "that" in frames and _is_reported(sentence, cue, span, words, lexicon)


def _is_asserted(cue: Cue, words: str) -> bool:
    """Whether a thing alone can be what was said: not where nothing was, or only might be."""
    return (cue.polarity == "affirmed" and cue.modality == "asserted") or words.startswith(CLAUSE)


def _after_what(masked: str, cue: Cue) -> bool:
    """Whether "what" opens the clause of the cue: "what he said about it"."""
    before = masked[max(0, cue.start - 60) : cue.start].rsplit(".", 1)[-1]
    return "what" in before.lower().split()[-4:-1]


def _is_thought(sentence: Sentence, cue: Cue, span: Span, words: str, lexicon: Lexicon) -> bool:
    """What is believed, shown or wanted: "that …", a clause where the verb can do without, "the council to pay"."""
    if cue.kind not in SHOWING:
        return False
    if words.startswith("that "):
        return True
    if NO_CONTENT.match(words):
        return False
    if words.split(None, 1)[0].lower() in lexicon.pronouns:
        return True
    if "whom" in cue.frame and SOMEBODY_TO.match(words):
        return True
    return "zero" in cue.frame and _is_clause(sentence, span)


def _is_reported(sentence: Sentence, cue: Cue, span: Span, words: str, lexicon: Lexicon) -> bool:
    """What is said with "that", or without where the verb can do without it."""
    if "strict" in cue.frame:
        return words.startswith("that ")
    if words.startswith(CLAUSE) or (words.startswith(CIRCUMSTANCE) and cue.polarity == "negated"):
        return True
    if words.startswith(CIRCUMSTANCE):
        return False
    if cue.lemma == "say" and len(words.split()) >= 3 and not BEHIND.match(words) and not NO_CONTENT.match(words):
        return True
    if words.startswith(("much ", "more ", "little ")) and "zero" in cue.frame:
        return _is_clause(sentence, span)
    if BEHIND.match(words) or NO_CONTENT.match(words):
        return False
    if words.split(None, 1)[0].lower() in lexicon.pronouns:
        return True
    return "zero" in cue.frame and _is_clause(sentence, span)


def _is_clause(sentence: Sentence, span: Span) -> bool:
    """Whether a stretch begins with a subject and its verb."""
    for index, word in enumerate(sentence.tokens.between(*span).first(SUBJECT).words):
        if index and (word.is_verb or CONTRACTED.search(word.text)):
            return True
        if word.is_relative or word.text in ",;:":
            return False
    return False
