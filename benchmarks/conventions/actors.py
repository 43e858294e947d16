"""Our actors as an annotated corpus writes them."""

import re

from extractors.actors.row import Actor, Mention
from extractors.reading import Reading

TYPES = {"person": "PER", "organisation": "ORG", "place": "LOC"}
LEFT_OUT = ("pronoun", "role")
COMPOUND = re.compile(r"-[a-z]")
"""What follows a name inside a compound: "Oslo-based"."""

PREFIX = re.compile(r"[a-z]-\Z")
"""What stands before one: "pro-Moscow"."""


def spans(reading: Reading, corpus: str) -> list[dict[str, object]]:
    """The span records of one document: demonyms are MISC, metonyms LOC; pronouns, roles and parts of
    compounds with small letters are left out.
    """
    text = reading.article.text
    kinds = {row.actor_id: row.actor_kind for row in reading.rows.get("actors", ()) if isinstance(row, Actor)}
    return [
        {
            "start": row.start, "end": row.end,
            "type": "MISC" if row.mention_kind == "demonym" else TYPES[kinds[row.actor_id or ""]],
        }
        for row in reading.rows.get("actor_mentions", ())
        if isinstance(row, Mention) and row.mention_kind not in LEFT_OUT and row.actor_id in kinds
        and not COMPOUND.match(text, row.end) and not PREFIX.search(text, max(0, row.start - 2), row.start)
    ]  # fmt: skip
