"""Pronouns and roles: whom they stand for, where that is clear."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from extractors.actors.lexicon import Lexicon
from extractors.actors.row import Actor, Mention
from extractors.article.layout import Article
from extractors.engine.match import Found

FEMALE = frozenset(("she", "her", "herself"))
REACH = 3
"""How many sentences back a pronoun may point."""

MOST = 20
"""Names of one sentence that are looked at."""

SPEAKS = regex.compile(
    r" (?!and|or|as|but|when|while|who|with|for|than|if|because|after|before)\p{Ll}{3,14}(?: that)? "
)
"""What stands between a name and its pronoun in "Mr. Lee said that he"."""

PHRASE = regex.compile(r" (?:from|by|in|at|with|to|and|then) |^(?:then|one) ")
LEAD = regex.compile(r"^, (?:(?:the|a|an|its|his|her|their) )?")


@dataclass(frozen=True)
class Marks:
    """Where quotation marks stand."""

    opening: Sequence[int]
    closing: Sequence[int]
    straight: Sequence[int]

    def is_quoted(self, article: Article, position: int) -> bool:
        """Whether the position stands inside quotation marks of its paragraph."""
        start = article.paragraph(position)[0]
        counts = [
            bisect_left(of, position) - bisect_left(of, start) for of in (self.opening, self.closing, self.straight)
        ]
        return counts[0] > counts[1] or counts[2] % 2 == 1


def marks_of(text: str) -> Marks:
    """The quotation marks of a text."""
    return Marks(*([match.start() for match in regex.finditer(mark, text)] for mark in ("“", "”", '"')))


def with_roles(
    actors: Sequence[Actor], mentions: Sequence[Mention], found: Sequence[Found], article: Article
) -> list[Actor]:
    """The actors; people without a title get the role that stands beside their name, as printed."""
    before = {item.end: item.text for item in found if item.rule.id == "role-before-name"}
    after = {item.start: LEAD.sub("", item.text) for item in found if item.rule.id == "role-after-name"}
    roles: dict[str, str] = {}
    for mention in mentions:
        role = after.get(mention.end) or before.get(mention.start - 1)
        is_plain = role is not None and not PHRASE.search(role)
        if role and is_plain and mention.actor_id:
            roles.setdefault(mention.actor_id, role)
    return [
        replace(actor, role=roles[actor.actor_id])
        if actor.actor_kind == "person" and actor.role is None and actor.actor_id in roles
        else actor
        for actor in actors
    ]


def references(
    found: Sequence[Found], mentions: Sequence[Mention], actors: Sequence[Actor], article: Article, lexicon: Lexicon
) -> list[Mention]:
    """A mention for every pronoun, resolved or not, and for every role that one person of the article holds."""
    people = {actor.actor_id: actor for actor in actors if actor.actor_kind == "person"}
    named = [mention for mention in mentions if mention.actor_id in people]
    sexes = _sexes(named, people, article, lexicon)
    marks = marks_of(article.text)
    holders = _holders(named, people)
    made: list[Mention] = []
    for item in found:
        if item.rule.id == "personal-pronoun":
            actor_id = _antecedent(item, named, sexes, article, marks)
            made.append(_reference(item, "pronoun", actor_id))
        elif item.rule.id == "role-again" and (actor_id := _holder(item, holders)):
            made.append(_reference(item, "role", actor_id))
        elif item.rule.id == "half-of-a-country":
            halves = [
                actor for actor in actors if actor.wikidata_id and actor.name.startswith(f"{item.all('half')[0]} ")
            ]
            if len(halves) == 1 and halves[0].actor_kind == "place":
                made.append(replace(_reference(item, "metonym", halves[0].actor_id), resolved_by="half"))
    return made


def _reference(item: Found, kind: str, actor_id: str | None) -> Mention:
    return Mention(
        start=item.start, end=item.end, rule_id=item.rule.id, mention_kind=kind, actor_id=actor_id,
        resolved_by=kind if actor_id else None,
    )  # fmt: skip


def _sexes(named: Sequence[Mention], people: Mapping[str, Actor], article: Article, lexicon: Lexicon) -> dict[str, str]:
    """m or f by title, role or given name; empty where nothing tells."""
    sexes: dict[str, str] = {}
    for mention in named:
        before = article.text[max(0, mention.start - 12) : mention.start].split()
        row = lexicon.titles.get(before[-1]) if before else None
        if row and row["sex"] and mention.actor_id:
            sexes.setdefault(mention.actor_id, row["sex"])
    for actor_id, actor in people.items():
        if actor_id not in sexes:
            rows = [lexicon.titles.get(word) or lexicon.roles.get(word) for word in (actor.role or "").split()]
            told = [row["sex"] for row in rows if row and row["sex"]]
            sexes[actor_id] = told[0] if told else lexicon.given.get(actor.name.split()[0], "")
    return sexes


def _antecedent(
    item: Found, named: Sequence[Mention], sexes: Mapping[str, str], article: Article, marks: Marks
) -> str | None:
    """The person whom a pronoun stands for: of the same sentence, else of the nearest one that names somebody."""
    if marks.is_quoted(article, item.start):
        return None
    sex = "f" if item.text.casefold() in FEMALE else "m"
    index = bisect_right(article.sentences, (item.start, len(article.text) + 1)) - 1
    last = bisect_left(named, item.start, key=_start) - 1
    if (
        last >= 0
        and item.text.casefold() != "him"
        and SPEAKS.fullmatch(article.text, named[last].end, item.start)
        and _may_be(sexes, named[last], sex)
    ):
        return named[last].actor_id
    for start, end in reversed(article.sentences[max(0, index - REACH) : index + 1]):
        first = bisect_left(named, start, key=_start)
        last = min(first + MOST, bisect_left(named, min(end, item.start), key=_start))
        inside = [mention for mention in named[first:last] if not marks.is_quoted(article, mention.start)]
        fitting = list(
            dict.fromkeys(
                mention.actor_id
                for mention in inside
                if _may_be(sexes, mention, sex)
                and not (item.text.casefold() == "him" and SPEAKS.fullmatch(article.text, mention.end, item.start))
            )
        )
        sure = [actor_id for actor_id in fitting if actor_id and sexes[actor_id] == sex]
        if len(sure) == 1:
            return sure[0]
        if fitting:
            return sure[0] if sure else fitting[0] if len(fitting) == 1 else None
    return None


def _start(mention: Mention) -> int:
    return mention.start


def _may_be(sexes: Mapping[str, str], mention: Mention, sex: str) -> bool:
    return mention.actor_id is not None and sexes[mention.actor_id] in ("", sex)


def _holders(named: Sequence[Mention], people: Mapping[str, Actor]) -> dict[str, list[tuple[int, str]]]:
    """By role, its last words included: where each person who holds it is first named."""
    first: dict[str, int] = {}
    for mention in named:
        first.setdefault(mention.actor_id or "", mention.start)
    holders: dict[str, list[tuple[int, str]]] = {}
    for actor_id, actor in people.items():
        words = (actor.role or "").casefold().split()
        for count in range(1, min(4, len(words)) + 1):
            holders.setdefault(" ".join(words[-count:]), []).append((first.get(actor_id, 0), actor_id))
    return holders


def _holder(item: Found, holders: Mapping[str, Sequence[tuple[int, str]]]) -> str | None:
    """The one person named before whose title or role ends with these words."""
    of = holders.get(item.all("roles")[0].casefold(), ())
    before = [actor_id for start, actor_id in of[:3] if start < item.start]
    return before[0] if len(before) == 1 else None
