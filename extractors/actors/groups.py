"""Which names of people and organisations are one actor within the article."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import regex

from extractors.actors.entries import Entry
from extractors.actors.evidence import ORGANISATION, PERSON, PLACE
from extractors.actors.keys import key_of
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Name
from extractors.article.layout import Article

NEAR = 400
"""How far back a full name claims a bare surname that several people share."""

MOST = 12
"""People of the same surname that are looked at."""

APART = frozenset(
    frozenset(pair.split("-"))
    for pair in "REL-GOV REL-MIL REL-COP REL-BUS REL-JUD JUD-MIL JUD-COP JUD-BUS COP-BUS COP-MIL".split()
)
"""Sectors of titles that one person does not hold in one story."""

SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
SMALL = frozenset(("of", "the", "and", "for"))
BRACKET = regex.compile(r"[”\"’']? \((?:the )?")
LONGEST_BRACKET = 7
"""Characters between a name and its abbreviation in brackets."""


@dataclass(slots=True, eq=False)
class Group:
    """The names of one actor, while they are gathered. `key` is what the id is made of, `starts` are the places of
    the full names of a person, `forms` counts the forms that the article prints.
    """

    kind: str
    key: tuple[str, ...]
    name: str
    entry: Entry | None = None
    country_code: str | None = None
    method: str = "alone"
    role: str | None = None
    honorific: str | None = None
    words: Sequence[str] = ()
    first: int = 0
    starts: list[int] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)
    actor_id: str = ""


@lru_cache(maxsize=8192)
def printed(name: Name) -> str:
    """A name as the article prints it; one in capitals as it would stand in a sentence."""
    text = name.piece.text
    if not text.isupper() or (len(text) < 5 and name.piece.is_acronym):
        return text
    if name.piece.is_capitals or (name.kind == PLACE and len(text) > 4):
        return " ".join(word.capitalize() for word in text.split())
    return text


def people(names: Sequence[Name], lexicon: Lexicon) -> dict[int, Group]:
    """The group of each person's name, by `id(name)`: a longer form takes up the shorter ones that agree with it."""
    group_of: dict[int, Group] = {}
    forms: dict[str, list[Name]] = {}
    for name in names:
        forms.setdefault(key_of(name.piece.text), []).append(name)
    by_word: dict[str, list[Group]] = {}
    apart: dict[str, Group] = {}
    for key, same in sorted(forms.items(), key=lambda form: -form[0].count(" ")):
        is_bare = " " not in key
        fitting = _fitting(canonical(key, lexicon), by_word, lexicon.nicknames)
        if not fitting:
            fitting = [_person(same[0], key, lexicon)]
            for word in {*key.split(), *fitting[0].words}:
                by_word.setdefault(word, []).append(fitting[0])
        group = fitting[0]
        if not is_bare:
            group = _nearest(fitting, same[0].start)
            group.starts = sorted([*group.starts, *[name.start for name in same]])
        for name in same:
            if is_bare:
                near = [one for one in fitting if _title_fits(name, one, lexicon)]
                group = _nearest(near, name.start) if near else apart.setdefault(key, _person(name, key, lexicon))
            group_of[id(name)] = group
            if name.piece.title is not None:
                _hold(group, name, lexicon)
            if canonical(key, lexicon) != group.key[1]:
                group.method = "surname" if is_bare else "full_name"
    return group_of


def _person(name: Name, key: str, lexicon: Lexicon) -> Group:
    words = [word for word in canonical(key, lexicon).split() if word not in SUFFIXES]
    return Group(PERSON, (PERSON, canonical(key, lexicon)), printed(name), words=words, first=name.start)


@lru_cache(maxsize=8192)
def canonical(key: str, lexicon: Lexicon) -> str:
    """A key under which spellings of a name meet: short forms and transliterations as the seed lists write them."""
    first, *more = key.split()
    if more:
        first = lexicon.nicknames.get(first, first)
    return " ".join(lexicon.transliterations.get(word, word) for word in (first, *more))


def _hold(group: Group, name: Name, lexicon: Lexicon) -> None:
    """Give a person the office that stands before the name, the longest of all."""
    title = name.piece.title
    row = lexicon.titles.get(name.piece.honorific or "")
    if row is not None and (group.honorific is None or row["sector_code"]):
        group.honorific = name.piece.honorific
    is_office = row is None or row["kind"] != "honorific"
    if title and is_office and (group.role is None or len(title) > len(group.role)):
        group.role = title


def _fitting(key: str, by_word: Mapping[str, list[Group]], nicknames: Mapping[str, str]) -> list[Group]:
    """The people whose full names hold these words: all for a bare surname, else the one where there is but one."""
    short = [word for word in key.split() if word not in SUFFIXES]
    if not short:
        return []
    near = by_word.get(short[-1], [])[:MOST]
    if len(short) == 1:
        return [group for group in near if _agree(short, group.words, nicknames)]
    near += by_word.get(short[0], [])[:MOST]
    fitting = [group for group in dict.fromkeys(near) if _agree(short, group.words, nicknames)]
    return fitting if len(fitting) == 1 else []


def _nearest(fitting: Sequence[Group], start: int) -> Group:
    """Of people with the same surname the one whose full name stands last before, else the one named first."""
    if len(fitting) == 1:
        return fitting[0]
    before = [(group.starts[at - 1], group) for group in fitting if (at := bisect_left(group.starts, start))]
    place, group = max(before, key=lambda pair: pair[0], default=(start - NEAR, fitting[0]))
    return group if place > start - NEAR else min(fitting, key=lambda group: group.first)


def _agree(short: Sequence[str], full: Sequence[str], nicknames: Mapping[str, str]) -> bool:
    """Whether a shorter form can name the same person: its last words, its first, or the same with initials."""
    if len(short) == 1:
        return bool(full) and short[0] in (full[0], full[-1])
    if short in (full[-len(short) :], full[: len(short)]) or "".join(short) == "".join(full):
        return True
    is_initial = len(short[0]) == 1 or len(full[0]) == 1
    is_same = nicknames.get(short[0], short[0]) == nicknames.get(full[0], full[0])
    is_first = is_same or (is_initial and full[0][0] == short[0][0])
    return short[-1] == full[-1] and is_first


def _title_fits(name: Name, group: Group, lexicon: Lexicon) -> bool:
    """Whether the title before a surname can be that of a person: not where sex or sector disagree."""
    row = lexicon.titles.get(name.piece.honorific) if name.piece.honorific else None
    if row is None:
        return True
    other = lexicon.titles.get(group.honorific or "")
    told_by_name = lexicon.given.get(group.words[0].capitalize(), "") if group.words else ""
    sex = (other["sex"] if other else "") or told_by_name
    if row["sex"] and sex and row["sex"] != sex:
        return False
    held = other["sector_code"] if other else ""
    return frozenset((row["sector_code"], held)) not in APART or group.role is None


def organisations(names: Sequence[Name], article: Article, lexicon: Lexicon) -> dict[int, Group]:
    """The group of each organisation's name, by `id(name)`: short forms and acronyms join the one body they fit."""
    group_of: dict[int, Group] = {}
    by_key: dict[str, Group] = {}
    by_short: dict[str, list[Group]] = {}
    bracketed = _bracketed(names, article)
    for name in sorted(names, key=lambda name: (-len(name.piece.words), name.start)):
        known = name.piece.entry
        is_named = known is not None and known.source in ("organisations", "clubs") and not known.is_ambiguous
        entry = known if is_named else None
        if entry is not None and entry.surface != name.piece.text and key_of(name.piece.text) in bracketed:
            entry = None
        key = key_of(entry.name if entry else name.piece.text)
        group = by_key.get(key)
        if group is None and entry is None:
            fitting = by_short.get(key, ())
            group = by_key.get(bracketed.get(key, "")) or (fitting[0] if len(fitting) == 1 else None)
        if group is None:
            group = _body(name, entry, key)
            for short in _shorts(group.name, lexicon):
                by_short.setdefault(short, []).append(group)
        by_key.setdefault(key, group)
        group_of[id(name)] = group
    return group_of


def _body(name: Name, entry: Entry | None, key: str) -> Group:
    if entry is None:
        return Group(ORGANISATION, (ORGANISATION, key), printed(name))
    identity = ("wikidata:" + entry.wikidata_id,) if entry.wikidata_id else (ORGANISATION, key)
    return Group(ORGANISATION, identity, entry.name, entry, method="seed")


def _bracketed(names: Sequence[Name], article: Article) -> dict[str, str]:
    """Acronyms that the text prints in brackets behind a name, as keys, with the key of that name."""
    text = article.text
    return {
        key_of(after.piece.text): key_of(before.piece.entry.name if before.piece.entry else before.piece.text)
        for before, after in pairwise(names)
        if after.start - before.end <= LONGEST_BRACKET and text.startswith(")", after.end)
        and BRACKET.fullmatch(text, before.end, after.start)
        and after.piece.is_acronym and len(before.piece.words) > 1
    }  # fmt: skip


@lru_cache(maxsize=4096)
def _shorts(name: str, lexicon: Lexicon) -> frozenset[str]:
    """The forms that an organisation of several words is shortened to: its first words, its initials, and a last word
    that names a kind of body ("the Alliance").
    """
    words = key_of(name).split()
    if len(words) < 2:
        return frozenset()
    shorts = {" ".join(words[:count]) for count in range(1, len(words))}
    shorts.add("".join(word[0] for word in words if word not in SMALL))
    last = name.split()[-1]
    if last in lexicon.heads or last in lexicon.teams:
        shorts.add(words[-1])
    return frozenset(shorts)
