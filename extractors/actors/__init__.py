"""Actors: people, organisations and places, merged within the article, with an id that joins across articles.

The way of a name: stretches of capitals (`stretches`) are cut into pieces (`cutting`, `known_names`), and pieces of one
name joined (`joining`, `offices`, `abbreviations`). A piece is weighed by its words (`shapes`), by what stands beside
it (`evidence`), by what the document knows of it (`known`), in sport by the clubs (`sport`); then `classify` decides
its kind. Where capitals prove nothing, `capitals` finds the names. `merge` makes rows of them, those of one actor under
one id (`groups`, `states`, `places`), `identity` tells namesakes apart, `references` and `bodies` add pronouns and
nouns that stand for an actor. What the seed lists know is in `lexicon` and `entries`.
"""

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from extractors.actors.abbreviations import spelt_out
from extractors.actors.bodies import bodies_again
from extractors.actors.capitals import at_heads, kinds_of, names_in, unreliable
from extractors.actors.classify import decide
from extractors.actors.evidence import cues_of, weigh
from extractors.actors.identity import tell_apart
from extractors.actors.joining import joined
from extractors.actors.known import known_of
from extractors.actors.lexicon import Lexicon, lexicon_of
from extractors.actors.merge import merged
from extractors.actors.pieces import Name
from extractors.actors.references import add_roles, by_meaning, references
from extractors.actors.row import Actor, Mention
from extractors.actors.sport import is_sport, weigh_clubs
from extractors.actors.stretches import pieces_of
from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds
from extractors.engine.text import span_at

__all__ = ["Actor", "Mention", "rows"]

NAMES, PRONOUNS = "actors.names", "actors.pronouns"
"""The packs whose matches are stretches of capitals and pronouns; those of the others are cues."""

START, END = attrgetter("start"), attrgetter("end")


def rows(found: Sequence[Found], article: Article, seeds: Seeds) -> tuple[list[Mention], list[Actor]]:
    """The rows of tables `actor_mentions` and `actors`."""
    lexicon = lexicon_of(seeds)
    of_pack: dict[str, list[Found]] = {NAMES: [], PRONOUNS: [], "": []}
    cues = of_pack[""]
    for item in found:
        of_pack.get(item.rule.pack, cues).append(item)
    names = _names(of_pack[NAMES], cues, article, lexicon)
    mentions, actors = merged(names, article, lexicon)
    add_roles(actors, mentions, cues, article.text)
    tell_apart(actors, mentions, lexicon)
    meant = by_meaning(of_pack[PRONOUNS])
    again = references(meant, mentions, actors, article, lexicon)
    again += bodies_again(meant, mentions, actors, cues, article, lexicon)
    mentions = apart(mentions + again)
    counted = Counter([mention.actor_id for mention in mentions])
    for actor in actors:
        actor.mentions = counted[actor.actor_id]
    return mentions, [actor for actor in actors if actor.mentions]


def apart(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in text order, of two that overlap the first."""
    kept: list[Mention] = []
    reach = 0
    for mention in sorted(sorted(mentions, key=END, reverse=True), key=START):
        if mention.start >= reach:
            kept.append(mention)
            reach = mention.end
    return kept


def _names(stretches: Sequence[Found], shown: Sequence[Found], article: Article, lexicon: Lexicon) -> list[Name]:
    """Every name of the article in text order: first where capitals can be trusted, then the headlines."""
    loud = unreliable(article, lexicon)
    pieces = joined(pieces_of(stretches, frozenset(loud), article, lexicon), article.text, lexicon)
    pieces = spelt_out(pieces, article.text, lexicon)
    cues = cues_of(shown)
    distinct = frozenset(article.words)
    sport = is_sport(article.words, distinct, lexicon)
    weigh(pieces, article.text, cues, lexicon)
    if sport:
        weigh_clubs(pieces, article.text, lexicon)
    names = decide(pieces, article, known_of(pieces, distinct, lexicon, sport), lexicon)
    loud = [span for span in loud if not span_at(article.furniture, span[0])]
    if loud:
        kinds = kinds_of(names, lexicon, sport)
        for span in loud:
            names += names_in(span, article, kinds, cues, lexicon)
    names += at_heads(names, article, cues)
    return sorted(names, key=START)
