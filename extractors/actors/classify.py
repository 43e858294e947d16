"""What a piece is: its own votes, and what the rest of the document knows of its words."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from extractors.actors.evidence import ORGANISATION, OTHER, PERSON, PLACE, Cues, Votes, weigh
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import ACRONYM, Piece
from extractors.actors.places import is_in_place
from extractors.actors.sport import weigh_clubs
from extractors.article.layout import Article

ENOUGH = 1.5
"""Below this weight nothing is claimed."""


FAINT = 2
"""Up to this weight a list of places says more."""


@dataclass(frozen=True, slots=True)
class Name:
    """A piece with what it is."""

    piece: Piece
    kind: str
    rule_id: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the document knows: the votes of each surface, words of its people and of its organisations, and the words
    that it prints in lower case.
    """

    together: Mapping[str, Votes]
    people: Mapping[str, float]
    organisations: Mapping[str, float]
    lower: frozenset[str]
    is_sport: bool


def decide(pieces: Sequence[Piece], article: Article, cues: Cues, lexicon: Lexicon, sport: bool) -> list[Name]:
    """The pieces that are names, with their kinds: first each alone, then with what the document knows of its words."""
    own = [(piece, weigh(piece, article, cues, lexicon)) for piece in pieces]
    if sport:
        weigh_clubs(own, article, lexicon)
    together = _gather(own)
    people = _people(together)
    organisations = _short_forms(together, lexicon.heads, {*lexicon.suffixes, "plc"})
    known = Known(together, people, organisations, _lower_words(article), sport)
    names: list[Name] = []
    for piece, votes in own:
        kind, rule = _decide_one(piece, votes, known, lexicon)
        if kind in (OTHER, ORGANISATION) and names and _is_listed(names[-1], piece, votes, article):
            kind = PLACE
        if kind != OTHER and not _is_product(piece, article):
            piece = _widened(piece, votes, article, lexicon) if kind == ORGANISATION else piece
            names.append(Name(piece, kind, rule or piece.rule_id))
    return names


INNER_CAPITAL = regex.compile(r"\p{Ll}\p{Lu}|\p{N}\p{Lu}|\p{Lu}\p{N}")
TICKER = regex.compile(
    r"(?:(?:Nasdaq|NASDAQ|NYSE|LSE|AIM|TSX|ASX|HKEX|OTC|NSE|BSE|SGX|XETRA|ETR|FRA)[^:()]{0,20}: ?|\()\Z"
)
MARKET = regex.compile(r"\.\p{Lu}{1,2}\)")
CLOCK = regex.compile(r"\d{1,2}[:.]\d{2} ?(?:[AaPp]\.?[Mm]\.? )?\Z")
ARTICLE = regex.compile(r"(?:al|el|ul|as|an|ar|ad|az)-(\p{Lu}.+)")
PRODUCT = regex.compile(r" (?:crude|oil futures|futures|gilts|bunds)\b")
INDEX = regex.compile(r" \d{2,4}(?![\d,.:-]*\d|\p{L}| (?:people|members|jobs|staff|million|billion|per cent))")
WORD_BEFORE = regex.compile(r"\p{Lu}\p{Ll}{2,20} \Z")


def _is_product(piece: Piece, article: Article) -> bool:
    """Whether the words after a name make it one of a thing: "Brent crude", "S&P 500"."""
    text = article.text
    is_acronym = piece.entry is None and ACRONYM.fullmatch(piece.text) is not None
    if is_acronym and CLOCK.search(text, max(0, piece.start - 14), piece.start):
        return True
    is_ticker = is_acronym and TICKER.search(text, max(0, piece.start - 30), piece.start) is not None
    if is_ticker and (text[piece.start - 1] != "(" or MARKET.match(text, piece.end)):
        return True
    return PRODUCT.match(article.text, piece.end) is not None or (
        is_acronym and INDEX.match(article.text, piece.end) is not None
    )


def _widened(piece: Piece, votes: Votes, article: Article, lexicon: Lexicon) -> Piece:
    """A body that an apposition shows, with the common word that opens its sentence: "Consumer Voice, a charity"."""
    if votes.rule_id != "organisation-apposition" or piece.entry is not None:
        return piece
    before = WORD_BEFORE.search(article.text, max(article.sentence(piece.start)[0], piece.start - 24), piece.start)
    if before is None or before.start() != article.sentence(piece.start)[0]:
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
        and not ACRONYM.fullmatch(piece.text) and max(votes.weight[ORGANISATION], votes.weight[PERSON]) <= FAINT
        and is_in_place(before.piece, article)
    )  # fmt: skip


def _gather(own: Sequence[tuple[Piece, Votes]]) -> dict[str, Votes]:
    """The votes of a surface over the document; the heaviest of each kind counts whole, the others by half."""
    together: dict[str, Votes] = defaultdict(Votes)
    for piece, votes in own:
        pot = together[piece.text]
        for kind, weight in votes.weight.items():
            pot.weight[kind] = max(pot.weight[kind], weight) + 0.5 * min(pot.weight[kind], weight)
        pot.weight["inner"] += 0 if piece.is_first else 1
    return together


def _people(together: Mapping[str, Votes]) -> dict[str, float]:
    """Words of the document's full names of people: last words, and first ones."""
    words: dict[str, float] = {}
    for surface, votes in together.items():
        kind, weight = _best(votes)
        parts = [part for part in surface.split() if part not in ("Jr", "Jr.", "Sr.", "Sr", "II", "III", "IV")]
        if kind == PERSON and len(parts) > 1 and weight >= ENOUGH:
            for count in range(1, min(4, len(parts))):
                tail = " ".join(parts[-count:])
                words[tail] = max(words.get(tail, 0), weight)
            words.setdefault(parts[0], weight / 2)
            if article := ARTICLE.fullmatch(parts[-1]):
                words[article[1]] = max(words.get(article[1], 0), weight)
            if len(parts) == 3 and "-" in parts[2]:
                words.setdefault(parts[2], weight / 2)
    return words


def _short_forms(together: Mapping[str, Votes], heads: Collection[str], suffixes: Collection[str]) -> dict[str, float]:
    """First words and acronyms of the document's organisations of several words."""
    words: dict[str, float] = {}
    for surface, votes in together.items():
        kind, weight = _best(votes)
        parts = [part for part in surface.split() if part not in ("of", "the", "and", "for", "&")]
        if kind == ORGANISATION and len(parts) > 1:
            for count in range(1, len(parts)):
                is_firm = parts[-1] in suffixes and count == len(parts) - 1
                words[" ".join(surface.split()[:count])] = min(weight, 9) if is_firm else min(weight / 2, 5)
            if parts[-1] in heads:
                words[parts[-1]] = min(weight / 2, 5)
            words["".join(part[0] for part in parts)] = min(weight, 5)
    return words


def _best(votes: Votes) -> tuple[str, float]:
    return _without_inner(votes).best()


def _without_inner(votes: Votes) -> Votes:
    """The votes without the count of places inside a sentence."""
    return Votes({kind: weight for kind, weight in votes.weight.items() if kind != "inner"}, votes.rule_id)


LOWER = regex.compile(r"(?<![\p{L}'’-])\p{Ll}[\p{L}]{1,30}")


def _lower_words(article: Article) -> frozenset[str]:
    """Words that the document prints in lower case."""
    return frozenset(LOWER.findall(article.text))


def _decide_one(piece: Piece, votes: Votes, known: Known, lexicon: Lexicon) -> tuple[str, str | None]:
    """The kind of one piece, with the rule that speaks loudest for it."""
    surface = piece.text
    folded = surface.casefold()
    own_kind, own_weight = votes.best()
    pot = _without_inner(known.together[surface])
    total = Votes(defaultdict(float, {kind: votes.weight[kind] + 0.6 * weight for kind, weight in pot.weight.items()}))
    if len(piece.words) <= 3 and surface in known.people:
        total.add(PERSON, min(known.people[surface], 8))
    if surface in known.organisations:
        total.add(ORGANISATION, known.organisations[surface])
    kind, weight = total.best()
    if surface in lexicon.states and votes.weight[PLACE] < 9 and (piece.entry is None or len(surface) < 3):
        return OTHER, None
    is_group = surface in lexicon.groups and (piece.entry is None or piece.entry.source == "cities")
    is_period = "-" in surface and all(part in lexicon.not_names for part in folded.split("-"))
    if is_group or is_period or len(surface) < 2:
        return OTHER, None
    if len(piece.words) > 1 and piece.entry is None and piece.title is None and piece.words[0] not in lexicon.given:
        is_body = kind in (ORGANISATION, PLACE) and weight >= 4
        is_loose = piece.words[0].casefold() in lexicon.not_names or piece.words[0] in lexicon.groups
        if is_loose and not is_body and surface not in known.people:
            return OTHER, None
    if len(piece.words) == 1:
        is_title = surface in lexicon.titles or surface.capitalize() + "." in lexicon.titles
        if is_title and surface not in known.people and piece.title is None and piece.entry is None:
            return OTHER, None
        is_side = surface in lexicon.clubs and votes.weight[ORGANISATION] >= 8
        if (
            folded in lexicon.not_names
            and not is_side
            and piece.entry is None
            and piece.title is None
            and surface not in known.people
        ):
            return OTHER, None
        inner = known.together[surface].weight["inner"]
        is_known = piece.entry is not None and piece.entry.source != "cities"
        if piece.is_first and not inner and not is_known and folded in known.lower:
            return OTHER, None
        if piece.is_first and not inner and not is_known and weight < 4:
            return OTHER, None
        if folded in known.lower and not is_known and surface not in known.people and own_weight < 3:
            return OTHER, None
    if kind == OTHER or weight < ENOUGH:
        if kind == OTHER and weight > 0:
            return OTHER, None
        if not piece.is_first and piece.entry is None and len(surface) > 2 and weight >= 0:
            return (ORGANISATION, None) if known.is_sport or _looks_named(piece, votes, known) else (OTHER, None)
        return OTHER, None
    return kind, votes.rule_id if kind == own_kind else None


def _looks_named(piece: Piece, votes: Votes, known: Known) -> bool:
    """Whether a name without cues is one of a body all the same: several words, an acronym, a capital inside it, or
    one that the document prints again inside a sentence.
    """
    if len(piece.words) > 1:
        return True
    word = piece.text
    return (
        ACRONYM.fullmatch(word) is not None or INNER_CAPITAL.search(word) is not None
        or (votes.weight[ORGANISATION] > 0 and known.together[word].weight["inner"] > 1)
    )  # fmt: skip
