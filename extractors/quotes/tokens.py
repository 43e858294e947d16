"""A text cut into words and marks, a stretch at a time."""

from dataclasses import dataclass
from itertools import accumulate, chain

from extractors.quotes.words import LONGEST_WORD, TOKEN, Vocabulary, Word

REACH = 400
"""Characters on either side of a verb that are looked at for a noun phrase."""
LONGEST = 60
"""Words and marks of a noun phrase."""


@dataclass(slots=True)
class Tokens:
    """Words and marks in text order, and where each starts."""

    words: list[Word]
    starts: list[int]

    def end(self, index: int) -> int:
        """One past the last character of a token."""
        return self.starts[index] + len(self.words[index].text)

    def first(self, most: int) -> "Tokens":
        """The first `most` tokens."""
        return self if len(self.words) <= most else Tokens(self.words[:most], self.starts[:most])

    def last(self, most: int) -> "Tokens":
        """The last `most` tokens."""
        return self if len(self.words) <= most else Tokens(self.words[-most:], self.starts[-most:])


@dataclass(slots=True)
class Tokeniser:
    """Cuts stretches of one text into words and marks, with the classes of its vocabulary."""

    text: str
    vocabulary: Vocabulary

    def word_at(self, left: int, right: int) -> tuple[Word, int] | None:
        """The first token of text[left:right] and where it starts; None where there are only blanks."""
        if self.text[left : left + 1] == " ":
            blank = self.text.find(" ", left + 1, right)
            run = self.text[left + 1 : blank if blank >= 0 else right]
            if run.isalpha() and len(run) <= LONGEST_WORD:
                return self.vocabulary.word(run), left + 1
        match = TOKEN.search(self.text, left, right)
        return (self.vocabulary.word(match[0]), match.start()) if match else None

    def between(self, left: int, right: int) -> Tokens:
        """The tokens of text[left:right].

        Each run between blanks is looked up. The pattern reads what begins inside a word or holds other blanks than
        single spaces.
        """
        blank_first = self.text[left:right]
        words = blank_first.lstrip(" ")
        start = left + len(blank_first) - len(words)
        begins_inside = start == left and left > 0 and words[:1].isalnum() and not self.text[left - 1].isspace()
        if begins_inside or "  " in words or not words.isprintable():
            found = list(TOKEN.finditer(self.text, left, right))
            return Tokens([self.vocabulary.word(match[0]) for match in found], [match.start() for match in found])
        parts = list(chain.from_iterable(map(self.vocabulary.__getitem__, words.split(" "))))
        starts = list(accumulate([step for _, step in parts], initial=start))
        del starts[len(parts) :]
        return Tokens([word for word, _ in parts], starts)
