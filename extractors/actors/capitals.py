"""Lines in capitals and headlines in Title Case: there a capital proves nothing, only what is known counts."""

import re
from collections.abc import Mapping, Sequence

import regex

from extractors.actors.entries import Entry
from extractors.actors.evidence import DEMONYM, ORGANISATION, PERSON, PLACE, Cues
from extractors.actors.lexicon import MOST_WORDS, Lexicon
from extractors.actors.pieces import NOTHING, Name, Piece
from extractors.article.layout import Article
from extractors.engine.text import Span

WORD = regex.compile(r"(?:\p{Lu}\.){2,5}|[\p{L}\p{N}](?:[\p{L}\p{N}]|[.'’&-](?=[\p{L}\p{N}])(?!['’][sS]\b)){0,40}")
DATELINE = 8
"""From this weight on a shape is the place at the head of a story."""

MOST_OF_HEADING = 60
"""Characters of a heading inside an article."""

SIGN = re.compile(r"[^\w\s]|_")
LONGEST_WORD = 41
"""Characters of the longest match of `WORD`."""

SMALL_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
UPPER = regex.compile(r"\p{Lu}")
LOWER = regex.compile(r"\p{Ll}")
KIND_OF_SOURCE = {"countries": PLACE, "regions": PLACE, "capitals": PLACE, "cities": PLACE,
                  "demonyms": DEMONYM, "organisations": ORGANISATION, "clubs": ORGANISATION}  # fmt: skip


def unreliable(article: Article, lexicon: Lexicon) -> list[Span]:
    """The sentences whose capitals prove nothing: all in capitals, or each word with one."""
    text = article.text
    first, last = article.headline or (0, 0)
    bylines = {start for start, _ in article.bylines}
    paragraphs = frozenset(article.paragraphs)
    loud: list[Span] = []
    for span in article.sentences:
        start, end = span
        words = text[start:end]
        is_headline = first <= start < last
        is_loud = _is_capitals(words)
        if not is_loud and (words[-1] != "." or is_headline) and start not in bylines:
            is_loud = _is_title_case(words, is_headline, lexicon) or (
                len(words) <= MOST_OF_HEADING and span in paragraphs and _is_heading(words, lexicon)
            )
        if is_loud:
            loud.append(span)
    return loud


def _is_heading(words: str, lexicon: Lexicon) -> bool:
    """A short line of its own without stop or figure, its words with capitals, some of them no names."""
    if not words[-1:].isalpha() or any(char.isdigit() for char in words):
        return False
    written = WORD.findall(words)
    if len(written) < 2 or any(word[0].islower() and len(word) > 4 for word in written):
        return False
    return any(word[0].isupper() and word.casefold() in lexicon.not_names for word in written) and not any(
        word in lexicon.heads for word in written[-1:]
    )


def _is_capitals(words: str) -> bool:
    written = words.encode("utf-8", "surrogatepass")
    if (len(written) - len(written.translate(None, SMALL_LETTERS))) * 5 >= len(words):
        return False
    upper = len(UPPER.findall(words))
    return upper >= 4 and upper > 4 * len(LOWER.findall(words))


def _is_title_case(words: str, is_headline: bool, lexicon: Lexicon) -> bool:
    """Words that are no names carry capitals beyond the first, and almost no word is small."""
    if _is_running(words):
        return False
    written = WORD.findall(words)
    small = sum(word[0].islower() and len(word) > 4 for word in written)
    if len(written) < 4 or small * 6 > len(written):
        return False
    no_names = [word for word in written[1:] if word[0].isupper() and word.casefold() in lexicon.not_names]
    return sum(word not in lexicon.portfolios for word in no_names) >= (1 if is_headline else 2)


def _is_running(words: str) -> bool:
    """Whether at first sight more than one word in six is small, were every sign and each long chunk to part words."""
    chunks = words.split()
    small = [chunk for chunk in chunks if len(chunk) > 4 and chunk.islower() and chunk.isalpha()]
    return len(small) * 6 > len(chunks) + len(SIGN.findall(words)) + len(words) // LONGEST_WORD


def kinds_of(names: Sequence[Name], lexicon: Lexicon, is_sport: bool) -> dict[str, str]:
    """The kinds of the names that stand where capitals can be trusted, by folded surface; surnames of people too."""
    kinds = {name.piece.text.casefold(): name.kind for name in names}
    for name in names:
        if name.kind == PERSON and len(name.piece.words) > 1:
            kinds.setdefault(name.piece.words[-1].casefold(), PERSON)
    if is_sport:
        for team in lexicon.teams:
            kinds.setdefault(team.casefold(), ORGANISATION)
    return kinds


def names_in(span: Span, article: Article, kinds: Mapping[str, str], cues: Cues, lexicon: Lexicon) -> list[Name]:
    """The names in a sentence whose capitals prove nothing: those the article prints elsewhere, with their `kinds` by
    folded surface, those of the seed lists, and a given name with the word after it.
    """
    words = list(WORD.finditer(article.text, *span))
    names: list[Name] = []
    at = 0
    while at < len(words):
        count, kind, entry = _longest(words, at, kinds, lexicon)
        if not count:
            count, kind = _person(words, at, lexicon)
        if count and kind:
            start, end = words[at].start(), words[at + count - 1].end()
            kind = _by_shape(start, end, kind, entry, cues)
            surface = tuple(match[0] for match in words[at : at + count])
            names.append(_name(start, end, surface, kind, entry))
        at += max(1, count)
    return names


def _name(start: int, end: int, words: tuple[str, ...], kind: str, entry: Entry | None = None) -> Name:
    return Name(start, end, Piece(0, end - start, words, is_capitals=True, entry=entry), NOTHING, kind=kind)


def _longest(
    words: Sequence[regex.Match[str]], at: int, kinds: Mapping[str, str], lexicon: Lexicon
) -> tuple[int, str, Entry | None]:
    """The longest known name that begins at a word: how many words, its kind and entry; 0 words where none does."""
    text, start = words[at].string, words[at].start()
    if not UPPER.match(text, start, start + 1):
        return 0, "", None
    for count in range(min(MOST_WORDS, len(words) - at), 0, -1):
        surface = text[start : words[at + count - 1].end()].replace("’", "'")
        key = surface.casefold()
        entry = lexicon.folded.get(key)
        if key in kinds and (key not in lexicon.not_names or entry):
            return count, kinds[key], entry
        if entry and (len(key) > 2 or surface in lexicon.entries):
            if entry.is_ambiguous and entry.source == "organisations":
                continue
            if entry.source == "cities" and (entry.is_ambiguous or entry.population < 50_000) and len(words) > 2:
                continue
            return count, KIND_OF_SOURCE[entry.source], entry
    return 0, "", None


def at_heads(names: Sequence[Name], article: Article, cues: Cues) -> list[Name]:
    """The places of datelines that no list knows."""
    heads = [mark for mark in cues.inside if mark[2].kind == PLACE and mark[2].weight >= DATELINE]
    if not heads:
        return []
    taken = {at for name in names for at in range(name.start, name.end)}
    found: list[Name] = []
    for start, end, cue in heads:
        if taken.isdisjoint(range(start, end)):
            words = tuple(article.text[start:end].split())
            name = _name(start, end, words, PLACE)
            name.rule_id = cue.rule_id
            found.append(name)
    return found


def _by_shape(start: int, end: int, kind: str, entry: Entry | None, cues: Cues) -> str:
    """A place in a score line or table is the side of that place; a country stays one."""
    around = cues.around(start, end)
    if any(cue.kind == PLACE and cue.weight >= DATELINE for cue in around):
        return PLACE
    if kind != PLACE or (entry and entry.source == "countries"):
        return kind
    return ORGANISATION if any(cue.kind == ORGANISATION for cue in around) else kind


def _person(words: Sequence[regex.Match[str]], at: int, lexicon: Lexicon) -> tuple[int, str]:
    """A given name and one more word that is no common one."""
    if at + 1 >= len(words):
        return 0, ""
    first, second = words[at][0].casefold(), words[at + 1][0].casefold()
    is_author = at == 1 and words[0][0].casefold() == "by"
    is_beside = words[at + 1].start() - words[at].end() == 1
    is_pair = first in lexicon.given_folded and (is_author or second in lexicon.surnames_folded)
    if is_beside and is_pair and first not in lexicon.not_names and second not in lexicon.not_names:
        return 2, PERSON
    return 0, ""
