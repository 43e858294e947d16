"""Which language a text is in, by py3langid."""

from collections.abc import Collection

import regex

WORD = regex.compile(r"\p{L}{2,}")
ENOUGH = 20
"""Below so many words a detector guesses: the text is taken as it comes."""
SHARE = 0.3
"""English running text has four to five function words in ten; other languages share few of them."""


def language_of(text: str, function_words: Collection[str]) -> str | None:
    """The BCP 47 code of a text's language; None when it is too short to tell.

    Words with a capital are left out: a table of results is names, and names are of no language. Text that is thick
    with English function words (`seeds/function_words.csv`) needs no detector.
    """
    words = [word for word in WORD.findall(text, endpos=20_000) if not word[0].isupper()]
    if len(words) < ENOUGH:
        return None
    if sum(word in function_words for word in words) >= SHARE * len(words):
        return "en"
    from py3langid.langid import classify  # 0.3 s to import with its model, and most texts never need it

    return str(classify(" ".join(words))[0])
