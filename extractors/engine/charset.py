"""Sets of characters as flags over few classes, so that a set fits the processor's nearest cache.

The characters of Latin scripts and of punctuation are a class each, the others one for each category of Unicode: of
such a class a set tells whether all of it, some or none belongs to it.
"""

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

from extractors.engine.characters import ALL_CHARACTERS, STAND_INS

Flags = npt.NDArray[np.bool_]
Classes = npt.NDArray[np.uint16]
Gates = npt.NDArray[np.unsignedinteger]
LATIN = 0x180
"""Code points below this one are a class each: Latin letters and their signs."""
SIGNS = (0x2000, 0x20D0)
"""So are those from the first to before the second: punctuation and signs of currencies."""
OTHER = LATIN + SIGNS[1] - SIGNS[0]
"""The first class of several characters."""


def bits(mask: int) -> Flags:
    """A bit mask of characters as an array of booleans."""
    raw = np.frombuffer(mask.to_bytes(len(ALL_CHARACTERS) // 8, "little"), np.uint8)
    return np.unpackbits(raw, bitorder="little").astype(np.bool_)


@cache
def class_of() -> Classes:
    """The class of each character."""
    categories = [unicodedata.category(character) for character in ALL_CHARACTERS]
    for code in STAND_INS:
        categories[code] = chr(code)
    numbers = {category: OTHER + number for number, category in enumerate(sorted({*categories}))}
    found = np.array([numbers[category] for category in categories], np.uint16)
    found[:LATIN] = np.arange(LATIN)
    found[slice(*SIGNS)] = np.arange(LATIN, OTHER)
    return found


@cache
def shared() -> tuple[int, ...]:
    """The characters of each class that has several, as bit masks; a class without any has none."""
    classes = class_of()
    packed = [np.packbits(classes == number, bitorder="little") for number in range(OTHER, int(classes.max()) + 1)]
    return tuple(int.from_bytes(flags.tobytes(), "little") for flags in packed)


@cache
def charset(mask: int) -> Flags:
    """By class, whether a character can be a member of a set."""
    flags = bits(mask)
    return np.concatenate([flags[:LATIN], flags[slice(*SIGNS)], [mask & others != 0 for others in shared()]])


@cache
def surely(mask: int) -> Flags:
    """By class, whether a character must be a member of a set. Of those beyond the basic plane nobody knows."""
    flags = charset(mask).copy()
    flags[OTHER:] = [mask & others == others for others in shared()]
    flags[class_of()[list(STAND_INS)]] = False
    return flags


def gates(masks: tuple[int, ...]) -> Gates:
    """By class, the sets that a character can be a member of, a bit each; in the smallest integers that hold them."""
    found = np.zeros(OTHER + len(shared()), np.uint64)
    for number, mask in enumerate(masks):
        found[charset(mask)] |= np.uint64(1 << number)
    return found.astype(np.min_scalar_type(1 << len(masks) - 1))
