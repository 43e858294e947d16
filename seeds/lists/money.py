"""Currencies by code and by name."""

import re

import pycountry

from seeds.lists.places import ENGLISH
from seeds.lists.typed import Rows, rows_of, typed_groups


def currency_codes() -> Rows:
    """Alphabetic codes of ISO 4217 that name money in use, from pycountry; names from CLDR."""
    never = {"BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "XSU", "XTS", "XUA", "XXX"}
    in_use = [each.alpha_3 for each in pycountry.currencies if each.alpha_3 not in never]
    in_use = [code for code in in_use if not re.match(r"X(?:A[DGU]|B|P[DT])", code)]
    return rows_of("surface,name", ((code, ENGLISH.currencies[code]) for code in in_use))


def plural(name: str, count: str, code: str) -> str:
    """The English singular ("one") or plural ("other") of a currency as CLDR counts it."""
    found = ENGLISH._data["currency_names_plural"].get(code, {}).get(count, name)
    return str(found)


def currencies() -> Rows:
    """Names of currencies: singular and plural of CLDR, typed variants; shared ones have no code."""
    names = {code: row["name"] for code, row in currency_codes().items()}
    entries: list[tuple[str, ...]] = []
    for code, name in names.items():
        forms = {plural(name, count, code) for count in ("one", "other")}
        forms |= {form.replace("US ", "U.S. ") for form in forms}
        entries += [(form, code, name) for form in forms if not form.startswith("euro")]
    for code, surface, _ in typed_groups("currencies"):
        name = names.get(code) or ENGLISH.currencies.get(code, "")
        for ending in ("", "s") if surface.endswith("%") else ("",):
            entries.append((surface.removesuffix("%") + ending, code, name))
    return rows_of("surface,currency,name", entries)
