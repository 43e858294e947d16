"""Words and marks, with the classes that the seed lists put them in."""

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
RELATIVE = frozenset(("who", "whose", "which", "whom"))
MOST_RUNS = 30_000
LONGEST_RUN = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word or mark. `is_verb` is a finite verb that ends a noun phrase; only words in small letters are.

    `noun` is the kind of speaker that a noun names, `form` the form of a verb of saying.
    """

    text: str
    lower: str
    is_word: bool
    is_name: bool
    is_figure: bool
    is_fill: bool
    is_time: bool
    is_verb: bool
    is_preposition: bool
    is_subordinator: bool
    is_starter: bool
    is_pronoun: bool
    is_relative: bool
    is_medium: bool
    is_cue: bool
    form: str | None
    noun: str | None

    @property
    def opens_apposition(self) -> bool:
        """Whether a word after a comma can open an apposition or relative clause."""
        if self.is_relative or self.is_figure:
            return True
        return not (self.is_name or self.is_preposition or self.is_subordinator) and self.is_word


Part = tuple[int, int, Word]


class Vocabulary(dict[str, tuple[Part, ...]]):
    """The words of each run of characters between blanks, with their places in it; a run is cut once."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.words: dict[str, Word] = {}

    def __missing__(self, run: str) -> tuple[Part, ...]:
        parts = tuple((*match.span(), self.word(match[0])) for match in TOKEN.finditer(run))
        if len(run) <= LONGEST_RUN:
            if len(self) >= MOST_RUNS:
                self.clear()
                self.words.clear()
            self[run] = parts
        return parts

    def word(self, text: str) -> Word:
        """One word or mark with its classes."""
        if text not in self.words:
            self.words[text] = _word(text, self.lexicon)
        return self.words[text]


@lru_cache(maxsize=8)
def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon."""
    return Vocabulary(lexicon)


def _word(text: str, lexicon: Lexicon) -> Word:
    first, lower = text[0], text.lower()
    row = lexicon.cues.get(text)
    return Word(
        text=text,
        lower=lower,
        is_word=first.isalnum() or first in "$@#",
        is_name=first.isupper(),
        is_figure=first.isdigit(),
        is_fill=first == FILL,
        is_time=lower in lexicon.times,
        is_verb=text in lexicon.verbs or text in lexicon.past_cues,
        is_preposition=lower in lexicon.prepositions,
        is_subordinator=lower in lexicon.subordinators,
        is_starter=lower in lexicon.starters,
        is_pronoun=lower in lexicon.pronouns,
        is_relative=lower in RELATIVE,
        is_medium=lower in lexicon.media,
        is_cue=lower in lexicon.cues,
        form=row["form"] if row else None,
        noun=lexicon.nouns.get(lower),
    )
