"""Whether a bare surname can stand for a person of that surname: not where title or sex disagree."""

from collections.abc import Sequence

from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Name

APART = frozenset(
    frozenset(pair.split("-"))
    for pair in "REL-GOV REL-MIL REL-COP REL-BUS REL-JUD JUD-MIL JUD-COP JUD-BUS COP-BUS COP-MIL".split()
)
"""Sectors of titles that one person does not hold in one story."""


def agree(name: Name, role: str | None, words: Sequence[str], honorific: str | None, lexicon: Lexicon) -> bool:
    """Whether the title before a surname fits a person of these words, with this role and this last title."""
    row = lexicon.titles.get(name.piece.honorific) if name.piece.honorific else None
    if row is None:
        return True
    other = lexicon.titles.get(honorific or "")
    sex = (other["sex"] if other else "") or lexicon.given.get(words[0].capitalize(), "") if words else ""
    if row["sex"] and sex and row["sex"] != sex:
        return False
    held = other["sector_code"] if other else ""
    return frozenset((row["sector_code"], held)) not in APART or role is None
