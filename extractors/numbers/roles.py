"""What the words around a count say of those counted: what happened to them ("12 dead"), and how often ("12 a day")."""

from functools import lru_cache

import regex

from extractors.article.layout import Article
from extractors.engine.seeds import Seeds
from extractors.engine.trie import trie
from extractors.numbers.nouns import Counted
from extractors.numbers.rates import rates

REACHES = r"[^.;:]{0,60}\b(?:to|at|reached|reaches|hit|hits|passed|exceeded|is|was|stands at)\s(?:\p{Ll}{2,9}\s){0,2}\Z"
TOLL = regex.compile(r"(?i)\b(?:death )?toll\b(?! (?:road|booth|plaza|bridge))" + REACHES)
NUMBER_OF = regex.compile(r"(?i)\bnumber of (?P<who>(?:\p{L}{2,12} ){1,3})" + REACHES)
HEAD = regex.compile(r"[\p{L}’'-]{1,40}\Z")
NEXT = regex.compile(r"\s(\p{L}+)")


def noun_cells(start: int, end: int, counted: Counted | None, article: Article, seeds: Seeds) -> dict[str, object]:
    """What the words around a count say of it: noun, role and rate. `end` is that of its noun, or of the figure."""
    role = _role_of(start, end, article, seeds)
    cells: dict[str, object] = {"counted_role": role}
    if counted and counted.noun in ("other", "one"):
        return cells | {"quantity_kind": "count"}
    if rate := rates(seeds).match(article.text, end, article.sentence(start)[1]):
        cells |= {"per": seeds["per_words"][rate[1]]["per"], "end": rate.end()}
    if counted is None:
        return cells | {"quantity_kind": "count"} if role else cells
    return cells | {
        "counted": counted.noun, "counted_modifiers": counted.modifiers, "unit_start": counted.start,
        "unit_end": counted.end, "unit_text": article.text[counted.start : counted.end],
    }  # fmt: skip


@lru_cache(maxsize=8)
def _roles(seeds: Seeds) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    any_of, between, hedges = (trie(sorted(seeds[name])) for name in ("counted_roles", "counted_role_links", "hedges"))
    after = rf"\s(?:of (?:them|whom|the|those) )?(?:(?:{between}|\p{{Ll}}{{3,12}}ly)\s){{0,4}}({any_of})\b"
    before = rf"\b({any_of})(?:\s(?:{hedges}|another|a further|of|the|all|an)){{0,2}}\s\Z"
    return regex.compile(rf"(?i){after}"), regex.compile(rf"(?i){before}")


def _role_of(start: int, end: int, article: Article, seeds: Seeds) -> str | None:
    """What happened to those counted: the participle behind them, or the verb right before the figure."""
    text, known = article.text, seeds["counted_roles"]
    opens, limit = article.sentence(start)
    if row := known.get(_head(text[start:end])):
        return row["role"]
    openers, lasts = _role_words(seeds)
    found = None
    if following := NEXT.match(text, end, limit):
        word = following[1].casefold()
        found = _roles(seeds)[0].match(text, end, limit) if word in openers or word.endswith("ly") else None
    left = text[max(opens, start - 50) : start]
    if found is None and not lasts.isdisjoint(left.casefold().split()):
        found = _roles(seeds)[1].search(left)
    if found:
        return known[found[1].casefold()]["role"]
    return _toll(article, start, seeds)


def _head(words: str) -> str:
    """The last word of a phrase, case-folded."""
    last = words[words.rfind(" ") + 1 :]
    if not last.isalpha():
        found = HEAD.search(words, max(0, len(words) - 40))
        last = found[0] if found else ""
    return last.casefold()


@lru_cache(maxsize=8)
def _role_words(seeds: Seeds) -> tuple[frozenset[str], frozenset[str]]:
    """What can follow a figure that has a role behind it, but -ly; and the last words of the roles before one."""
    words = [surface.casefold().split() for surface in seeds["counted_roles"]]
    links = (surface.split()[0] for surface in seeds["counted_role_links"])
    return frozenset(("of", *links, *(word[0] for word in words))), frozenset(word[-1] for word in words)


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
