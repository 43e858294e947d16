"""Words and marks, as the noun phrase finders count them."""

from dataclasses import dataclass

import regex

from extractors.quotes.lexicon import Lexicon

TITLE = (
    r"(?<=\b(?:Mr|Ms|Mrs|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Jr|Sr|St|Prof|Rev|Maj|Brig|Adm|Cmdr|Cpl|Det|Supt|Insp|Hon"
    r"|Fr|Sens|Reps|Cllr|Mme|Mgr|Msgr))\."
)
INNER = rf"[\p{{L}}\p{{N}}&/]|[.’'\-](?=[\p{{L}}\p{{N}}])|(?<=\p{{N}}),(?=\p{{N}})|(?<=\b\p{{Lu}})\.|{TITLE}"
TOKEN = regex.compile(rf"[\p{{L}}\p{{N}}$@#](?:{INNER}){{0,60}}[’']?|[^\s]")
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


def is_apposition(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word after a comma can open an apposition or relative clause."""
    return (
        token.lower in RELATIVE
        or token.text[0].isdigit()
        or (not token.is_name and token.is_word and token.lower not in lexicon.prepositions | lexicon.subordinators)
    )
