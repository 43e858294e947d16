"""What is in quarantine, grouped by its cause: the table, the reasons, the rule; with an example in its sentence."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from warehouse.asking.sql import ask

GROUPS = """
SELECT table_name, reasons, rule_id, count(*) AS times, count(DISTINCT doc_id) AS documents,
    min_by(candidate, doc_id) AS candidate, min(doc_id) AS doc_id
FROM quarantine GROUP BY ALL ORDER BY times DESC, table_name, reasons, rule_id"""
EXAMPLE = "SELECT uri, text FROM documents WHERE doc_id = '{doc_id}'"
AROUND = 80
END = re.compile(r"[.!?…]['”’\"]?\s|\n")


@dataclass(frozen=True, slots=True)
class Group:
    """Quarantined rows of one cause; `before`, `words` and `after` are a sentence around the words of one of them."""

    table: str
    reasons: Sequence[str]
    rule_id: str | None
    times: int
    documents: int
    uri: str | None
    before: str
    words: str
    after: str


def groups(root: Path) -> list[Group]:
    """Every cause, the most frequent first.

    Raises:
        WarehouseError: there is no warehouse, or it cannot be read.
    """
    return [_group(root, row) for row in ask(root, GROUPS).to_pylist()]


def _group(root: Path, row: Mapping[str, object]) -> Group:
    candidate = json.loads(str(row["candidate"]))
    found = ask(root, EXAMPLE.format(doc_id=row["doc_id"])).to_pylist() if row["doc_id"] else []
    text = str(found[0]["text"]) if found else ""
    start, end = (candidate.get(name) for name in ("start", "end"))
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
        before, words, after = sentence_around(text, start, end)
    else:
        before, words, after = "", str(candidate.get("content") or candidate.get("text") or "")[:AROUND], ""
    reasons = row["reasons"] if isinstance(row["reasons"], list) else []
    rule_id = str(row["rule_id"]) if row["rule_id"] else None
    uri = str(found[0]["uri"]) if found else candidate.get("id")
    times, documents = (int(str(row[name])) for name in ("times", "documents"))
    return Group(str(row["table_name"]), reasons, rule_id, times, documents, uri, before, words, after)


def sentence_around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The sentence around a span in three parts, each of the outer two up to 80 characters long."""
    head = text[max(0, start - AROUND) : start]
    cuts = [found.end() for found in END.finditer(head)]
    tail = END.search(text, end, end + AROUND)
    after = text[end : tail.end() if tail else end + AROUND]
    return head[cuts[-1] if cuts else 0 :].lstrip(), text[start:end], after.rstrip()
