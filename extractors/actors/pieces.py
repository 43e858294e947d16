"""From capitals to names: a stretch of capitalised words, a piece of it, and that piece at its place in a text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import regex

from extractors.actors.entries import Entry

ACRONYM = regex.compile(r"(?:\p{Lu}\.){2,6}|\p{Lu}[\p{Lu}\p{N}&]{1,7}s?")


NOTHING: Mapping[str, float] = {}
CAPITALS = "capital-run"
"""The rule under which a name stands where no cue decides its kind."""


class Cue(NamedTuple):
    """What a rule says of the name it stands beside: its kind, and the weight of that.

    `is_behind` tells a cue behind its name from one before it; `is_outright` one that says what a body is: "the insurer
    Calder", "Calder, an insurer".
    """

    kind: str
    weight: float
    rule_id: str
    is_behind: bool = False
    is_outright: bool = False


@lru_cache(maxsize=8192)
def is_acronym(word: str) -> bool:
    """Whether a word is written as acronyms are: NATO, U.N., MPs."""
    return ACRONYM.fullmatch(word) is not None


@dataclass(slots=True, eq=False)
class Piece:
    """Words that may be a name. `is_first`: the sentence begins with it, so that its capital proves nothing.

    `start` and `end` are counted from the start of its stretch, `title` is what stood before it there, `honorific`
    the words of it next to the name; `text` is the words, one blank between them. `weight` is what the words say by
    themselves of each kind. Never changed once its stretch is cut: all places where the article has it share it.
    """

    start: int
    end: int
    words: tuple[str, ...]
    is_first: bool = False
    is_capitals: bool = False
    entry: Entry | None = None
    title: str | None = None
    honorific: str | None = None
    weight: Mapping[str, float] = field(default_factory=lambda: NOTHING)
    text: str = field(init=False)
    is_acronym: bool = field(init=False)

    def __post_init__(self) -> None:
        self.text = " ".join(self.words)
        self.is_acronym = is_acronym(self.text)


@dataclass(slots=True, eq=False)
class Name:
    """A piece where it stands in a text: what speaks for each kind there, the heaviest cue, and its kind.

    `weight` is that of the piece until something beside it speaks. `kind` is empty until it is decided.
    """

    start: int
    end: int
    piece: Piece
    weight: Mapping[str, float]
    cue: Cue | None = None
    heaviest: float = 0.0
    kind: str = ""
    rule_id: str = CAPITALS

    def add(self, kind: str, weight: float, cue: Cue | None = None) -> None:
        """Add a weight for a kind of name; `cue` is what gives it."""
        self.weight = {**self.weight, kind: self.weight.get(kind, 0.0) + weight}
        if cue and weight > self.heaviest:
            self.cue, self.heaviest = cue, weight


@dataclass(slots=True)
class Stretch:
    """Words that follow each other, and where each begins."""

    words: list[str]
    starts: list[int]

    def part(self, start: int, end: int | None = None) -> "Stretch":
        """The words from one index to another, to the last one unless said."""
        if start == 0 and end in (None, len(self.words)):
            return self
        return Stretch(self.words[start:end], self.starts[start:end])

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.starts[-1] + len(self.words[-1])

    def piece(self, is_first: bool = False, entry: Entry | None = None) -> Piece:
        """All words as one piece; `entry` is what a seed list knows of them."""
        return Piece(self.starts[0], self.end, tuple(self.words), is_first, False, entry)
