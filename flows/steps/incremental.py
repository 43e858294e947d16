"""What a shard has to read again, and what became of the rows that its articles had before."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset, ruleset_of
from extractors.parts import read_parts
from flows.output.as_json import as_json
from flows.sources import Given
from flows.steps.plan import Shard, input_hash
from flows.steps.touched import Change
from warehouse.changes import added, compared, keyed, pairs, standing
from warehouse.durable import put
from warehouse.earlier import rows_of
from warehouse.known import Before
from warehouse.parquet import CHECKED, INPUTS, PACKS

APART = ("text", "corrections")
"""What is not kept with the input of a document: the text has its table, corrections their file."""


class Divided(NamedTuple):
    """The documents of a shard that are to be read, and those that the rules at hand cannot touch."""

    read: tuple[Given, ...]
    checked: tuple[Given, ...]


def divided(shard: Shard, root: Path | None, rules: Path | None) -> Divided:
    """Ask of each document that was read by other rules, whether these can give other rows."""
    version = ruleset_of(rules).version
    waiting: dict[str, list[Document]] = {}
    for item in shard.documents:
        before = shard.before.get(item.article_id)
        if before and root and isinstance(item, Document) and cause(item, before, version) == "rules":
            waiting.setdefault(before.pack_version, []).append(item)
    same: set[str] = set()
    for read_by, documents in waiting.items():
        if root and (change := change_since(read_by, root, rules)):
            hits = change.touched([item.text for item in documents])
            same |= {item.article_id for item, hit in zip(documents, hits, strict=True) if not hit}
    return Divided(
        tuple(item for item in shard.documents if item.article_id not in same),
        tuple(item for item in shard.documents if item.article_id in same),
    )


@cache
def change_since(version: str, root: Path, rules: Path | None) -> Change | None:
    """What changed since the rules of that version; None where the warehouse does not know them."""
    parts = read_parts(root / PACKS / f"{version}.json.gz")
    return Change(parts, ruleset_of(rules)) if parts else None


def cause(item: Given, before: Before | None, version: str) -> str:
    """Why the rows of an article may differ: it is new, its text or metadata are, our rules are, or both."""
    return "new" if before is None else before.cause(item.doc_id, input_hash(item), version)


def changes(shard: Shard, after: Mapping[str, pa.Table], run_id: str, root: Path | None, version: str) -> pa.Table:
    """The rows of table `changes` that a shard makes; `after` holds its rows by table."""
    if not shard.before:
        return added(after, run_id)
    articles = after["documents"]["article_id"].to_pylist()
    items = {item.article_id: item for item in shard.documents}
    causes = {article: cause(items[article], shard.before.get(article), version) for article in articles}
    known = [shard.before[article].doc_id for article in articles if article in shard.before]
    earlier = rows_of(root, known) if root and known else {}
    both = [article for article, why in causes.items() if why == "both"]
    return compared(pairs(keyed(earlier), keyed(after), causes, standing(earlier, after, both)), run_id)


def checked(documents: Sequence[Given], shard: Shard, version: str) -> pa.Table:
    """Rows of `_checked`: documents that were compared and left as they are, with the rules that they were read by."""
    return pa.table(
        {
            "doc_id": [item.doc_id for item in documents],
            "input_hash": [input_hash(item) for item in documents],
            "pack_version": [version] * len(documents),
            "read_by": [shard.before[item.article_id].pack_version for item in documents],
        },
        schema=CHECKED,
    )


def inputs(documents: Sequence[Given]) -> pa.Table:
    """What was given with each document but its text, so that it can be read again from the warehouse."""
    read = [item for item in documents if isinstance(item, Document)]
    given = [{name: value for name, value in asdict(item).items() if name not in APART} for item in read]
    return pa.table({"doc_id": [item.doc_id for item in read], "given": [*map(as_json, given)]}, schema=INPUTS)


def keep_parts(root: Path, ruleset: Ruleset) -> None:
    """Store what the rules are made of, for later ones to be compared with."""
    from extractors.parts import parts_of

    path = root / PACKS / f"{ruleset.version}.json.gz"
    if not path.exists():
        with put(path) as aside:
            parts_of(ruleset).write(aside)
