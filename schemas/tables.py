"""Which columns stand in which table, in order, with its grain and key. Plain data over schemas/fields.py."""

from dataclasses import dataclass, replace

from schemas.fields import FIELDS, Field


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what one row is, its columns in order, the columns that make a row unique."""

    name: str
    grain: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The definitions of the columns, with what this table demands more or less of them."""
        return tuple(self._field(name) for name in self.columns)

    def _field(self, name: str) -> Field:
        field = FIELDS[name]
        if name in self.required:
            return replace(field, nullable=False)
        if name in self.optional:
            return replace(field, nullable=True)
        return field


SHARED = tuple(("doc_id start end text sentence_start sentence_end section rule_id pack_version").split())

_TABLES = (
    Table(
        "documents",
        "one version of one article",
        tuple(
            (
                "article_id doc_id uri status status_reason language title text text_sha256 by located publisher "
                "first_created version_created version published_at published_date published_basis updated_at "
                "timezone pub_status usage_terms copyright_holder doc_group_id retrieved_at pack_version"
            ).split()
        ),
        ("doc_id",),
    ),
    Table(
        "numbers",
        "one mention of a quantity",
        SHARED
        + tuple(
            (
                "value low high comparator comparator_text change change_text change_from approximate polarity "
                "modality modality_text is_quoted quote_id event_tid magnitude_text value_start value_end unit_start "
                "unit_end unit_text unit unit_ucum per currency currency_basis currency_assumed quantity_kind counted "
                "counted_modifiers counted_role si_low si_high si_unit correction_ids"
            ).split()
        ),
        ("doc_id", "start", "end"),
    ),
    Table(
        "dates",
        "one temporal expression (TIMEX3)",
        SHARED
        + tuple(
            (
                "tid timex_type timex_value timex_mod quant freq begin_tid end_tid temporal_function anchor_tid "
                "function_in_document start_date end_date grain direction direction_text anchor anchor_conflict edtf "
                "duration_low duration_high correction_ids"
            ).split()
        ),
        ("doc_id", "start", "end"),
    ),
    Table(
        "actors",
        "one actor of one document",
        tuple(
            (
                "doc_id actor_id name actor_kind aliases role ftm_schema wikidata_id country_code country_alpha3 "
                "sector_code other_sector_codes geonames_id link_method mentions correction_ids pack_version"
            ).split()
        ),
        ("doc_id", "actor_id"),
        required=("actor_id",),
    ),
    Table(
        "actor_mentions",
        "one mention of an actor",
        SHARED + tuple(("actor_id mention_kind resolved_by context_country correction_ids").split()),
        ("doc_id", "start", "end"),
    ),
    Table(
        "quotes",
        "one quote by one speaker",
        SHARED
        + tuple(
            (
                "quote_id kind contents cue_start cue_end cue_text cue_lemma cue_kind polarity modality speaker_start "
                "speaker_end speaker_text speaker_kind speaker_actor_id attribution via addressee said_tid venue "
                "medium marks repeats correction_ids"
            ).split()
        ),
        ("doc_id", "quote_id"),
        required=("quote_id",),
    ),
    Table(
        "quarantine",
        "one rejected row or document",
        tuple(("doc_id table_name candidate reasons rule_id pack_version run_id replayed_in").split()),
        (),
        optional=("rule_id", "doc_id"),
    ),
    Table(
        "runs",
        "one run that was committed",
        tuple(
            (
                "run_id started_at seconds documents_per_second documents numbers dates actors actor_mentions quotes "
                "quarantine pack_version"
            ).split()
        ),
        ("run_id",),
    ),
    Table(
        "changes",
        "one row that a run added, changed or took away",
        tuple(("run_id table_name op cause key row_hash").split()),
        (),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}
"""Every table of the warehouse, by name."""

KIND_TABLES = {"numbers": "numbers", "dates": "dates", "actors": "actor_mentions", "quotes": "quotes"}
"""The table of each kind whose rows are spans of documents.text."""
MENTION_TABLES = tuple(KIND_TABLES.values())
FACT_TABLES = tuple(name for name in TABLES if name in (*KIND_TABLES, *MENTION_TABLES))
"""The tables that rules fill."""
