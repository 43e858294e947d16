"""The noun phrase after a cue: "said Ann Lee, a baker who ...", "according to the ministry"."""

from extractors.engine.text import Span
from extractors.quotes.lexicon import Lexicon
from extractors.quotes.words import LONGEST, REACH, RELATIVE, UNITS, Token, is_apposition, tokens_of


def subject_after(
    text: str, left: int, right: int, lexicon: Lexicon, opens: bool = False, loose: bool = False
) -> Span | None:
    """The noun phrase that begins right after a verb: "said Ann Lee, a baker who ..."; None where none does.

    With `opens` a clause follows it ("According to Ann Lee, a baker, it rained"): an apposition needs its second
    comma. With `loose` any adjective may open the phrase.
    """
    tokens = tokens_of(text, left, min(right, left + REACH))[:LONGEST]
    while tokens and tokens[-1].text in ".!?,;:":
        tokens.pop()
    if not tokens or not (_can_open(tokens[0], lexicon) or _leads_to_noun(tokens, lexicon, loose)):
        return None
    if tokens[0].lower in lexicon.pronouns and not tokens[0].text[1:].isupper():
        return tokens[0].start, tokens[0].end
    at = _head_end(tokens, lexicon)
    if at == 0:
        return None
    while at + 1 < len(tokens) and tokens[at].text == "," and _can_follow(tokens, at + 1, lexicon):
        if opens and not (
            is_apposition(tokens[at + 1], lexicon) and any(t.text == "," for t in tokens[at + 1 : at + 16])
        ):
            break
        stop = at + 1
        while (
            stop < len(tokens) and tokens[stop].text not in (",", "—", "–", ";", ":") and tokens[stop].text[0] != "Ｑ"
        ):
            stop += 1
        relative = tokens[at + 1].lower in RELATIVE
        if not relative and _has_verb(tokens[at + 1 : stop], lexicon):
            break
        at = stop
        if opens and not relative:
            break
    return tokens[0].start, tokens[at - 1].end


def _can_open(token: Token, lexicon: Lexicon) -> bool:
    if not token.is_word or lexicon.is_time(token.text) or token.lower in ("this", "last", "next"):
        return False
    if token.is_name or token.text[0].isdigit() or token.lower in lexicon.starters or token.lower in lexicon.pronouns:
        return True
    if token.lower in lexicon.prepositions or token.lower in lexicon.subordinators or lexicon.is_verb(token.text):
        return False
    return token.lower in lexicon.nouns


def _leads_to_noun(tokens: list[Token], lexicon: Lexicon, loose: bool) -> bool:
    """Whether adjectives open the phrase: "former manager Li Wen", "federal statistics"; any do when `loose`."""
    first = tokens[0]
    if not first.is_word or lexicon.is_time(first.text) or lexicon.is_verb(first.text):
        return False
    if first.lower in lexicon.prepositions or first.lower in lexicon.subordinators:
        return False
    return loose or (any(token.lower in lexicon.nouns for token in tokens[1:4]) and first.lower not in lexicon.cues)


def _head_end(tokens: list[Token], lexicon: Lexicon) -> int:
    named = False
    for index, token in enumerate(tokens):
        if token.text in (",", ";", ":", "—", "–") or token.text[0] == "Ｑ" or (token.text == "." and index):
            return index
        if token.lower in RELATIVE and index:
            return len(tokens) if not any(t.text == "," for t in tokens[index:]) else _comma(tokens, index)
        if token.lower in lexicon.subordinators and token.lower not in ("and", "or"):
            return index
        if lexicon.is_verb(token.text) or (index and _is_time_at(tokens, index, lexicon)):
            return index
        if token.lower in lexicon.prepositions and token.lower != "of" and _leaves(tokens, index, named, lexicon):
            return index
        if (
            token.text[0].islower()
            and token.lower.endswith("ly")
            and index
            and token.lower not in (*lexicon.nouns, "ally", "rally")
        ):
            return index
        named = named or (token.is_name and token.lower not in lexicon.starters)
    return len(tokens)


def _has_verb(tokens: list[Token], lexicon: Lexicon) -> bool:
    """Whether a finite verb stands there, one in a relative clause aside."""
    for token in tokens:
        if token.lower in RELATIVE:
            return False
        if lexicon.is_verb(token.text):
            return True
    return False


def _is_time_at(tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    if token.lower in ("this", "last", "next"):
        return index + 1 < len(tokens) and tokens[index + 1].lower in UNITS
    return lexicon.is_time(token.text) and tokens[index - 1].lower not in lexicon.starters


def _comma(tokens: list[Token], index: int) -> int:
    return next(at for at in range(index, len(tokens)) if tokens[at].text == ",")


def _leaves(tokens: list[Token], index: int, named: bool, lexicon: Lexicon) -> bool:
    """Whether a preposition opens an adverbial ("in an interview") instead of going with its noun."""
    if tokens[index].lower in ("during", "after", "before", "through", "via", "until", "following", "despite"):
        return True
    after = tokens[index + 1 : index + 7]
    if any(token.lower in lexicon.media or lexicon.is_time(token.text) for token in after[:4]) and tokens[
        index
    ].lower not in ("by", "for"):
        return True
    if tokens[index].lower == "by":
        return named
    return named and tokens[index].lower not in ("from", "at", "for", "with") and tokens[0].is_name


def _can_follow(tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether what follows a comma belongs to the noun phrase: an apposition, an age, a relative clause."""
    token = tokens[index]
    if token.lower in RELATIVE:
        return True
    if not token.is_word or token.text[0] == "Ｑ" or lexicon.is_time(token.text):
        return False
    if token.lower in lexicon.prepositions or token.lower in lexicon.subordinators or token.lower in lexicon.pronouns:
        return False
    row = lexicon.cues.get(token.text)
    return not (token.text.endswith("ing") or lexicon.is_verb(token.text) or (row and row["form"] == "gerund"))
