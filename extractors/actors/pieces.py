"""Stretches of capitalised words cut into pieces, each of which may be a name."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import regex

from extractors.actors.lexicon import MOST_WORDS, Entry, Lexicon
from extractors.article.layout import Article
from extractors.engine.match import Found

WORD = regex.compile(r"\S+")
ACRONYM = regex.compile(r"(?:\p{Lu}\.){2,6}|\p{Lu}[\p{Lu}\p{N}&]{1,7}s?")
SPLIT_TAIL = regex.compile(
    r"(\p{Lu}[\p{L}.'’]{1,30}?(?:[ -]\p{Lu}[\p{L}.]{1,20})?)[-–](?:\p{Ll}{2,12}(?:ed|ing|en|wide|style|"
    r"made|held|born|led|run|built|era|like|owned|bound|speaking|language|registered|area|friendly|supplied|sponsored|mediated)|linked|wide|"
    r"born|made|led|run|era|held|up|day|year|old)"
)
BODY_OF = regex.compile(
    r"\b(?:Institutes?|Commission|Council|Committee|Cent(?:er|re)|Department|Ministry|Office|Board|Agency|Bureau|Fund|"
    r"Campaign|Society|Association|Foundation|Forum|Authority|Academy|College|Court|Coalition|Alliance|Union) "
    r"(?:of|for|on)(?: the)? \Z"
)
PARTY_OF = regex.compile(r"[DRI]-\p{Lu}[\p{L}.]{0,12}")
SUFFIX = regex.compile(r"(?: plc|, ?Inc\.?| ?, LLC|, Ltd\.?|, Corp\.?| p\.l\.c\.| gGmbH| e\.V\.)(?![\p{L}\p{N}])")
"""Ends of a firm's name that no run of capitals takes up."""

OPENERS = frozenset("\"'“‘([-–—•*:;")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words that may be a name. `is_first`: the sentence begins with it, so that its capital proves nothing.

    `title` is what stood before it in the same stretch, with `title_start`; `is_owner` says that the words are an
    attribute of a following piece.
    """

    start: int
    end: int
    words: tuple[str, ...]
    is_first: bool = False
    is_capitals: bool = False
    entry: Entry | None = None
    title: str | None = None
    honorific: str | None = None
    rule_id: str = field(default="capital-run")

    @property
    def text(self) -> str:
        """The words, one blank between them."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a stretch."""

    text: str
    start: int
    end: int


def tokens_of(found: Found, article: Article) -> list[Token]:
    """The words of a stretch; the stop that ends the sentence is not part of the last one."""
    tokens = [
        Token(word[0], found.start + word.start(), found.start + word.end()) for word in WORD.finditer(found.text)
    ]
    last = tokens[-1]
    ends_sentence = last.end >= article.sentence(last.start)[1] and last.text.endswith(".")
    if ends_sentence and not ACRONYM.fullmatch(last.text) and len(last.text) > 2:
        tokens[-1] = Token(last.text[:-1], last.start, last.end - 1)
    return tokens


def is_sentence_start(article: Article, position: int) -> bool:
    """Whether nothing but marks and blanks stands between the start of the sentence and the position."""
    text = article.text
    start = article.sentence(position)[0]
    before = text[start:position].rstrip()
    return not before or before[-1] in '"“‘:(•*' or all(char in OPENERS or char.isspace() for char in before)


def longest(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, Entry] | None:
    """The longest gazetteer entry that begins at a word: how many words, and the entry."""
    for count in range(min(MOST_WORDS, len(tokens) - at), 0, -1):
        surface = " ".join(token.text for token in tokens[at : at + count]).replace("’", "'")
        entry = lexicon.entries.get(surface)
        if entry is None and len(surface) > 3 and surface.isupper():
            entry = lexicon.folded.get(surface.casefold())
        if entry is not None:
            return count, entry
    return None


def ends_known(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a gazetteer entry ends with the last word."""
    return any(
        (known := longest(tokens, at, lexicon)) and at + known[0] == len(tokens)
        for at in range(max(0, len(tokens) - MOST_WORDS), len(tokens))
    )


def is_organisation_shape(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the words end or begin as organisations do."""
    return is_organisation_words([token.text for token in tokens], lexicon)


def is_organisation_words(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the words end or begin as organisations do."""
    if len(words) < 2:
        return False
    if words[-1] in lexicon.suffixes or words[-1] in lexicon.heads or words[-1] in lexicon.teams:
        return words[-1] not in lexicon.given or words[0] not in lexicon.given
    return words[0] in lexicon.heads and words[0] not in lexicon.given


def cut(found: Found, article: Article, lexicon: Lexicon) -> list[Piece]:
    """The pieces of one stretch, in text order."""
    pieces = [
        piece
        for stretch in _unhyphened(tokens_of(found, article), lexicon)
        for piece in _cut_stretch(stretch, article, lexicon)
        if not PARTY_OF.fullmatch(piece.text)
    ]
    if pieces and (suffix := SUFFIX.match(article.text, pieces[-1].end)) and pieces[-1].title is None:
        last = pieces[-1]
        pieces[-1] = replace(last, end=suffix.end(), words=(*last.words, suffix[0].strip(" ,")), entry=None)
    return pieces


def _unhyphened(tokens: list[Token], lexicon: Lexicon) -> list[list[Token]]:
    """A stretch cut at hyphens: "North Korea-Russia" is two, the tail of "Korea-made" is dropped."""
    for at, token in enumerate(tokens):
        if split := SPLIT_TAIL.fullmatch(token.text):
            head = Token(split[1], token.start, token.start + len(split[1]))
            return [[*tokens[:at], head], *_unhyphened(tokens[at + 1 :], lexicon)]
        left, mark, right = token.text.replace("–", "-").partition("-")
        if mark and right[:1].isupper():
            head, tail = (
                Token(left, token.start, token.start + len(left)),
                Token(right, token.end - len(right), token.end),
            )
            is_pair = ends_known([*tokens[:at], head], lexicon) and longest([tail, *tokens[at + 1 :]], 0, lexicon)
            if is_pair and token.text not in lexicon.entries:
                return [[*tokens[:at], head], *_unhyphened([tail, *tokens[at + 1 :]], lexicon)]
    return [tokens] if tokens else []


def _cut_stretch(tokens: list[Token], article: Article, lexicon: Lexicon) -> list[Piece]:
    is_first = is_sentence_start(article, tokens[0].start)
    tokens, is_first = _without_openers(tokens, is_first, lexicon)
    tokens = _without_tail(tokens, article, lexicon)
    return _cut_titles(tokens, is_first, lexicon) if tokens else []


def _without_openers(tokens: list[Token], is_first: bool, lexicon: Lexicon) -> tuple[list[Token], bool]:
    """Without the words before a name that are none: The, But, Former ..."""
    while tokens:
        word = tokens[0].text
        known = longest(tokens, 0, lexicon)
        if known and (known[0] > 1 or word.casefold() not in lexicon.not_names):
            break
        if word.casefold() not in lexicon.not_names:
            break
        if word in lexicon.titles and len(tokens) > 1:
            break
        if word in lexicon.portfolios and _title_at(tokens, 1, lexicon):
            break
        if word in lexicon.clubs and word.casefold() not in lexicon.function_words:
            break
        if not is_first and word in lexicon.given and len(tokens) > 1:
            break
        if not is_first and word.casefold() not in lexicon.function_words:
            break
        keeps = word in lexicon.portfolios or word in lexicon.heads or word in lexicon.given or not is_first
        if len(tokens) > 1 and keeps and is_organisation_shape(tokens, lexicon) and word not in ("The", "A", "An"):
            break
        if (
            len(tokens) > 1
            and not is_first
            and word not in ("The", "A", "An", "I")
            and tokens[-1].text in lexicon.place_heads
        ):
            break
        tokens = tokens[1:]
        is_first = False if tokens else is_first
    return tokens, is_first


def _without_tail(tokens: list[Token], article: Article, lexicon: Lexicon) -> list[Token]:
    """Without the words after a name that are none, as weekdays and months."""
    while tokens:
        last = tokens[-1]
        is_open = len(tokens) > 1 and article.text[last.end : last.end + 4] == " of "
        if BODY_OF.search(article.text, max(0, tokens[0].start - 40), tokens[0].start):
            break
        if last.text.casefold() not in lexicon.not_names or last.text in lexicon.heads or is_open:
            break
        if len(tokens) == 1 and article.text[max(0, last.start - 4) : last.start] == " of ":
            break
        if ends_known(tokens, lexicon) or last.text in lexicon.clubs:
            break
        if any(word.text in lexicon.given for word in tokens[:-1]) and last.text in lexicon.surnames:
            break
        if len(tokens) > 1 and (last.text in lexicon.place_heads or last.text in lexicon.event_heads):
            break
        tokens = tokens[:-1]
    return tokens


def _title_at(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """How many words from here are a title; 0 for none."""
    for count in range(min(4, len(tokens) - at), 0, -1):
        if " ".join(token.text for token in tokens[at : at + count]) in lexicon.titles:
            return count
    return 0


def _cut_titles(tokens: list[Token], is_first: bool, lexicon: Lexicon) -> list[Piece]:
    """Pieces around a title: what stands before it belongs to the office, what follows is the person."""
    for at in range(len(tokens)):
        count = _title_at(tokens, at, lexicon)
        if not count or (
            at and any(token.text in lexicon.given for token in tokens[:at]) and len(tokens) - at - count < 2
        ):
            continue
        while more := _title_at(tokens, at + count, lexicon) if at + count < len(tokens) else 0:
            count += more
        rest = tokens[at + count :]
        if not rest and len(tokens) == 1 and tokens[0].text in lexicon.surnames:
            return [_piece(tokens, is_first)]
        if not rest and (at == 0 or count == len(tokens)):
            return []
        if (
            rest
            and is_organisation_shape(tokens[at:], lexicon)
            and tokens[at + count - 1].text[-1] != "."
            and not any(token.text in lexicon.given for token in rest)
        ):
            continue
        if rest and rest[0].text in ("of", "and", "for"):
            continue
        return _around_title(tokens, at, count, is_first, lexicon)
    return _cut_names(tokens, is_first, lexicon)


def _around_title(tokens: list[Token], at: int, count: int, is_first: bool, lexicon: Lexicon) -> list[Piece]:
    office = at
    while office and (tokens[office - 1].text in lexicon.portfolios or tokens[office - 1].text in lexicon.not_names):
        office -= 1
    if office == 1 and tokens[0].text in lexicon.heads and tokens[0].text not in lexicon.entries:
        office = 0
    before = _cut_names(tokens[:office], is_first, lexicon) if office else []
    before = [piece for piece in before if piece.entry or is_organisation_words(piece.words, lexicon)]
    rest = tokens[at + count :]
    words = " ".join(token.text for token in tokens[at : at + count])
    start = before[-1].start if before and before[-1].entry and office else (tokens[office].start if tokens else 0)
    title = " ".join(token.text for token in tokens if start <= token.start < tokens[at + count - 1].end)
    if not rest:
        return before
    person = Piece(
        start=rest[0].start, end=rest[-1].end, words=tuple(token.text for token in rest), title=title, honorific=words
    )
    return [*before, person]


def _piece(tokens: Sequence[Token], is_first: bool, entry: Entry | None = None) -> Piece:
    return Piece(
        start=tokens[0].start, end=tokens[-1].end, words=tuple(token.text for token in tokens),
        is_first=is_first, entry=entry,
    )  # fmt: skip


STATE_HEADS = frozenset(
    "Ministry Ministries Parliament Army Navy Government Embassy Consulate Police Cabinet Forces Force"
    " Constitution Department President Republic".split()
)


def _cut_names(tokens: list[Token], is_first: bool, lexicon: Lexicon) -> list[Piece]:
    """Known names cut off the ends of a stretch; the rest is one piece."""
    if not tokens:
        return []
    known = longest(tokens, 0, lexicon)
    if known and known[0] == len(tokens):
        return [_piece(tokens, is_first, known[1])]
    if parts := _hyphened(tokens[0], lexicon):
        return [*parts, *_cut_names(tokens[1:], False, lexicon)]
    behind = longest(tokens, 1, lexicon) if is_first and len(tokens) > 1 else None
    if behind and behind[0] == len(tokens) - 1 and not known and _names_one(tokens[0].text, behind[1], lexicon):
        return [_piece(tokens[1:], False, behind[1])]
    if known:
        count, entry = known
        rest = tokens[count:]
        if _is_apart(entry, rest, lexicon):
            return [_piece(tokens[:count], is_first, entry), *_cut_names(rest, False, lexicon)]
    return [_piece(tokens, is_first)]


def _names_one(word: str, entry: Entry, lexicon: Lexicon) -> bool:
    """Whether a word at the head of a sentence only says what the known name after it is: "Truckmaker Volvo"."""
    return (
        entry.source == "organisations" and not entry.is_ambiguous and KIND_WORD.fullmatch(word) is not None
        and word not in lexicon.given
    )  # fmt: skip


KIND_WORD = regex.compile(
    r"\p{Lu}\p{Ll}{2,14}(?:maker|giant|group|firm|bank|builder|seller|tailer|caster|line|rival|supplier)|Rivals?|Lender|Retailer"
)


def _hyphened(token: Token, lexicon: Lexicon) -> list[Piece]:
    """The pieces of two known names joined by a hyphen, "U.S.-China"; of one and a common word; none otherwise."""
    pieces: list[Piece] = []
    if "-" not in token.text and "–" not in token.text:
        return pieces
    at = token.start
    for part in token.text.replace("–", "-").split("-"):
        entry = lexicon.entries.get(part)
        if entry and entry.source in ("countries", "demonyms", "capitals", "organisations"):
            pieces.append(Piece(start=at, end=at + len(part), words=(part,), entry=entry))
        elif part[:1].isupper():
            return []
        at += len(part) + 1
    return pieces


def _is_apart(entry: Entry, rest: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a known name at the head of a stretch stands apart from the words after it."""
    last = rest[-1].text
    if entry.source == "demonyms":
        if last in STATE_HEADS:
            return True
        return not (
            last in lexicon.heads or last in lexicon.suffixes or last in lexicon.event_heads or last in lexicon.teams
        )
    if entry.source == "countries" and not entry.is_ambiguous:
        bodies = (lexicon.heads, lexicon.suffixes, lexicon.event_heads, lexicon.place_heads, lexicon.teams)
        if rest[0].text in lexicon.given and len(rest) >= 2:
            return True
        return last == "President" or not any(last in words for words in bodies)
    return False
