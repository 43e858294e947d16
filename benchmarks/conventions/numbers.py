"""Our numbers as NewsQuant and the specifications of Microsoft's recognisers write them.

Units become their names ("percentage", "pound sterling", "year of age"); a count's unit is its noun phrase, that of
"one of …" with all that belongs to it; a name that ends in figures stays as printed; a duration of table `dates` is a
quantity; vague counts and ranges keep both ends; figures that NewsQuant leaves out are left out.
"""

from itertools import pairwise

import regex

from extractors.columns import items
from extractors.engine.seeds import Seeds
from extractors.numbers.forms import singular
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
    "UAH": "ukrainian hryvnia", "AED": "united arab emirates dirham", "NLG": "netherlands guilde", "ESP": "peseta",
}  # fmt: skip
KINDS = {"percent": "percentage", "percentage_point": "percentage point", "basis_point": "basis point"}
MARKS = {"¥": "japanese yen", "Rs": "indian rupee", "Rs.": "indian rupee"}
BARE = {"franc": "swiss franc"}
ONE_OF = regex.compile(r"(?i:one of) (?:(?P<whose>\p{Lu}\p{L}{1,20})[’']s )?")
NEXT_WORD = regex.compile(r" ([\p{L}’'-]{1,30})")
SILENT = frozenset("in on of for from at with by to ever the a an his her its their our my".split())
DEGREES = ("most", "more", "very", "less")
LEFT_OUT = ("age-apposition",)
CHANGE = {">=": ">", "<=": "<"}
SEEDS = Seeds()
NAMES = {row["currency"]: row["name"] for row in SEEDS["currencies"].values() if row["currency"]}
ONE_WORD = "|".join(
    [*SEEDS["number_tens"], *SEEDS["number_words"], *SEEDS["magnitudes"], "half an?", "a couple(?: of)?"]
)
WORDS = rf"(?:{ONE_WORD})\b(?:[- ](?:and )?(?:{ONE_WORD})\b){{0,3}}"
PERIOD = regex.compile(
    rf"(?i)\b(?P<number>(?:\d[\d,.]*|{WORDS})(?:\s?(?:to|or|-|–)\s?(?:\d[\d.]*|{WORDS}))?)[\s-]"
    r"(?P<unit>seconds?|minutes?|hours?|days?|nights?|weeks?|months?|quarters?|years?|decades?|centur(?:y|ies)|seasons?)\b"
)


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
        or (kind == "multiple" and row["change"] and row["change_text"] == row["text"])
        or (kind == "multiple" and unit_text == "times")
        or row["text"] in ("twice", "Twice")
    ):
        return None
    return {
        "start": row["start"], "end": row["end"], "value": row["value"],
        "low": row["low"] if row["value"] is None else None, "high": row["high"] if row["value"] is None else None,
        "unit": _unit(row, text), "change": _change(row, text),
    }  # fmt: skip


def _change(row: dict[str, object], text: str) -> str:
    """One of = ~ < > up down: the hedge, else the movement that a verb before the figure states."""
    comparator = CHANGE.get(str(row["comparator"]), str(row["comparator"]))
    cue = str(row["change_text"] or "").casefold()
    if comparator in (">", "<", "~") or row["value"] is None:
        return comparator
    left = text[max(0, int(str(row["start"])) - 60) : int(str(row["start"]))]
    is_noun = regex.search(rf"(?i)(?:\b(?:an?|the|of|its|their|this|that|per cent|percent)|%)\s(?:\w+\s)?{cue}\b", left)
    if row["change"] and cue in SEEDS.folded("change_verbs") and cue in left.casefold() and not is_noun:
        return str(row["change"])
    return comparator


def _unit(row: dict[str, object], text: str) -> str:
    kind = str(row["quantity_kind"])
    if row["unit_text"] == "p":
        name = "point"
    elif kind == "money":
        currency = row["currency"]
        name = _currency(str(currency)) if currency else str(row["unit"] or "-")
        name = BARE.get(name, MARKS.get(str(row["unit_text"]), name))
    elif kind == "age":
        name = f"{row['unit']} of age"
    elif kind == "count":
        name = _one_of(row, text) if row["value"] == 1 else _noun(row)
    elif kind == "multiple":
        name = "count"
    elif kind == "ratio":
        name = f"% {_noun(row)}"
    else:
        name = KINDS.get(kind, str(row["unit"] or "-"))
        if name == "barrel" and text.startswith(" of oil", int(str(row["unit_end"] or 0))):
            name = "barrel of oil"
    per = row["per"]
    return f"{name} per {per}" if per and name != "-" else name


def _currency(code: str) -> str:
    """What the corpora call a currency: a name of theirs, else that of CLDR in small letters."""
    if code in CURRENCIES:
        return CURRENCIES[code]
    return NAMES.get(code, code).casefold()


def _noun(row: dict[str, object]) -> str:
    noun = str(row["counted"] or "-")
    if noun[-1].isdecimal():
        noun += "s"
    words = ["", *str(row["counted_modifiers"] or "").split()]
    modifiers = " ".join(
        _unit_name(word) if before.isdecimal() else _positive(word)
        for before, word in pairwise(words)
        if word not in (*DEGREES, "and", "or") and ("-" in word or before in DEGREES or not word.endswith(("ed", "ly")))
    )
    return "count" if noun == "time" else f"{modifiers} {noun}".strip()


def _one_of(row: dict[str, object], text: str) -> str:
    """The unit of "one of …": the noun with its owner before it and the content words that belong to it behind."""
    part = ONE_OF.match(text, int(str(row["start"])))
    if part is None or not row["unit_end"]:
        return _noun(row)
    return " ".join(filter(None, (part["whose"], _noun(row), *_tail(text, int(str(row["unit_end"]))))))


def _tail(text: str, at: int) -> list[str]:
    """The content words of "in his life" or "responsible for the creation of it", to the end of the noun phrase."""
    words: list[str] = []
    before = ""
    while following := NEXT_WORD.match(text, at):
        word, at = following[1], following.end()
        low = word.casefold()
        if not before and low not in SILENT and not low.endswith(("able", "ible")):
            break
        if low not in SILENT:
            if (before and low in SEEDS["counted_stops"] and before not in ("to", "ever")) or low.endswith("ed"):
                break
            words.append(_positive(singular(word, SEEDS) if word.islower() else word))
        before = low
    return words


def _unit_name(word: str) -> str:
    """A unit behind a figure as its name: "9 liter cases" are of 9 litre."""
    row = SEEDS.folded("units").get(word.casefold())
    return row["unit"] if row else word


def _positive(word: str) -> str:
    """A superlative as its positive form: "oldest" is old."""
    if word in ("best", "worst"):
        return "good" if word == "best" else "bad"
    if not word.endswith("est") or len(word) < 6:
        return word
    stem = word[:-3]
    known = SEEDS["counted_adjectives"]
    stem = stem[:-1] + "y" if stem.endswith("i") else stem
    if stem + "e" in known:
        return stem + "e"
    return stem[:-1] if stem[:-1] in known and stem[-1] == stem[-2] else stem


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
    return {
        "start": start, "end": int(str(row["start"])) + found.end(), "value": values[0] if len(values) == 1 else None,
        "low": min(values) if len(values) > 1 else None, "high": max(values) if len(values) > 1 else None,
        "unit": unit, "change": _period_change(row),
    }  # fmt: skip


def _period_change(row: dict[str, object]) -> str:
    mod = str(row.get("timex_mod") or "")
    if mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        return ">"
    if mod in ("LESS_THAN", "EQUAL_OR_LESS"):
        return "<"
    return "~" if mod == "APPROX" else "="
