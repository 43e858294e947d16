"""Which language a text is in, by its function words, and by py3langid where they are few."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import regex

WORD = regex.compile(r"\p{L}{2,}")
ENOUGH = 20
"""Below so many words a detector guesses: the text is taken as it comes."""
SHARE = 0.3
"""English running text has four to five function words in ten; other languages share few of them."""
LOOKED_AT = 4_000
"""Words of a text that are looked at."""
CHARACTERS = 20_000
"""Characters of a text that the detector is given."""


def language_of(text: str, words: Sequence[str], function_words: Iterable[str]) -> str | None:
    """The BCP 47 code of a text's language; None when it is too short to tell. `words` are those of the text.

    Words with a capital and words of one letter are left out: a table of results is names, and names are of no
    language. Text that is thick with English function words (`seeds/function_words.csv`) needs no detector.
    """
    looked_at = words[:LOOKED_AT]
    known = _small(tuple(function_words))
    english = sum(map(known.__contains__, looked_at))
    if english >= ENOUGH and english >= SHARE * len(looked_at):
        return "en"
    small = _small_words(text)
    if len(small) < ENOUGH:
        return None
    if sum(map(known.__contains__, small)) >= SHARE * len(small):
        return "en"
    from py3langid.langid import classify  # 0.3 s to import with its model, and most texts never need it

    return str(classify(" ".join(small))[0])


@lru_cache(maxsize=8)
def _small(words: Iterable[str]) -> frozenset[str]:
    """The words of two letters or more that begin small."""
    return frozenset(word for word in words if len(word) > 1 and not word[0].isupper())


def _small_words(text: str) -> list[str]:
    """The words of two letters or more that do not begin with a capital."""
    return [word for word in WORD.findall(text, endpos=CHARACTERS) if not word[0].isupper()]
