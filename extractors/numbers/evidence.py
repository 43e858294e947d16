"""Whether a figure is a quantity at all: what the words around it say."""

from functools import lru_cache

import regex

from extractors.article.layout import Article
from extractors.engine.seeds import Seeds
from extractors.numbers.nouns import Counted

CLOCK = regex.compile(
    r"(?i)\s?(?:[ap]\.?m\.?\b|o[’']clock|GMT\b|BST\b|EST\b|EDT\b|CET\b|UTC\b|noon\b|midnight\b|"
    r"(?:in the (?:morning|afternoon|evening)|at night)\b)"
)
COUNTER = regex.compile(
    r"(?i)\b(?:(?:views|likes|shares|comments|reads|reactions|tel|phone|fax|call|call us on|page|photo):? "
    r"|(?:views|likes|shares|comments|replies|reviews)\s?\()\Z"
)
OF_PAGES = regex.compile(r"(\p{L}+) \d{1,4} of \Z")
OPENS = regex.compile(r"(?i)\b(?:opens?|closes?|starts?|begins?|kicks? off|kick-off|doors) (?:at|around) \Z")
ONE_CLOCK = regex.compile(r"(?:1[0-2]|[1-9])(?![\d,]|\.\d|\s\p{Ll}+s\b)|(?:[01]?\d|2[0-3])\.[0-5]\d(?!\d)")
PAST = regex.compile(r"(?i)\b(?:quarter|half|minutes|ten|twenty|five) (?:past|to) \Z")
SIGNS = tuple(".:’'&-")
"""What the words that tell may end in, besides letters and figures."""

WORD = regex.compile(r"[\p{L}\p{N}]+")
PAIR = regex.compile(r"[-−]?\d{1,3}\.\d{3,9}(?:,\s?[-−]?\d{1,3}\.\d{3,9})(?!\d)")
LISTED = regex.compile(r"\s?\)(?=\s)")
TALLY = regex.compile(r"\s(\p{Ll}{3,12})\b")
MARKER = regex.compile(r"\d{1,2}[.)]\s")
MONTH = regex.compile(r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?\s\Z")
NAME_BEFORE = regex.compile(r"(\p{Lu}[\p{L}\p{N}’'&.-]{0,30})\s\Z")
WORD_BEFORE = regex.compile(r"([\p{L}.]{1,20})\s\Z")
MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
CUES = frozenset(
    "views likes shares comments reads reactions tel phone fax call on page photo past to at around of".split()
)
"""The words that a figure follows in `COUNTER`, `OPENS`, `OF_PAGES` and `PAST`."""


def is_no_figure(article: Article, start: int, end: int, seeds: Seeds, is_plain: bool) -> bool:
    """Clock times, dates, idioms, list markers, phone numbers, and the digits of names.

    `is_plain` is false for a figure with a thousands comma or a magnitude, which no name ends in.
    """
    text = article.text
    if CLOCK.match(text, end, end + 24) or (text[start] == "0" and text[start + 1 : start + 2].isdecimal()):
        return True
    if text[start].isdecimal() and MARKER.match(text, start, start + 5) and article.sentence(start)[0] == start:
        return True
    left = text[max(0, start - 40) : start]
    if text[start].isdecimal() and LISTED.match(text, end, end + 3) and "(" not in left:
        return True
    if text[start].isdecimal() and "." in text[start:end] and _is_coordinate(text, start, end):
        return True
    if text[start].isalpha() and text.startswith(("'s", "’s"), end):
        return True
    if left.endswith(("#", "No.", "no. ", "No. ", "+")) or _is_idiom(text, start, end, seeds):
        return True
    if not left[-1:].isspace():
        return left.endswith("(") and COUNTER.search(left) is not None
    word = left[left.rfind(" ", 0, -1) + 1 : -1]
    is_plain_word = word.isalpha() and len(word) <= 20
    if not is_plain_word and not (word[-1:].isalnum() or word.endswith(SIGNS)):
        return False
    if not is_plain_word:
        word = before[1] if (before := WORD_BEFORE.search(left)) else ""
    folded = word.casefold()
    may_lead = not is_plain_word or folded in CUES or folded[:3] in MONTHS
    if folded in seeds["number_designators"] or (may_lead and _is_led(text, start, left, seeds)):
        return True
    name = None if is_plain_word and word.islower() else NAME_BEFORE.search(left)
    return name is not None and _ends_name(article, start, end, name[1], is_plain, seeds)


def _is_coordinate(text: str, start: int, end: int) -> bool:
    """Whether a figure is one of two with three decimals or more and a comma between: a place on the map."""
    if end - text.rfind(".", start, end) < 4:
        return False
    first = start if text[end : end + 1] == "," else max(0, start - 16)
    return any(pair.start() <= start and end <= pair.end() for pair in PAIR.finditer(text, first, end + 16))


def _is_led(text: str, start: int, left: str, seeds: Seeds) -> bool:
    """Whether a counter, a month, "past" or an opening time leads to the figure."""
    if COUNTER.search(left) or MONTH.search(left) or PAST.search(left):
        return True
    if pages := OF_PAGES.search(left):
        return pages[1].casefold() in seeds["number_designators"]
    return bool(OPENS.search(left) and ONE_CLOCK.match(text, start, start + 40))


def _is_idiom(text: str, start: int, end: int, seeds: Seeds) -> bool:
    idioms = _idioms_of(text[start:end], seeds)
    if not idioms:
        return False
    around = text[max(0, start - 12) : end + 24].casefold()
    for idiom in idioms:
        at = around.find(idiom)
        if at >= 0:
            first = max(0, start - 12) + at
            if first < end and start < first + len(idiom) and not text[first - 1 : first].isalnum():
                return True
    return False


@lru_cache(maxsize=2048)
def _idioms_of(figure: str, seeds: Seeds) -> frozenset[str]:
    """The idioms that a figure can be a part of: they share a word, or it begins like their last one."""
    by_word, by_last = _idioms_by_word(seeds)
    words = WORD.findall(figure.casefold())
    same = [by_word[word] for word in words if word in by_word]
    begun = [by_last[word[:end]] for word in words for end in range(1, len(word) + 1) if word[:end] in by_last]
    return frozenset(idiom for idioms in (*same, *begun) for idiom in idioms)


@lru_cache(maxsize=8)
def _idioms_by_word(seeds: Seeds) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The idioms by each of their words, and by their last one."""
    by_word: dict[str, list[str]] = {}
    by_last: dict[str, list[str]] = {}
    for idiom in seeds["number_idioms"]:
        words = WORD.findall(idiom)
        by_last.setdefault(words[-1], []).append(idiom)
        for word in words:
            by_word.setdefault(word, []).append(idiom)
    return by_word, by_last


def _ends_name(article: Article, start: int, end: int, word: str, is_plain: bool, seeds: Seeds) -> bool:
    """Whether a figure behind a capitalised word is a part of a name with it."""
    text = article.text
    if text[start].isupper() and article.section(start) != "headline":
        return start - 1 - len(word) > article.sentence(start)[0]
    if not text[start].isdigit() or not (is_plain or text[start:end].isdigit()):
        return False
    if (noun := TALLY.match(text, end, end + 14)) and noun[1] in seeds["tally_nouns"]:
        return False
    return _is_name(article, start, word, seeds)


def is_product(text: str, start: int, counted: Counted) -> bool:
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
    if at > article.sentence(start)[0]:
        return True
    folded = word.casefold()
    return not (
        folded.endswith(("ly", "ing", "ed")) or folded in seeds["not_names"] or folded in seeds.folded("change_verbs")
    )
