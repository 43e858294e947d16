"""In an article about sport the name of a place is mostly that of its club."""

from collections.abc import Sequence

import regex

from extractors.actors.evidence import ORGANISATION, PLACE
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Name
from extractors.article.layout import Article

WORDS = regex.compile(r"[\p{L}-]{3,20}")
CHUNKS = regex.compile(r"\S{3,20}")
LONGEST = 20
_CHARACTERS = bytes(range(256)).decode("cp1252", "replace")
_FOLDED = "".join(letter.lower() if letter.isalpha() or letter == "-" else " " for letter in _CHARACTERS).encode(
    "cp1252"
)
"""Each byte of cp1252, in which nearly every English text can be written, as a small letter, a hyphen or a blank."""

PLACED = regex.compile(r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]round|city of|town of|north of|south of|region of)\s?\Z")
AFTER_COMMA = regex.compile(r", (\p{Lu}[\p{L}.]{1,20}(?: \p{Lu}\p{L}{1,15})?)")


def is_sport(article: Article, lexicon: Lexicon) -> bool:
    """Whether the article is about sport: one word in fifty is of that trade."""
    words = words_of(article.text)
    hits = sum(map(lexicon.sport_words.__contains__, words))
    return hits >= 3 and hits * 50 >= sum([len(word) > 2 for word in words])


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, short ones perhaps too; of twenty letters at most, the rest a new one."""
    try:
        written = text.encode("cp1252")
    except UnicodeEncodeError:
        if any(letter.isalpha() for letter in set(text).difference(_CHARACTERS)):
            return [word.casefold() for word in WORDS.findall(text)]
        written = text.encode("cp1252", "replace")
    words = written.translate(_FOLDED).decode("cp1252").split()
    if max(map(len, words), default=0) > LONGEST:
        return [part for word in words for part in CHUNKS.findall(word)]
    return words


def weigh_clubs(names: Sequence[Name], article: Article, lexicon: Lexicon) -> None:
    """In an article about sport a place that has a club is the club, unless words beside it say where."""
    text = article.text
    for name in names:
        piece = name.piece
        source = piece.entry.source if piece.entry else None
        if source in ("countries", "demonyms", "organisations", "clubs") or len(piece.words) > 3:
            continue
        if source is None and piece.text not in lexicon.clubs:
            continue
        is_placed = PLACED.search(text, max(0, name.start - 12), name.start) is not None
        after = AFTER_COMMA.match(text, name.end)
        entry = lexicon.entries.get(after[1]) if after else None
        is_listed = entry is not None and entry.source in ("countries", "regions") and after[1] not in lexicon.clubs  # type: ignore[index]
        if is_placed or is_listed or text[name.end : name.end + 1] == ":" or name.weight.get(PLACE, 0) >= 10:
            name.add(PLACE, 3)
            continue
        name.add(ORGANISATION, 9 if piece.text in lexicon.clubs else 2)
