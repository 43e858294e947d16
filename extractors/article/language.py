"""Which language a text is in, by py3langid."""

import regex

WORD = regex.compile(r"\p{L}{2,}")
ENOUGH = 20
"""Below so many words a detector guesses: the text is taken as it comes."""


def language_of(text: str) -> str | None:
    """The BCP 47 code of a text's language; None when it is too short to tell."""
    words = WORD.findall(text, endpos=20_000)
    if len(words) < ENOUGH:
        return None
    from py3langid.langid import classify  # 0.1 s to import, and short texts never need it

    return str(classify(" ".join(words))[0])
