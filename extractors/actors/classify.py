"""What kind of name a piece is, or none: by its own weights, and by what the document knows of its words."""

from collections.abc import Mapping, Sequence

import regex

from extractors.actors.evidence import ORGANISATION, OTHER, PERSON, PLACE, best_of
from extractors.actors.known import ENOUGH, Known, Surface
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Cue, Name, Piece
from extractors.actors.places import is_in_place
from extractors.actors.shapes import widened
from extractors.article.layout import Article

FAINT = 2
"""Up to this weight a list of places says more."""

SURE, NAMESAKE = 5, 20
"""From this weight on a full name decides of its surname, and what that is worth against a place of that name."""

JOBS = frozenset("Reporter Correspondent Editor Writer Columnist Commentator".split())

Decision = tuple[str, str]
"""A kind and the rule that decided, empty where it is none of the cues."""


def decide(names: Sequence[Name], article: Article, known: Known, lexicon: Lexicon) -> list[Name]:
    """The weighed pieces that are names, with their kinds, from what the document knows of their words."""
    text = article.text
    decided: dict[Piece, Decision] = {}
    named: list[Name] = []
    before: Name | None = None
    for name in names:
        piece = name.piece
        if name.weight is not piece.weight:
            kind, rule = _decision(name, known, lexicon)
        elif piece in decided:
            kind, rule = decided[piece]
        else:
            kind, rule = decided[piece] = _decision(name, known, lexicon)
        if before is not None and kind in (OTHER, ORGANISATION) and _is_listed(before, name, article):
            kind = PLACE
        if kind == OTHER or (text.startswith(GOODS, name.end) and PRODUCT.match(text, name.end, name.end + 20)):
            continue
        if piece.is_acronym and piece.entry is None and _is_product(name, text):
            continue
        if kind == ORGANISATION and piece.entry is None and name.cue and name.cue.is_outright and name.cue.is_behind:
            name = _with_first_word(name, article, lexicon)
        name.kind = kind
        name.rule_id = rule or name.rule_id
        named.append(name)
        before = name
    _agree(named)
    return named


def _agree(named: Sequence[Name]) -> None:
    """What is shown to be a body in one place is one where nothing is shown: "the forwarder Van Rhee", "Van Rhee"."""
    shown = {
        name.piece.text
        for name in named
        if name.cue and name.cue.is_outright and name.kind == ORGANISATION and len(name.piece.words) > 1
    }
    for name in named if shown else ():
        if name.kind == PERSON and name.piece.title is None and not name.cue and name.piece.text in shown:
            name.kind = ORGANISATION


INNER_CAPITAL = regex.compile(r"\p{Ll}\p{Lu}|\p{N}\p{Lu}|\p{Lu}\p{N}")
TICKER = regex.compile(
    r"(?:(?:Nasdaq|NASDAQ|NYSE|LSE|AIM|TSX|ASX|HKEX|OTC|NSE|BSE|SGX|XETRA|ETR|FRA)[^:()]{0,20}: ?|\()\Z"
)
MARKET = regex.compile(r"\.\p{Lu}{1,2}\)")
CLOCK = regex.compile(r"\d{1,2}[:.]\d{2} ?(?:[AaPp]\.?[Mm]\.? )?\Z")
GOODS = (" crude", " oil futures", " futures", " gilts", " bunds")
PRODUCT = regex.compile(rf"(?:{'|'.join(GOODS)})\b")
INDEX = regex.compile(r" \d{2,4}(?![\d,.:-]*\d|\p{L}| (?:people|members|jobs|staff|million|billion|per cent))")
WORD_BEFORE = regex.compile(r"\p{Lu}\p{Ll}{2,20} \Z")


def _is_product(name: Name, text: str) -> bool:
    """Whether what stands around an acronym makes it a time of day, a mark of shares or an index: "S&P 500"."""
    start, end = name.start, name.end
    if CLOCK.search(text, max(0, start - 14), start):
        return True
    if TICKER.search(text, max(0, start - 30), start) and (text[start - 1] != "(" or MARKET.match(text, end, end + 4)):
        return True
    return text[end : end + 1] == " " and INDEX.match(text, end) is not None


def _with_first_word(name: Name, article: Article, lexicon: Lexicon) -> Name:
    """A body that an apposition shows, with the common word that opens its sentence: "Consumer Voice, a charity"."""
    start = article.sentence(name.start)[0]
    before = WORD_BEFORE.search(article.text, max(start, name.start - 24), name.start)
    if before is None or before.start() != start:
        return name
    word = before[0].strip()
    if word.casefold() in lexicon.function_words or word in lexicon.titles or word.casefold() in lexicon.roles:
        return name
    return widened(name, before.start(), name.end, (word, *name.piece.words), lexicon)


def _is_listed(before: Name, name: Name, article: Article) -> bool:
    """Whether an unknown word goes on with a list of places: "from Kursk and Odinsk"."""
    piece, weight = name.piece, name.weight
    return (
        before.kind == PLACE and piece.entry is None and len(piece.words) == 1
        and article.text[before.end : name.start] == " and " and not piece.is_acronym
        and max(weight.get(ORGANISATION, 0), weight.get(PERSON, 0)) <= FAINT
        and is_in_place(before.start, article)
    )  # fmt: skip


def _decision(name: Name, known: Known, lexicon: Lexicon) -> Decision:
    """The kind of one piece in its place, "other" where it is no name."""
    return (OTHER, "") if _is_none(name, known, lexicon) else _weighed(name, known, lexicon)


def _is_none(name: Name, known: Known, lexicon: Lexicon) -> bool:
    """Whether the words are no name whatever they weigh: an abbreviated state, a group, a period, a common word."""
    piece, weight = name.piece, name.weight
    text, entry = piece.text, piece.entry
    if text in lexicon.states and weight.get(PLACE, 0) < 9 and (entry is None or len(text) < 3):
        return True
    if text in lexicon.groups and (entry is None or entry.source == "cities"):
        return True
    if len(piece.words) > 1 and text.replace("’", "'") in lexicon.months:
        return True
    if len(text) < 2 or ("-" in text and all(part in lexicon.not_names for part in text.casefold().split("-"))):
        return True
    if entry is not None and entry.is_ambiguous and piece.is_first and text.lower() in known.words and not name.cue:
        return True
    if text in lexicon.months and piece.title is None and text not in known.people:
        return not _does(name.cue) and (entry is None or entry.source == "cities")
    if len(piece.words) == 2 and entry is None and _is_job(piece.words, lexicon):
        return True
    if entry is not None or piece.title is not None or len(piece.words) > 1 or text in known.people:
        return False
    if text in lexicon.titles or text.capitalize() + "." in lexicon.titles:
        return True
    is_side = text in lexicon.clubs and weight.get(ORGANISATION, 0) >= 8
    return not is_side and (text.casefold() in lexicon.not_names or text in lexicon.months)


def _does(cue: Cue | None) -> bool:
    """Whether what stands behind a name says what its owner does or has; an apposition does not: "In March, a firm"."""
    return cue is not None and cue.is_behind and cue.kind != OTHER and not cue.is_outright


def _is_job(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether two words are the job of an author: "Health Reporter"."""
    return words[0] in lexicon.portfolios and words[1] in JOBS


def _weighed(name: Name, known: Known, lexicon: Lexicon) -> Decision:
    """The kind of one piece by its weights, with the rule that speaks loudest for it."""
    piece, alone = name.piece, name.weight
    text, entry = piece.text, piece.entry
    surface = known.surfaces[text]
    own: dict[str, float] = {}
    total: dict[str, float] = {}
    for kind, gathered in surface.weight.items():
        own[kind] = weight = alone.get(kind, 0.0)
        total[kind] = weight + 0.6 * gathered
    if text in known.people:
        most = NAMESAKE if entry is not None and entry.is_ambiguous and known.people[text] >= SURE else 8
        total[PERSON] = total.get(PERSON, 0.0) + max(min(known.people[text], 8), most - 8)
    if text in known.organisations:
        total[ORGANISATION] = total.get(ORGANISATION, 0.0) + known.organisations[text]
    kind, weight = best_of(total)
    if len(piece.words) == 1:
        is_unknown = entry is None or entry.source == "cities"
        if is_unknown and _is_common(piece, weight, own, surface, known):
            return OTHER, ""
    elif entry is None and piece.title is None and not (kind in (ORGANISATION, PLACE) and weight >= 4):
        first = piece.words[0]
        is_family_first = first in lexicon.surnames and piece.words[1] in lexicon.given
        is_loose = (
            first not in lexicon.given
            and not is_family_first
            and (first in lexicon.groups or first.casefold() in lexicon.not_names)
        )
        if is_loose and text not in known.people:
            return OTHER, ""
    if kind != OTHER and weight >= ENOUGH:
        return kind, name.cue.rule_id if name.cue and kind == best_of(own)[0] else ""
    speaks_against = weight > 0 if kind == OTHER else weight < 0
    if speaks_against or piece.is_first or entry is not None or len(text) < 3:
        return OTHER, ""
    return ORGANISATION if known.is_sport or _looks_named(name, surface) else OTHER, ""


def _is_common(piece: Piece, weight: float, own: Mapping[str, float], surface: Surface, known: Known) -> bool:
    """Whether a single word that no list knows is a common one: the document prints it in lower case, or only where
    its capital proves nothing.
    """
    is_bare = piece.is_first and not surface.inner
    if is_bare and weight < 4:
        return True
    if not is_bare and (piece.text in known.people or best_of(own)[1] >= 3):
        return False
    folded = piece.text.casefold()
    return (folded in known.words or folded in known.opens) and folded[0].islower()


def _looks_named(name: Name, surface: Surface) -> bool:
    """Whether a name without cues is one of a body all the same: several words, an acronym, a capital inside it, or
    one that the document prints again inside a sentence.
    """
    piece = name.piece
    return (
        len(piece.words) > 1 or piece.is_acronym or INNER_CAPITAL.search(piece.text) is not None
        or (name.weight.get(ORGANISATION, 0) > 0 and surface.inner > 1)
    )  # fmt: skip
