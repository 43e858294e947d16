"""What is looked for where a pattern can begin: words, beginnings of words, characters."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.engine.characters import FOLDED, stand_in
from extractors.engine.heads import Head


@dataclass(slots=True)
class Wanted:
    """What to look for, `offset` characters after the start of a match.

    Tokens by word, by the first three letters or by first character, and characters anywhere. `word_ids` and
    `prefix_ids` are what the plan's tables call the words and prefixes.
    """

    offset: int
    words: set[str] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    token_mask: int = 0
    loose_mask: int = 0
    word_ids: list[int] = field(default_factory=list)
    prefix_ids: list[int] = field(default_factory=list)

    def first_characters(self) -> int:
        """The characters that any of it begins with."""
        mask = self.token_mask | self.loose_mask
        for word in (*self.words, *self.prefixes):
            mask |= _first_letter(word)
        return mask


Wants = tuple[Wanted, ...]


def wanted(heads: Iterable[Head]) -> tuple[Wanted, ...]:
    """Heads sorted by how they are looked up."""
    by_offset: dict[int, Wanted] = {}
    for head in heads:
        want = by_offset.setdefault(head.offset, Wanted(head.offset))
        if head.mask and head.whole:
            want.token_mask |= head.mask
        elif head.mask:
            want.loose_mask |= head.mask
        elif not head.whole:
            want.loose_mask |= _first_letter(head.word or head.prefix)
        elif head.word:
            want.words.add(head.word)
        elif len(head.prefix) >= 3:
            want.prefixes.add(head.prefix[:3])
        else:
            want.token_mask |= _first_letter(head.prefix)
    return tuple(by_offset[offset] for offset in sorted(by_offset))


def _first_letter(word: str) -> int:
    """The characters that fold to the first letter of a word."""
    return FIRST_LETTERS.get(word[0], 1 << stand_in(word[0]))


def _first_letters() -> dict[str, int]:
    masks: dict[str, int] = {}
    for letter, folded in FOLDED.items():
        masks[folded] = masks.get(folded, 1 << ord(folded)) | 1 << ord(letter)
    return masks


FIRST_LETTERS = _first_letters()
