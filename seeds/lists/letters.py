"""Names in other alphabets as English news spells them."""

import re
import unicodedata


def spelt(letters: str, latin: str) -> dict[str, str]:
    """An alphabet: each letter with its spelling; the spellings stand apart by blanks."""
    return dict(zip(letters, latin.split(), strict=True))


CYRILLIC = spelt(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяґєії’'",
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya g ye i i _ _",
)
GREEK = spelt(
    "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐ",
    "a v g d e z i th i k l m n x o p r s s t y f ch ps o a e i i o y o i y i",
)
GEORGIAN = spelt(
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h",
)
ARMENIAN = spelt(
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
    "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev",
)
UKRAINIAN = CYRILLIC | {"г": "h", "и": "y", "й": "i"}
ALPHABETS = {"uk_UA": UKRAINIAN, "el_GR": GREEK, "ka_GE": GEORGIAN, "hy_AM": ARMENIAN}


def romanised(name: str, locale: str) -> str:
    """A name in Cyrillic, Greek, Georgian or Armenian letters as English news spells it; any other name as it is."""
    letters = ALPHABETS.get(locale, CYRILLIC)
    if name[:1].lower() not in letters:
        return name
    if locale in ("el_GR", "ka_GE", "hy_AM"):
        plain = name.lower().replace("ού", "ou").replace("ου", "ou").replace("ու", "u")
        plain = plain.replace("μπ", "b").replace("γκ", "g")
        return "".join(letters.get(letter, letter) for letter in plain).capitalize()
    latin = re.sub(r"(?:iy|yy)$", "y", "".join(letters.get(letter, letter) for letter in name.lower()).replace("_", ""))
    return re.sub(r"^e(?=[^vdkm])", "ye", latin).capitalize() if name[0] == "Е" else latin.capitalize()


def is_latin(text: str) -> bool:
    """Whether every letter is a Latin one."""
    return all(unicodedata.name(char, "").startswith("LATIN") for char in text if char.isalpha())
