"""Names into mentions and actors: who is the same within the article, and under which id across articles."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import regex

from extractors.actors.classify import Name
from extractors.actors.evidence import DEMONYM, ORGANISATION, PERSON, PLACE
from extractors.actors.lexicon import Entry, Lexicon
from extractors.actors.pieces import ACRONYM
from extractors.actors.places import Support, acts, is_in_place, support_of
from extractors.actors.row import Actor, Mention
from extractors.article.layout import Article
from extractors.document import short_hash

NEAR = 400
"""How far back a full name claims a bare surname that several people share."""

MOST = 12
"""People of the same surname that are looked at."""

SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
BRACKET = regex.compile(r"[”\"’']? \((?:the )?")
NOT_LETTERS = regex.compile(r"[^\p{L}\p{N}]+")


@dataclass(slots=True)
class Group:
    """The names of one actor, while they are gathered. `key` is what the id is made of."""

    kind: str
    key: tuple[str, ...]
    name: str
    entry: Entry | None = None
    country_code: str | None = None
    names: list[Name] = field(default_factory=list)
    method: str = "alone"
    role: str | None = None
    starts: list[int] = field(default_factory=list)

    @property
    def actor_id(self) -> str:
        """The same for the same actor in every article."""
        return short_hash(*self.key)


def key_of(name: str) -> str:
    """A name without case, diacritics and punctuation; hyphens as blanks."""
    if name.isascii():
        return " ".join(NOT_LETTERS.sub(" ", name.casefold().replace(".", "")).split())
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return " ".join(NOT_LETTERS.sub(" ", plain.casefold().replace(".", "")).split())


def merged(names: Sequence[Name], article: Article, lexicon: Lexicon) -> tuple[list[Mention], list[Actor]]:
    """The mentions in text order, each with its actor, and the actors in order of first mention."""
    groups: list[Group] = []
    people = _people([name for name in names if name.kind == PERSON], groups, lexicon)
    bodies = _organisations([name for name in names if name.kind == ORGANISATION], groups, article, lexicon)
    states = _places([name for name in names if name.kind in (PLACE, DEMONYM)], groups, article, lexicon)
    of = {**people, **bodies, **states}
    mentions = [_mention(name, of[index], article, lexicon) for index, name in ((id(name), name) for name in names)]
    for name in names:
        of[id(name)].names.append(name)
    ordered = sorted((group for group in groups if group.names), key=lambda group: group.names[0].piece.start)
    return mentions, [_actor(group, lexicon) for group in ordered]


def _mention(name: Name, group: Group, article: Article, lexicon: Lexicon) -> Mention:
    piece = name.piece
    return Mention(
        start=piece.start, end=piece.end, rule_id=name.rule_id, actor_id=group.actor_id,
        mention_kind=_mention_kind(name, group, article, lexicon), resolved_by=group.method,
        context_country=None,
    )  # fmt: skip


def _mention_kind(name: Name, group: Group, article: Article, lexicon: Lexicon) -> str:
    text = name.piece.text
    if name.kind == DEMONYM:
        return "demonym"
    if name.kind == PERSON:
        return (
            "surname" if len(name.piece.words) == 1 or len(name.piece.words) < len(group.name.split()) - 1 else "full"
        )
    if name.kind == ORGANISATION:
        return "acronym" if ACRONYM.fullmatch(text) else "full"
    if group.entry and group.entry.source == "countries":
        if name.piece.entry and name.piece.entry.source == "capitals":
            return "metonym"
        if is_in_place(name.piece, article):
            return "place"
        return "acronym" if ACRONYM.fullmatch(text) and len(text.replace(".", "")) < 5 else "full"
    return "place"


def _people(names: Sequence[Name], groups: list[Group], lexicon: Lexicon) -> dict[int, Group]:
    """People by their last names: a longer form takes up the shorter ones that agree with it."""
    of: dict[int, Group] = {}
    by_key: dict[str, Group] = {}
    own: list[Group] = []
    by_word: dict[str, list[Group]] = {}
    honorifics = {title for title, row in lexicon.titles.items() if row["kind"] == "honorific"}
    for name in sorted(names, key=lambda name: (-len(key_of(name.piece.text).split()), name.piece.start)):
        key = key_of(name.piece.text)
        group = by_key.get(key) or _fits(name, by_word, lexicon.nicknames)
        if group is None:
            group = Group(PERSON, (PERSON, key), _printed(name))
            own.append(group)
            for word in set(key.split()):
                by_word.setdefault(word, []).append(group)
        elif key != group.key[1]:
            group.method = "surname" if len(key.split()) == 1 else "full_name"
        if " " in key or not group.starts:
            group.starts.append(name.piece.start)
        if " " in key:
            by_key.setdefault(key, group)
        of[id(name)] = group
        is_office = name.piece.honorific not in honorifics
        if name.piece.title and is_office and (group.role is None or len(name.piece.title) > len(group.role)):
            group.role = name.piece.title
    groups += own
    return of


def _printed(name: Name) -> str:
    text = name.piece.text
    if ACRONYM.fullmatch(text) and len(text) < 5:
        return text
    if name.kind == PLACE and text.isupper() and len(text) > 4:
        return " ".join(word.capitalize() for word in text.split())
    return " ".join(word.capitalize() for word in text.split()) if name.piece.is_capitals and text.isupper() else text


def _fits(name: Name, by_word: Mapping[str, Sequence[Group]], nicknames: Mapping[str, str]) -> Group | None:
    """The group whose full name holds these words; of several, for a bare surname, the one its sentence lies nearest
    to, else the one the article names first.
    """
    short = [word for word in key_of(name.piece.text).split() if word not in SUFFIXES]
    near = by_word.get(short[-1], ())[:MOST] if short else ()
    near = [*near, *by_word.get(short[0], ())[:MOST]] if len(short) > 1 else near
    full = {group.actor_id: group for group in near}
    fitting = [g for g in full.values() if _agree(short, [w for w in g.key[1].split() if w not in SUFFIXES], nicknames)]
    if len(fitting) < 2 or len(short) > 1:
        return fitting[0] if len(fitting) == 1 else None
    start = name.piece.start
    before = [(max(at), group) for group in fitting if (at := [s for s in group.starts if start - NEAR < s < start])]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    return min(fitting, key=lambda group: group.starts[0])


def _agree(short: list[str], full: list[str], nicknames: Mapping[str, str]) -> bool:
    """Whether a shorter form can name the same person: its last words, its first, or the same with initials."""
    if len(short) == 1:
        return bool(full) and short[0] in (full[0], full[-1])
    if short in (full[-len(short) :], full[: len(short)]) or "".join(short) == "".join(full):
        return True
    is_initial = len(short[0]) == 1 or len(full[0]) == 1
    is_same = nicknames.get(short[0], short[0]) == nicknames.get(full[0], full[0])
    is_first = is_same or (is_initial and full[0][0] == short[0][0])
    return short[-1] == full[-1] and is_first


def _bracketed(names: Sequence[Name], article: Article) -> dict[str, str]:
    """Acronyms that the text prints in brackets behind a name, as keys, with the key of that name."""
    text = article.text
    return {
        key_of(after.piece.text): key_of(before.piece.entry.name if before.piece.entry else before.piece.text)
        for before, after in pairwise(names)
        if BRACKET.fullmatch(text, before.piece.end, after.piece.start)
        and text[after.piece.end : after.piece.end + 1] == ")"
        and ACRONYM.fullmatch(after.piece.text) and len(before.piece.words) > 1
    }  # fmt: skip


def _organisations(names: Sequence[Name], groups: list[Group], article: Article, lexicon: Lexicon) -> dict[int, Group]:
    of: dict[int, Group] = {}
    by_key: dict[str, Group] = {}
    bracketed = _bracketed(names, article)
    own: list[Group] = []
    by_short: dict[str, list[Group]] = {}
    for name in sorted(names, key=lambda name: (-len(name.piece.words), name.piece.start)):
        known = name.piece.entry
        is_named = known is not None and known.source in ("organisations", "clubs") and not known.is_ambiguous
        entry = known if is_named else None
        text = entry.name if entry else name.piece.text
        key = key_of(text)
        group = by_key.get(key) or (None if entry else by_key.get(bracketed.get(key, "")) or _body(key, by_short))
        if group is None:
            identity = ("wikidata:" + entry.wikidata_id,) if entry and entry.wikidata_id else (ORGANISATION, key)
            group = Group(ORGANISATION, identity, _printed(name) if not entry else entry.name, entry)
            group.method = "seed" if entry else "alone"
            own.append(group)
            for short in _shorts(group.name, lexicon):
                by_short.setdefault(short, []).append(group)
        by_key.setdefault(key, group)
        of[id(name)] = group
    groups += own
    return of


def _shorts(name: str, lexicon: Lexicon) -> set[str]:
    """The forms that an organisation of several words is shortened to: its first words, its initials, and a last word
    that names a kind of body ("the Alliance").
    """
    words = key_of(name).split()
    if len(words) < 2:
        return set()
    initials = "".join(word[0] for word in words if word not in ("of", "the", "and", "for"))
    last = name.split()[-1]
    kinds = {words[-1]} if last in lexicon.heads or last in lexicon.teams else set()
    return {initials, *kinds, *(" ".join(words[:count]) for count in range(1, len(words)))}


def _body(key: str, by_short: Mapping[str, Sequence[Group]]) -> Group | None:
    """The one organisation that a short form or acronym stands for."""
    fitting = by_short.get(key, ())
    return fitting[0] if len(fitting) == 1 else None


def _places(names: Sequence[Name], groups: list[Group], article: Article, lexicon: Lexicon) -> dict[int, Group]:
    of: dict[int, Group] = {}
    by_key: dict[tuple[str, ...], Group] = {}
    support = support_of([name.piece.entry for name in names if name.piece.entry], lexicon)
    for index, name in enumerate(names):
        before = names[index - 1] if index else None
        is_state = before is not None and _is_state_of(before, name, article, lexicon)
        group = _state(name) if is_state else _place(name, support, article, lexicon)
        kept = by_key.setdefault(group.key, group)
        if kept is group:
            groups.append(group)
        of[id(name)] = kept
    return of


def _is_state_of(city: Name, name: Name, article: Article, lexicon: Lexicon) -> bool:
    """Whether a name shared by a country and a state follows a city of that state's country: "Atlanta, Georgia"."""
    entry, of = name.piece.entry, city.piece.entry
    return (
        entry is not None and entry.source == "countries" and entry.is_ambiguous
        and of is not None and of.country_code == "US"
        and any(row["name"] == entry.surface for row in lexicon.states.values())
        and article.text[city.piece.end : name.piece.start] == ", "
    )  # fmt: skip


def _state(name: Name) -> Group:
    return Group(PLACE, (PLACE, key_of(name.piece.text), "US"), name.piece.text, country_code="US")


def _place(name: Name, support: Support, article: Article, lexicon: Lexicon) -> Group:
    entry = name.piece.entry
    if entry and entry.source == "countries" and not support.holds(entry, lexicon):
        return Group(PLACE, (PLACE, key_of(entry.surface)), entry.surface)
    if entry and entry.source in ("countries", "demonyms", "capitals"):
        is_state = entry.source != "capitals" or acts(name.piece, article, lexicon)
        if is_state and entry.country_code:
            country = lexicon.countries.get(entry.country_code)
            label = lexicon.country_name(entry.country_code) or entry.name
            wikidata = country.wikidata_id if country else None
            key = ("wikidata:" + wikidata,) if wikidata else (PLACE, key_of(label))
            return Group(
                PLACE, key, label, country or replace(entry, source="countries"), entry.country_code, method="seed"
            )
    code = entry.country_code if entry and (not entry.is_ambiguous or entry.country_code in support.countries) else None
    label = _printed(name)
    return Group(PLACE, (PLACE, key_of(label)), label, entry, code, method="seed" if entry else "alone")


def _actor(group: Group, lexicon: Lexicon) -> Actor:
    aliases = [_printed(name) for name in group.names]
    fullest = group.name
    if group.kind in (PERSON,):
        fullest = max(dict.fromkeys(aliases), key=lambda text: (len(text.split()), Counter(aliases)[text]))
    entry = group.entry
    schema = {PERSON: "Person"}.get(group.kind)
    sector = entry.sector_code if entry else None
    if group.kind == ORGANISATION:
        head = lexicon.heads.get(group.name.split()[-1])
        schema = (entry.ftm_schema if entry else None) or (head["ftm_schema"] if head else None)
        if group.name.split()[-1] in lexicon.suffixes:
            schema = "Company"
        sector = sector or (head["sector_code"] or None if head else None)
    if group.kind == PLACE and entry and entry.source == "countries":
        schema = "Country"
    code = group.country_code or (entry.country_code if entry and group.kind == ORGANISATION else None)
    return Actor(
        actor_id=group.actor_id, name=fullest, actor_kind=group.kind, mentions=len(group.names),
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias != fullest)), role=group.role,
        ftm_schema=schema, wikidata_id=entry.wikidata_id if entry else None,
        country_code=code, country_alpha3=lexicon.alpha3(code),
        sector_code=sector, link_method=group.method,
    )  # fmt: skip
