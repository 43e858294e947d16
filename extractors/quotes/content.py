"""Where what was said begins and ends in a sentence without or with few marks."""

from collections.abc import Sequence

import regex

from extractors.engine.text import Span
from extractors.quotes.cues import Cue
from extractors.quotes.frame import FILL, Piece, Sentence
from extractors.quotes.lexicon import Lexicon
from extractors.quotes.subjects import subject_before
from extractors.quotes.words import Token, tokens_of

TELLING = frozenset(["call on"]) | frozenset(
    "tell remind inform assure reassure notify advise warn ask convince brief teach urge order instruct command"
    " direct implore beg promise caution press invite encourage request".split()
)
OPENING = ("that", "to", "how", "why", "what", "whether", "if", "there", "not")
ACCUSED = ("him", "her", "them", "it", "us", "me", "you")
CLAUSE_JOINT = regex.compile(r"[,;—–―]\s?(?:(?:and|but|while|as|though|although|yet|then|which)\s)?\Z")
JOINT = regex.compile(r",?\s(?:and|but|then|or)(?:\sthen|\slater|\salso)?\Z")
DANGLING = regex.compile(r",?\s(?:where|which|who|and|but|that|while|as)\Z")
MEDIUM = regex.compile(r"(?<=[Ｑ,.]|Ｑ['’”\"])\s(?:in|during|at|on)\s(?:an?|his|her|its|their|the)\s")
LONGEST_CLAUSE = 1500
ADVERBIAL = ("in", "on", "at", "during", "after", "through", "via", "to", "of", "following", "by", "from", "late")
CORE = ("say", "tell", "add")
WINDOW = 26
SUBJECTS = ("he", "she", "they", "it", "we", "i", "you", "there")


def content_start(masked: str, cue: Cue, right: int, lexicon: Lexicon) -> tuple[int, Span | None]:
    """Where the content after a cue begins, and who was told. `right` ends the sentence."""
    tokens = tokens_of(masked, cue.end, min(right, cue.end + 240))[:WINDOW]
    if not tokens:
        return right, None
    first = tokens[0]
    telling = cue.lemma in TELLING
    if cue.lemma == "accuse" and first.lower in ACCUSED and len(tokens) > 2 and tokens[1].lower == "of":
        return tokens[2].start, (first.start, first.end)
    if first.lower in OPENING or first.text in (",", ":") or first.text[0] == FILL:
        return first.start, None
    if telling and not cue.is_passive:
        return _after_addressee(tokens, lexicon)
    if (
        first.lower in ADVERBIAL
        or lexicon.is_time(first.text)
        or first.lower in ("this", "last", "earlier")
        or first.lower.endswith("ly")
    ):
        return _after_adverbial(tokens, cue, lexicon), None
    return first.start, None


def _after_addressee(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[int, Span | None]:
    stop = len(tokens)
    for index, token in enumerate(tokens[1:], 1):
        if token.lower in OPENING or token.text in (",", ":", ";") or token.text[0] == FILL:
            stop = index
            break
        if token.lower in SUBJECTS or (
            token.lower in lexicon.starters
            and token.lower != "one"
            and tokens[index - 1].lower not in lexicon.prepositions
        ):
            stop = index
            break
    end = stop
    for index in range(1, stop):
        if (tokens[index].lower in lexicon.prepositions and tokens[index].lower != "of") or lexicon.is_time(
            tokens[index].text
        ):
            end = index
            break
    while end > 1 and not tokens[end - 1].is_word:
        end -= 1
    start = tokens[stop].start if stop < len(tokens) else tokens[-1].end
    return start, (tokens[0].start, tokens[end - 1].end)


def _after_adverbial(tokens: Sequence[Token], cue: Cue, lexicon: Lexicon) -> int:
    """Behind "in a statement", "on Monday": at the next "that" or pronoun, else right behind the cue."""
    for index, token in enumerate(tokens[:16]):
        if token.lower == "that" or (token.lower in SUBJECTS and index):
            return token.start
        if token.text == ":" or token.text[0] == FILL or (token.text == "," and _announces(tokens, index)):
            return token.start
    at = 0
    while at < len(tokens) - 1 and (
        lexicon.is_time(tokens[at].text) or (tokens[at].lower in ("on", "in") and lexicon.is_time(tokens[at + 1].text))
    ):
        at += 1
    return tokens[at].start


def _medium_start(masked: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Where "in a statement" follows quoted words: it says how, not what."""
    for match in MEDIUM.finditer(masked, start, end):
        if any(
            token.lower in lexicon.media for token in tokens_of(masked, match.end(), min(end, match.end() + 40))[:3]
        ):
            return match.start()
    return None


def _announces(tokens: Sequence[Token], index: int) -> bool:
    """Whether what follows a comma is quoted or begins with "that"."""
    return index + 1 < len(tokens) and (tokens[index + 1].text[0] == FILL or tokens[index + 1].lower == "that")


def clause_end(masked: str, sentence: Sentence, cue: Cue, start: int, lexicon: Lexicon) -> int:
    """Where the content that begins at `start` ends: before the next attribution, else with the sentence."""
    if (medium := _medium_start(masked, start, sentence.end, lexicon)) is not None:
        return medium
    for later in sentence.cues:
        if later.start <= start:
            continue
        if later.start - start > LONGEST_CLAUSE:
            break
        before = masked[start : later.start].rstrip()
        if later.form in ("gerund", "phrase") and later.lemma != "ask" and before.endswith((",", "—", "–", "―", " -")):
            return start + len(before) - 1
        if later.form == "gerund" and before.endswith(" while"):
            return start + len(before) - 6
        if joint := JOINT.search(before, max(0, len(before) - 24)):
            same = cue.form == later.form or later.lemma in CORE or "object" in cue.frame or later.form == "gerund"
            if (
                same
                and later.form in ("past", "present", "gerund")
                and (later.strength == "strong" or "object" in cue.frame)
            ):
                return start + joint.start()
            continue
        quoted = masked[later.end : later.end + 3].lstrip(" ,:").startswith(FILL)
        if later.is_bare or later.is_passive or (later.strength != "strong" and not quoted):
            continue
        subject = subject_before(masked, start, later.start, lexicon)
        if subject is None:
            continue
        joint = CLAUSE_JOINT.search(masked, max(start, subject[0] - 30), subject[0])
        if joint and joint.start() > start:
            return joint.start()
    return sentence.end


def trimmed(masked: str, start: int, end: int, pieces: Sequence[Piece] = ()) -> Span | None:
    """A content span without blanks and outer punctuation at its ends; None when nothing is left.

    A quoted piece at an end stays whole.
    """
    while start < end and (masked[start].isspace() or masked[start] in ",;:—–"):
        start += 1
    while end > start and (masked[end - 1].isspace() or masked[end - 1] in ",;:.!?…—–"):
        end -= 1
    if dangling := DANGLING.search(masked, start, end):
        end = dangling.start()
    for piece in pieces:
        if start < piece.end and piece.start < end:
            start, end = min(start, piece.start), max(end, piece.end)
    return (start, end) if start < end else None
