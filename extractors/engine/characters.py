"""Characters and sets of them, as bit masks over the basic plane of Unicode; those beyond are looked up by sort."""

from functools import cache, lru_cache

import numpy as np
import regex

ALL_CHARACTERS = "".join(map(chr, range(0x10000)))
SORTS_BEYOND = (r"[\p{Lu}\p{Lt}]", r"\p{Ll}", r"\p{L}", r"\p{N}", r"\p{M}", r"\w", r"[^\p{Cn}\p{Co}\p{Cs}]")
"""Sorts of characters beyond the basic plane, the first that fits; a last sort holds the others."""
STAND_INS = tuple(range(0xF8F0, 0xF8F1 + len(SORTS_BEYOND)))
"""What characters beyond the basic plane are looked up as: a private character for each sort."""
ASTRAL = sum(1 << code for code in STAND_INS)


@cache
def mask_of(source: str, flags: str) -> int:
    """The characters that a one-character pattern takes, as a bit mask; a stand-in where it takes any of its sort."""
    one = regex.compile(f"(?{flags}:{source})" if flags else f"(?:{source})")
    mask = basic_mask_of(source, flags) | 1 << STAND_INS[-1]
    for stand_in, members in zip(STAND_INS, _characters_beyond(), strict=False):
        mask |= (one.search(members) is not None) << stand_in
    return mask


@cache
def basic_mask_of(source: str, flags: str = "") -> int:
    """As `mask_of`, of the basic plane alone."""
    runs = regex.compile(f"(?{flags}:{source})+" if flags else f"(?:{source})+")
    members = np.zeros(len(ALL_CHARACTERS), np.bool_)
    for run in runs.finditer(ALL_CHARACTERS):
        members[run.start() : run.end()] = True
    return int.from_bytes(np.packbits(members, bitorder="little").tobytes(), "little")


@cache
def _characters_beyond() -> tuple[str, ...]:
    """The characters beyond the basic plane by sort, without the last sort."""
    known = "".join(regex.findall(rf"(?:{SORTS_BEYOND[-1]})+", "".join(map(chr, range(0x10000, 0x110000)))))
    sorts: list[str] = []
    for sort in SORTS_BEYOND:
        sorts.append("".join(regex.findall(f"(?:{sort})+", known)))
        known = regex.sub(f"(?:{sort})+", "", known)
    return tuple(sorts)


@lru_cache(maxsize=4096)
def stand_in(character: str) -> int:
    """The code point that a character is looked up as: its own in the basic plane."""
    if character <= "\uffff":
        return ord(character)
    sorts = (number for number, sort in enumerate(SORTS_BEYOND) if regex.match(sort, character))
    return STAND_INS[next(sorts, -1)]


def fold(word: str) -> str:
    """Case-folded letter by letter, so that the length stays."""
    return "".join(FOLDED.get(letter, letter) for letter in word)


FOLDED = {letter: low for letter in ALL_CHARACTERS if len(low := letter.casefold()) == 1 and low != letter}
FOLDED |= {"\u0130": "i", "\u0131": "i"}  # the regex module takes the four Turkish letters for one another


def only_letter(mask: int) -> str:
    """The letter, when a set holds one letter in one or both cases and nothing else."""
    rest = mask & ~ASTRAL
    if rest.bit_count() not in (1, 2):
        return ""
    letters = {fold(chr(rest.bit_length() - 1)), fold(chr((rest & -rest).bit_length() - 1))}
    letter = letters.pop()
    return letter if not letters and letter.isalpha() else ""
