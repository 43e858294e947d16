"""The tokens of a sentence: cut once, then looked up by place."""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, chain

from extractors.quotes.words import TOKEN, Vocabulary, Word

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
        """Where a token ends."""
        return self.starts[index] + len(self.words[index].text)


@dataclass(slots=True)
class SentenceTokens:
    """The tokens of text[start:end]. A place inside a word cuts it in two."""

    text: str
    start: int
    end: int
    vocabulary: Vocabulary
    cut: Tokens | None = None

    def all(self) -> Tokens:
        """Every token of the sentence."""
        if self.cut is None:
            self.cut = self._cut()
        return self.cut

    def first(self, left: int, right: int, most: int = LONGEST) -> Tokens:
        """The first tokens of text[left:right]."""
        tokens = self.cut or self.all()
        starts = tokens.starts
        low = bisect_left(starts, left)
        high = min(bisect_left(starts, right, low), low + most)
        if (low and tokens.end(low - 1) > left) or (high > low and tokens.end(high - 1) > right):
            return self._anew(left, right, 0, most)
        return Tokens(tokens.words[low:high], starts[low:high])

    def last(self, left: int, right: int, most: int = LONGEST) -> Tokens:
        """The last tokens of text[left:right]."""
        tokens = self.cut or self.all()
        starts = tokens.starts
        high = bisect_left(starts, right)
        low = max(bisect_left(starts, left, 0, high), high - most)
        is_cut_left = low and high - low < most and tokens.end(low - 1) > left
        if is_cut_left or (high > low and tokens.end(high - 1) > right):
            return self._anew(left, right, -most, None)
        return Tokens(tokens.words[low:high], starts[low:high])

    def _cut(self) -> Tokens:
        """By runs between blanks, each looked up; where other blanks than single spaces stand, by the pattern."""
        words = self.text[self.start : self.end]
        if not words.isprintable() or "  " in words or words[:1] == " ":
            return self._anew(self.start, self.end, 0, None)
        parts = list(chain.from_iterable(map(self.vocabulary.__getitem__, words.split(" "))))
        starts = list(accumulate([step for _, step in parts], initial=self.start))
        return Tokens([word for word, _ in parts], starts[: len(parts)])

    def _anew(self, left: int, right: int, first: int, last: int | None) -> Tokens:
        found = list(TOKEN.finditer(self.text, left, right))[first:last]
        return Tokens([self.vocabulary.word(match[0]) for match in found], [match.start() for match in found])
