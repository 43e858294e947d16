"""Words and marks, with the classes that the seed lists put them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractors.quotes.lexicon import Lexicon

FILL = "Ｑ"
"""Stands for every quoted character; a capital, so that a sentence may begin with a quote."""
TITLE = (
    r"(?<=\b(?:Mr|Ms|Mrs|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Jr|Sr|St|Prof|Rev|Maj|Brig|Adm|Cmdr|Cpl|Det|Supt|Insp|Hon"
    r"|Fr|Sens|Reps|Cllr|Mme|Mgr|Msgr))\."
)
INNER = rf"[\p{{L}}\p{{N}}&/]|[.’'\-](?=[\p{{L}}\p{{N}}])|(?<=\p{{N}}),(?=\p{{N}})|(?<=\b\p{{Lu}})\.|{TITLE}"
PLAIN = rf"[a-zA-Z{FILL}]{{1,61}}+(?![^\s,])|{FILL}{{61}}[’']?"
"""What TOKEN's second alternative gives for most words, sooner."""
TOKEN = regex.compile(rf"{PLAIN}|[\p{{L}}\p{{N}}$@#](?:{INNER}){{0,60}}[’']?|[^\s]")
UNITS = frozenset("week month year weekend morning afternoon evening night spring summer fall autumn winter".split())
NEXT_UNIT = frozenset(("this", "last", "next"))
RELATIVE = frozenset(("who", "whose", "which", "whom"))
MOST_RUNS = 30_000
"""Runs between blanks, and words, that a vocabulary keeps."""
LONGEST_RUN = 400
"""Characters of a run that is kept."""
LONGEST_WORD = 61
"""Letters in a row that TOKEN takes for one word."""


@dataclass(slots=True)
class Word:
    """A word or mark. `is_verb` is a finite verb that ends a noun phrase; only words in small letters are.

    `noun` is the kind of speaker that a noun names, `form` the form of a verb of saying.
    """

    text: str
    lower: str
    is_word: bool
    is_name: bool
    is_figure: bool
    is_fill: bool = False
    is_time: bool = False
    is_verb: bool = False
    is_preposition: bool = False
    is_subordinator: bool = False
    is_starter: bool = False
    is_pronoun: bool = False
    is_relative: bool = False
    is_medium: bool = False
    is_cue: bool = False
    form: str | None = None
    noun: str | None = None

    @property
    def opens_apposition(self) -> bool:
        """Whether a word after a comma can open an apposition or relative clause."""
        if self.is_relative or self.is_figure:
            return True
        return not (self.is_name or self.is_preposition or self.is_subordinator) and self.is_word


def is_time_at(words: Sequence[Word], index: int) -> bool:
    """Whether "Monday" or "this week" begins at an index."""
    if words[index].lower in NEXT_UNIT:
        return index + 1 < len(words) and words[index + 1].lower in UNITS
    return words[index].is_time


Part = tuple[Word, int]


class Vocabulary(dict[str, tuple[Part, ...]]):
    """The words of each run of characters between blanks; a run is cut once.

    With each word goes the number of characters to the next one, that of the next run for the last.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.words: dict[str, Word] = {}

    def __missing__(self, run: str) -> tuple[Part, ...]:
        texts = [run] if run.isalpha() and len(run) <= LONGEST_WORD else TOKEN.findall(run)
        parts = [(self.word(text), len(text)) for text in texts]
        if parts:
            last, length = parts[-1]
            parts[-1] = last, length + 1
        if len(run) <= LONGEST_RUN:
            if len(self) >= MOST_RUNS:
                self.clear()
            self[run] = tuple(parts)
        return tuple(parts)

    def word(self, text: str) -> Word:
        """One word or mark with its classes."""
        word = self.words.get(text)
        if word is None:
            if len(self.words) >= MOST_RUNS:
                self.words.clear()
            word = self.words[text] = _word(text, self.lexicon)
        return word


@lru_cache(maxsize=8)
def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon."""
    return Vocabulary(lexicon)


def _word(text: str, lexicon: Lexicon) -> Word:
    first, lower = text[0], text.lower()
    word = Word(text, lower, first.isalnum() or first in "$@#", first.isupper(), first.isdigit(), first == FILL)
    word.is_relative = lower in RELATIVE
    if lower in lexicon.known or text in lexicon.known:
        row = lexicon.cues.get(text)
        word.is_time = lower in lexicon.times
        word.is_verb = text in lexicon.verbs or text in lexicon.past_cues
        word.is_preposition = lower in lexicon.prepositions
        word.is_subordinator = lower in lexicon.subordinators
        word.is_starter = lower in lexicon.starters
        word.is_pronoun = lower in lexicon.pronouns
        word.is_medium = lower in lexicon.media
        word.is_cue = lower in lexicon.cues
        word.form = row["form"] if row else None
        word.noun = lexicon.nouns.get(lower)
    return word
