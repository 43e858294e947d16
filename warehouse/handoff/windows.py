"""Eight words in a row as one number each, so that millions of them are compared in arrays.

Cells of a table are read the two ways in which a reader can string them together: each column downwards, and row after
row across the columns. A null is no word, so that cells on both sides of it are neighbours.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from warehouse.words import IN_A_ROW, words_of

Numbers = npt.NDArray[np.uint64]
Cells = npt.NDArray[np.int64]
FACTORS: Numbers = np.array([pow(0x9E3779B97F4A7C15, power, 2**64) for power in range(1, IN_A_ROW + 1)], np.uint64)
NOTHING: Numbers = np.empty(0, np.uint64)
NO_CELLS: Cells = np.empty(0, np.int64)


class Lexicon(dict[str, int]):
    """A number for each word, in the order in which they come."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self) + 1
        return number

    def numbers(self, text: str) -> Numbers:
        """The words of a text, as numbers."""
        return np.fromiter(map(self.__getitem__, words_of(text)), np.uint64)


class Stream(NamedTuple):
    """Words in a row, and the cell that each stands in: row times columns, plus column."""

    words: Numbers
    cells: Cells

    def windows(self) -> Numbers:
        """A number for every eight words in a row; two that differ share one as rarely as 64 bits allow."""
        return windows(self.words)

    def fullest(self, shared: Numbers) -> set[int]:
        """Of every eight words that are in `shared`, which is sorted, the cell that holds most of them."""
        at = np.flatnonzero(among(self.windows(), shared))
        rows = self.cells[at[:, None] + np.arange(IN_A_ROW)]
        held = (rows[:, :, None] == rows[:, None, :]).sum(axis=2)
        return set(rows[np.arange(len(rows)), held.argmax(axis=1)].tolist())


def windows(words: Numbers) -> Numbers:
    """A number for every eight words in a row."""
    count = len(words) - IN_A_ROW + 1
    if count <= 0:
        return NOTHING
    return sum((words[at : at + count] * factor for at, factor in enumerate(FACTORS)), np.zeros(count, np.uint64))


def among(numbers: Numbers | Cells, known: Numbers | Cells) -> npt.NDArray[np.bool_]:
    """Whether each number is in `known`, which is sorted."""
    if not known.size:
        return np.zeros(len(numbers), np.bool_)
    found: npt.NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, numbers), known.size - 1)] == numbers
    return found


def together(texts: Iterable[str | None], lexicon: Lexicon) -> Numbers:
    """The windows of some texts, none of them across two."""
    numbered = [lexicon.numbers(text) for text in texts if text]
    ends = np.cumsum([len(words) for words in numbered], dtype=np.int64)
    joined = windows(np.concatenate([NOTHING, *numbered]))
    first = np.arange(len(joined))
    of_one = np.searchsorted(ends, first, "right") == np.searchsorted(ends, first + IN_A_ROW - 1, "right")
    found: Numbers = joined[of_one]
    return found


def streams(
    batches: Iterable[pa.RecordBatch], columns: Sequence[str], lexicon: Lexicon, hidden: Cells
) -> Iterator[Stream]:
    """The words of some columns, row after row and column by column, without the cells in `hidden`, which is sorted.

    What one batch ends with begins the next, so that no eight words fall between two.
    """
    ends = [Stream(NOTHING, NO_CELLS) for _ in range(len(columns) + 1)]
    first = 0
    for batch in batches:
        downwards = [
            _without(_column(batch.column(name), (first, at, len(columns)), lexicon), hidden)
            for at, name in enumerate(columns)
        ]
        across = _joined([Stream(NOTHING, NO_CELLS), *downwards])
        order = np.argsort(across.cells, kind="stable")
        for at, stream in enumerate((Stream(across.words[order], across.cells[order]), *downwards)):
            whole = _joined([ends[at], stream])
            ends[at] = Stream(whole.words[-IN_A_ROW + 1 :], whole.cells[-IN_A_ROW + 1 :])
            yield whole
        first += batch.num_rows


def _column(values: pa.Array, place: tuple[int, int, int], lexicon: Lexicon) -> Stream:
    """The words of a column of strings or lists of them, from its place: first row, column, number of columns."""
    first, column, width = place
    texts = pc.binary_join(values, " ") if pa.types.is_list(values.type) else values
    coded = texts.dictionary_encode()
    rows = np.flatnonzero(coded.is_valid().to_numpy(zero_copy_only=False))
    codes = coded.indices.drop_null().to_numpy()
    known = [lexicon.numbers(text) for text in coded.dictionary.to_pylist()]
    lengths = np.array([len(words) for words in known], np.int64)[codes] if known else NO_CELLS
    words = np.concatenate([NOTHING, *(known[code] for code in codes)])
    return Stream(words, np.repeat((rows + first) * width + column, lengths))


def _without(stream: Stream, hidden: Cells) -> Stream:
    stays = ~among(stream.cells, hidden)
    return stream if stays.all() else Stream(stream.words[stays], stream.cells[stays])


def _joined(parts: Sequence[Stream]) -> Stream:
    return Stream(np.concatenate([part.words for part in parts]), np.concatenate([part.cells for part in parts]))
