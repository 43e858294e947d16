"""Every column by name, and those of the tables that no rule fills. Plain data: all else about columns derives from it.

The columns of numbers, dates, actors and quotes stand in schemas/facts.py.
"""

from schemas.facts import FACTS, SPAN
from schemas.field import ID, NULL, SMALL, TIME, Field, Fields, words

__all__ = ["FIELDS", "Field"]

DOCUMENTS: Fields = (
    Field(
        "article_id",
        "string",
        "Hash of the uri (none: the given id, else the path): one article, any version.",
        matches=ID,
    ),
    "doc_id",
    Field("uri", "string", "Where the article lives; else the given id, else its path.", matches=r"(?s)^."),
    Field(
        "status",
        "string",
        "How far the document was read.",
        one_of=words("done partial language unreadable quarantined"),
    ),
    Field("status_reason", "string", "Why it was not read to the end.", NULL),
    Field(
        "language",
        "string",
        "BCP 47 code by a language detector; null when the text is too short to tell.",
        NULL,
        r"^[a-z]{2,3}$",
    ),
    Field("title", "string", "Headline, as given or as it stands in the text.", NULL),
    "text",
    Field("text_sha256", "string", "SHA-256 of the UTF-8 bytes of the text.", matches=r"^[0-9a-f]{64}$"),
    Field("by", "string", "Who wrote it, as printed in the byline.", NULL),
    Field("located", "string", "Place of the dateline, as printed.", NULL),
    Field("publisher", "string", "The outlet, as given or as the text names it.", NULL),
    Field("first_created", TIME, "When the text says that it was created.", NULL),
    Field("version_created", TIME, "When this version was made, where the source says so.", NULL),
    Field("version", "string", "Version of the article, as given.", NULL),
    Field("published_at", TIME, "Publication time, where a time of day and its zone are known.", NULL),
    Field("published_date", "date32", "Publication day, local to the outlet: the anchor of every relative date.", NULL),
    Field("published_basis", "string", "What the publication day rests on.", one_of=words("given byline url none")),
    Field("updated_at", TIME, "When it was last updated, where a time of day and its zone are known.", NULL),
    Field("timezone", "string", "Zone of the publication time, as printed.", NULL),
    Field("pub_status", "string", "ninjs pubStatus.", NULL, one_of=words("usable withheld canceled")),
    Field("usage_terms", "string", "Terms of use, as given.", NULL),
    Field("copyright_holder", "string", "Holder of the copyright, as given.", NULL),
    Field("doc_group_id", "string", "The same for copies of one text.", NULL, ID),
    Field("retrieved_at", TIME, "When the source fetched it, as given.", NULL),
    "pack_version",
)
QUARANTINE: Fields = (
    "doc_id",
    Field("table_name", "string", "Table that the row was meant for.", matches=SMALL),
    Field("candidate", "string", "The whole row, as JSON."),
    Field("reasons", "list<string>", "The checks it broke."),
    "rule_id",
    "pack_version",
    Field("run_id", "string", "The run that wrote the row.", matches=r"^[0-9a-z-]+$"),
    Field("replayed_in", "string", "The run that took it back in.", NULL),
)
RUNS: Fields = (
    "run_id",
    Field("started_at", TIME, "When the run began."),
    Field("seconds", "float64", "How long the run took.", least=0),
    Field("documents_per_second", "float64", "Documents read per second.", least=0),
    Field("documents", "int64", "Documents in the run.", least=0),
    *(Field(name, "int64", f"Rows written to {name}.", least=0) for name in (*FACTS, "quarantine")),
    "pack_version",
)
CHANGES: Fields = (
    "run_id",
    "table_name",
    Field("op", "string", "What the run did to the row.", one_of=words("add change gone")),
    Field(
        "cause",
        "string",
        "Why: a new article, a new version of it, our rules, seeds and code, a correction, a withdrawal.",
        one_of=words("new text rules correction withdrawn"),
    ),
    Field("key", "string", "Key of the row as JSON: of the new row, of a row that is gone the old one."),
    Field("row_hash", "string", "Hash of what the row says, wherever it stands.", matches=ID),
)

_ALL = (SPAN, DOCUMENTS, *FACTS.values(), QUARANTINE, RUNS, CHANGES)
FIELDS: dict[str, Field] = {field.name: field for columns in _ALL for field in columns if isinstance(field, Field)}
"""Every column by its name."""
