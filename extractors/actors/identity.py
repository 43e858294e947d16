"""Which person of the world a name is, where the name alone does not say it: namesakes, and fuller forms of a name."""

from collections.abc import Sequence

from extractors.actors.groups import canonical
from extractors.actors.keys import key_of
from extractors.actors.lexicon import Lexicon
from extractors.actors.row import Actor, Mention
from extractors.article.document import short_hash


def tell_apart(actors: Sequence[Actor], mentions: Sequence[Mention], lexicon: Lexicon) -> None:
    """Give the people of `seeds/namesakes.csv` the id of the one meant; every other name keeps the id of its words.

    A namesake is told by a word of the role that the article prints. A fuller form of a name ("Joseph R. Biden Jr.")
    gets the id of the usual one, and is linked by `seed`, so that `actor_redirects` leads there.
    """
    taken = {actor.actor_id for actor in actors}
    new_ids: dict[str | None, str] = {}
    for actor in actors:
        if actor.actor_kind != "person" or (row := lexicon.namesakes.get(key_of(actor.name))) is None:
            continue
        told_by = row["told_by"].split()
        if told_by and not set(told_by).intersection((actor.role or "").casefold().split()):
            continue
        actor_id = short_hash("person", canonical(key_of(row["name"]), lexicon))
        if actor_id in taken:
            continue
        new_ids[actor.actor_id] = actor_id
        actor.actor_id = actor_id
        if not told_by:
            actor.link_method = "seed"
    for mention in mentions:
        if mention.actor_id in new_ids:
            mention.actor_id = new_ids[mention.actor_id]
