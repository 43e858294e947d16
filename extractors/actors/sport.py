"""In an article about sport the name of a place is mostly that of its club."""

from collections.abc import Collection, Sequence

import regex

from extractors.actors.evidence import ORGANISATION, PLACE
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Name

SHORT, LONG = 2, 20
"""Words of so few letters are not counted; those of more letters than so many count as several."""

HOME_NATIONS = frozenset(("England", "Scotland", "Wales", "Northern Ireland", "Republic of Ireland"))
"""They play under their own names, as countries do."""

PLACED = regex.compile(r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]round|city of|town of|north of|south of|region of)\s?\Z")
AFTER_COMMA = regex.compile(r", (\p{Lu}[\p{L}.]{1,20}(?: \p{Lu}\p{L}{1,15})?)")


def is_sport(words: Sequence[str], distinct: Collection[str], lexicon: Lexicon) -> bool:
    """Whether an article of these words is about sport: one word in fifty is of that trade."""
    of_sport = lexicon.sport_forms.intersection(distinct)
    if not of_sport:
        return False
    hits = sum(map(of_sport.__contains__, words))
    if hits < 3 or hits * 50 < sum([len(word) > SHORT + 1 for word in words]):
        return False
    return hits * 50 >= sum([(len(word.lstrip("'")) + LONG - SHORT - 1) // LONG for word in words])


def weigh_clubs(names: Sequence[Name], text: str, lexicon: Lexicon) -> None:
    """In an article about sport a place that has a club is the club, unless words beside it say where."""
    for name in names:
        piece = name.piece
        source = piece.entry.source if piece.entry else None
        is_fixed = piece.text in HOME_NATIONS or source in ("countries", "demonyms", "organisations", "clubs")
        if is_fixed or len(piece.words) > 3:
            continue
        if source is None and piece.text not in lexicon.clubs:
            continue
        is_placed = PLACED.search(text, max(0, name.start - 12), name.start) is not None
        land = after[1] if (after := AFTER_COMMA.match(text, name.end)) else ""
        entry = lexicon.entries.get(land)
        is_listed = entry is not None and entry.source in ("countries", "regions") and land not in lexicon.clubs
        if is_placed or is_listed or text[name.end : name.end + 1] == ":" or name.weight.get(PLACE, 0) >= 10:
            name.add(PLACE, 3)
            continue
        name.add(ORGANISATION, 9 if piece.text in lexicon.clubs else 2)
