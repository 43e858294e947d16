"""Which actor a speaker is: by the mention inside the words, and for "he" and "she" by who was spoken of before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import regex

from extractors.actors.lookup import mention_at
from extractors.actors.row import Actor, Mention
from extractors.article.layout import Article
from extractors.engine.text import Span

SEX = {"he": "male", "she": "female"}
TITLES = {
    "male": regex.compile(
        r"\b(?:Mr|Sir|Lord|King|Prince|Pope|[Ss]pokesman|[Cc]ongressman|[Cc]hairman|[Cc]ouncilman)\b"
    ),
    "female": regex.compile(
        r"\b(?:Mrs|Ms|Miss|Lady|Queen|Princess|[Ss]pokeswoman|[Cc]ongresswoman|[Cc]hairwoman|[Cc]ouncilwoman)\b"
    ),
}
PERSON_KINDS = ("full", "surname", "title")


@dataclass(slots=True)
class Identifier:
    """Goes through the speakers of one article in text order."""

    article: Article
    mentions: Sequence[Mention]
    persons: frozenset[str]
    sexes: dict[str, str] = field(default_factory=dict)
    last: tuple[str, int] | None = None

    def identify(self, speaker: Span, kind: str | None) -> str | None:
        """The actor_id of a speaker; None for unnamed people, papers and whatever the text does not decide."""
        words = self.article.text[slice(*speaker)]
        sex = SEX.get(words.lower())
        if sex:
            found = self._of_mention(speaker) or self._before(speaker[0], sex)
        elif kind in ("named", "collective"):
            found = self._of_mention(speaker, exact=kind == "collective")
        else:
            found = None
        if found and found in self.persons:
            told = sex or next((name for name, titles in TITLES.items() if titles.search(words)), None)
            if told:
                self.sexes.setdefault(found, told)
            self.last = (found, speaker[1])
        return found

    def _of_mention(self, speaker: Span, exact: bool = False) -> str | None:
        mention = mention_at(self.mentions, *speaker)
        if mention is None:
            return None
        comma = self.article.text.find(",", *speaker)
        head_end = comma if comma >= 0 else speaker[1]
        if (exact or mention.mention_kind in ("place", "demonym")) and mention.end != head_end:
            return None
        return mention.actor_id

    def _before(self, position: int, sex: str) -> str | None:
        """The person who opens the nearest sentence before in the paragraph, else the last speaker nearby."""
        left = self.article.paragraph(position)[0]
        for mention in reversed(self.mentions):
            if mention.end > position or mention.start < left:
                continue
            opens = mention.start - self.article.sentence(mention.start)[0] < 40
            if opens and mention.mention_kind in PERSON_KINDS and self._fits(mention.actor_id, sex):
                return mention.actor_id
        if self.last and left - self.last[1] < 600 and self._fits(self.last[0], sex):
            return self.last[0]
        return None

    def _fits(self, actor: str | None, sex: str) -> bool:
        return actor in self.persons and self.sexes.get(actor or "", sex) == sex


def identifier_of(article: Article, earlier: Mapping[str, list[object]]) -> Identifier:
    """An identifier over the mentions and actors found before."""
    mentions = [row for row in earlier.get("actor_mentions", []) if isinstance(row, Mention)]
    persons = {
        row.actor_id for row in earlier.get("actors", []) if isinstance(row, Actor) and row.actor_kind == "person"
    }
    sexes: dict[str, str] = {}
    for mention in mentions:
        before = article.text[max(0, mention.start - 14) : mention.start]
        for sex, titles in TITLES.items():
            if mention.actor_id in persons and titles.search(before):
                sexes.setdefault(mention.actor_id or "", sex)
    return Identifier(article, mentions, frozenset(persons), sexes)
