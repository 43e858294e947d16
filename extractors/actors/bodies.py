"""Bodies named again by a common noun: "the ministry", "the company", "the report"."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from extractors.actors.evidence import NOUN, is_behind
from extractors.actors.lexicon import Lexicon
from extractors.actors.references import reference
from extractors.actors.row import Actor, Mention
from extractors.article.layout import Article
from extractors.engine.match import Found

COMPANY, NEWS = ("company", "firm"), ("JRN", "MED")
SMALL = frozenset(("of", "for"))
MADE = "report|study|survey|poll|review|statement"
AUTHORED_BEFORE = regex.compile(rf"(?:{MADE}) (?:by|from) (?:the )?\Z")
AUTHORED_AFTER = regex.compile(rf"(?:['’]s?)? (?:\p{{Ll}}{{3,10}} ){{0,2}}(?P<made>{MADE})\b")
AUTHOR_REACH = 34
"""Characters around a name in which its report stands."""

FRESH = r"\b(?i:an?|another|one|two|both|several|some|other|each|every|any|rival) (?:[\p{L}-]{2,14} ){0,2}"
FRESH_REACH = 600
"""Characters before a noun in which a new body of its kind makes it unclear."""


@dataclass(slots=True)
class Holder:
    """An actor that a noun can stand for: the words of its name, where it is first named, and where last told of."""

    words: frozenset[str]
    first: int
    ends: list[int] = field(default_factory=list)


Gathered = dict[str, dict[str, Holder]]
"""By noun and `actor_id`."""

MOST = 12
"""Bodies of one noun that are looked at, those first that are named first."""


def bodies_again(
    asked: Mapping[str, Sequence[Found]],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
    cues: Sequence[Found],
    article: Article,
    lexicon: Lexicon,
) -> list[Mention]:
    """A mention for every noun that one body of the article fits which is named before it, and no other.

    `asked` are the matches that stand for a body, by the group that tells how: `body_nouns`, `report` or `state_body`.
    """
    made = _of_states(asked["state_body"], mentions, actors, article)
    again = [(item, group) for group in ("body_nouns", "report") for item in asked[group]]
    if not again:
        return made
    again.sort(key=lambda pair: pair[0].start)
    wanted = {_noun_of(*pair) for pair in again}
    holders = _holders(wanted, mentions, actors, cues, lexicon)
    for role in made:
        words = article.text[role.start : role.end].split()
        _add(holders, words[-1], role, frozenset(words))
    if asked["report"]:
        _add_authors(holders, mentions, actors, article.text)
    fitting = {noun: _in_order(of_noun) for noun, of_noun in holders.items()}
    for item, group in again:
        noun = _noun_of(item, group)
        if actor_id := _holder(noun, item.first("beat"), item.start, fitting.get(noun, ()), article.text):
            made.append(reference(item, "role", actor_id, "report" if group == "report" else "body"))
    return made


def _noun_of(item: Found, group: str) -> str:
    return (item.first(group) or "").casefold()


def _of_states(
    items: Sequence[Found], mentions: Sequence[Mention], actors: Sequence[Actor], article: Article
) -> list[Mention]:
    """The ministries and governments that stand right behind the name of their country."""
    if not items:
        return []
    states = {actor.actor_id for actor in actors if actor.actor_kind == "place" and actor.ftm_schema == "Country"}
    by_end = {mention.end: mention.actor_id for mention in mentions if mention.actor_id in states}
    made: list[Mention] = []
    for item in items:
        gap = 3 if article.text[item.start - 2 : item.start] == "s " and item.start - 3 in by_end else 1
        if actor_id := by_end.get(item.start - gap):
            made.append(reference(item, "role", actor_id, "state"))
    return made


def _holders(
    wanted: Set[str], mentions: Sequence[Mention], actors: Sequence[Actor], cues: Sequence[Found], lexicon: Lexicon
) -> Gathered:
    """The bodies that the wanted nouns fit: by their name, by a seed, by what stands beside them."""
    bodies = {actor.actor_id: actor for actor in actors if actor.actor_kind == "organisation"}
    nouns = {actor_id: _nouns(actor, lexicon) for actor_id, actor in bodies.items()}
    before: dict[int, str] = {}
    after: dict[int, Found] = {}
    for item in cues:
        if NOUN not in item.rule.pattern.groupindex:
            continue
        if is_behind(item.rule.pack):
            after[item.start] = item
        else:
            before[item.end + 1] = item.text.casefold()
    holders: Gathered = {}
    for mention in mentions:
        actor = bodies.get(mention.actor_id or "")
        if actor is None:
            continue
        shown = before.get(mention.start)
        behind = after.get(mention.end)
        told = [shown] if shown else []
        if behind is not None:
            told += [noun for noun in lexicon.body_nouns if behind.text.endswith(f" {noun}")]
        nouns[actor.actor_id] |= {also for noun in told for also in _with_firm(noun, lexicon)}
        words = frozenset(actor.name.casefold().split())
        for noun in nouns[actor.actor_id] & wanted:
            _add(holders, noun, mention, words, behind.end if behind else mention.end)
    return holders


def _nouns(actor: Actor, lexicon: Lexicon) -> set[str]:
    """What the name of a body, its legal form and its seed say that it is."""
    words = actor.name.split()
    heads = [word for word, then in zip(words, [*words[1:], "of"], strict=True) if then in SMALL]
    nouns = {noun for head in heads for noun in lexicon.nouns_of_head.get(head, ())}
    if actor.ftm_schema == "Company" and actor.sector_code not in NEWS:
        nouns.update(COMPANY)
    return {also for noun in nouns for also in _with_firm(noun, lexicon)}


def _with_firm(noun: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A noun, and for one of a kind of firm "company" and "firm" too."""
    row = lexicon.body_nouns.get(noun)
    return (noun, *COMPANY) if row is not None and row["firm"] else (noun,)


def _add(holders: Gathered, noun: str, mention: Mention, words: frozenset[str], end: int | None = None) -> None:
    of_noun = holders.setdefault(noun, {})
    holder = of_noun.get(mention.actor_id or "")
    if holder is None:
        holder = of_noun[mention.actor_id or ""] = Holder(words, mention.start)
    holder.first = min(holder.first, mention.start)
    holder.ends.append(mention.end if end is None else end)


def _add_authors(holders: Gathered, mentions: Sequence[Mention], actors: Sequence[Actor], text: str) -> None:
    """Who made a report: "a report by the Coast Watch Trust", "the Trust's annual report"."""
    bodies = {actor.actor_id for actor in actors if actor.actor_kind == "organisation"}
    for mention in mentions:
        if mention.actor_id in bodies:
            start, end = mention.start, mention.end
            before = AUTHORED_BEFORE.search(text, max(0, start - AUTHOR_REACH), start)
            after = AUTHORED_AFTER.match(text, end, end + AUTHOR_REACH)
            if before or after:
                noun = before[0].split()[0] if before else after["made"] if after else ""
                _add(holders, noun, mention, frozenset(), after.end() if after else end)


def _in_order(holders: Mapping[str, Holder]) -> list[tuple[str, Holder]]:
    """The first bodies of a noun, the places of each in text order."""
    first = sorted(holders.items(), key=lambda pair: pair[1].first)[:MOST]
    for _, holder in first:
        holder.ends.sort()
    return first


@lru_cache(maxsize=256)
def _fresh(noun: str) -> regex.Pattern[str]:
    return regex.compile(FRESH + regex.escape(noun) + r"\b")


def _holder(noun: str, beat: str | None, start: int, holders: Sequence[tuple[str, Holder]], text: str) -> str | None:
    """The one body named before that a noun fits; None where two fit or a new one of the kind came up since."""
    fitting = [
        (actor_id, holder)
        for actor_id, holder in holders
        if holder.first < start and (beat is None or beat in holder.words)
    ]
    if len(fitting) != 1:
        return None
    ((actor_id, holder),) = fitting
    at = bisect_right(holder.ends, start)
    last = holder.ends[at - 1] if at else holder.first
    return None if _fresh(noun).search(text, max(last, start - FRESH_REACH), start) else actor_id
