"""Which mention stands in a span of text: what the quotes kind asks for its speakers."""

from collections.abc import Sequence

from extractors.actors.row import Mention

BEST_FIRST = ("full", "acronym", "surname", "title", "metonym", "pronoun", "role", "place", "demonym")
"""Kinds of mention, the one that most likely names the speaker first."""


def mention_at(mentions: Sequence[object], start: int, end: int) -> Mention | None:
    """The mention inside a span that best names who acts there; None where there is none.

    A named actor comes before a pronoun or role, a place or demonym last; of two equals the first stands. The
    answer may have no `actor_id`: a pronoun that nothing resolves.
    """
    inside = [row for row in mentions if isinstance(row, Mention) and start <= row.start and row.end <= end]
    return min(inside, key=lambda row: (BEST_FIRST.index(row.mention_kind), row.start), default=None)
