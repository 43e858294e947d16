"""The words of a text, cut by bytes: nearly every English text can be written in Latin-1."""

import regex

WORD = regex.compile(r"'?[\p{L}-]+|'")
MARKS = "“”‘–—…•€"
"""Signs of English text that Latin-1 has not."""

_LATIN = bytes(range(256)).decode("latin-1")
_LETTERS = "".join(sign if sign.isalpha() or sign in "'-" else " " for sign in _LATIN).encode("latin-1")
"""Each byte as it is where it belongs to a word, else a blank."""


def words_of(text: str) -> list[str]:
    """The words as they are written, in text order.

    A hyphen belongs to its word ("ice-cold"), an apostrophe begins a new one ("Holm's" is "Holm", "'s").
    """
    plain = text.replace("’", "'")
    if not plain.isascii():
        for mark in MARKS:
            plain = plain.replace(mark, " ")
    try:
        written = plain.encode("latin-1")
    except UnicodeEncodeError:
        if any(sign.isalpha() for sign in set(plain).difference(_LATIN)):
            return WORD.findall(plain)
        written = plain.encode("latin-1", "replace")
    return written.translate(_LETTERS).replace(b"'", b" '").decode("latin-1").split()
