"""Sums of money: which currency, and what decides it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

import regex

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds
from extractors.numbers.counts import counted_row
from extractors.numbers.making import Ends, make_measured, read_ends, scaled
from extractors.numbers.row import Number
from extractors.numbers.values import Figure

MARK_MINUS = regex.compile(r"[$£€¥]\s?[-−]\d")
RUPEES = ("INR", "PKR", "LKR", "NPR")
SPECIAL = {"PS": "GBP"}
WEIGHT = regex.compile(
    r"(?i)\b(?:weigh|lost|lose|gain|shed|heav|cargo|cocaine|meat|fish|steel|beef|thrust|bench)\w{0,5}"
)
SPENDING = regex.compile(
    r"(?i)£|sterling|\bpence\b|\b(?:cost|paid|pay|price|fine|worth|spen[dt]|raised|earn|salary|tax|fee|bill|profit|debt|turnover|revenue|budget|donat|grant)\w{0,4}\b"
)
WORDY = ("won", "real", "sterling", "som", "sum", "crown", "crowns", "pound", "pounds", "all", "cad", "sar")
MARKS = ("mark", "marks")
SUM_OF_MARKS = 1000
"""From this figure on marks are money, though no country of theirs is named."""
MARK_COUNTRIES = regex.compile(r"\b(?:DM|Deutsche ?[Mm]ark|German|Germany|Finland|Finnish|Bosnian?)\b")


def money(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """A sum of money. A bare "$" keeps `currency` null: which dollar it is gets decided from the article."""
    ends = read_ends(found, seeds, "sum")
    if ends is None:
        return None
    currency, _, _ = _currency(found, seeds)
    surface, value = (found.first("unit") or "").casefold(), abs(ends.figures[-1].value)
    if surface in WORDY and value < 20 and currency != "GBP":
        return counted_row(found, article, seeds, ends)
    is_large = value >= SUM_OF_MARKS and surface == "marks"
    if surface in MARKS and not is_large and not MARK_COUNTRIES.search(article.text):
        return counted_row(found, article, seeds, ends)
    return _sum(found, article, seeds, _negated(found, ends))


def negative_money(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """A sum in brackets, as accountants print a loss: "$(5) million" is minus five million."""
    ends = read_ends(found, seeds, "sum")
    if ends is None:
        return None
    return _sum(found, article, seeds, replace(ends, figures=ends.figures[:1]).below_zero())


def _sum(found: Found, article: Article, seeds: Seeds, ends: Ends) -> Number | None:
    """A row of money with the currency that its unit names."""
    currency, basis, unit = _currency(found, seeds)
    return make_measured(
        found, article, seeds, ends, kind="money",
        currency=currency, currency_basis=basis if currency else None, unit=unit,
    )  # fmt: skip


def _negated(found: Found, ends: Ends) -> Ends:
    """The ends below zero where a minus stands before the mark of a sum, or between the mark and its amount."""
    has_minus = found.has("debit") or (not found.has("sign") and MARK_MINUS.search(found.text) is not None)
    return ends.below_zero() if has_minus else ends


def _currency(found: Found, seeds: Seeds) -> tuple[str | None, str, str | None]:
    """ISO code, what it rests on, and the bare unit's name where no code is certain."""
    surface = (found.all("unit") or [""])[-1].strip()
    back = (found.first("back") or "").strip().upper()
    if back in seeds["dollar_names"]:
        return seeds["dollar_names"][back]["currency"], "mark", None
    if surface in seeds["currency_codes"]:
        return surface, "code", None
    if row := seeds.folded("currencies").get(surface.casefold()):
        return row["currency"] or None, "word", None if row["currency"] else _singular(surface)
    if surface in SPECIAL:
        return SPECIAL[surface], "mark", None
    squeezed = surface.replace(" ", "")
    row = seeds["currency_marks"].get(squeezed) or seeds["currency_marks"].get(surface)
    if row and row["currency"]:
        return row["currency"], "mark", None
    if "$" in surface and surface != "$":
        before, _, after = surface.partition("$")
        for name in (before.strip().upper(), after.strip().upper()):
            if name in seeds["dollar_names"]:
                return seeds["dollar_names"][name]["currency"], "mark", None
    if row:
        return None, "mark", row["unit"] or None
    return None, "mark", "dollar" if "$" in squeezed else None


def _singular(surface: str) -> str:
    if surface.casefold() in ("dlr", "dlrs"):
        return "dollar"
    low = surface if surface.isupper() or "CFA" in surface else surface.casefold()
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def subunit(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """Cents or pence. The value stays in the subunit, without a currency: adding it to whole dollars would be wrong."""
    ends = read_ends(found, seeds, "sum")
    if ends is None:
        return None
    surface = (found.first("unit") or "").casefold()
    unit = "penny" if surface in ("p", "pence", "penny") else "cent" if surface in ("cent", "cents", "¢") else surface
    return make_measured(found, article, seeds, ends, kind="money", unit=unit)


def mixed_money(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """Whole units and hundredths as one sum: "3 dollars 50 cents" is 3.5."""
    ends = read_ends(found, seeds, "sum")
    if ends is None or not ends.is_range:
        return None
    total = ends.figures[0].value + ends.figures[1].value / Decimal(100)
    return _sum(found, article, seeds, replace(ends, figures=(Figure.exact(total),)))


def pounds(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """Pounds: money where the article has sterling or the sentence spends, else weight."""
    ends = read_ends(found, seeds, "sum")
    if ends is None:
        return None
    start, end = article.sentence(found.start)
    sentence = article.text[start:end]
    is_money = (
        not WEIGHT.search(sentence)
        and not found.text.endswith("pound")
        and ("£" in article.text or bool(SPENDING.search(sentence)) or ends.figures[-1].value >= 10**6)
    )
    if is_money:
        return make_measured(found, article, seeds, ends, kind="money", currency="GBP", currency_basis="word")
    row = make_measured(found, article, seeds, ends, kind="mass", unit="pound-mass", unit_ucum="[lb_av]")
    return scaled(row, seeds["unit_symbols"]["lb"], seeds)


def _datelines(article: Article) -> str:
    return " ".join(article.text[start:end] for start, end in article.datelines)


def _is_dollar(row: Number) -> bool:
    return "$" in (row.unit_text or "") or (row.currency or "") in ("USD", "AUD", "CAD", "NZD", "HKD", "SGD", "TWD")


def settle_rupees(rows: Sequence[Number], article: Article, seeds: Seeds) -> list[Number]:
    """Every shared rupee takes the one rupee that a mark or code of the article names, else that of its dateline."""
    if not any(row.unit == "rupee" and row.currency is None for row in rows):
        return list(rows)
    named = {row.currency for row in rows if row.currency in RUPEES}
    line = _datelines(article).casefold()
    places = {row["currency"] for place, row in seeds["dateline_rupees"].items() if place.casefold() in line}
    chosen = named or places
    if len(chosen) != 1:
        return list(rows)
    basis, code = "earlier mention" if named else "dateline", next(iter(chosen))
    return [
        replace(row, currency=code, currency_basis=basis, unit=None)
        if row.unit == "rupee" and row.currency is None
        else row
        for row in rows
    ]


@lru_cache(maxsize=8)
def _dollar_places(seeds: Seeds) -> regex.Pattern[str]:
    return regex.compile(rf"(?i)\b(?:{'|'.join(map(regex.escape, seeds['dateline_dollars']))})\b")


def settle_dollars(rows: Sequence[Number], article: Article, seeds: Seeds) -> list[Number]:
    """Every bare "$" takes the one dollar that the article named before it, else that of its dateline.

    Where two dollars were named before it stays null, and so does a conversion in brackets behind another sum.
    """
    named: set[str] = set()
    dollars = seeds["dateline_dollars"]
    places = {dollars[place.upper()]["currency"] for place in _dollar_places(seeds).findall(_datelines(article))}
    settled: list[Number] = []
    for row in rows:
        if row.unit == "dollar" and row.quantity_kind == "money" and row.currency is None:
            if article.text[row.start - 2 : row.start] == " (" and settled and settled[-1].end == row.start - 2:
                settled.append(row)
                continue
            if len(named) == 1:
                row = replace(row, currency=next(iter(named)), currency_basis="earlier mention", unit=None)
            elif not named and len(places) == 1:
                row = replace(row, currency=next(iter(places)), currency_basis="dateline", unit=None)
        elif row.currency and row.currency_basis in ("mark", "code") and _is_dollar(row):
            named.add(row.currency)
        settled.append(row)
    return settled
