"""What corrections do to several rows at once: speakers, removed rows, and actors merged, split, renamed."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from extractors.actors.keys import key_of
from extractors.actors.row import Actor, Mention
from extractors.article.document import Correction, short_hash
from extractors.corrections.sheet import MissError, Rows, Sheet, is_id
from extractors.dates.row import Date
from extractors.numbers.row import Number
from extractors.quotes.row import Quote

SCHEMAS = {"person": "Person", "organisation": "Organization", "place": None}
"""The FollowTheMoney schema of each kind of actor where nothing more is known."""


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
            into.link_method = into.link_method if into.link_method == "seed" else "correction"
            sheet.rows["actors"].remove(actor)
            _become(sheet, actor, into.actor_id, correction)
        elif is_id(correction.value):
            _become(sheet, actor, correction.value, correction)
        else:
            actor.aliases = tuple(dict.fromkeys((*actor.aliases, actor.name)))
            actor.name, actor.link_method = correction.value, "correction"
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
