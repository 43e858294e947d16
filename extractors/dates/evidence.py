"""Whether a bare word or figure is a date at all: what the words around it say."""

from functools import lru_cache

import regex

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds

BEFORE_MONTH = regex.compile(
    r"\b(?:in|since|by|from|until|till|through|during|last|next|this|of|to|for|between|and|or|before|after|late|early|mid|each|into"
    r"|every|a|the|until|per|ended|ending|starting|beginning|on|around|about"
    r"|(?:early|late|soon|recently|far back|long ago) as)[ \u00a0\n]\Z",
    regex.IGNORECASE,
)
NAME_AFTER = regex.compile(r"[ \u00a0](?:\p{Lu}\p{Ll}{1,20}|(?:family|brothers|sisters|hare|clan)\b)")
IDES = regex.compile(r"(?i)\bides of\s\Z")
STRONG = regex.compile(
    r"\b(?:in|into|due|since|until|till|during|through|year|circa|mid|back in|of|by|season|census)[ \u00a0\n]\Z",
    regex.IGNORECASE,
)
WEAK = regex.compile(
    r"(?:\b(?:from|to|before|after|for|between|around|about|the|a|its|their|his|her|our|late|early|fiscal)"
    r"|['’]s|\p{L},|\d{4},?(?: and| or)?)[ \u00a0\n]\Z",
    regex.IGNORECASE,
)
OWNER = regex.compile(r"(?:\b(?:the|its|their|his|her|our|this|that)|['’]s|s['’])[ \u00a0\n]\Z", regex.IGNORECASE)
OWNER_OF_MONTH = regex.compile(
    r"(?:\b(?:an?|the|its|their|his|her|our|this|that)|['’]s)[ \u00a0\n]\Z", regex.IGNORECASE
)
MODIFIER = regex.compile(r"\b\p{Ll}{3,20}[ \u00a0\n]\Z")
NOUN = regex.compile(r"[ \u00a0](\p{Ll}{3,20})\b")
NAMED_NOUN = regex.compile(r"(?:[ \u00a0]\p{Lu}[\p{L}.&'’]{1,20}){1,2}[ \u00a0](\p{Ll}{3,20})\b")
EVENT = regex.compile(r"[ \u00a0]\p{Lu}\p{Ll}{2,20}\b")
CLOSES = frozenset(")]–-")
BRACKET = regex.compile(r"[(\[]\Z")
PLURAL = regex.compile(
    r"[ \u00a0](?!was\b|is\b|has\b|as\b|its\b|this\b|us\b|does\b|plus\b|less\b|unless\b|across\b|towards\b)"
    r"(?:\p{Ll}{2,20}\s)?\p{Ll}{2,20}(?:s|people|men|women|children|percent)\b"
)
UNIT_AFTER = regex.compile(
    r"[ \u00a0](?:BC|BCE|percent|per|million|billion|trillion|people|men|women|miles|feet|metres|meters"
    r"|km|kg|tons|tonnes|troops|dollars|euros|pounds"
    r"|pence|cents|points|votes|hours"
    r"|(?:\p{Lu}[\p{L}.]{1,20}[ ]){1,3}(?:Street|Avenue|Road|Lane|Drive|Boulevard|St|Ave|Blvd))\b"
)
FIGURES = regex.compile(
    r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)\d\d(?!\d)"
    r"|\b(?:on|by|until|since|from|dated) (\d{1,2})(/)(\d{1,2})(?![\w/%]|[.,-]\d)"
)
COMMA_LIST = regex.compile(r"(?:,| and| or|;)[ \u00a0](?:and |or )?(?:1[5-9]|20)\d\d\b")


def last_start(pattern: regex.Pattern[str], text: str, start: int = 0, end: int | None = None) -> int:
    """Where the last match of a pattern in a stretch of text begins; -1 where there is none."""
    return max((found.start() for found in pattern.finditer(text, start, end)), default=-1)


def month_is_attribute(found: Found, article: Article) -> bool:
    """Whether a month stands before a noun, as in "the June agreement": then the nearest one is meant."""
    before = article.text[max(0, found.start - 8) : found.start]
    return bool(OWNER_OF_MONTH.search(before) and NOUN.match(article.text, found.end))


def month_is_one_of_many(found: Found, article: Article) -> bool:
    """Whether "a" stands before a month and a noun: "a November run-off" may lie ahead, unlike "the June pact"."""
    return article.text[max(0, found.start - 2) : found.start].casefold() == "a "


def month_has_evidence(found: Found, article: Article) -> bool:
    """Whether "May", "March" ... is a month here: a preposition stands before it and no name follows."""
    before = article.text[max(0, found.start - 16) : found.start]
    after = article.text[found.end : found.end + 24]
    return bool(BEFORE_MONTH.search(before)) and not NAME_AFTER.match(after) and not IDES.search(before)


def year_has_evidence(found: Found, article: Article, seeds: Seeds) -> bool:
    """Whether four digits are a year: a preposition, a bracket, a list of years; never before a counted noun."""
    before = article.text[max(0, found.start - 14) : found.start]
    after = article.text[found.end : found.end + 48]
    figure = int(found.first("year") or 0)
    if UNIT_AFTER.match(after) or figure > 2100:
        return False
    if BRACKET.search(before) and after[:1] in CLOSES:
        return True
    is_round = figure % 100 == 0 or figure < 1800
    if STRONG.search(before):
        may_count = is_round or before.lower().endswith(("of ", "by "))
        return not (may_count and PLURAL.match(after))
    if is_round and figure >= 1900 and OWNER.search(before) and EVENT.match(after):
        return True
    is_modern = 1900 <= figure <= 2039 and figure % 100 != 0
    if is_modern and OWNER.search(before):
        return True
    if is_modern and MODIFIER.search(before) and (noun := NOUN.match(after)) and noun[1] in seeds["year_heads"]:
        return True
    if is_modern and (noun := NAMED_NOUN.match(after)) and noun[1] in seeds["year_heads"]:
        return True
    if WEAK.search(before):
        return (not PLURAL.match(after) and not is_round) or bool(COMMA_LIST.match(after))
    return bool(COMMA_LIST.match(after)) and not PLURAL.match(after)


def year_word(words: str, seeds: Seeds) -> str | None:
    """The year of "nineteen ninety-six" or "two thousand and five"."""
    known = seeds.folded("date_counts")
    parts = [word for word in regex.findall(r"\p{L}+", words.casefold()) if word in known]
    values = [int(known[word]["value"]) for word in parts]
    if parts[:2] == ["two", "thousand"]:
        return str(2000 + sum(values[2:]))
    if len(values) >= 2 and 15 <= values[0] <= 20 and 10 <= sum(values[1:]) < 100:
        return str(values[0] * 100 + sum(values[1:]))
    return None


def numeric_order(one: int, two: int, found: Found, article: Article, seeds: Seeds) -> str | None:
    """DMY or MDY for two figures; None where nothing tells."""
    if one > 12 or two > 12 or one == two:
        return "DMY" if two <= 12 else "MDY"
    if zone := found.first("time_zones"):
        return seeds["time_zones"][zone]["numeric_order"]
    if found.first("mark") in ("-", "."):
        return "DMY"
    return _printed_order(article.text)


@lru_cache(maxsize=8)
def _printed_order(text: str) -> str | None:
    """The order of all numeric days of a text that tell theirs; None where they differ or none does."""
    figures = [(int(found[1] or found[4]), int(found[3] or found[6])) for found in FIGURES.finditer(text)]
    votes = {("DMY" if a > 12 else "MDY") for a, b in figures if a > 12 or b > 12}
    return votes.pop() if len(votes) == 1 else None
