"""Which language a text is in, by py3langid."""

import regex

WORD = regex.compile(r"\p{L}{2,}")
ENOUGH = 20
"""Below so many words a detector guesses: the text is taken as it comes."""


def language_of(text: str) -> str | None:
    """The BCP 47 code of a text's language; None when it is too short to tell.

    Words with a capital are left out: a table of results is names, and names are of no language.
    """
    words = [word for word in WORD.findall(text, endpos=20_000) if not word[0].isupper()]
    if len(words) < ENOUGH:
        return None
    from py3langid.langid import classify  # 0.1 s to import, and short texts never need it

    return str(classify(" ".join(words))[0])
