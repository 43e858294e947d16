"""Who took the words of a match that lost."""

from collections.abc import Sequence

from extractors.engine.match import Found
from extractors.engine.resolve import Lost, overlaps


def thief(lost: Lost, kept: Sequence[Found]) -> Found | None:
    """The match that stands where one lost: of the rule that the reason names. None for page furniture, or when the
    winner itself lost to another.
    """
    name = lost.why.split(" ", 1)[0]
    return next((found for found in kept if found.rule.id == name and overlaps(found, lost.found)), None)
