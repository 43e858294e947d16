"""Drafts into quote rows."""

from collections.abc import Mapping, Sequence

import regex

from extractors.actors.lookup import mention_at
from extractors.article.layout import Article
from extractors.document import short_hash
from extractors.engine.match import Found
from extractors.engine.text import Span
from extractors.quotes.attribute import Draft
from extractors.quotes.lexicon import Lexicon
from extractors.quotes.marks import Stretch
from extractors.quotes.row import Quote

WORD = regex.compile(r"[\p{L}\p{N}]+(?:[-’'][\p{L}]+)?")
SINGULAR_PRONOUNS = ("he", "she")


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
    """named for a name or a person's pronoun, unnamed for a person or people by role, collective for a body, document."""
    words = WORD.findall(text[span[0] : span[1]])
    if not words:
        return None
    if len(words) == 1 and words[0].lower() in (*SINGULAR_PRONOUNS, "i"):
        return "named"
    if len(words) == 1 and words[0].lower() in ("they", "we"):
        return "collective"
    capitals = [word for word in words[1:] if word[0].isupper()]
    if words[0][0].isupper() and words[0].lower() not in lexicon.starters:
        return "named"
    head = _head(words, lexicon)
    if head:
        return lexicon.nouns[head]
    return "named" if capitals else None


def _head(words: Sequence[str], lexicon: Lexicon) -> str | None:
    """The last noun before a preposition or relative that names a kind of speaker."""
    head = None
    for word in words:
        if head and word.lower() in lexicon.prepositions | lexicon.subordinators:
            break
        if word.lower() in lexicon.nouns and word[0].islower():
            head = word.lower()
    return head


def quote_row(
    draft: Draft, article: Article, lexicon: Lexicon, stretches: Sequence[Stretch], earlier: Mapping[str, list[object]],
    media: Sequence[Found],
) -> Quote:  # fmt: skip
    """The row of a draft."""
    text = article.text
    contents = tuple(sorted(set(draft.contents)))
    start, end = contents[0][0], contents[-1][1]
    cue, speaker = draft.cue, draft.speaker
    kind = kind_of(text, contents, stretches) if draft.is_speech else "not_speech"
    mention = mention_at(earlier.get("actor_mentions", []), *speaker) if speaker else None
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
        speaker_kind=speaker_kind(text, speaker, lexicon) if speaker else None,
        speaker_actor_id=mention.actor_id if mention else None, attribution=attribution,
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
