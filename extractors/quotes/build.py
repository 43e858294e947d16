"""Drafts into quote rows."""

from collections.abc import Sequence
from itertools import takewhile

from extractors.article.layout import Article
from extractors.document import short_hash
from extractors.engine.match import Found
from extractors.engine.text import Span
from extractors.quotes.attribute import Draft
from extractors.quotes.identify import Identifier
from extractors.quotes.lexicon import Lexicon
from extractors.quotes.marks import Stretch
from extractors.quotes.row import Quote
from extractors.quotes.speakers import tokens_of

RELATIVES = frozenset(("who", "whose", "whom", "which", "that"))


def kind_of(text: str, contents: Sequence[Span], stretches: Sequence[Stretch]) -> str:
    """direct when every letter stands between marks, mixed when some do, else indirect."""
    quoted = outside = 0
    spans = [span for stretch in stretches for span in stretch.spans]
    for start, end in contents:
        inside = sum(
            sum(char.isalnum() for char in text[max(start, low) : min(end, high)])
            for low, high in spans
            if low < end and start < high
        )
        quoted += inside
        outside += sum(char.isalnum() for char in text[start:end]) - inside
    return "indirect" if not quoted else "mixed" if outside else "direct"


def speaker_kind(text: str, span: Span, lexicon: Lexicon) -> str | None:
    """What the speaker is: named, unnamed (a person or people by role), collective (a body), document."""
    tokens = tokens_of(text, *span)
    words = [token.text for token in tokens]
    first = words[0].lower() if words else ""
    if len(words) == 1 and first in lexicon.pronouns:
        return {"he": "named", "she": "named", "i": "named", "who": None}.get(first, "collective")
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
    draft: Draft, article: Article, lexicon: Lexicon, stretches: Sequence[Stretch], media: Sequence[Found], who: Identifier
) -> Quote:  # fmt: skip
    """The row of a draft."""
    text = article.text
    contents = tuple(sorted(set(draft.contents)))
    start, end = contents[0][0], contents[-1][1]
    cue, speaker = draft.cue, draft.speaker
    kind = kind_of(text, contents, stretches) if draft.is_speech else "not_speech"
    speaks_as = speaker_kind(text, speaker, lexicon) if speaker else None
    attribution = draft.attribution
    if attribution == "same_sentence" and speaker and text[slice(*speaker)].lower() in lexicon.pronouns:
        attribution = "pronoun"
    opening = next((s for s in stretches if any(a < end and start < b for a, b in s.spans)), None)
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
        addressee=text[slice(*draft.addressee)] if draft.addressee else None,
        medium=_medium(draft, article, media, lexicon), marks=f"{opening.opening} {opening.closing}" if opening else None,
    )  # fmt: skip


def _medium(draft: Draft, article: Article, media: Sequence[Found], lexicon: Lexicon) -> str | None:
    """The medium named in the sentence of the cue, outside what was said."""
    if draft.cue is None:
        return None
    left, right = article.sentence(draft.cue.start)
    for found in media:
        if left <= found.start and found.end <= right and not any(a <= found.start < b for a, b in draft.contents):
            noun = found.first("reporting_nouns")
            return lexicon.media.get(noun.lower()) if noun else None
    return None
