"""Names as keys: what two forms of one name have in common."""

import unicodedata

import regex

NOT_LETTERS = regex.compile(r"[^\p{L}\p{N}]+")


def key_of(name: str) -> str:
    """A name without case, diacritics and punctuation; hyphens as blanks."""
    if not name.isascii():
        name = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return " ".join(NOT_LETTERS.sub(" ", name.casefold().replace(".", "")).split())
