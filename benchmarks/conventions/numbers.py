"""Our numbers as NewsQuant and the specifications of Microsoft's recognisers write them.

Units become their names ("percentage", "pound sterling", "year of age"); a count's unit is its noun phrase; a duration
of table `dates` is a quantity; vague counts and ranges keep both ends; figures that NewsQuant leaves out are left out.
"""

import regex

from extractors.columns import items
from extractors.engine.seeds import Seeds
from extractors.numbers.values import read_figure
from extractors.reading import Reading

CURRENCIES = {
    "AUD": "australian dollar", "BRL": "brazilian real", "CAD": "canadian dollar",
    "CHF": "swiss franc", "CNY": "chinese yuan", "CZK": "czech koruna",
    "DKK": "danish krone", "EUR": "euro", "GBP": "pound sterling",
    "HKD": "hong kong dollar", "HRK": "croatian kuna", "HUF": "hungarian forint",
    "IDR": "indonesian rupiah", "ILS": "shekel", "INR": "indian rupee",
    "JPY": "japanese yen", "KRW": "south korean won", "MXN": "mexican peso",
    "MYR": "malaysian ringgit", "NGN": "nigerian naira", "NOK": "norwegian krone",
    "NZD": "new zealand dollar", "PHP": "philippine peso", "PKR": "pakistani rupee",
    "PLN": "polish zloty", "RUB": "russian ruble", "SAR": "saudi riyal",
    "SEK": "swedish krona", "SGD": "singapore dollar", "THB": "thai baht",
    "TRY": "turkish lira", "TWD": "new taiwan dollar", "USD": "dollar",
    "ZAR": "south african rand", "LAK": "lao kip", "CRC": "costa rican colón",
    "UAH": "ukrainian hryvnia", "AED": "united arab emirates dirham",
}  # fmt: skip
KINDS = {"percent": "percentage", "percentage_point": "percentage point", "basis_point": "basis point"}
BARE = {"franc": "swiss franc"}
LEFT_OUT = ("age-apposition",)
CHANGE = {">=": ">", "<=": "<"}
PERIOD = regex.compile(
    r"(?i)(?P<number>(?:\d[\d,.]*|an?|half an?|\p{L}+(?:[- ]\p{L}+){0,3}?)"
    r"(?:\s?(?:to|or|-|–)\s?(?P<last>\d[\d.]*|\p{L}+))?)[\s-]"
    r"(?P<unit>seconds?|minutes?|hours?|days?|nights?|weeks?|months?|quarters?|years?|decades?|centur(?:y|ies)|seasons?)\b"
)
SEEDS = Seeds()


def spans(reading: Reading, corpus: str) -> list[dict[str, object]]:
    """The span records of one document."""
    made = [record for row in items(reading, "numbers") if (record := _number(row, reading.article.text))]
    taken = [(record["start"], record["end"]) for record in made]
    for row in items(reading, "dates"):
        record = _period(row)
        if record and not any(start < record["end"] and record["start"] < end for start, end in taken):  # type: ignore[operator]
            made.append(record)
    return made


def _number(row: dict[str, object], text: str) -> dict[str, object] | None:
    kind, unit_text = str(row["quantity_kind"]), str(row["unit_text"] or "")
    if (
        row["rule_id"] in LEFT_OUT
        or (kind == "multiple" and row["change"])
        or unit_text == "times"
        or row["text"] in ("twice", "Twice")
    ):
        return None
    return {
        "start": row["start"], "end": row["end"], "value": row["value"],
        "low": row["low"] if row["value"] is None else None, "high": row["high"] if row["value"] is None else None,
        "unit": _unit(row, text), "change": _change(row),
    }  # fmt: skip


def _change(row: dict[str, object]) -> str:
    """One of = ~ < > up down: the hedge, else the movement that a verb before the figure states."""
    comparator = CHANGE.get(str(row["comparator"]), str(row["comparator"]))
    cue = str(row["change_text"] or "").casefold()
    if comparator in (">", "<", "~"):
        return comparator
    if row["change"] and cue not in SEEDS["change_nouns"] and cue in SEEDS.folded("change_verbs"):
        return str(row["change"])
    return comparator


def _unit(row: dict[str, object], text: str) -> str:
    kind = str(row["quantity_kind"])
    if kind == "money":
        currency = row["currency"]
        name = CURRENCIES.get(str(currency), str(currency)) if currency else str(row["unit"] or "-")
        name = BARE.get(name, name)
    elif kind == "age":
        name = f"{row['unit']} of age"
    elif kind == "count":
        name = _noun(row)
    elif kind == "multiple":
        name = "count"
    elif kind == "ratio":
        name = "% -"
    else:
        name = KINDS.get(kind, str(row["unit"] or "-"))
    per = row["per"]
    return f"{name} per {per}" if per and name != "-" else name


def _noun(row: dict[str, object]) -> str:
    noun = str(row["counted"] or "-")
    modifiers = str(row["counted_modifiers"] or "")
    return f"{modifiers} {noun}".strip()


def _period(row: dict[str, object]) -> dict[str, object] | None:
    """The quantity in a duration or in "six months later"; None where the words hold no cardinal."""
    words = str(row["text"])
    found = PERIOD.search(words)
    if found is None:
        return None
    number = found["number"]
    ends = regex.split(r"(?i)\s?(?:\bto\b|\bor\b|–|(?<=\d)-(?=\d))\s?", number)
    figures = [read_figure(end, SEEDS) if not regex.fullmatch("(?i)an?", end) else None for end in ends]
    start = int(str(row["start"])) + found.start()
    values = [float(figure.value) for figure in figures if figure is not None]
    if not values or len(values) < len(ends) or (len(values) == 1 and 1900 <= values[0] <= 2100):
        return None
    unit = found["unit"].casefold()
    unit = "century" if unit.startswith("centur") else unit.rstrip("s")
    left = str(words)[: found.start()]
    return {
        "start": start, "end": int(str(row["start"])) + found.end(), "value": values[0] if len(values) == 1 else None,
        "low": min(values) if len(values) > 1 else None, "high": max(values) if len(values) > 1 else None,
        "unit": unit, "change": _period_change(row, left),
    }  # fmt: skip


def _period_change(row: dict[str, object], left: str) -> str:
    mod = str(row.get("timex_mod") or "")
    if mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        return ">"
    if mod in ("LESS_THAN", "EQUAL_OR_LESS"):
        return "<"
    return "~" if mod == "APPROX" else "="
