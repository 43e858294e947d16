"""Drafts into quote rows: what kind of quote, what kind of speaker, and which actor that is."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile

from extractors.article.document import short_hash
from extractors.article.layout import Article
from extractors.engine.text import Span
from extractors.quotes.circumstances import Circumstances
from extractors.quotes.draft import Draft
from extractors.quotes.identify import Identifier
from extractors.quotes.lexicon import Lexicon
from extractors.quotes.marks import Stretch
from extractors.quotes.row import Quote
from extractors.quotes.saying_time import Days
from extractors.quotes.tokens import Tokeniser
from extractors.quotes.words import Word, vocabulary_of

LETTER = re.compile(r"[^\W_]")
PRONOUNS = {"he": "named", "she": "named", "i": "named", "who": None}
RELATIVES = frozenset(("who", "whose", "whom", "which", "that"))


@dataclass(frozen=True)
class Quoted:
    """The quoted spans of an article, in text order, each with its stretch."""

    spans: Sequence[tuple[int, int, Stretch]]

    @cached_property
    def ends(self) -> list[int]:
        """The ends of the spans: in order, as no two overlap."""
        return [end for _, end, _ in self.spans]

    def first_within(self, start: int, end: int) -> tuple[int, int, Stretch] | None:
        """The first span that shares a character with start..end."""
        index = bisect_right(self.ends, start)
        return self.spans[index] if index < len(self.spans) and self.spans[index][0] < end else None

    def within(self, start: int, end: int) -> Iterator[tuple[int, int, Stretch]]:
        """The spans that share a character with start..end."""
        for index in range(bisect_right(self.ends, start), len(self.spans)):
            if self.spans[index][0] >= end:
                return
            yield self.spans[index]


def quoted_spans(stretches: Sequence[Stretch]) -> Quoted:
    """The spans of stretches in text order."""
    return Quoted(sorted(((*span, one) for one in stretches for span in one.spans), key=lambda item: item[:2]))


def _kind_of(text: str, contents: Sequence[Span], quoted: Quoted) -> str:
    """direct when every letter stands between marks, mixed when some do, else indirect."""
    inside = outside = False
    for start, end in contents:
        at = start
        for low, high, _ in quoted.within(start, end):
            inside = inside or LETTER.search(text, max(start, low), min(end, high)) is not None
            outside = outside or (at < low and LETTER.search(text, at, low) is not None)
            at = high
        outside = outside or (at < end and LETTER.search(text, at, end) is not None)
    return "indirect" if not inside else "mixed" if outside else "direct"


def _depths(words: Sequence[Word]) -> list[int]:
    """How deep in brackets each word stands, the brackets themselves inside."""
    depths, depth = [], 0
    for word in words:
        depth += word.text == "("
        depths.append(depth)
        depth -= word.text == ")" and depth > 0
    return depths


@lru_cache(maxsize=4096)
def speaker_kind(speaker: str, lexicon: Lexicon) -> str | None:
    """What the speaker is: named, unnamed (a person or people by role), collective (a body), document."""
    words = Tokeniser(speaker, vocabulary_of(lexicon)).between(0, len(speaker)).words
    first = words[0] if words else None
    if speaker in ("Q", "A", "Question", "Answer"):
        return "unnamed"
    if first and len(words) == 1 and first.is_pronoun:
        return PRONOUNS.get(first.lower, "collective")
    if "(" in speaker:
        words = [word for word, depth in zip(words, _depths(words), strict=True) if not depth]
    head = list(takewhile(_is_of_head, words))
    nouns = [word.noun for word in head if word.noun is not None]
    if len(head) == 1 and nouns:
        return nouns[0]
    appositions = [words[index + 1 :] for index, word in enumerate(words[:-1]) if word.text == ","]
    if (head and head[-1].is_name) or any(map(_names, appositions)):
        return "named"
    if first and words and not nouns and (words[0].is_figure or first.is_starter):
        nouns = [word.noun for word in words if word.noun is not None]
    return nouns[-1] if nouns else None


def _names(apposition: Sequence[Word]) -> bool:
    """Whether words after a comma name somebody: "her niece, state Senator Ann Lee"."""
    first = apposition[0]
    if first.is_name:
        return True
    if not first.is_word or first.is_starter or first.is_figure or first.is_relative or first.is_preposition:
        return False
    own = list(takewhile(lambda word: word.text != ",", apposition))
    return len(own) > 2 and own[-1].is_name and own[-2].is_name


def _is_of_head(word: Word) -> bool:
    return not (word.text == "," or word.is_preposition or word.lower in RELATIVES)


@dataclass(frozen=True, slots=True)
class RowBuilder:
    """Turns the drafts of one article into rows."""

    article: Article
    lexicon: Lexicon
    quoted: Quoted
    circumstances: Circumstances
    who: Identifier
    days: Days

    def row(self, draft: Draft) -> Quote:
        """The row of a draft: its kind, its cue and speaker as printed, and the actor that the speaker is."""
        text, cue = self.article.text, draft.cue
        contents = tuple(sorted(set(draft.contents))) if len(draft.contents) > 1 else (draft.contents[0],)
        start, end = contents[0][0], contents[-1][1]
        who, speaks_as, actor_id, attribution = self._speaker(draft)
        speaker_start, speaker_end = draft.speaker or (None, None)
        opening = self.quoted.first_within(start, end)
        kind = "indirect" if opening is None else _kind_of(text, contents, self.quoted)
        return Quote(
            start=start, end=end, rule_id=draft.rule_id,
            quote_id=short_hash(self.article.doc_id, str(start), str(end)),
            kind=kind if draft.is_speech else "not_speech", contents=contents,
            cue_start=cue.start if cue else None, cue_end=cue.end if cue else None,
            cue_text=text[cue.start : cue.end] if cue else None, cue_lemma=cue.lemma if cue else None,
            cue_kind=cue.kind if cue else None, polarity=cue.polarity if cue else "affirmed",
            modality=cue.modality if cue else "asserted",
            speaker_start=speaker_start, speaker_end=speaker_end, speaker_text=who, speaker_kind=speaks_as,
            speaker_actor_id=actor_id, attribution=attribution,
            via=tuple([(*link, self.who.named_in(link)) for link in draft.via if link != draft.speaker]),
            addressee=text[slice(*draft.addressee)] if draft.addressee else None,
            said_tid=self.days.of(draft, text) if cue else None,
            venue=self.circumstances.venue(draft, cue) if cue else None,
            medium=self.circumstances.medium(draft, cue) if cue else None,
            marks=f"{opening[2].opening} {opening[2].closing}" if opening else None,
        )  # fmt: skip

    def _speaker(self, draft: Draft) -> tuple[str | None, str | None, str | None, str]:
        """The words for the speaker, what kind and which actor it is, and how it is attributed."""
        if draft.speaker is None:
            return None, None, None, draft.attribution
        words = self.article.text[slice(*draft.speaker)]
        kind = speaker_kind(words, self.lexicon)
        is_pronoun = draft.attribution == "same_sentence" and words.lower() in self.lexicon.pronouns
        return words, kind, self.who.identify(draft.speaker, kind), "pronoun" if is_pronoun else draft.attribution
