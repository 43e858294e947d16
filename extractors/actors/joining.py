"""Pieces that one name spans: "Ministry of", "People's", "Securities and"."""

from collections.abc import Sequence

import regex

from extractors.actors.lexicon import Lexicon
from extractors.actors.offices import without_beat, without_office
from extractors.actors.pieces import Name, Piece
from extractors.actors.shapes import widened

LINK_WORDS = frozenset(("of", "for", "on", "of the", "for the", "on the"))
LINK = regex.compile(rf"\s(?:{'|'.join(sorted(LINK_WORDS))})\s")
NICKNAME = regex.compile(r" (?:\"[^\"\n]{2,30}\"|“[^”\n]{2,30}”|''[^'\n]{2,30}''|‘[^’\n]{2,30}’) ")
QUOTATION_MARKS, CLOSING_MARKS = frozenset("\"'“‘"), frozenset("\"'”’")
AND = (" and ", " & ")
JOINTS = LINK_WORDS | {"and", "&"}
MOST_BETWEEN = 40
"""Characters between two pieces of one name: no link and no nickname is longer."""
MOST_INNER = 3
"""Pieces inside the quotation marks of a nickname."""

MOST_JOINED = 200
"""Characters of a joined name: what goes on for longer is a list."""

CALLS = frozenset(
    "Keep Save Stop Protect Free Reclaim Occupy Defend Fix Build Feed Help Ban End Love Rebuild Restore Clean".split()
)
CALL_ENDS = frozenset((" the ", " our "))
CAMPAIGN = regex.compile(r"\b(?:group|groups|charity|campaign|campaigners|coalition|movement|network|petition),? \Z")
"""What stands before the name of a campaign that is a call: "residents' group Keep the Green"."""

NATURAL = frozenset("Cape Bay Gulf Isle Isles Strait Straits Sea Republic Kingdom Duchy Horn Rock Valley".split())
MEMBERS = frozenset("Workers Teamsters Journalists Manufacturers Voters Friends Doctors Nurses Mothers Sons".split())
DISTRICT = regex.compile(r"\p{Lu}\p{L}{2,20}, (?:\p{Lu}\.?){2}")
SAINT = regex.compile(r"\b(?:St\.?|Saint) \p{Lu}\p{Ll}{2,12}['’]s? \Z")
OPENING_BODIES = ("College", "Hospital")
OPENER = regex.compile(
    r"(?:(?:People|Women|Children|Workers|Farmers|King|Queen|Nurses|Teachers|Players|Writers|Veterans|Citizens)['’]s?|"
    r"\p{Lu}\p{Ll}{3,20}(?:, \p{Lu}\p{Ll}{3,20})? and) \Z"
)


def joined(names: Sequence[Name], text: str, lexicon: Lexicon) -> list[Name]:
    """The names in text order, those that are parts of one name made one."""
    out: list[Name] = []
    end = -MOST_BETWEEN - 1
    for name in names:
        if name.start < end:
            continue
        if name.piece.words[0] in lexicon.portfolios:
            name = without_office(name, text, lexicon)
        elif name.piece.words[-1] in lexicon.portfolios:
            name = without_beat(name, text, lexicon)
        piece = name.piece
        last = piece.words[-1]
        if piece.words[0] in lexicon.owned:
            name = _with_owner(name, text, lexicon)
        opened = name
        if last in lexicon.bodies or last in lexicon.place_heads or piece.words[0] in OPENING_BODIES:
            opened = _with_opener(name, text, lexicon)
            if out and end > opened.start:
                if out[-1].start < opened.start:
                    opened = name
                else:
                    out.pop()
        if text[name.start - 5 : name.start] in CALL_ENDS and (call := _with_call(opened, text, lexicon)):
            while out and out[-1].end > call.start:
                out.pop()
            opened = call
        gap = opened.start - out[-1].end if out else -1
        if 0 < gap <= MOST_BETWEEN and (
            gap == 2
            or text[opened.start - gap + 1 : opened.start - 1] in JOINTS
            or text[name.start - 2] in CLOSING_MARKS
        ):
            _join(out, name, opened, text, lexicon)
        else:
            out.append(opened)
        end = out[-1].end
    return out


def _join(out: list[Name], name: Name, opened: Name, text: str, lexicon: Lexicon) -> None:
    """Put a name, `opened` with the words before it, behind the last one or make both one."""
    before = out[-1]
    if opened.start - before.end == 2 and (district := _with_district(before, opened, text, lexicon)):
        out[-1] = district
        return
    for inner in range(1, MOST_INNER + 1):
        if len(out) > inner and _is_nickname(text, out[-inner - 1].end, name.start):
            del out[-inner:]
            before = out[-1]
            break
    between = text[before.end : opened.start]
    is_short = opened.end - before.start <= MOST_JOINED
    if between and is_short and _belongs(before.piece, opened.piece, between, lexicon):
        words = text[before.start : opened.end].split()
        out[-1] = widened(before, before.start, opened.end, tuple(words), lexicon)
    else:
        out.append(opened)


def _is_nickname(text: str, start: int, end: int) -> bool:
    """Whether the text between two pieces is a name in quotation marks."""
    return text[start + 1] in QUOTATION_MARKS and NICKNAME.fullmatch(text, start, end) is not None


def _with_district(before: Name, after: Name, text: str, lexicon: Lexicon) -> Name | None:
    """A city and the district after its comma where a seed knows both as one place: "Washington, D.C."."""
    surface = text[before.start : after.end]
    entry = lexicon.entries.get(surface) if DISTRICT.fullmatch(surface) else None
    return widened(before, before.start, after.end, tuple(surface.split()), lexicon, entry) if entry else None


def _with_owner(name: Name, text: str, lexicon: Lexicon) -> Name:
    """A known name that ends in 's with that ending: "Moody's"."""
    if name.piece.title is not None:
        return name
    surfaces = lexicon.owned[name.piece.words[0]]
    printed = text[name.start : name.start + len(surfaces[0])].replace("’", "'")
    for surface in surfaces:
        end = name.start + len(surface)
        if printed.startswith(surface) and end >= name.end and not text[end : end + 1].isalnum():
            return widened(name, name.start, end, tuple(surface.split()), lexicon, lexicon.entries[surface])
    return name


def _with_opener(name: Name, text: str, lexicon: Lexicon) -> Name:
    """An organisation with the word before its apostrophe or "and" ("Securities and Exchange Commission")."""
    piece = name.piece
    if piece.title is not None:
        return name
    saint = SAINT.search(text, max(0, name.start - 30), name.start)
    if saint:
        return widened(name, saint.start(), name.end, (*saint[0].split(), *piece.words), lexicon, piece.entry)
    is_body = piece.words[-1] in lexicon.bodies or piece.words[0] in OPENING_BODIES
    before = OPENER.search(text, max(0, name.start - 50), name.start) if is_body else None
    if not before:
        return name
    words = before[0].split()
    if words[-1] == "and":
        first = words[0].strip(",")
        is_common = first.casefold() in lexicon.not_names or first in lexicon.portfolios or first in lexicon.heads
        if (not is_common and "," not in words[0]) or first in lexicon.entries:
            return name
    return widened(name, before.start(), name.end, (*words, *piece.words), lexicon)


def _with_call(name: Name, text: str, lexicon: Lexicon) -> Name | None:
    """The name of a campaign that is a call, from its verb on: "residents' group Keep the Green"; None for others."""
    before = text[max(0, name.start - 30) : name.start].split(" ")
    if len(before) < 4 or before[-3] not in CALLS:
        return None
    start = name.start - 5 - len(before[-3])
    if not CAMPAIGN.search(text, max(0, start - 14), start):
        return None
    return widened(name, start, name.end, (*before[-3:-1], *name.piece.words), lexicon)


def _belongs(before: Piece, after: Piece, between: str, lexicon: Lexicon) -> bool:
    """Whether two pieces with these words between them are one name."""
    if after.title is not None:
        return False
    first, last = before.words[0], before.words[-1]
    if between[1:-1] in LINK_WORDS and LINK.fullmatch(between):
        if before.entry is not None or last in lexicon.suffixes:
            return False
        if last in NATURAL:
            return between.strip() in ("of", "of the")
        is_body = (
            last in lexicon.heads
            or (last in MEMBERS and len(before.words) > 1)
            or first in ("University", "Bank", "Ministry", "Department", "Institute")
        )
        is_person = len(after.words) > 1 and after.words[0] in lexicon.given
        return is_body and not is_person
    if between in AND:
        is_open = any(word in ("of", "for", "on") for word in before.words) and len(after.words) <= 2
        is_head = before.title is None and first in lexicon.heads
        return is_open and is_head and after.entry is None and after.words[0] in lexicon.portfolios
    if between[1:2] in QUOTATION_MARKS and NICKNAME.fullmatch(between):
        return first in lexicon.given and before.entry is None and after.entry is None
    return False
