"""Which actor a speaker is: by the mention inside the words, and for "he" and "she" by who was spoken of before."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from extractors.actors.row import Actor, Mention
from extractors.article.layout import Article
from extractors.engine.text import Span

SEX = {"he": "male", "she": "female"}
MEN = "Mr Sir Lord King Prince Pope spokesman congressman chairman councilman Spokesman Congressman Chairman Councilman"
WOMEN = (
    "Mrs Ms Miss Lady Queen Princess spokeswoman congresswoman chairwoman councilwoman Spokeswoman Congresswoman"
    " Chairwoman Councilwoman"
)
TITLES = {sex: re.compile(rf"\b(?:{'|'.join(titles.split())})\b") for sex, titles in (("male", MEN), ("female", WOMEN))}
TITLED = re.compile("|".join(sorted(f"{MEN} {WOMEN}".split(), reverse=True)))
"""Titles begin it, so that `re` passes over other letters fast."""
JOINED = regex.compile(r",?\s(?:and|or)\s(?:the\s)?")
APART = regex.compile(r"[,;:]|\b(?:in|of|at|from|for|with|by|to|on|and|that)\b")
MADE_BY = regex.compile(
    r"(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir) (?:[\p{L}-]{2,15} ){0,2}"
    r"(?:statement|letter|post|message|note|email|tweet|memo|comments?|remarks) (?:from|by) "
)
BODY = regex.compile(r"[Tt]he (?P<noun>\p{Ll}{3,16})")
PLACED = regex.compile(r"\s(?:of|at|from|in|with|for)\s")
MOST = 60
"""Mentions before a speaker that are looked at."""

NEAR = 900
"""Characters from the last speaker on in which "he" and "she" can be that one."""
TITLE_REACH = 14
"""Characters before a mention in which a title stands."""
PERSON_KINDS = ("full", "surname", "title")
BEST_FIRST = ("full", "acronym", "surname", "title", "metonym", "pronoun", "role", "place", "demonym")
"""Kinds of mention, the one that most likely names the speaker first."""


@dataclass(slots=True)
class Identifier:
    """Goes through the speakers of one article in text order."""

    article: Article
    mentions: Sequence[Mention]
    starts: Sequence[int]
    persons: frozenset[str]
    places: frozenset[str]
    bodies: Mapping[str, Collection[str]]
    sexes: dict[str, str] = field(default_factory=dict)
    last: tuple[str | None, int] | None = None

    def identify(self, speaker: Span, kind: str | None) -> str | None:
        """The actor_id of a speaker; None for unnamed people, papers, two at once and what the text leaves open."""
        words = self.article.text[slice(*speaker)]
        sex = SEX.get(words.lower())
        if sex:
            found = self.named_in(speaker) or self._before(speaker[0], sex)
        else:
            found = self.named_in(speaker) if kind in ("named", "collective") else None
            found = found or self._by_description(speaker)
        if found in self.persons and (told := sex or _sex_of_title(words)):
            self.sexes.setdefault(found or "", told)
        if found in self.persons or kind == "unnamed":
            self.last = (found, speaker[1])
        return found

    def _by_description(self, speaker: Span) -> str | None:
        """Whom a statement is from, or whom "the authority", "the minister" stands for."""
        words = self.article.text[slice(*speaker)]
        if made := MADE_BY.match(words):
            by = [row for row in self._inside((speaker[0] + made.end(), speaker[1])) if row.end == speaker[1]]
            return by[0].actor_id if by and by[0].actor_id not in self.places else None
        whole = [row for row in self._inside(speaker) if row.mention_kind == "role" and row.end == speaker[1]]
        if whole and whole[0].start == speaker[0]:
            return whole[0].actor_id
        if the := BODY.fullmatch(words):
            bodies = self.bodies.get(the["noun"], ())
            last = bisect_left(self.starts, speaker[0])
            named = {row.actor_id for row in self.mentions[max(0, last - MOST) : last] if row.actor_id in bodies}
            return named.pop() if len(named) == 1 else None
        return None

    def _inside(self, span: Span) -> list[Mention]:
        """The mentions inside a span."""
        first = bisect_left(self.starts, span[0])
        last = bisect_left(self.starts, span[1], first)
        return [row for row in self.mentions[first:last] if row.end <= span[1]]

    def named_in(self, speaker: Span) -> str | None:
        """The actor_id of whom words name: of the last person before the first comma, else of what stands there."""
        text = self.article.text
        inside = [row for row in self._inside(speaker) if text[row.end : row.end + 2] not in ("'s", "’s")]
        if not inside:
            return None
        comma = text.find(",", *speaker)
        head_end = comma if comma >= 0 else speaker[1]
        head = [row for row in inside if row.end <= head_end]
        if len(head) > 1 and JOINED.fullmatch(text, head[-2].end, head[-1].start):
            return None
        people = [row for row in inside if row.actor_id in self.persons and row.mention_kind in PERSON_KINDS]
        if people:
            of_head = [row for row in people if row.end <= head_end]
            beside = PLACED.search(text, of_head[0].end, head_end) if of_head else None
            of_head = [row for row in of_head if beside is None or row.end <= beside.start()]
            return (of_head[-1] if of_head else people[0]).actor_id
        mention = mention_at(inside, speaker[0], head_end)
        if mention is None or (mention.mention_kind == "demonym" and mention.end != head_end):
            return None
        return mention.actor_id if mention.actor_id not in self.places or mention.end == head_end else None

    def _before(self, position: int, sex: str) -> str | None:
        """The person who opens the nearest sentence before, in this paragraph or the last, else the last speaker."""
        left = self.article.paragraph(self.article.paragraph(position)[0] - 2)[0]
        spoke = self.last[1] if self.last else -1
        last = bisect_left(self.starts, position)
        floor = max(left, spoke)
        for mention in reversed(self.mentions[max(0, last - MOST) : last]):
            if mention.start < floor:
                break
            if mention.mention_kind not in PERSON_KINDS or mention.end > position:
                continue
            if self._fits(mention.actor_id, sex) and self._opens(mention):
                return mention.actor_id
        near = self.last is not None and position - spoke < NEAR
        return self.last[0] if self.last and near and self._fits(self.last[0], sex) else None

    def _opens(self, mention: Mention) -> bool:
        """Whether a name opens its sentence, a title or age before it aside."""
        start = self.article.sentence(mention.start)[0]
        before = self.article.text[start : mention.start]
        return len(before) < 40 and not APART.search(before)

    def _fits(self, actor: str | None, sex: str) -> bool:
        return actor is not None and actor in self.persons and self.sexes.get(actor, sex) == sex


def mention_at(mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    """The mention inside a span that best names who acts there; None where there is none.

    A named actor comes before a pronoun or role, a place or demonym last; of two equals the first stands. The
    answer may have no `actor_id`: a pronoun that nothing resolves.
    """
    inside = [row for row in mentions if start <= row.start and row.end <= end]
    return min(inside, key=lambda row: (BEST_FIRST.index(row.mention_kind), row.start), default=None)


def identifier_of(article: Article, mentions: Sequence[Mention], actors: Sequence[Actor]) -> Identifier:
    """An identifier over the mentions and actors found before."""
    persons = {row.actor_id for row in actors if row.actor_kind == "person"}
    places = {row.actor_id for row in actors if row.actor_kind == "place"}
    bodies: dict[str, set[str]] = {}
    for row in actors:
        if row.actor_kind == "organisation" and " " in row.name:
            bodies.setdefault(row.name.split()[-1].casefold(), set()).add(row.actor_id)
    starts = [row.start for row in mentions]
    sexes = _titled(article.text, mentions, starts, persons)
    return Identifier(article, mentions, starts, frozenset(persons), frozenset(places), bodies, sexes)


def _titled(
    text: str, mentions: Sequence[Mention], starts: Sequence[int], persons: Collection[str | None]
) -> dict[str, str]:
    """What the first title right before a person's mentions tells of the person, by actor_id."""
    sexes: dict[str, str] = {}
    at = 0
    for title in TITLED.finditer(text):
        at = bisect_left(starts, title.end(), at)
        for index in range(at, bisect_right(starts, title.start() + TITLE_REACH, at)):
            actor = mentions[index].actor_id
            if actor in persons and actor is not None and actor not in sexes:
                before = text[max(0, mentions[index].start - TITLE_REACH) : mentions[index].start]
                if sex := _sex_of_title(before):
                    sexes[actor] = sex
    return sexes


def _sex_of_title(words: str) -> str | None:
    """What a title among the words tells: male, female or nothing."""
    if not TITLED.search(words):
        return None
    return next((sex for sex, titles in TITLES.items() if titles.search(words)), None)
