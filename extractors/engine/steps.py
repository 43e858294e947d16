"""What `walk` can follow over many places at once: steps over characters and words.

Steps let through all that a pattern takes, and some that it does not: what they cannot tell is `Open`.
"""

from dataclasses import dataclass

import numpy as np

from extractors.engine.charset import Classes, Flags, Gates
from extractors.engine.tokens import Hashes

SLOTS = 12
"""Bits of the hash of a word by which a list tells at once that it has no such word."""
TOP = np.uint64(64 - SLOTS)
MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Take:
    """One character of a set."""

    chars: Flags


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a set in a row, `least` to `most`, ending only before one of `after`."""

    chars: Flags
    least: int
    most: int
    after: Flags


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a list, by hash: alone, or two with a blank between, each known to the end or only as a beginning.

    `first` has the characters that any of them begins with, `signs` those that alone tell nothing more, `slots` by the
    top bits of its hash whether a first word can be among them. `begun` are paired with the sign that follows.
    """

    first: Flags
    slots: Flags
    whole: Hashes
    begun: Hashes
    two: Hashes
    two_begun: Hashes
    signs: Flags


@dataclass(frozen=True, slots=True)
class Stem:
    """A word of a list that letters may follow: by length, its first letters as in `Tokens.letters`.

    `begun` are the first words of those that are more than one word, paired with what follows.
    """

    first: Flags
    letters: tuple[tuple[int, Hashes], ...]
    begun: Hashes
    signs: Flags


@dataclass(frozen=True, slots=True)
class Fork:
    """One of several ways; `gates` has for each class of characters the ways that can begin with it, a bit each."""

    ways: "tuple[Steps, ...]"
    gates: Gates


@dataclass(frozen=True, slots=True)
class Again:
    """The same steps `least` to `most` times."""

    steps: "Steps"
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Peek:
    """What must stand ahead."""

    steps: "Steps"


@dataclass(frozen=True, slots=True)
class Not:
    """A set of which the next character is none."""

    chars: Flags


@dataclass(frozen=True, slots=True)
class Before:
    """A set of which the character before is one; at the start of a text every set."""

    chars: Flags


@dataclass(frozen=True, slots=True)
class Edge:
    """A word begins or ends here."""


@dataclass(frozen=True, slots=True)
class LineStart:
    """A line begins here."""


@dataclass(frozen=True, slots=True)
class Open:
    """Anything can follow."""


Step = Take | Run | Word | Stem | Fork | Again | Peek | Not | Before | Edge | LineStart | Open
Steps = tuple[Step, ...]


def pairs(first: Hashes, second: Hashes | Classes) -> Hashes:
    """The hash of two words from those of each, or of a word and the class of what follows."""
    mixed: Hashes = first * MIX ^ second
    return mixed
