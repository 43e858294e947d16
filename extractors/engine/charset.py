"""Sets of characters as flags over few classes, so that a set fits the processor's nearest cache.

The characters of Latin scripts and of punctuation are a class each, all others are one: of those a set tells nothing.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

from extractors.engine.syntax import ALL_CHARACTERS

Flags = npt.NDArray[np.bool_]
Classes = npt.NDArray[np.uint16]
Gates = npt.NDArray[np.unsignedinteger]
LATIN = 0x180
SIGNS = (0x2000, 0x20D0)
OTHER = LATIN + SIGNS[1] - SIGNS[0]


def bits(mask: int) -> Flags:
    """A bit mask of characters as an array of booleans."""
    raw = np.frombuffer(mask.to_bytes(len(ALL_CHARACTERS) // 8, "little"), np.uint8)
    return np.unpackbits(raw, bitorder="little").astype(np.bool_)


@cache
def class_of() -> Classes:
    """The class of each character."""
    found = np.full(len(ALL_CHARACTERS), OTHER, np.uint16)
    found[:LATIN] = np.arange(LATIN)
    found[slice(*SIGNS)] = np.arange(LATIN, OTHER)
    return found


@cache
def charset(mask: int) -> Flags:
    """By class, whether a character can be a member of a set."""
    flags = bits(mask)
    return np.concatenate([flags[:LATIN], flags[slice(*SIGNS)], [True]])


@cache
def surely(mask: int) -> Flags:
    """By class, whether a character must be a member of a set."""
    flags = charset(mask).copy()
    flags[OTHER] = False
    return flags


def gates(masks: tuple[int, ...]) -> Gates:
    """By class, the sets that a character can be a member of, a bit each; in the smallest integers that hold them."""
    found = np.zeros(OTHER + 1, np.uint64)
    for number, mask in enumerate(masks):
        found[charset(mask)] |= np.uint64(1 << number)
    return found.astype(np.min_scalar_type(1 << len(masks) - 1))
