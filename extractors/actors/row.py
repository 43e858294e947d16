"""What actor and mention rows hold."""

from dataclasses import dataclass

from extractors.engine.row import Row


@dataclass(slots=True, kw_only=True)
class Mention(Row):
    """One mention of an actor. Columns as in schemas/facts.py."""

    mention_kind: str
    actor_id: str | None = None
    resolved_by: str | None = None
    context_country: str | None = None


@dataclass(slots=True, kw_only=True)
class Actor:
    """One actor of one document. Columns as in schemas/facts.py."""

    actor_id: str
    name: str
    actor_kind: str
    mentions: int
    aliases: tuple[str, ...] = ()
    role: str | None = None
    ftm_schema: str | None = None
    wikidata_id: str | None = None
    country_code: str | None = None
    country_alpha3: str | None = None
    sector_code: str | None = None
    other_sector_codes: tuple[str, ...] = ()
    geonames_id: int | None = None
    link_method: str | None = None
    correction_ids: tuple[str, ...] | None = None
