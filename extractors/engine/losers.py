"""Who took the words of a match that lost."""

from collections.abc import Sequence

from extractors.engine.match import Found
from extractors.engine.resolve import Lost, overlaps


def winner(lost: Lost, kept: Sequence[Found], others: Sequence[Lost], steps: int = 4) -> Found | None:
    """The match that stands where one lost: that of the rule which the reason names, or who took that one's words.

    `others` are the matches that lost too. None for page furniture.
    """
    name = lost.why.split(" ", 1)[0]
    for found in kept:
        if found.rule.id == name and overlaps(found, lost.found):
            return found
    between = [one for one in others if one.found.rule.id == name and overlaps(one.found, lost.found)]
    return winner(between[0], kept, others, steps - 1) if between and steps else None
