"""Counts: a figure with the noun it counts, vague counts, scores, and plain figures."""

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

import regex

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds
from extractors.numbers.making import Ends, make_number, read_ends
from extractors.numbers.nouns import Counted, read_counted
from extractors.numbers.row import Number
from extractors.numbers.values import Figure

TIME = (
    "year", "month", "week", "day", "hour", "minute", "second", "decade", "century", "quarter", "weekend", "night",
    "fortnight", "yr", "hr", "min", "sec", "millennium", "millisecond", "morning", "evening", "afternoon", "hours",
)  # fmt: skip
CLOCK = regex.compile(
    r"(?i)\s?(?:[ap]\.?m\.?\b|o[’']clock|GMT\b|BST\b|EST\b|EDT\b|CET\b|UTC\b|noon\b|midnight\b|"
    r"(?:in the (?:morning|afternoon|evening)|at night)\b)"
)
COUNTER = regex.compile(
    r"(?i)\b(?:views|likes|shares|comments|reads|reactions|tel|phone|fax|call|call us on|page|photo):? \Z"
)
ZERO_FIRST = regex.compile(r"0\d")
OPENS = regex.compile(r"(?i)\b(?:opens?|closes?|starts?|begins?|kick-off|doors) (?:at|around) \Z")
ONE_CLOCK = regex.compile(r"(?:1[0-2]|[1-9])(?![\d,]|\.\d|\s\p{Ll}+s\b)")
REACHES = r"[^.;:]{0,60}\b(?:to|at|reached|reaches|hit|hits|passed|exceeded|is|was|stands at)\s(?:\p{Ll}{2,9}\s){0,2}\Z"
TOLL = regex.compile(r"(?i)\b(?:death )?toll\b(?! (?:road|booth|plaza|bridge))" + REACHES)
NUMBER_OF = regex.compile(r"(?i)\bnumber of (?P<who>(?:\p{L}{2,12} ){1,3})" + REACHES)
SMALL_BEFORE = regex.compile(r"(?:\p{Ll}|[(:,≈=~<>])\s?\Z")
HEAD = regex.compile(r"[\p{L}’'-]{1,40}\Z")
PAST = regex.compile(r"(?i)\b(?:quarter|half|minutes|ten|twenty|five) (?:past|to) \Z")
YEAR = regex.compile(r"(?:1[5-9]|20)\d\d")
NAME_AFTER = regex.compile(r" \p{Lu}\p{Ll}")
MARKER = regex.compile(r"\d{1,2}[.)]\s")
SUSPENDED = regex.compile(r"[-‑](?:,\s|\s(?:or|and|to)\s)")
MONTH = regex.compile(r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?\s\Z")
NAME_BEFORE = regex.compile(r"(?P<word>\p{Lu}[\p{L}\p{N}’'&.-]{0,30})\s\Z")
WORD_BEFORE = regex.compile(r"(?P<word>[\p{L}.]{1,20})\s\Z")
LOOSE_ONE = regex.compile(
    r"(?i)\b(?:no|the|this|that|which|another|every|each|any|some|only|last|next|first|new|old|big|good|wrong|right|other|same|is|was|it[’']s|that[’']s|not|had|day|number|just|a)\s\Z"
)


def count(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """A counted noun, else a plain figure; None for names with digits, years, durations and list markers."""
    ends = read_ends(found, seeds)
    if ends is None:
        return None
    return _counted_row(found, article, seeds, ends)


def count_range(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """Two figures that share the noun they count; None where they are years or nothing says what they are."""
    ends = read_ends(found, seeds)
    if ends is None or all(YEAR.fullmatch(text) for text in found.all("number")):
        return None
    return _counted_row(found, article, seeds, ends)


def score(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """A result of a game or a vote: both figures as bounds, no value."""
    ends = read_ends(found, seeds)
    return None if ends is None else make_number(found, article, seeds, ends, kind="score")


def vague(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """Dozens or several hundred, as a range flagged approximate."""
    surface = (found.first("unit") or "").casefold()
    if row := seeds["vague_counts"].get(surface):
        low, high = Decimal(row["low"]), Decimal(row["high"])
    else:
        factor = Decimal(seeds["magnitudes"][surface]["factor"])
        low, high = factor * 2, factor * 10
    if surface == "scores" and not article.text.startswith(" of ", found.end):
        return None
    counted = read_counted(article.text, found.end, article.sentence(found.start)[1], seeds, one=False)
    if counted and _is_time(counted):
        return None
    ends = Ends((Figure(low, low, None), Figure(high, high, None)), found.start, found.end)
    if counted and (measured := _vague_measure(found, article, seeds, ends, counted)):
        return measured
    number = make_number(found, article, seeds, ends, kind="count", end=counted.end if counted else found.end)
    return _with_noun(replace(number, approximate=True), counted, article, seeds)


def _vague_measure(found: Found, article: Article, seeds: Seeds, ends: Ends, counted: Counted) -> Number | None:
    """Hundreds of miles or of pounds: a measure or a sum; None where the noun is neither."""
    surface = article.text[counted.start : counted.end].casefold()
    currency = seeds.folded("currencies").get(surface)
    unit = seeds.folded("units").get(surface)
    if currency is None and unit is None:
        return None
    kind = "money" if currency else unit["quantity_kind"] if unit else "count"
    number = make_number(found, article, seeds, ends, kind=kind, end=counted.end)
    code = currency["currency"] or None if currency else None
    if surface == "pounds" and "£" in article.text:
        kind, code = "money", "GBP"
    return replace(
        number, approximate=True, unit_start=counted.start, unit_end=counted.end, currency=code,
        unit_text=article.text[counted.start : counted.end], currency_basis="word" if code else None,
        unit=unit["unit"] if unit and not currency else None if code else counted.noun,
        unit_ucum=(unit["ucum"] or None) if unit and not currency else None,
    )  # fmt: skip


def _counted_row(found: Found, article: Article, seeds: Seeds, ends: Ends) -> Number | None:
    end = found.spans("magnitude_mark")[-1][1] if found.has("magnitude_mark") else ends.end
    if found.has("unit"):
        end = found.end
        ends = replace(ends, figures=tuple(Figure(f.bare * 10**6, f.bare, "m") for f in ends.figures), end=end)
    figure = ends.figures[-1]
    if _is_no_figure(
        article, ends.start, end, seeds, is_plain=not ends.is_range and figure.bare == figure.value < 1000
    ):
        return None
    is_one = not ends.is_range and figure.value == 1
    limit = article.sentence(found.start)[1]
    counted = read_counted(article.text, end, limit, seeds, one=is_one)
    if counted and not counted.is_plural and _is_product(article.text, ends.start, counted):
        return None
    if counted and _is_time(counted):
        return None
    if article.text.startswith(("-strong", "-magnitude"), end):
        kind = "count" if article.text.startswith("-strong", end) else "number"
        return make_number(found, article, seeds, replace(ends, end=end), kind=kind, start=ends.start, end=end)
    if counted is None and ends.is_range and not _is_large(ends):
        return None
    if counted is None and not ends.is_range and not _stands_alone(article, ends, end, seeds):
        return None
    if is_one and _is_loose_one(article, ends.start, end, counted):
        return None
    if counted and not ends.is_range and YEAR.fullmatch(article.text[ends.start : end]) and not found.has("counted"):
        return None
    number = make_number(
        found, article, seeds, replace(ends, end=end), kind="count" if counted else "number",
        start=ends.start, end=counted.end if counted else end,
    )  # fmt: skip
    return _with_noun(number, counted, article, seeds)


def _is_large(ends: Ends) -> bool:
    """Whether both ends of a range are in the thousands, years apart from them: then no noun need follow."""
    return all(figure.value > 2100 for figure in ends.figures)


def _is_time(counted: Counted) -> bool:
    return counted.noun.casefold().rsplit(" ", 1)[-1] in TIME or counted.noun.casefold().split(" ")[0] in TIME


def _is_no_figure(article: Article, start: int, end: int, seeds: Seeds, is_plain: bool) -> bool:
    """Clock times, dates, idioms, list markers, phone numbers, and the digits of names.

    `is_plain` is false for a figure with a thousands comma or a magnitude, which no name ends in.
    """
    text = article.text
    if CLOCK.match(text, end) or (MARKER.match(text, start) and article.sentence(start)[0] == start):
        return True
    left = text[max(0, start - 40) : start]
    if ZERO_FIRST.match(text, start) or (OPENS.search(left) and ONE_CLOCK.match(text, start)):
        return True
    if (
        COUNTER.search(left)
        or MONTH.search(left)
        or PAST.search(left)
        or left.endswith(("#", "No.", "no. ", "No. ", "+"))
    ):
        return True
    around = text[max(0, start - 12) : end + 24].casefold()
    for idiom in seeds["number_idioms"]:
        if idiom in around and (at := around.find(idiom)) >= 0:
            first = max(0, start - 12) + at
            if first < end and start < first + len(idiom) and not text[first - 1 : first].isalnum():
                return True
    before = WORD_BEFORE.search(left)
    if before and before["word"].casefold() in seeds["number_designators"]:
        return True
    name = NAME_BEFORE.search(left)
    if name and text[start].isupper() and article.section(start) != "headline":
        return name.start() + max(0, start - 40) > article.sentence(start)[0]
    if name is None or not text[start].isdigit() or not (is_plain or text[start:end].isdigit()):
        return False
    return _is_name(article, start, name["word"], seeds)


def _is_product(text: str, start: int, counted: Counted) -> bool:
    """Digits before one capitalised singular are a name: "787 Dreamliner"."""
    return (
        text[start].isdigit() and counted.start - start <= 4 and text[counted.start].isupper() and not counted.modifiers
    )


def _is_name(article: Article, start: int, word: str, seeds: Seeds) -> bool:
    """Whether a capitalised word before digits makes a name of them ("S&P 500"); a sentence's first word may not."""
    at = start - 1 - len(word)
    if at <= article.sentence(start)[0] + 1 and word.casefold() in seeds["counted_stops"]:
        return False
    if word.casefold() in seeds["counted_stops"] or (word.isupper() and len(word) > 12):
        return False
    return at > article.sentence(start)[0] or word.casefold() not in seeds.folded("change_verbs")


def _stands_alone(article: Article, ends: Ends, end: int, seeds: Seeds) -> bool:
    """Whether a figure without a noun is one: decimals, thousands, magnitudes, and those after a small word."""
    text = article.text[ends.start : end]
    figure = ends.figures[-1]
    if YEAR.fullmatch(text):
        return False
    if figure.magnitude or "," in text or ("." in text.strip(".") and text.count(".") == 1):
        return True
    if SUSPENDED.match(article.text, end):
        return True
    if NAME_AFTER.match(article.text, end):
        return False
    if text[0].isalpha():
        return figure.value != 1 and article.text[end : end + 1] not in ("-", "‑")
    left = article.text[max(0, ends.start - 30) : ends.start]
    if article.text[end : end + 1] in "-‑–" and article.text[end : end + 1]:
        return False
    return bool(SMALL_BEFORE.search(left)) and len(text) < 10


def _is_loose_one(article: Article, start: int, end: int, counted: Counted | None) -> bool:
    """ "the one", "no one", "one said": pronouns, not figures."""
    left = article.text[max(0, start - 14) : start]
    if article.text[start].isdigit():
        return False
    if LOOSE_ONE.search(left) and counted is None:
        return True
    return counted is None


def _with_noun(number: Number, counted: Counted | None, article: Article, seeds: Seeds) -> Number:
    role = _role(article, number.start, number.end, seeds)
    if counted is None:
        rate = _rate(seeds).match(article.text, number.end, article.sentence(number.start)[1])
        if rate:
            number = replace(number, per=seeds["per_words"][rate[1]]["per"], end=rate.end())
        return replace(number, quantity_kind="count", counted_role=role) if role else number
    if counted.noun in ("other", "one"):
        return replace(number, quantity_kind="count", counted_role=role)
    rate = _rate(seeds).match(article.text, number.end, article.sentence(number.start)[1])
    return replace(
        number, counted=counted.noun, counted_modifiers=counted.modifiers, counted_role=role,
        per=seeds["per_words"][rate[1]]["per"] if rate else None, end=rate.end() if rate else number.end,
        unit_start=counted.start, unit_end=counted.end, unit_text=article.text[counted.start : counted.end],
    )  # fmt: skip


@lru_cache(maxsize=8)
def _rate(seeds: Seeds) -> regex.Pattern[str]:
    any_of = "|".join(sorted(map(regex.escape, seeds["per_words"]), key=lambda s: (-len(s), s)))
    return regex.compile(rf"\s(?:per|a|each|every)\s({any_of})\b(?!\s(?:ago|earlier|later|before|previously|after)\b)")


@lru_cache(maxsize=8)
def _roles(seeds: Seeds) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    any_of = "|".join(sorted(map(regex.escape, seeds["counted_roles"]), key=lambda s: (-len(s), s)))
    between = "|".join(sorted(seeds["counted_role_links"], key=lambda s: (-len(s), s)))
    hedges = "|".join(sorted(map(regex.escape, seeds["hedges"]), key=lambda s: (-len(s), s)))
    after = rf"\s(?:of (?:them|whom|the|those) )?(?:(?:{between}|\p{{Ll}}{{3,12}}ly)\s){{0,4}}({any_of})\b"
    before = rf"\b({any_of})(?:\s(?:{hedges}|another|a further|of|the|all|an)){{0,2}}\s\Z"
    return regex.compile(rf"(?i){after}"), regex.compile(rf"(?i){before}")


def _role(article: Article, start: int, end: int, seeds: Seeds) -> str | None:
    """What happened to those counted: the participle behind them, or the verb right before the figure."""
    after, before = _roles(seeds)
    limit = article.sentence(start)[1]
    left = article.text[max(article.sentence(start)[0], start - 50) : start]
    head = HEAD.search(article.text, start, end)
    if head and head[0].casefold() in seeds["counted_roles"]:
        return seeds["counted_roles"][head[0].casefold()]["role"]
    found = after.match(article.text, end, limit)
    if found is None and not _role_words(seeds).isdisjoint(left.casefold().split()):
        found = before.search(left)
    if found:
        return seeds["counted_roles"][found[1].casefold()]["role"]
    return _toll(article, start, seeds)


@lru_cache(maxsize=8)
def _role_words(seeds: Seeds) -> frozenset[str]:
    """The last words of the roles: what the words before a figure must hold for one to stand there."""
    return frozenset(surface.casefold().split()[-1] for surface in seeds["counted_roles"])


def _toll(article: Article, start: int, seeds: Seeds) -> str | None:
    """The role of a figure that a toll or "the number of missing" reaches."""
    left = article.text[max(article.sentence(start)[0], start - 110) : start]
    folded = left.casefold()
    if "toll" in folded and TOLL.search(left):
        return "dead"
    found = NUMBER_OF.search(left) if "number of" in folded else None
    if found is None:
        return None
    row = next(
        (seeds["counted_roles"][word] for word in found["who"].casefold().split() if word in seeds["counted_roles"]),
        None,
    )
    return row["role"] if row else None
