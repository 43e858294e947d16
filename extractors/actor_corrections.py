"""What corrections do to several rows at once: speakers, removed rows, and actors merged, split, renamed."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TypeVar

from extractors.actors.groups import key_of
from extractors.actors.row import Actor, Mention
from extractors.article.document import short_hash
from extractors.corrections import REMOVED, Correction, MissError, Rows, is_id
from extractors.dates.row import Date
from extractors.engine.row import Rejected, Row
from extractors.numbers.row import Number
from extractors.quotes.row import Quote

Kind = TypeVar("Kind")
SCHEMAS = {"person": "Person", "organisation": "Organization", "place": None}


@dataclass(slots=True)
class Sheet:
    """The rows of a document while they are corrected."""

    rows: Rows
    text: str
    rejected: list[Rejected] = field(default_factory=list)

    def of(self, table: str, kind: type[Kind]) -> list[Kind]:
        """The rows of a table."""
        return [row for row in self.rows.get(table, ()) if isinstance(row, kind)]

    def row(self, correction: Correction) -> Row:
        """The one row that a correction names by span, by its words, or both.

        Raises:
            MissError: there is none, or more than one.
        """
        rows = self.of(correction.table, Row)
        span = (correction.start, correction.end)
        fitting = [
            row for row in rows
            if correction.start is None or (row.start, row.end) == span
            if not correction.text or self.text[row.start : row.end] == correction.text
        ]  # fmt: skip
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            places = ", ".join(f"{row.start}:{row.end}" for row in fitting[:5])
            raise MissError(f"{len(fitting)} rows fit, at {places}; give start and end")
        near = sorted(rows, key=lambda row: abs(row.start - (correction.start or 0)))[:3]
        known = ", ".join(f"{row.start}:{row.end} “{self.text[row.start : row.end][:40]}”" for row in near)
        raise MissError(f"no such row; near: {known}" if known else "the document has no rows of this table")

    def actor(self, name: str) -> Actor | None:
        """The actor of an id, a name or a form that the article prints."""
        actors, folded = self.of("actors", Actor), name.casefold()
        tests: tuple[Callable[[Actor], bool], ...] = (
            lambda actor: actor.actor_id == name,
            lambda actor: actor.name.casefold() == folded,
            lambda actor: folded in (alias.casefold() for alias in actor.aliases),
        )
        return next((actor for test in tests for actor in actors if test(actor)), None)

    def mark(self, row: Row | Actor, correction: Correction) -> None:
        """Note on a row that a correction changed it."""
        row.correction_ids = (*(row.correction_ids or ()), correction.id)

    def remove(self, table: str, row: Row | Actor, correction: Correction, rule_id: str | None) -> None:
        """Take a row out; it goes to quarantine."""
        self.rows[table] = [other for other in self.rows[table] if other is not row]
        reason = f"{REMOVED} {correction.id}" + (f": {correction.why}" if correction.why else "")
        self.rejected.append(Rejected(table=table, rule_id=rule_id, candidate=asdict(row), reasons=(reason,)))

    def mentions_of(self, actor_id: str) -> list[Mention]:
        """The mentions of an actor."""
        return [mention for mention in self.of("actor_mentions", Mention) if mention.actor_id == actor_id]


def remove(sheet: Sheet, correction: Correction) -> None:
    """Take out a row that is none: no quote, no number."""
    row = sheet.row(correction)
    sheet.remove(correction.table, row, correction, row.rule_id)


def set_speaker(sheet: Sheet, correction: Correction) -> None:
    """Give a quote another speaker, at the mention next to it; or none."""
    quote = sheet.row(correction)
    if not isinstance(quote, Quote):
        raise MissError("the row is no quote")
    actor = _named(sheet, correction.value) if correction.value else None
    quote.speaker_actor_id = actor.actor_id if actor else None
    quote.speaker_start = quote.speaker_end = quote.speaker_text = None
    quote.speaker_kind, quote.attribution = ("named", "layout") if actor else (None, "none")
    if actor:
        near = min(sheet.mentions_of(actor.actor_id), key=lambda mention: abs(mention.start - quote.start))
        quote.speaker_start, quote.speaker_end = near.start, near.end
        quote.speaker_text = sheet.text[near.start : near.end]
    sheet.mark(quote, correction)


def set_actor(sheet: Sheet, correction: Correction) -> None:
    """Give one mention to another actor of the document, or to a new one of that name."""
    mention = sheet.row(correction)
    if not isinstance(mention, Mention):
        raise MissError("the row is no mention")
    actor = sheet.actor(correction.value)
    if actor is None:
        was = sheet.actor(mention.actor_id or "")
        kind = was.actor_kind if was else "person"
        words = sheet.text[mention.start : mention.end]
        actor = Actor(
            actor_id=_id(kind, correction.value), name=correction.value, actor_kind=kind, mentions=0,
            aliases=(words,), ftm_schema=SCHEMAS[kind], link_method="alone",
        )  # fmt: skip
        sheet.rows["actors"].append(actor)
        sheet.mark(actor, correction)
    mention.actor_id = actor.actor_id
    sheet.mark(mention, correction)


def rename(sheet: Sheet, correction: Correction) -> None:
    """Give an actor another name; its id stays."""
    for actor in _meant(sheet, correction):
        actor.name = correction.value
        sheet.mark(actor, correction)


def retype(sheet: Sheet, correction: Correction) -> None:
    """Make an actor a person, an organisation or a place, under the id that goes with it."""
    for actor in _meant(sheet, correction):
        actor.actor_kind, actor.ftm_schema = correction.value, SCHEMAS[correction.value]
        _become(sheet, actor, actor.actor_id if actor.wikidata_id else _id(correction.value, actor.name), correction)


def merge(sheet: Sheet, correction: Correction) -> None:
    """Make an actor the same as another, in this document or elsewhere."""
    for actor in _meant(sheet, correction):
        into = sheet.actor(correction.value)
        if into is actor:
            continue
        if into is not None:
            into.aliases = tuple(dict.fromkeys((*into.aliases, *actor.aliases)))
            sheet.mark(into, correction)
            sheet.rows["actors"].remove(actor)
            _become(sheet, actor, into.actor_id, correction)
        elif is_id(correction.value):
            _become(sheet, actor, correction.value, correction)
        else:
            actor.name = correction.value
            _become(sheet, actor, _id(actor.actor_kind, correction.value), correction)


def split(sheet: Sheet, correction: Correction) -> None:
    """Keep the actor of this document apart from its namesake elsewhere, under another name."""
    for actor in _meant(sheet, correction):
        actor.name, actor.wikidata_id, actor.link_method = correction.value, None, "alone"
        _become(sheet, actor, _id(actor.actor_kind, correction.value), correction)


def ignore(sheet: Sheet, correction: Correction) -> None:
    """Take out an actor with its mentions: it is none."""
    for actor in _meant(sheet, correction):
        for mention in sheet.mentions_of(actor.actor_id):
            sheet.remove("actor_mentions", mention, correction, mention.rule_id)
        sheet.remove("actors", actor, correction, None)


FIXES: Mapping[str, Callable[[Sheet, Correction], None]] = {
    "remove": remove, "speaker": set_speaker, "actor": set_actor,
    "rename": rename, "retype": retype, "merge": merge, "split": split, "ignore": ignore,
}  # fmt: skip
"""What a correction can do besides setting a cell."""


def settled(rows: Rows) -> Rows:
    """The rows with nothing left that points to a row that is gone; mentions counted anew."""
    sheet = Sheet(rows, "")
    counted = Counter([mention.actor_id for mention in sheet.of("actor_mentions", Mention)])
    actors = [replace(actor, mentions=counted[actor.actor_id]) for actor in sheet.of("actors", Actor)]
    rows = rows | {"actors": [actor for actor in actors if actor.mentions]}
    ids = {actor.actor_id for actor in actors if actor.mentions}
    quotes = {quote.quote_id for quote in sheet.of("quotes", Quote)}
    tids = {day.tid for day in sheet.of("dates", Date)} | {"t0"}
    for quote in sheet.of("quotes", Quote):
        quote.speaker_actor_id = quote.speaker_actor_id if quote.speaker_actor_id in ids else None
        quote.said_tid = quote.said_tid if quote.said_tid in tids else None
        quote.via = tuple((start, end, actor if actor in ids else None) for start, end, actor in quote.via)
    for number in sheet.of("numbers", Number):
        number.quote_id = number.quote_id if number.quote_id in quotes else None
        number.is_quoted = number.is_quoted and number.quote_id is not None
        number.event_tid = number.event_tid if number.event_tid in tids else None
    for day in sheet.of("dates", Date):
        for name in ("anchor_tid", "begin_tid", "end_tid"):
            setattr(day, name, getattr(day, name) if getattr(day, name) in tids else None)
    return rows


def _meant(sheet: Sheet, correction: Correction) -> Iterator[Actor]:
    """The actor that a correction is about. One for all documents passes over those that have no such actor."""
    actor = sheet.actor(correction.text)
    if actor is not None:
        yield actor
    elif correction.document:
        _named(sheet, correction.text)


def _named(sheet: Sheet, name: str) -> Actor:
    actor = sheet.actor(name)
    if actor is None:
        known = ", ".join(actor.name for actor in sheet.of("actors", Actor)[:8])
        raise MissError(f"no actor {name!r} in the document; known: {known or 'none'}")
    return actor


def _become(sheet: Sheet, actor: Actor, actor_id: str, correction: Correction) -> None:
    """Give an actor an id, and the rows that name it."""
    for mention in sheet.mentions_of(actor.actor_id):
        mention.actor_id = actor_id
        sheet.mark(mention, correction)
    for quote in sheet.of("quotes", Quote):
        if quote.speaker_actor_id == actor.actor_id:
            quote.speaker_actor_id = actor_id
            sheet.mark(quote, correction)
        quote.via = tuple((start, end, actor_id if by == actor.actor_id else by) for start, end, by in quote.via)
    actor.actor_id = actor_id
    sheet.mark(actor, correction)


def _id(kind: str, name: str) -> str:
    return short_hash(kind, key_of(name))
