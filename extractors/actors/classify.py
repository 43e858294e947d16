"""What a piece is: its own votes, and what the rest of the document knows of its words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractors.actors.evidence import ORGANISATION, OTHER, PERSON, PLACE, Cues, Votes, best_of, is_acronym, weigh
from extractors.actors.known import ENOUGH, Known, Surface, known_of
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Piece
from extractors.actors.places import is_in_place
from extractors.actors.shapes import shape_of
from extractors.actors.sport import weigh_clubs
from extractors.article.layout import Article

FAINT = 2
"""Up to this weight a list of places says more."""


@dataclass(slots=True)
class Name:
    """A piece with what it is."""

    piece: Piece
    kind: str
    rule_id: str


def decide(pieces: Sequence[Piece], article: Article, cues: Cues, lexicon: Lexicon, sport: bool) -> list[Name]:
    """The pieces that are names, with their kinds: first each alone, then with what the document knows of its words."""
    own: list[tuple[Piece, Votes]] = []
    for piece in pieces:
        shape = shape_of(piece.words, piece.title is not None, piece.entry is not None, lexicon)
        own.append((piece, weigh(piece, shape, article, cues, lexicon)))
    if sport:
        weigh_clubs(own, article, lexicon)
    known = known_of(own, article.text, lexicon, sport)
    names: list[Name] = []
    for piece, votes in own:
        surface = known.surfaces[piece.words]
        kind, rule = OTHER, None
        if not _is_none(piece, votes, surface, known, lexicon):
            kind, rule = _decide_one(piece, votes, surface, known, lexicon)
        if names and kind in (OTHER, ORGANISATION) and _is_listed(names[-1], piece, votes, article):
            kind = PLACE
        if kind != OTHER and not _is_product(piece, article):
            if kind == ORGANISATION and votes.rule_id == "organisation-apposition" and piece.entry is None:
                piece = _widened(piece, article, lexicon)
            names.append(Name(piece, kind, rule or piece.rule_id))
    return names


INNER_CAPITAL = regex.compile(r"\p{Ll}\p{Lu}|\p{N}\p{Lu}|\p{Lu}\p{N}")
TICKER = regex.compile(
    r"(?:(?:Nasdaq|NASDAQ|NYSE|LSE|AIM|TSX|ASX|HKEX|OTC|NSE|BSE|SGX|XETRA|ETR|FRA)[^:()]{0,20}: ?|\()\Z"
)
MARKET = regex.compile(r"\.\p{Lu}{1,2}\)")
CLOCK = regex.compile(r"\d{1,2}[:.]\d{2} ?(?:[AaPp]\.?[Mm]\.? )?\Z")
GOODS = (" crude", " oil futures", " futures", " gilts", " bunds")
PRODUCT = regex.compile(r" (?:crude|oil futures|futures|gilts|bunds)\b")
INDEX = regex.compile(r" \d{2,4}(?![\d,.:-]*\d|\p{L}| (?:people|members|jobs|staff|million|billion|per cent))")
WORD_BEFORE = regex.compile(r"\p{Lu}\p{Ll}{2,20} \Z")


def _is_product(piece: Piece, article: Article) -> bool:
    """Whether the words after a name make it one of a thing: "Brent crude", "S&P 500"."""
    text, start, end = article.text, piece.start, piece.end
    if text.startswith(GOODS, end) and PRODUCT.match(text, end, end + 20):
        return True
    if piece.entry is not None or not is_acronym(piece.text):
        return False
    if CLOCK.search(text, max(0, start - 14), start):
        return True
    if TICKER.search(text, max(0, start - 30), start) and (text[start - 1] != "(" or MARKET.match(text, end, end + 4)):
        return True
    return text[end : end + 1] == " " and INDEX.match(text, end) is not None


def _widened(piece: Piece, article: Article, lexicon: Lexicon) -> Piece:
    """A body that an apposition shows, with the common word that opens its sentence: "Consumer Voice, a charity"."""
    start = article.sentence(piece.start)[0]
    before = WORD_BEFORE.search(article.text, max(start, piece.start - 24), piece.start)
    if before is None or before.start() != start:
        return piece
    word = before[0].strip()
    if word.casefold() in lexicon.function_words or word in lexicon.titles or word.casefold() in lexicon.roles:
        return piece
    return replace(piece, start=before.start(), words=(word, *piece.words))


def _is_listed(before: Name, piece: Piece, votes: Votes, article: Article) -> bool:
    """Whether an unknown word goes on with a list of places: "from Kursk and Odinsk"."""
    return (
        before.kind == PLACE and piece.entry is None and len(piece.words) == 1
        and article.text[before.piece.end : piece.start] == " and "
        and not is_acronym(piece.text) and max(votes.weight[ORGANISATION], votes.weight[PERSON]) <= FAINT
        and is_in_place(before.piece, article)
    )  # fmt: skip


def _is_none(piece: Piece, votes: Votes, surface: Surface, known: Known, lexicon: Lexicon) -> bool:
    """Whether the words are no name whatever they weigh: an abbreviated state, a group, a period, a common word."""
    text, entry = surface.text, piece.entry
    if text in lexicon.states and votes.weight[PLACE] < 9 and (entry is None or len(text) < 3):
        return True
    if text in lexicon.groups and (entry is None or entry.source == "cities"):
        return True
    if len(text) < 2 or ("-" in text and all(part in lexicon.not_names for part in text.casefold().split("-"))):
        return True
    if entry is not None or piece.title is not None or len(piece.words) > 1 or text in known.people:
        return False
    if text in lexicon.titles or text.capitalize() + "." in lexicon.titles:
        return True
    is_side = text in lexicon.clubs and votes.weight[ORGANISATION] >= 8
    return not is_side and text.casefold() in lexicon.not_names


def _decide_one(piece: Piece, votes: Votes, surface: Surface, known: Known, lexicon: Lexicon) -> tuple[str, str | None]:
    """The kind of one piece, with the rule that speaks loudest for it."""
    text, entry = surface.text, piece.entry
    total = {kind: votes.weight[kind] + 0.6 * weight for kind, weight in surface.weight.items()}
    if text in known.people:
        total[PERSON] = total.get(PERSON, 0.0) + min(known.people[text], 8)
    if text in known.organisations:
        total[ORGANISATION] = total.get(ORGANISATION, 0.0) + known.organisations[text]
    kind, weight = best_of(total)
    if len(piece.words) == 1:
        is_unknown = entry is None or entry.source == "cities"
        if is_unknown and _is_common(piece, weight, votes, surface, known):
            return OTHER, None
    elif entry is None and piece.title is None and not (kind in (ORGANISATION, PLACE) and weight >= 4):
        first = piece.words[0]
        is_loose = first not in lexicon.given and (first in lexicon.groups or first.casefold() in lexicon.not_names)
        if is_loose and text not in known.people:
            return OTHER, None
    if kind != OTHER and weight >= ENOUGH:
        return kind, votes.rule_id if votes.rule_id and kind == best_of(votes.weight)[0] else None
    if weight > 0 if kind == OTHER else weight < 0:
        return OTHER, None
    if piece.is_first or entry is not None or len(text) < 3:
        return OTHER, None
    return ORGANISATION if known.is_sport or _looks_named(piece, votes, surface) else OTHER, None


def _is_common(piece: Piece, weight: float, votes: Votes, surface: Surface, known: Known) -> bool:
    """Whether a single word that no list knows is a common one: the document prints it in lower case, or only where
    its capital proves nothing.
    """
    is_bare = piece.is_first and not surface.inner
    if is_bare and weight < 4:
        return True
    if not is_bare and (surface.text in known.people or best_of(votes.weight)[1] >= 3):
        return False
    folded = surface.text.casefold()
    return folded in known.lower and folded[0].islower()


def _looks_named(piece: Piece, votes: Votes, surface: Surface) -> bool:
    """Whether a name without cues is one of a body all the same: several words, an acronym, a capital inside it, or
    one that the document prints again inside a sentence.
    """
    if len(piece.words) > 1:
        return True
    return (
        is_acronym(surface.text) or INNER_CAPITAL.search(surface.text) is not None
        or (votes.weight[ORGANISATION] > 0 and surface.inner > 1)
    )  # fmt: skip
