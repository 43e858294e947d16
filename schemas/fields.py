"""One definition per column name. Plain data: the Arrow schema, DuckDB types, contract and docs derive from it.

Types are spelled as Arrow spells them; `span` is {start, end} in code points of `documents.text`.
A nullable column is null where the text does not decide, never where nobody looked.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, Arrow type, meaning and what its values may be."""

    name: str
    type: str
    says: str
    nullable: bool = False
    matches: str | None = None
    least: float | None = None
    most: float | None = None
    one_of: tuple[str, ...] = ()


ID = r"^[0-9a-f]{16}$"
ALPHA2 = r"^[A-Z]{2}$"
KINDS = ("numbers", "dates", "actors", "quotes")

_FIELDS = (
    # documents
    Field(
        "article_id",
        "string",
        "Hash of the uri (none: the given id, else the path): one article, any version.",
        matches=ID,
    ),
    Field("doc_id", "string", "Hash of article_id and text: one version of one article.", matches=ID),
    Field("uri", "string", "Where the article lives; else the given id, else its path.", matches=r"(?s)^."),
    Field(
        "status",
        "string",
        "How far the document was read.",
        one_of=("done", "partial", "language", "unreadable", "quarantined"),
    ),
    Field("status_reason", "string", "Why it was not read to the end.", nullable=True),
    Field(
        "language",
        "string",
        "BCP 47 code by a language detector; null when the text is too short to tell.",
        True,
        r"^[a-z]{2,3}$",
    ),
    Field("title", "string", "Headline, as given or as it stands in the text.", nullable=True),
    Field("text_sha256", "string", "SHA-256 of the UTF-8 bytes of the text.", matches=r"^[0-9a-f]{64}$"),
    Field("by", "string", "Who wrote it, as printed in the byline.", nullable=True),
    Field("located", "string", "Place of the dateline, as printed.", nullable=True),
    Field("publisher", "string", "The outlet, as given or as the text names it.", nullable=True),
    Field("first_created", "timestamp[us, tz=UTC]", "When the text says that it was created.", nullable=True),
    Field(
        "version_created",
        "timestamp[us, tz=UTC]",
        "When this version was made, where the source says so.",
        nullable=True,
    ),
    Field("version", "string", "Version of the article, as given.", nullable=True),
    Field(
        "published_at",
        "timestamp[us, tz=UTC]",
        "Publication time, where a time of day and its zone are known.",
        nullable=True,
    ),
    Field(
        "published_date",
        "date32",
        "Publication day, local to the outlet: the anchor of every relative date.",
        nullable=True,
    ),
    Field("published_basis", "string", "What the publication day rests on.", one_of=("given", "byline", "url", "none")),
    Field(
        "updated_at",
        "timestamp[us, tz=UTC]",
        "When it was last updated, where a time of day and its zone are known.",
        nullable=True,
    ),
    Field("timezone", "string", "Zone of the publication time, as printed.", nullable=True),
    Field("pub_status", "string", "ninjs pubStatus.", True, one_of=("usable", "withheld", "canceled")),
    Field("usage_terms", "string", "Terms of use, as given.", nullable=True),
    Field("copyright_holder", "string", "Holder of the copyright, as given.", nullable=True),
    Field("doc_group_id", "string", "The same for copies of one text.", True, ID),
    Field("retrieved_at", "timestamp[us, tz=UTC]", "When the source fetched it, as given.", nullable=True),
    # every extraction table
    Field("start", "int64", "First code point, counted from 0 in documents.text.", least=0),
    Field("end", "int64", "One past the last code point.", least=1),
    Field("text", "string", "Verbatim: documents.text[start:end]; in documents the whole text as it came."),
    Field("sentence_start", "int64", "First code point of the sentence around `start`.", least=0),
    Field("sentence_end", "int64", "One past the last code point of that sentence.", least=1),
    Field("section", "string", "Part of the article.", one_of=("headline", "dek", "body", "caption")),
    Field(
        "rule_id", "string", "The rule that made the row; see `copydesk rules list`.", matches=r"^[a-z0-9][a-z0-9.-]*$"
    ),
    Field("pack_version", "string", "Hash of rules, seeds and code that read the document.", matches=ID),
    Field(
        "correction_ids",
        "list<string>",
        "The corrections that changed the row, as `copydesk corrections` names them; null as the rules made it.",
        nullable=True,
    ),
    # numbers
    Field("value", "float64", "The figure as stated, magnitude applied; null for a range.", nullable=True),
    Field("low", "float64", "Smallest value the words allow; null when they set no lower bound.", nullable=True),
    Field("high", "float64", "Largest value the words allow; null when they set no upper bound.", nullable=True),
    Field("comparator", "string", "How the figure bounds the truth.", one_of=("=", "~", "<", "<=", ">", ">=")),
    Field("comparator_text", "string", "The words that say so.", nullable=True),
    Field("change", "string", "Direction of movement the figure belongs to.", True, one_of=("up", "down")),
    Field("change_text", "string", "The words that say so.", nullable=True),
    Field("change_from", "float64", 'The level it moved from: 5 for "rose to 8 from 5" and "from 5 to 8".', True),
    Field("approximate", "bool", "True for hedged and vague figures."),
    Field("polarity", "string", "Whether the sentence affirms it.", one_of=("affirmed", "negated")),
    Field(
        "modality", "string", "How firmly it is put.", one_of=("asserted", "denied", "possible", "planned", "expected")
    ),
    Field("modality_text", "string", "The words that say so.", nullable=True),
    Field("is_quoted", "bool", "True inside a quote of the quotes table."),
    Field("quote_id", "string", "The quote; in numbers the one that the figure stands in.", True, ID),
    Field(
        "event_tid", "string", "dates.tid of the date the figure holds for, where the sentence says.", True, r"^t\d+$"
    ),
    Field("magnitude_text", "string", "Magnitude as printed: million, bn, k.", nullable=True),
    Field("value_start", "int64", "First code point of the value.", least=0),
    Field("value_end", "int64", "One past the last code point of the value.", least=1),
    Field("unit_start", "int64", "First code point of the unit.", True, least=0),
    Field("unit_end", "int64", "One past the last code point of the unit.", True, least=1),
    Field("unit_text", "string", "Unit as printed.", nullable=True),
    Field("unit", "string", "Name of the unit in seeds/units.csv.", nullable=True),
    Field("unit_ucum", "string", "UCUM code of the unit.", nullable=True),
    Field("per", "string", "Denominator of a rate: barrel, year, person.", nullable=True),
    Field("currency", "string", "ISO 4217 alphabetic code; null when the text does not decide.", True, r"^[A-Z]{3}$"),
    Field(
        "currency_basis",
        "string",
        "What the currency rests on.",
        True,
        one_of=("mark", "code", "word", "earlier mention", "dateline"),
    ),
    Field(
        "currency_assumed",
        "string",
        "A guess where currency is open, never summed.",
        True,
        r"^[A-Z]{3}$",
    ),
    Field(
        "quantity_kind",
        "string",
        "What is measured: money, count, ratio, percent, percentage_point, basis_point, age, score, length ...",
        matches=r"^[a-z_]+$",
    ),
    Field("counted", "string", "Head noun of what is counted with its compound, singular.", nullable=True),
    Field("counted_modifiers", "string", "Adjectives before it.", nullable=True),
    Field(
        "counted_role",
        "string",
        "What happened to the people counted: dead, injured, missing, arrested, displaced ...",
        True,
        r"^[a-z_]+$",
    ),
    Field("si_low", "float64", "`low` in UCUM base units.", nullable=True),
    Field("si_high", "float64", "`high` in UCUM base units.", nullable=True),
    Field("si_unit", "string", "The base units, as UCUM.", nullable=True),
    # dates
    Field("tid", "string", "t1, t2 ... in text order; t0 is documents.published_date.", matches=r"^t\d+$"),
    Field("timex_type", "string", "TIMEX3 type.", one_of=("DATE", "TIME", "DURATION", "SET")),
    Field("timex_value", "string", "TIMEX3 value; null for a duration range.", True, r"^\S+$"),
    Field(
        "timex_mod",
        "string",
        "TIMEX3 mod.",
        True,
        one_of=(
            "BEFORE",
            "AFTER",
            "ON_OR_BEFORE",
            "ON_OR_AFTER",
            "LESS_THAN",
            "MORE_THAN",
            "EQUAL_OR_LESS",
            "EQUAL_OR_MORE",
            "START",
            "MID",
            "END",
            "APPROX",
        ),
    ),
    Field("quant", "string", "TIMEX3 quant of a set: EVERY, EACH ...", nullable=True),
    Field("freq", "string", "TIMEX3 freq of a set: 1X, 2D ...", nullable=True),
    Field("begin_tid", "string", "Where an interval begins.", True, r"^t\d+$"),
    Field("end_tid", "string", "Where an interval ends.", True, r"^t\d+$"),
    Field("temporal_function", "bool", "True when the value is computed from another date."),
    Field("anchor_tid", "string", "The date it is computed from.", True, r"^t\d+$"),
    Field(
        "function_in_document",
        "string",
        "TIMEX3 functionInDocument.",
        one_of=(
            "CREATION_TIME",
            "EXPIRATION_TIME",
            "MODIFICATION_TIME",
            "PUBLICATION_TIME",
            "RELEASE_TIME",
            "RECEPTION_TIME",
            "NONE",
        ),
    ),
    Field("start_date", "date32", "First day of the closed interval; null when open or unresolved.", nullable=True),
    Field("end_date", "date32", "Last day of the closed interval; null when open or unresolved.", nullable=True),
    Field(
        "grain",
        "string",
        "What the words are as fine as.",
        True,
        one_of=("time", "day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"),
    ),
    Field("direction", "string", "Which way the words look from the anchor.", one_of=("past", "future", "none")),
    Field("direction_text", "string", "The cue that says so.", nullable=True),
    Field(
        "anchor",
        "string",
        "What the value is resolved against; null when it stays underspecified.",
        True,
        one_of=("publication", "previous_date", "explicit"),
    ),
    Field("anchor_conflict", "bool", "True when the words contradict each other: a weekday that is not on its date."),
    Field("edtf", "string", "EDTF level 1 (quarters: level 2).", nullable=True),
    Field("duration_low", "string", "Shortest duration, ISO 8601.", True, r"^P\S+$"),
    Field("duration_high", "string", "Longest duration, ISO 8601.", True, r"^P\S+$"),
    # actors and their mentions
    Field(
        "actor_id",
        "string",
        "Hash of the Wikidata id where a seed knows it, else of kind and normalised name.",
        True,
        ID,
    ),
    Field(
        "name",
        "string",
        "Fullest form the article prints, without title; CLDR English name of a country.",
        matches=r"(?s)^.",
    ),
    Field("actor_kind", "string", "What the actor is.", one_of=("person", "organisation", "place")),
    Field("aliases", "list<string>", "Every form the article prints."),
    Field("role", "string", "Title or role, as printed.", nullable=True),
    Field(
        "ftm_schema",
        "string",
        "FollowTheMoney schema.",
        True,
        one_of=("Person", "Organization", "Company", "PublicBody", "LegalEntity", "Country"),
    ),
    Field("wikidata_id", "string", "Wikidata item.", True, r"^Q\d+$"),
    Field("country_code", "string", "ISO 3166-1 alpha-2.", True, ALPHA2),
    Field("country_alpha3", "string", "ISO 3166-1 alpha-3.", True, r"^[A-Z]{3}$"),
    Field("sector_code", "string", "PLOVER sector.", True, r"^[A-Z]{3}$"),
    Field("other_sector_codes", "list<string>", "Further PLOVER sectors."),
    Field("geonames_id", "int64", "GeoNames id of a place.", True, least=1),
    Field(
        "link_method",
        "string",
        "What joined the mentions: seed, full_name, surname, correction, alone; undecided: places that share the name.",
        True,
    ),
    Field("mentions", "int64", "Mentions in this document.", least=1),
    Field(
        "mention_kind",
        "string",
        "How the actor is named here.",
        one_of=("full", "surname", "title", "acronym", "demonym", "metonym", "place", "role", "pronoun"),
    ),
    Field("resolved_by", "string", "What ties the mention to its actor.", nullable=True),
    Field("context_country", "string", "Country that the words around it name.", True, ALPHA2),
    # quotes
    Field(
        "kind",
        "string",
        "direct: every letter between marks; mixed: some; indirect: none; not_speech: marks without speech.",
        one_of=("direct", "mixed", "indirect", "not_speech"),
    ),
    Field("contents", "list<span>", "The spans of what was said; more than one when a tag or a paragraph breaks it."),
    Field("cue_start", "int64", "First code point of the cue.", True, least=0),
    Field("cue_end", "int64", "One past the last code point of the cue.", True, least=1),
    Field("cue_text", "string", "Verb group, `according to` or colon, as printed.", nullable=True),
    Field("cue_lemma", "string", "Lemma of the cue.", nullable=True),
    Field("cue_kind", "string", "say, deny, order, believe ... from seeds/reporting_verbs.csv.", True, r"^[a-z_]+$"),
    Field("speaker_start", "int64", "First code point of the speaker.", True, least=0),
    Field("speaker_end", "int64", "One past the last code point of the speaker.", True, least=1),
    Field("speaker_text", "string", "The speaker as printed, a pronoun too.", nullable=True),
    Field(
        "speaker_kind", "string", "What the speaker is.", True, one_of=("named", "unnamed", "collective", "document")
    ),
    Field("speaker_actor_id", "string", "actors.actor_id of the speaker; null when unknown.", True, ID),
    Field(
        "attribution",
        "string",
        "What ties the quote to its speaker.",
        one_of=("same_sentence", "continued", "layout", "pronoun", "none"),
    ),
    Field("via", "list<via>", "Who passed it on, from the outlet inwards."),
    Field("addressee", "string", "Who was told, as printed.", nullable=True),
    Field("said_tid", "string", "dates.tid of when it was said.", True, r"^t\d+$"),
    Field("venue", "string", "Where it was said, as printed.", nullable=True),
    Field("medium", "string", "How it was said: statement, interview, post.", nullable=True),
    Field("marks", "string", "The opening and closing mark.", nullable=True),
    Field("repeats", "list<span>", "Where the same words stand again: headline, dek, pull quote.", nullable=True),
    # quarantine, runs, changes
    Field("table_name", "string", "Table that the row was meant for.", matches=r"^[a-z_]+$"),
    Field("candidate", "string", "The whole row, as JSON."),
    Field("reasons", "list<string>", "The checks it broke."),
    Field("run_id", "string", "The run that wrote the row.", matches=r"^[0-9a-z-]+$"),
    Field("replayed_in", "string", "The run that took it back in.", nullable=True),
    Field("started_at", "timestamp[us, tz=UTC]", "When the run began."),
    Field("seconds", "float64", "How long the run took.", least=0),
    Field("documents_per_second", "float64", "Documents read per second.", least=0),
    Field("documents", "int64", "Documents in the run.", least=0),
    Field("numbers", "int64", "Rows written to numbers.", least=0),
    Field("dates", "int64", "Rows written to dates.", least=0),
    Field("actors", "int64", "Rows written to actors.", least=0),
    Field("actor_mentions", "int64", "Rows written to actor_mentions.", least=0),
    Field("quotes", "int64", "Rows written to quotes.", least=0),
    Field("quarantine", "int64", "Rows written to quarantine.", least=0),
    Field("op", "string", "What the run did to the row.", one_of=("add", "change", "gone")),
    Field(
        "cause",
        "string",
        "Why: a new article, a new version of it, our rules, seeds and code, a correction, a withdrawal.",
        one_of=("new", "text", "rules", "correction", "withdrawn"),
    ),
    Field("key", "string", "Key of the row as JSON: of the new row, of a row that is gone the old one."),
    Field("row_hash", "string", "Hash of what the row says, wherever it stands.", matches=ID),
)

FIELDS: dict[str, Field] = {field.name: field for field in _FIELDS}
