"""Which language a text is in, by its function words, and by py3langid where they are few."""

from collections.abc import Iterable

import numpy as np
import regex

WORD = regex.compile(r"\p{L}{2,}")
ENOUGH = 20
"""Below so many words a detector guesses: the text is taken as it comes."""
SHARE = 0.3
"""English running text has four to five function words in ten; other languages share few of them."""
LOOKED_AT = 20_000
"""Characters of a text that are looked at."""

_CHARACTERS = bytes(range(256)).decode("cp1252", "replace")
_WORDS = bytes(ord(" ") if not letter.isalpha() else code for code, letter in enumerate(_CHARACTERS))
_SHAPES = "".join(" " if not letter.isalpha() else "A" if letter.isupper() else "a" for letter in _CHARACTERS).encode()
"""Each byte of cp1252, in which nearly every English text can be written, as a blank, a capital or a small letter."""


def language_of(text: str, function_words: Iterable[str]) -> str | None:
    """The BCP 47 code of a text's language; None when it is too short to tell.

    Words with a capital and words of one letter are left out: a table of results is names, and names are of no
    language. Text that is thick with English function words (`seeds/function_words.csv`) needs no detector.
    """
    known = frozenset(word for word in function_words if len(word) > 1 and not word[0].isupper())
    small, english = _counted(text[:LOOKED_AT], known)
    if small < ENOUGH:
        return None
    if english >= SHARE * small:
        return "en"
    from py3langid.langid import classify  # 0.3 s to import with its model, and most texts never need it

    return str(classify(" ".join(_small_words(text)))[0])


def _counted(text: str, function_words: frozenset[str]) -> tuple[int, int]:
    """How many words of two letters or more begin small, and how many of them are function words."""
    try:
        written = text.encode("cp1252")
    except UnicodeEncodeError:
        if any(letter.isalpha() for letter in set(text).difference(_CHARACTERS)):
            words = _small_words(text)
            return len(words), sum(map(function_words.__contains__, words))
        written = text.encode("cp1252", "replace")
    shapes = np.frombuffer(b" %b " % written.translate(_SHAPES), np.uint8)
    small = (shapes[:-2] == ord(" ")) & (shapes[1:-1] == ord("a")) & (shapes[2:] != ord(" "))
    words = written.translate(_WORDS).decode("cp1252", "replace").split()
    return int(np.count_nonzero(small)), sum(map(function_words.__contains__, words))


def _small_words(text: str) -> list[str]:
    return [word for word in WORD.findall(text, endpos=LOOKED_AT) if not word[0].isupper()]
