"""Texts as columns of tokens: words, figures and signs, by numpy.

A token is a run of letters, a run of digits, or any other character that is no blank. Positions are code points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from extractors.engine.characters import FOLDED, STAND_INS, basic_mask_of, stand_in
from extractors.engine.charset import Flags, bits

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
RECORD_SEPARATOR = 0x1E
SEPARATOR = f"\n\n{chr(RECORD_SEPARATOR)}"
"""Stands between the texts of a batch while candidates are looked for. Each is confirmed on its own text."""
LONGEST = 16
"""Letters of a word that its hash is made of, besides its length."""
MULTIPLIERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
KEEP = np.array([(1 << 8 * length) - 1 for length in range(8)] + [2**64 - 1], np.uint64)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text.

    `hash` is of words, `hash3` of their first three letters, `letters` are the first eight themselves. All
    fold case, and are 0 for what is no word.
    """

    units: npt.NDArray[np.uint16]
    start: Ints
    length: Ints
    hash: Hashes
    hash3: Hashes
    letters: Hashes


@cache
def tables() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """By character: its class (0 blank, 1 letter, 2 digit, 3 sign), and a byte that is the same in either case."""
    classes = np.full(0x10000, 3, np.uint8)
    for value, source in ((0, r"\s"), (1, r"\p{L}"), (2, r"\p{Nd}")):
        classes[bits(basic_mask_of(source))] = value
    classes[list(STAND_INS)] = 3
    folded = np.arange(0x10000, dtype=np.uint32)
    folded[list(map(ord, FOLDED))] = list(map(ord, FOLDED.values()))
    return classes, ((folded ^ folded >> 8) & 0xFF).astype(np.uint8)


def units_of(text: str) -> npt.NDArray[np.uint16]:
    """One UTF-16 code unit per code point; those beyond the basic plane become their stand-ins."""
    pairs = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    if len(pairs) == len(text):
        return pairs
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    units = points.astype(np.uint16)
    beyond = np.flatnonzero(points > 0xFFFF)
    characters, which = np.unique(points[beyond], return_inverse=True)
    units[beyond] = np.array([stand_in(chr(code)) for code in characters.tolist()], np.uint16)[which]
    return units


def tokenise(text: str) -> Tokens:
    """The tokens of a text, in text order, a column for each property."""
    classes_of, folded_of = tables()
    units = units_of(text)
    classes = classes_of[units]
    begins = np.empty(len(units), np.bool_)
    if len(units):
        begins[0] = True
        np.not_equal(classes[1:], classes[:-1], out=begins[1:])
        begins |= classes == 3
    edges = np.flatnonzero(begins)
    kinds = classes[edges]
    lengths = np.diff(edges, append=len(units))
    keep = kinds > 0
    start, lengths, kinds = edges[keep], lengths[keep], kinds[keep]
    padded = np.zeros(len(units) + 2 * LONGEST, np.uint8)
    padded[: len(units)] = folded_of[units]
    return Tokens(units, start, lengths, *_hashes(padded, start, lengths, kinds == 1))


def _hashes(padded: npt.NDArray[np.uint8], start: Ints, lengths: Ints, is_word: Flags) -> tuple[Hashes, Hashes, Hashes]:
    """Of each word its hash, that of its first three letters, and its first eight. Equal words, equal hashes."""
    windows = np.ndarray((len(padded) - 8,), np.uint64, padded, strides=(1,))
    one, two, three = MULTIPLIERS
    first = windows[start] & KEEP[np.minimum(lengths, 8)]
    second = windows[start + 8] & KEEP[np.clip(lengths - 8, 0, 8)]
    whole = (first * one) ^ (second * two) ^ (lengths.astype(np.uint64) * three)
    whole ^= whole >> np.uint64(29)
    begun = (first & KEEP[3]) * one
    return whole * two * is_word, begun * two * (is_word & (lengths >= 3)), first * is_word


def hash_words(words: Sequence[str]) -> Hashes:
    """The hash of each word, as `tokenise` gives it."""
    return tokenise(" ".join(words)).hash


def hash_prefixes(prefixes: Sequence[str]) -> Hashes:
    """The hash of the first three letters of each prefix."""
    return tokenise(" ".join(prefix[:3] for prefix in prefixes)).hash3


def first_letters_of(words: Sequence[str]) -> Hashes:
    """The first eight letters of each word, as `tokenise` gives them."""
    return tokenise(" ".join(words)).letters


def among(sorted_hashes: Hashes, hashes: Hashes) -> Flags:
    """Which hashes are among some sorted ones."""
    if not len(sorted_hashes):
        return np.zeros(len(hashes), np.bool_)
    nearest = np.minimum(np.searchsorted(sorted_hashes, hashes), len(sorted_hashes) - 1)
    found: Flags = sorted_hashes[nearest] == hashes
    return found
