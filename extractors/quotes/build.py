"""Drafts into quote rows."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from extractors.article.layout import Article
from extractors.document import short_hash
from extractors.engine.match import Found
from extractors.engine.text import Span
from extractors.quotes.draft import Draft
from extractors.quotes.identify import Identifier
from extractors.quotes.lexicon import Lexicon
from extractors.quotes.marks import Stretch
from extractors.quotes.row import Quote
from extractors.quotes.saying_time import Days
from extractors.quotes.words import tokens_of

RELATIVES = frozenset(("who", "whose", "whom", "which", "that"))


@dataclass(frozen=True)
class Quoted:
    """The quoted spans of an article, in text order, each with its stretch."""

    spans: Sequence[tuple[int, int, Stretch]]

    @cached_property
    def ends(self) -> list[int]:
        """The ends of the spans: in order, as no two overlap."""
        return [end for _, end, _ in self.spans]

    def within(self, start: int, end: int) -> Iterator[tuple[int, int, Stretch]]:
        """The spans that share a character with start..end."""
        for index in range(bisect_right(self.ends, start), len(self.spans)):
            if self.spans[index][0] >= end:
                return
            yield self.spans[index]


def quoted_spans(stretches: Sequence[Stretch]) -> Quoted:
    """The spans of stretches in text order."""
    return Quoted(sorted(((*span, one) for one in stretches for span in one.spans), key=lambda item: item[:2]))


def kind_of(text: str, contents: Sequence[Span], quoted: Quoted) -> str:
    """direct when every letter stands between marks, mixed when some do, else indirect."""
    inside = outside = 0
    for start, end in contents:
        spans = [(max(start, low), min(end, high)) for low, high, _ in quoted.within(start, end)]
        letters = sum(char.isalnum() for low, high in spans for char in text[low:high])
        inside += letters
        outside += sum(char.isalnum() for char in text[start:end]) - letters
    return "indirect" if not inside else "mixed" if outside else "direct"


def _depths(words: Sequence[str]) -> list[int]:
    """How deep in brackets each word stands, the brackets themselves inside."""
    depths, depth = [], 0
    for word in words:
        depth += word == "("
        depths.append(depth)
        depth -= word == ")" and depth > 0
    return depths


def speaker_kind(text: str, span: Span, lexicon: Lexicon) -> str | None:
    """What the speaker is: named, unnamed (a person or people by role), collective (a body), document."""
    tokens = tokens_of(text, *span)
    words = [token.text for token in tokens]
    first = words[0].lower() if words else ""
    if len(words) == 1 and first in lexicon.pronouns:
        return {"he": "named", "she": "named", "i": "named", "who": None}.get(first, "collective")
    words = [word for word, depth in zip(words, _depths(words), strict=True) if not depth]
    head = list(takewhile(lambda word: word != "," and word.lower() not in lexicon.prepositions | RELATIVES, words))
    nouns = [lexicon.nouns[word.lower()] for word in head if word.lower() in lexicon.nouns]
    if len(head) == 1 and nouns:
        return nouns[0]
    appositions = [words[index + 1] for index, word in enumerate(words[:-1]) if word == ","]
    if (head and head[-1][0].isupper()) or any(word[0].isupper() for word in appositions):
        return "named"
    if not nouns and words and (words[0][0].isdigit() or first in lexicon.starters):
        nouns = [lexicon.nouns[word.lower()] for word in words if word.lower() in lexicon.nouns]
    return nouns[-1] if nouns else None


def quote_row(
    draft: Draft, article: Article, lexicon: Lexicon, quoted: Quoted, media: Sequence[Found], who: Identifier,
    days: Days,
) -> Quote:  # fmt: skip
    """The row of a draft."""
    text = article.text
    contents = tuple(sorted(set(draft.contents)))
    start, end = contents[0][0], contents[-1][1]
    cue, speaker = draft.cue, draft.speaker
    kind = kind_of(text, contents, quoted) if draft.is_speech else "not_speech"
    speaks_as = speaker_kind(text, speaker, lexicon) if speaker else None
    attribution = draft.attribution
    if attribution == "same_sentence" and speaker and text[slice(*speaker)].lower() in lexicon.pronouns:
        attribution = "pronoun"
    opening = next((one for _, _, one in quoted.within(start, end)), None)
    return Quote(
        start=start, end=end, rule_id=draft.rule_id, quote_id=short_hash(article.doc_id, str(start), str(end)),
        kind=kind, contents=contents,
        cue_start=cue.start if cue else None, cue_end=cue.end if cue else None,
        cue_text=text[cue.start : cue.end] if cue else None, cue_lemma=cue.lemma if cue else None,
        cue_kind=cue.kind if cue else None, polarity=cue.polarity if cue else "affirmed",
        modality=cue.modality if cue else "asserted",
        speaker_start=speaker[0] if speaker else None, speaker_end=speaker[1] if speaker else None,
        speaker_text=text[slice(*speaker)] if speaker else None,
        speaker_kind=speaks_as,
        speaker_actor_id=who.identify(speaker, speaks_as) if speaker else None, attribution=attribution,
        via=tuple((*link, who.name_in(link)) for link in draft.via), said_tid=days.of(draft, article),
        addressee=text[slice(*draft.addressee)] if draft.addressee else None,
        medium=_medium(draft, article, media, lexicon),
        marks=f"{opening.opening} {opening.closing}" if opening else None,
    )  # fmt: skip


def _medium(draft: Draft, article: Article, media: Sequence[Found], lexicon: Lexicon) -> str | None:
    """The medium named in the sentence of the cue, outside what was said."""
    if draft.cue is None:
        return None
    left, right = article.sentence(draft.cue.start)
    for found in media[bisect_left(media, left, key=lambda found: found.start) :]:
        if found.start >= right:
            return None
        if found.end <= right and not any(a <= found.start < b for a, b in draft.contents):
            noun = found.first("reporting_nouns")
            return lexicon.media.get(noun.lower()) if noun else None
    return None
