"""Actors: people, organisations and places, merged within the article, with an id that joins across articles."""

from collections import Counter
from collections.abc import Mapping, Sequence
from operator import attrgetter

from extractors.actors.capitals import at_heads, names_in, unreliable
from extractors.actors.classify import decide
from extractors.actors.evidence import cues_of, weigh
from extractors.actors.joining import joined
from extractors.actors.known import known_of
from extractors.actors.lexicon import Lexicon, lexicon_of
from extractors.actors.merge import merged
from extractors.actors.pieces import Name
from extractors.actors.references import references, with_roles
from extractors.actors.row import Actor, Mention
from extractors.actors.sport import is_sport, weigh_clubs
from extractors.actors.stretches import pieces_of
from extractors.article.layout import Article
from extractors.article.words import words_of
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds
from extractors.engine.text import span_at

__all__ = ["Actor", "Mention", "rows"]


def rows(
    found: Sequence[Found], article: Article, seeds: Seeds, earlier: Mapping[str, list[object]]
) -> dict[str, list[object]]:
    """The rows of tables `actor_mentions` and `actors`."""
    lexicon = lexicon_of(seeds)
    names = _names(found, article, lexicon)
    mentions, actors = merged(names, article, lexicon)
    actors = with_roles(actors, mentions, found, article)
    mentions += references(found, mentions, actors, article, lexicon)
    mentions = apart(mentions)
    counted = Counter(mention.actor_id for mention in mentions)
    for actor in actors:
        actor.mentions = counted[actor.actor_id]
    return {"actor_mentions": list(mentions), "actors": [actor for actor in actors if actor.mentions]}


def apart(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in text order, of two that overlap the first."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda row: (row.start, -row.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _names(found: Sequence[Found], article: Article, lexicon: Lexicon) -> list[Name]:
    """Every name of the article in text order: first where capitals can be trusted, then the headlines."""
    loud = unreliable(article, lexicon)
    stretches = [item for item in found if item.rule.pack == "actors.names"]
    pieces = joined(pieces_of(stretches, frozenset(loud), article, lexicon), article.text, lexicon)
    cues = cues_of([item for item in found if item.rule.pack != "actors.names"])
    words = words_of(article.text)
    distinct = frozenset(words)
    sport = is_sport(words, distinct, lexicon)
    weigh(pieces, article.text, cues, lexicon)
    if sport:
        weigh_clubs(pieces, article.text, lexicon)
    names = decide(pieces, article, known_of(pieces, distinct, lexicon, sport), lexicon)
    loud = [span for span in loud if not span_at(article.furniture, span[0])]
    if loud:
        known = _known(names, lexicon, sport)
        for span in loud:
            names += names_in(span, article, known, cues, lexicon)
    names += at_heads(names, article, cues)
    return sorted(names, key=attrgetter("start"))


def _known(names: Sequence[Name], lexicon: Lexicon, is_sport: bool) -> dict[str, tuple[str, str]]:
    """What the article prints where capitals can be trusted: folded surface -> kind and surface."""
    known = {name.piece.text.casefold(): (name.kind, name.piece.text) for name in names}
    for name in names:
        if name.kind == "person" and len(name.piece.words) > 1:
            last = name.piece.words[-1]
            known.setdefault(last.casefold(), (name.kind, last))
    if is_sport:
        for team in lexicon.teams:
            known.setdefault(team.casefold(), ("organisation", team))
    return known
