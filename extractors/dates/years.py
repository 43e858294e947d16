"""Years, ranges of years, decades and centuries."""

from dataclasses import replace

import regex

from extractors.article.layout import Article
from extractors.dates.evidence import year_has_evidence
from extractors.dates.meaning import Meaning
from extractors.dates.parts import meaning, month_of, ordinal_of, positioned, year_of
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds

DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
HEAT = regex.compile(r"(?i)\b(?:temperatures?|highs?|lows?|degrees|winds?|aged?)\b")


def year(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """A bare year, where the words around say that it is one."""
    value = year_of(found, seeds)
    is_sure = found.has("position") or found.has("year_words")
    if value == "XXXX" or not (is_sure or year_has_evidence(found, article, seeds)):
        return None
    return meaning(found, value=value, **positioned(found, article, seeds))


def year_prefixed(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "post-1959", "pre-1990": what lies after or before the year."""
    mod = "AFTER" if (found.first("side") or "").casefold() == "post" else "BEFORE"
    return meaning(found, value=found.first("year"), mod=mod)


def year_range(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """Two years as the ends of a stretch: a row each, tied to one another."""
    first, *further = found.all("year")
    tail = found.first("tail_year")
    last = further[-1] if further else first[: 4 - len(tail)] + tail if tail else first
    if int(last) <= int(first):
        return None
    split = found.spans("year")[0][1]
    start = found.spans("tail_year")[0][0] if tail else found.spans("year")[-1][0]
    second = replace(meaning(found, value=last), start=start, linked=True)
    return replace(meaning(found, value=first), end=split, more=(second,))


def decade(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the 1990s", "the '60s", "the nineties": a decade is three digits."""
    if long := found.first("decade_year"):
        value = long[:3]
    elif short := found.first("decade_short"):
        if not regex.search("['’]", found.text) and HEAT.search(article.text, *article.sentence(found.start)):
            return None
        value = ("20" if short[-1:] == "0" and int(short[0]) < 3 else "19") + short[0]
    else:
        value = f"19{2 + DECADES.index((found.first('decade_word') or '').casefold())}"
    return meaning(found, value=value, **positioned(found, article, seeds))


def part_of_stretch(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the second half of the 19th century", "the final days of May": a period with START or END."""
    if found.has("half_word"):
        word, reach = (found.first("half_word") or "").casefold(), "half"
    else:
        word, reach = (found.first("edge_word") or "").casefold(), found.first("edge_unit") or ""
    if month := found.first("months"):
        made: Meaning | None = meaning(found, value=f"{year_of(found, seeds)}-{month_of(month, seeds)}")
    elif found.has("year"):
        made = meaning(found, value=year_of(found, seeds))
    else:
        is_decade = found.has("decade_year") or found.has("decade_short") or found.has("decade_word")
        made = decade(found, article, seeds) if is_decade else century(found, article, seeds)
    return replace(made, mod="START" if word in ("first", "opening") else "END", reach=reach) if made else None


def century(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the 20th century" is `19`: the years 1900 to 1999."""
    ordinal = ordinal_of(found.first("date_ordinals") or found.first("digits_nth") or "1", seeds)
    if not 2 <= ordinal <= 30:
        return None
    return meaning(found, value=f"{ordinal - 1:02}", grain="century", **positioned(found, article, seeds))
