"""The words around a figure: hedges, direction of movement, modality."""

from dataclasses import dataclass
from functools import lru_cache

import regex

from extractors.article.layout import Article
from extractors.engine.seeds import Seeds

REACH = 60
FAR = 110
ARTICLE = regex.compile(r"(?i)\b(?:an?|another)\s+\Z")
LINKS = regex.compile(
    r"(?i)\b(?:by|to|of|a|an|another|a further|further|the|an additional|an extra|just|only|as much as|some|even|"
    r"nearly|almost|more than|at least|about|around|approximately|roughly|over|up to|\p{Ll}{2,14}ly|back|sharply|"
    r"or|under|less than|between|from|its|in price)\s+\Z"
)
BY = regex.compile(r"\bby\s(?:\p{Ll}{2,10}\s)?\Z")
CLAUSE = regex.compile(
    r"[;:()—]|\s(?:but|while|whereas)\s|,\s+(?:but|and|while|who|which|whose|after|before|as|though|although|because|since|"
    r"when|if|where|with|he|she|it|they|the|\p{Ll}{2,12}ing)\b"
)


@dataclass(frozen=True, slots=True)
class Hedge:
    """How a figure bounds the truth, and the words that say so."""

    comparator: str = "="
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Direction of movement; `after` where its cue stands behind the figure or is a noun."""

    change: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Modality:
    """How firmly a figure is put."""

    polarity: str = "affirmed"
    modality: str = "asserted"
    text: str | None = None


@lru_cache(maxsize=8)
def _ending(seeds: Seeds, name: str) -> regex.Pattern[str]:
    """Any surface of a seed list at the end of a stretch, the longest first."""
    surfaces = sorted(seeds[name], key=lambda surface: (-len(surface), surface))
    any_of = "|".join(
        rf"(?<![\p{{L}}\p{{N}}-]){regex.escape(s)}" if s[0].isalpha() else regex.escape(s) for s in surfaces
    )
    return regex.compile(rf"(?i)({any_of})\s*\Z")


def _verb_before(left: str, seeds: Seeds) -> regex.Match[str] | None:
    """The change verb that ends a stretch; "took up" and "boiling down" are none."""
    found = _ending(seeds, "change_verbs").search(left)
    if found and found[1].casefold() in ("up", "down"):
        word = regex.search(r"(\p{L}+)\s\Z", left[: found.start(1)])
        if word and word[1].casefold() in seeds["particle_verbs"]:
            return None
    return found


@lru_cache(maxsize=8)
def _starting(seeds: Seeds, name: str) -> regex.Pattern[str]:
    surfaces = sorted(seeds[name], key=lambda surface: (-len(surface), surface))
    any_of = "|".join(regex.escape(s) + (r"(?![\p{L}])" if s[-1].isalpha() else "") for s in surfaces)
    return regex.compile(rf"(?i)[\s]?({any_of})")


@lru_cache(maxsize=8)
def _anywhere(seeds: Seeds, name: str) -> regex.Pattern[str]:
    surfaces = sorted(seeds[name], key=lambda surface: (-len(surface), surface))
    any_of = "|".join(regex.escape(s) for s in surfaces)
    return regex.compile(rf"(?<![\p{{L}}-])({any_of})(?![\p{{L}}-])")


def before(article: Article, start: int, reach: int = REACH) -> str:
    """The words before a position, within its sentence."""
    return article.text[max(article.sentence(start)[0], start - reach) : start]


def hedge(article: Article, start: int, end: int, seeds: Seeds) -> Hedge:
    """The hedge that touches a figure, before it or behind; "=" where there is none."""
    left = before(article, start)
    found = _ending(seeds, "hedges").search(left)
    if found is None and (bare := ARTICLE.sub("", left)) != left:
        found = _ending(seeds, "hedges").search(bare)
        if found and found[1].casefold() in ("over", "under", "above", "below", "near"):
            found = None
    if found:
        return Hedge(seeds.folded("hedges")[found[1].casefold()]["comparator"], found[1])
    if right := _starting(seeds, "hedges_after").match(article.text, end, min(len(article.text), end + 30)):
        return Hedge(seeds["hedges_after"][right[1].casefold()]["comparator"], right[1])
    return Hedge()


def change(article: Article, start: int, end: int, seeds: Seeds) -> Change:
    """The verb before a figure, or the noun or adverb around it, that says which way it moved."""
    left = before(article, start)
    for _ in range(5):
        bare = LINKS.sub("", left)
        if bare == left:
            break
        if regex.search(r"(?i)\bfrom\s+\Z", left):
            return Change()
        left = bare
        if found := _verb_before(left, seeds):
            return Change(seeds.folded("change_verbs")[found[1].casefold()]["change"], found[1])
    if found := _verb_before(left, seeds):
        return Change(seeds.folded("change_verbs")[found[1].casefold()]["change"], found[1])
    if BY.search(article.text[max(0, start - 12) : start]) and (
        verbs := list(_anywhere(seeds, "change_verbs").finditer(left))
    ):
        return Change(seeds["change_verbs"][verbs[-1][1]]["change"], verbs[-1][1])
    if found := _ending(seeds, "change_nouns").search(left):
        return Change(seeds.folded("change_nouns")[found[1].casefold()]["change"], found[1])
    behind = regex.compile(r"\s(?:\p{Ll}{2,12}\s)?").match(article.text, end)
    for at in {end + 1, behind.end() if behind else end + 1}:
        right = article.text[at : min(at + 24, article.sentence(start)[1])]
        if found := regex.match(r"(\p{Ll}{3,14})\b", right):
            word = found[1].casefold()
            if word in seeds["change_nouns"]:
                return Change(seeds["change_nouns"][word]["change"], found[1])
            if word in ("higher", "lower"):
                return Change("up" if word == "higher" else "down", found[1])
    return Change()


def modality(article: Article, start: int, seeds: Seeds) -> Modality:
    """The nearest cue in the same clause before a figure."""
    left = before(article, start, FAR)
    cuts = [cut.end() for cut in CLAUSE.finditer(left)]
    left = left[cuts[-1] :] if cuts else left
    cues = list(_anywhere(seeds, "modality_cues").finditer(left))
    if not cues:
        return Modality()
    row = seeds["modality_cues"][cues[-1][1]]
    if row["polarity"] == "negated" and row["modality"] == "asserted" and "," in left[cues[-1].end() :]:
        return Modality()
    return Modality(row["polarity"], row["modality"], cues[-1][1])
