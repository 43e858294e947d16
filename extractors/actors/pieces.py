"""A stretch of capitalised words, and a piece of it, which may be a name."""

from dataclasses import dataclass, field

import regex

from extractors.actors.lexicon import Entry

ACRONYM = regex.compile(r"(?:\p{Lu}\.){2,6}|\p{Lu}[\p{Lu}\p{N}&]{1,7}s?")


@dataclass(slots=True)
class Piece:
    """Words that may be a name. `is_first`: the sentence begins with it, so that its capital proves nothing.

    `title` is what stood before it in the same stretch, `honorific` the words of it next to the name; `text` is the
    words, one blank between them. Never changed once it is made.
    """

    start: int
    end: int
    words: tuple[str, ...]
    is_first: bool = False
    is_capitals: bool = False
    entry: Entry | None = None
    title: str | None = None
    honorific: str | None = None
    rule_id: str = "capital-run"
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = " ".join(self.words)


@dataclass(slots=True)
class Stretch:
    """Words that follow each other, and where each begins."""

    words: list[str]
    starts: list[int]

    def part(self, start: int, end: int | None = None) -> "Stretch":
        """The words from one to another."""
        if start == 0 and end in (None, len(self.words)):
            return self
        return Stretch(self.words[start:end], self.starts[start:end])

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.starts[-1] + len(self.words[-1])

    def piece(self, is_first: bool = False, entry: Entry | None = None) -> Piece:
        """All words as one piece."""
        return Piece(self.starts[0], self.end, tuple(self.words), is_first, False, entry)
