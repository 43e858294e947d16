"""Given names and surnames."""

import re

from seeds.lists.letters import is_latin
from seeds.lists.names import faker_names
from seeds.lists.places import place_surfaces
from seeds.lists.typed import Rows, mark, spellings, typed_lines, typed_words

SURNAME = re.compile(r"(?:[OD]['’]|Ma?c|De|Di|La|Le|Van|Fitz)?[^\W\d_]+(?:-[^\W\d_]+)?")


def is_given_name(text: str) -> bool:
    """Whether the text is one capitalised word of three letters and more, a hyphen inside allowed."""
    first, *rest = text.split("-")
    bare = first + "".join(rest)
    return len(bare) >= 3 and bare.isalpha() and first.istitle() and is_latin(text) and len(rest) < 2


def is_surname(text: str) -> bool:
    """Whether the text is one capitalised word of two letters and more, as in McKay, O'Neill and Smith-Jones."""
    return (
        len(text) >= 2 and bool(SURNAME.fullmatch(text)) and text[0].isupper() and not text.isupper() and is_latin(text)
    )


def given_names() -> Rows:
    """Given names: Faker's locales and typed ones; ambiguous where the name is a word or a place."""
    sexes: dict[str, set[str]] = {}
    typed = [
        (name, key.replace("--", "mf"))
        for line in typed_lines("given_names")
        for key, names in [line.split(": ", 1)]
        for name in names.split()
    ]
    for name, sex in [*faker_names("first"), *typed]:
        for surface in filter(is_given_name, spellings(name)):
            sexes.setdefault(surface, set()).update(sex)
    doubtful, never = place_surfaces() | {*typed_words("words")}, {*typed_words("stop_words")}
    columns = ("surface", "sex", "ambiguous")
    return {
        surface: dict(
            zip(columns, (surface, "".join(sex) if len(sex) == 1 else "", mark(surface in doubtful)), strict=True)
        )
        for surface, sex in sexes.items()
        if surface not in never
    }


def surnames() -> Rows:
    """Surnames: Faker's locales and typed ones; ambiguous where the name is a word, a place or of two letters."""
    names = {name for name, _ in faker_names("last")} | {*typed_words("surnames")}
    doubtful, never = place_surfaces() | {*typed_words("words")}, {*typed_words("stop_words")}
    found = {spelling for name in names for spelling in spellings(name) if is_surname(spelling)} - never
    return {name: {"surface": name, "ambiguous": mark(name in doubtful or len(name) == 2)} for name in found}
