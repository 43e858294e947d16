"""Which names of places are one actor within the article: a country, its capital where it acts, its people."""

from collections.abc import Sequence

from extractors.actors.entries import Entry
from extractors.actors.evidence import PLACE
from extractors.actors.groups import Group, printed
from extractors.actors.keys import key_of
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Name
from extractors.actors.places import Support, acts, support_of
from extractors.article.layout import Article

UNDECIDED = "undecided"
"""The method of a name that several places share and nothing in the article decides."""


def places(names: Sequence[Name], article: Article, lexicon: Lexicon) -> dict[int, Group]:
    """The group of each place's name, by `id(name)`: names of one country are one, with its capital where that acts."""
    group_of: dict[int, Group] = {}
    by_key: dict[tuple[str, ...], Group] = {}
    by_words: dict[tuple[tuple[str, ...], Entry | None], Group] = {}
    support = support_of([name.piece.entry for name in names if name.piece.entry], lexicon)
    before: Name | None = None
    for name in names:
        piece = name.piece
        entry = piece.entry
        known = (piece.words, entry)
        group = by_words.get(known)
        if before is not None and entry is not None and _is_state_of(before, name, entry, article, support):
            group = Group(PLACE, (PLACE, key_of(piece.text), "US"), piece.text, country_code="US")
        elif entry is not None and entry.source == "capitals":
            group = _country(entry, lexicon) if acts(name, article) else None
            group = group or _place(name, entry, support)
        elif group is None:
            group = by_words[known] = _group(name, entry, support, lexicon)
        group_of[id(name)] = by_key.setdefault(group.key, group)
        before = name
    return group_of


def _is_state_of(city: Name, name: Name, entry: Entry, article: Article, support: Support) -> bool:
    """Whether a name shared by a country and a state follows a city of that state's country: "Atlanta, Georgia"."""
    of_city = city.piece.entry
    return (
        entry.is_ambiguous and entry.source == "countries" and of_city is not None and of_city.country_code == "US"
        and entry.surface in support.states
        and article.text[city.end : name.start] == ", "
    )  # fmt: skip


def _group(name: Name, entry: Entry | None, support: Support, lexicon: Lexicon) -> Group:
    if entry is not None and entry.source == "countries" and not support.holds(entry, lexicon):
        return Group(PLACE, (PLACE, key_of(entry.surface)), entry.surface, method=UNDECIDED)
    is_state = entry is not None and entry.source in ("countries", "demonyms")
    country = _country(entry, lexicon) if entry is not None and is_state else None
    return country or _place(name, entry, support)


def _country(entry: Entry, lexicon: Lexicon) -> Group | None:
    """The country of an entry, under its CLDR name; None where the entry has none."""
    if not entry.country_code:
        return None
    country = lexicon.countries.get(entry.country_code)
    label = lexicon.country_name(entry.country_code) or entry.name
    wikidata = country.wikidata_id if country else None
    key = ("wikidata:" + wikidata,) if wikidata else (PLACE, key_of(label))
    return Group(PLACE, key, label, country or entry._replace(source="countries"), entry.country_code, method="seed")


def _place(name: Name, entry: Entry | None, support: Support) -> Group:
    """A place under the name that is printed; its country only where no other place of that name is in doubt."""
    is_sure = entry is not None and (not entry.is_ambiguous or entry.country_code in support.countries)
    code = entry.country_code if entry is not None and is_sure else None
    label = printed(name)
    return Group(PLACE, (PLACE, key_of(label)), label, entry, code, method="seed" if entry else "alone")
