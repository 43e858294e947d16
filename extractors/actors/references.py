"""Pronouns and roles: whom they stand for, where that is clear."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from extractors.actors.evidence import is_behind
from extractors.actors.lexicon import Lexicon
from extractors.actors.row import Actor, Mention
from extractors.article.layout import Article
from extractors.engine.match import Found

ROLES = "roles"
"""The group, and seed list, of what a person is."""
OTHERS = (ROLES, "half", "body_nouns", "report", "state_body")
"""The groups that tell what a match stands for; without any it is a pronoun."""
FEMALE = frozenset(("she", "her", "herself"))
REACH = 3
"""How many sentences back a pronoun may point."""

MOST = 20
"""Names of one sentence that are looked at."""

SPEAKS = regex.compile(
    r" (?!and|or|as|but|when|while|who|with|for|than|if|because|after|before)\p{Ll}{3,14}(?: that)? "
)
"""What stands between a name and its pronoun in "Mr. Lee said that he"."""

SHORTEST, LONGEST = 5, 21
"""How many characters those are."""

LONGEST_TITLE = 12
"""Characters before a name among which its title is looked for."""

PHRASE = regex.compile(r" (?:from|by|in|at|with|to|and|then) |^(?:then|one) ")
LEAD = regex.compile(r"^, (?:(?:the|a|an|its|his|her|their) )?")
MARK = re.compile('[“”"]')


@dataclass(frozen=True, slots=True)
class Marks:
    """Where quotation marks and paragraphs change whether the text behind them is quoted."""

    places: Sequence[int]
    opens: Sequence[bool]

    def is_quoted(self, position: int) -> bool:
        """Whether the position stands inside quotation marks of its paragraph."""
        at = bisect_left(self.places, position)
        return at > 0 and self.opens[at - 1]


def _marks_of(article: Article) -> Marks:
    """The quotation marks of a text; a new paragraph begins outside of them."""
    text = article.text
    places: list[int] = []
    opens: list[bool] = []
    depth, is_open, end = 0, False, 0
    for place in [match.start() for match in MARK.finditer(text)]:
        if place >= end:
            if opens and opens[-1]:
                places.append(end)
                opens.append(False)
            depth, is_open, end = 0, False, article.paragraph(place)[1]
        mark = text[place]
        if mark == '"':
            is_open = not is_open
        else:
            depth += 1 if mark == "“" else -1
        places.append(place)
        opens.append(is_open or depth > 0)
    if opens and opens[-1]:
        places.append(end)
        opens.append(False)
    return Marks(places, opens)


def add_roles(actors: Sequence[Actor], mentions: Sequence[Mention], found: Sequence[Found], text: str) -> None:
    """Give people without a title the role that stands beside their name, as printed: cues with the group `roles`."""
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    for item in found:
        if ROLES not in item.rule.pattern.groupindex:
            continue
        if is_behind(item.rule.pack):
            after[item.start] = LEAD.sub("", item.text)
        else:
            before[item.end + text.startswith(",", item.end)] = item.text
    roles: dict[str | None, str] = {}
    for mention in mentions if before or after else ():
        role = after.get(mention.end) or before.get(mention.start - 1)
        if role and mention.actor_id not in roles and not PHRASE.search(role):
            roles[mention.actor_id] = role
    for actor in actors:
        if actor.role is None and actor.actor_kind == "person":
            actor.role = roles.get(actor.actor_id)


@dataclass(frozen=True, slots=True)
class Named:
    """The mentions of people in text order, where each starts, and the sex of each, empty where nothing tells it."""

    mentions: Sequence[Mention]
    starts: Sequence[int]
    sexes: Sequence[str]


def by_meaning(found: Sequence[Found]) -> Mapping[str, Sequence[Found]]:
    """The matches that stand for an actor, by the group that tells how; pronouns under an empty one."""
    meant: dict[str, list[Found]] = {group: [] for group in ("", *OTHERS)}
    for item in found:
        groups = item.rule.pattern.groupindex
        meant[next((group for group in OTHERS if group in groups), "")].append(item)
    return meant


def references(
    asked: Mapping[str, Sequence[Found]],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
    article: Article,
    lexicon: Lexicon,
) -> list[Mention]:
    """A mention for every pronoun, resolved or not, and for every role that one person of the article holds."""
    if not (asked[""] or asked[ROLES] or asked["half"]):
        return []
    people = {actor.actor_id: actor for actor in actors if actor.actor_kind == "person"}
    of_people = [mention for mention in mentions if mention.actor_id in people]
    sexes = _sexes(of_people, people, article, lexicon)
    starts = [mention.start for mention in of_people]
    named = Named(of_people, starts, [sexes[mention.actor_id or ""] for mention in of_people])
    marks = _marks_of(article)
    holders = _holders(of_people, people)
    made: list[Mention] = []
    for item in asked[""]:
        made.append(reference(item, "pronoun", _antecedent(item, named, article, marks)))
    for item in asked[ROLES]:
        if actor_id := _holder(item, holders):
            made.append(reference(item, "role", actor_id))
    for item in asked["half"]:
        if actor_id := _half(item.all("half")[0], actors):
            made.append(reference(item, "metonym", actor_id, "half"))
    return made


def reference(item: Found, kind: str, actor_id: str | None, method: str | None = None) -> Mention:
    """The mention of words that stand for an actor named before. `resolved_by` is `method`, else `kind`."""
    return Mention(
        start=item.start, end=item.end, rule_id=item.rule.id, mention_kind=kind, actor_id=actor_id,
        resolved_by=(method or kind) if actor_id else None,
    )  # fmt: skip


def _half(half: str, actors: Sequence[Actor]) -> str | None:
    """The one country of the article that "the North" stands for."""
    halves = [actor for actor in actors if actor.wikidata_id and actor.name.startswith(f"{half} ")]
    return halves[0].actor_id if len(halves) == 1 and halves[0].actor_kind == "place" else None


def _sexes(named: Sequence[Mention], people: Mapping[str, Actor], article: Article, lexicon: Lexicon) -> dict[str, str]:
    """m or f by title, role or given name; empty where nothing tells."""
    sexes: dict[str, str] = {}
    text, titles = article.text, lexicon.titles
    for mention in named:
        before = text[max(0, mention.start - LONGEST_TITLE) : mention.start].split()
        row = titles.get(before[-1]) if before else None
        if row is not None and row["sex"] and mention.actor_id is not None:
            sexes.setdefault(mention.actor_id, row["sex"])
    for actor_id, actor in people.items():
        if actor_id not in sexes:
            rows = [lexicon.titles.get(word) or lexicon.roles.get(word) for word in (actor.role or "").split()]
            told = [row["sex"] for row in rows if row and row["sex"]]
            sexes[actor_id] = told[0] if told else lexicon.given.get(actor.name.split()[0], "")
    return sexes


def _antecedent(item: Found, named: Named, article: Article, marks: Marks) -> str | None:
    """The person whom a pronoun stands for: of the same sentence, else of the nearest one that names somebody."""
    position, starts = item.start, named.starts
    upper = bisect_left(starts, position)
    if not upper or marks.is_quoted(position):
        return None
    word = item.text.casefold()
    sex = "f" if word in FEMALE else "m"
    last = upper - 1
    is_speaker = _speaks(named.mentions[last], position, article)
    if is_speaker and word != "him" and named.sexes[last] in ("", sex):
        return named.mentions[last].actor_id
    index = bisect_right(article.sentence_starts, position) - 1
    for start, _ in reversed(article.sentences[max(0, index - REACH) : index + 1]):
        if not upper or starts[upper - 1] < start:
            continue
        first = bisect_left(starts, start, 0, upper)
        fitting: dict[str | None, bool] = {}
        for at in range(first, min(first + MOST, upper)):
            is_self = is_speaker and at == last and word == "him"
            if named.sexes[at] in ("", sex) and not is_self and not marks.is_quoted(starts[at]):
                fitting[named.mentions[at].actor_id] = named.sexes[at] == sex
        if fitting:
            sure = [actor_id for actor_id, is_sure in fitting.items() if is_sure]
            return sure[0] if sure else next(iter(fitting)) if len(fitting) == 1 else None
        upper = first
    return None


def _speaks(mention: Mention, position: int, article: Article) -> bool:
    """Whether a mention speaks in the words between it and a pronoun: "Mr. Lee said that he"."""
    is_near = SHORTEST <= position - mention.end <= LONGEST
    return is_near and SPEAKS.fullmatch(article.text, mention.end, position) is not None


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
    known = holders.get(item.all(ROLES)[0].casefold(), ())
    before = [actor_id for start, actor_id in known[:3] if start < item.start]
    return before[0] if len(before) == 1 else None
