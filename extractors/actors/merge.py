"""Names into rows: a mention for each, and an actor for those that are one, under the same id in every article."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from extractors.actors.evidence import DEMONYM, ORGANISATION, PERSON, PLACE
from extractors.actors.groups import Group, canonical, organisations, people, printed
from extractors.actors.keys import key_of
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Name
from extractors.actors.places import is_in_place
from extractors.actors.row import Actor, Mention
from extractors.actors.states import places
from extractors.article.document import short_hash
from extractors.article.layout import Article


def merged(names: Sequence[Name], article: Article, lexicon: Lexicon) -> tuple[list[Mention], list[Actor]]:
    """The mentions in text order, each with its actor, and the actors in order of first mention."""
    group_of = _groups(names, article, lexicon)
    groups: list[Group] = []
    mentions: list[Mention] = []
    for name in names:
        group = group_of[id(name)]
        if not group.actor_id:
            group.actor_id = _id(group.key)
            groups.append(group)
        form = printed(name)
        group.forms[form] = group.forms.get(form, 0) + 1
        mentions.append(
            Mention(
                start=name.start, end=name.end, rule_id=name.rule_id, actor_id=group.actor_id,
                mention_kind=_mention_kind(name, group, article), resolved_by=group.method,
            )
        )  # fmt: skip
    return mentions, [_actor(group, lexicon) for group in groups]


@lru_cache(maxsize=16384)
def _id(key: tuple[str, ...]) -> str:
    return short_hash(*key)


def _groups(names: Sequence[Name], article: Article, lexicon: Lexicon) -> Mapping[int, Group]:
    """The group of each name, by `id(name)`."""
    by_kind: dict[str, list[Name]] = {PERSON: [], ORGANISATION: [], PLACE: []}
    for name in names:
        by_kind[PLACE if name.kind == DEMONYM else name.kind].append(name)
    group_of = people(by_kind[PERSON], lexicon)
    group_of |= organisations(by_kind[ORGANISATION], article, lexicon)
    group_of |= places(by_kind[PLACE], article, lexicon)
    return group_of


def _mention_kind(name: Name, group: Group, article: Article) -> str:
    piece = name.piece
    if name.kind == PERSON:
        count = len(piece.words)
        return "surname" if count == 1 or count < group.name.count(" ") else "full"
    if name.kind == DEMONYM:
        return "demonym"
    if name.kind == ORGANISATION:
        return "acronym" if piece.is_acronym else "full"
    if group.entry is None or group.entry.source != "countries":
        return "place"
    if piece.entry and piece.entry.source == "capitals":
        return "metonym"
    if is_in_place(name.start, article):
        return "place"
    return "acronym" if piece.is_acronym and len(piece.text.replace(".", "")) < 5 else "full"


def _actor(group: Group, lexicon: Lexicon) -> Actor:
    forms, entry = group.forms, group.entry
    name, code, sector = group.name, group.country_code, entry.sector_code if entry else None
    schema: str | None = None
    method = group.method
    if group.kind == PERSON:
        schema = "Person"
        if any(_is_respelt(form, group, lexicon) for form in forms):
            method = "seed"
        if len(forms) > 1:
            name = max(forms, key=lambda form: (form.count(" "), forms[form]))
        else:
            (name,) = forms
    elif group.kind == ORGANISATION:
        schema, sector = _trade(group, lexicon)
        code = code or (entry.country_code if entry else None)
    elif entry and entry.source == "countries":
        schema = "Country"
    return Actor(
        actor_id=group.actor_id, name=name, actor_kind=group.kind, mentions=len(forms),
        aliases=tuple([form for form in forms if form != name]), role=group.role,
        ftm_schema=schema, wikidata_id=entry.wikidata_id if entry else None, country_code=code,
        country_alpha3=lexicon.alpha3(code) if code else None, sector_code=sector, link_method=method,
    )  # fmt: skip


def _is_respelt(form: str, group: Group, lexicon: Lexicon) -> bool:
    """Whether only a seed list of short names or spellings gives this full form the id of its actor."""
    key = key_of(form)
    return " " in key and key != group.key[1] and canonical(key, lexicon) == group.key[1]


def _trade(group: Group, lexicon: Lexicon) -> tuple[str | None, str | None]:
    """The schema and the sector of an organisation: what the seed says, else its last word."""
    entry, last = group.entry, group.name.rpartition(" ")[2]
    head = lexicon.heads.get(last)
    schema = (entry.ftm_schema if entry else None) or (head["ftm_schema"] if head else None)
    sector = (entry.sector_code if entry else None) or (head["sector_code"] or None if head else None)
    return "Company" if last in lexicon.suffixes else schema, sector
