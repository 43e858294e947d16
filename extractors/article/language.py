"""Which language a text is in, by py3langid."""

import regex

WORD = regex.compile(r"\p{L}{2,}")
ENOUGH = 20
"""Below so many words a detector guesses: the text is taken as it comes."""
SHARE = 0.3
"""English running text has four to five function words in ten; other languages share few of them."""
FUNCTION_WORDS = frozenset(
    "the of to and in that is was for it with as his on be at by had not are but from or have an they which you were all"
    " her she there would their we him been has when who will more if out so said what its about than into only other new"
    " some could these two may first then do any like my now over such our man me even most made after also well where"
    " must before because through between".split()
)


def language_of(text: str) -> str | None:
    """The BCP 47 code of a text's language; None when it is too short to tell.

    Words with a capital are left out: a table of results is names, and names are of no language. Text that is thick
    with English function words needs no detector.
    """
    words = [word for word in WORD.findall(text, endpos=20_000) if not word[0].isupper()]
    if len(words) < ENOUGH:
        return None
    if sum(word in FUNCTION_WORDS for word in words) >= SHARE * len(words):
        return "en"
    from py3langid.langid import classify  # 0.3 s to import with its model, and most texts never need it

    return str(classify(" ".join(words))[0])
