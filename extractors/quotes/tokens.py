"""The tokens of a sentence: cut once, then looked up by place."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from extractors.quotes.words import TOKEN, Vocabulary, Word

REACH = 400
"""Characters on either side of a verb that are looked at for a noun phrase."""
LONGEST = 60
"""Words and marks of a noun phrase."""


@dataclass(slots=True)
class Tokens:
    """Words and marks in text order, and where each starts and ends."""

    words: list[Word]
    starts: list[int]
    ends: list[int]


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
        starts, ends = tokens.starts, tokens.ends
        low = bisect_left(starts, left)
        if low and ends[low - 1] > left:
            return self._anew(left, right, 0, most)
        high = low + most
        if high > len(ends) or ends[high - 1] > right:
            high = bisect_right(ends, right)
            if high < len(starts) and starts[high] < right:
                return self._anew(left, right, 0, most)
        return Tokens(tokens.words[low:high], starts[low:high], ends[low:high])

    def last(self, left: int, right: int, most: int = LONGEST) -> Tokens:
        """The last tokens of text[left:right]."""
        tokens = self.cut or self.all()
        starts, ends = tokens.starts, tokens.ends
        high = bisect_right(ends, right)
        if high < len(starts) and starts[high] < right:
            return self._anew(left, right, -most, None)
        low = max(high - most, 0)
        if low < high and starts[low] < left:
            low = bisect_left(starts, left)
            if low and ends[low - 1] > left:
                return self._anew(left, right, -most, None)
        return Tokens(tokens.words[low:high], starts[low:high], ends[low:high])

    def _cut(self) -> Tokens:
        words: list[Word] = []
        starts: list[int] = []
        ends: list[int] = []
        at, vocabulary = self.start, self.vocabulary
        for run in self.text[at : self.end].split(" "):
            for start, end, word in vocabulary[run]:
                words.append(word)
                starts.append(at + start)
                ends.append(at + end)
            at += len(run) + 1
        return Tokens(words, starts, ends)

    def _anew(self, left: int, right: int, first: int, last: int | None) -> Tokens:
        found = list(TOKEN.finditer(self.text, left, right))[first:last]
        word = self.vocabulary.word
        return Tokens(
            [word(item[0]) for item in found], [item.start() for item in found], [item.end() for item in found]
        )
