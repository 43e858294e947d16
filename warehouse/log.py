"""The commit log: one JSON file per committed run, numbered without gaps. It alone says which files count.

    _commits/00000001.json   {"format": 1, "seq": 1, "run_id": "...", "pack_version": "...", "schema": "...",
                              "add": {"numbers": [{"path": "...", "rows": 1, "bytes": 1, "sha256": "..."}]},
                              "remove": ["numbers/run_id=.../part-0.parquet"], "check": "..."}

A commit is published by `os.link`, which fails when its number is taken: of two writers one wins, nobody overwrites.
"""

import hashlib
import json
import os
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow.parquet as pq

from schemas import contract
from warehouse.durable import make_durable
from warehouse.errors import WarehouseError, explained

FORMAT = 1
FOLDER = "_commits"
OLDER = {"format", "seq", "run_id", "pack_version", "schema", "add", "remove"}
"""What a commit said before it had a hash of its own."""
NUMBERED = re.compile(r"\d.*\.json$")


@dataclass(frozen=True, slots=True)
class File:
    """A Parquet file of a commit; `path` is relative to the warehouse: `<table>/<unit>/part-<name>.parquet`."""

    table: str
    path: str
    rows: int
    bytes: int
    sha256: str

    @property
    def unit(self) -> str:
        """Its folder's name, the same in every table: `run_id=...` of one run, `compacted=...` of several."""
        return self.path.split("/")[-2]

    @property
    def run_id(self) -> str | None:
        """The run that wrote it; None of a compacted file, whose rows have a column `run_id`."""
        kind, _, run_id = self.unit.partition("=")
        return run_id if kind == "run_id" else None


@dataclass(frozen=True, slots=True)
class Commit:
    """One committed run: the files that it adds and the paths that no longer count."""

    seq: int
    run_id: str
    pack_version: str
    schema: str
    add: tuple[File, ...]
    remove: tuple[str, ...] = ()

    def rows(self, table: str) -> int:
        """How many rows of a table the commit adds."""
        return sum(file.rows for file in self.add if file.table == table)


@dataclass(frozen=True, slots=True)
class Log:
    """All commits in order, and the files that count after the last of them."""

    commits: tuple[Commit, ...]
    live: dict[str, File]
    schemas: dict[str, str]

    @property
    def seq(self) -> int:
        """Number of the last commit; 0 before the first."""
        return len(self.commits)

    @property
    def run_ids(self) -> frozenset[str]:
        """Every run ever committed."""
        return frozenset(commit.run_id for commit in self.commits)

    def files(self, table: str) -> list[File]:
        """The files of a table that count, in the order of their commits."""
        return [file for file in self.live.values() if file.table == table]

    def only(self, files: Iterable[File]) -> "Log":
        """The log as if only these of its files counted."""
        return Log(self.commits, {file.path: file for file in files}, self.schemas)

    def at(self, seq: int) -> "Log":
        """The log as it was after commit `seq`."""
        return _replayed(NO_LOG, self.commits[:seq])


NO_LOG = Log((), {}, {})


def read_log(root: Path, known: Log = NO_LOG) -> Log:
    """The log of a warehouse; empty where there is none yet. Commits of `known` are not read again."""
    folder = root / FOLDER
    with explained(folder, "read"):
        entries = os.scandir(folder) if folder.is_dir() else ()
        names = sorted(entry.name for entry in entries if NUMBERED.match(entry.name))
        for seq, found in enumerate(names, 1):
            if found != f"{seq:08}.json":
                raise _gap(folder, seq)
        if len(names) < known.seq:
            known = known.at(len(names))
        unread = [(seq, folder / found) for seq, found in enumerate(names[known.seq :], known.seq + 1)]
        return _replayed(known, [_parse(path, path.read_bytes(), seq) for seq, path in unread])


def _replayed(before: Log, commits: Sequence[Commit]) -> Log:
    """What counts after some more commits."""
    if not commits:
        return before
    live, schemas = dict(before.live), dict(before.schemas)
    for commit in commits:
        for path in commit.remove:
            live.pop(path, None)
        for file in commit.add:
            live[file.path], schemas[file.path] = file, commit.schema
    return Log((*before.commits, *commits), live, schemas)


def _gap(folder: Path, seq: int) -> WarehouseError:
    """What to raise where a commit is not the next one."""
    return WarehouseError(
        f"{folder}: commit {seq:08}.json is missing.\n  fix: bring it back from a backup: the log has no gaps."
    )


def _parse(path: Path, text: bytes, seq: int) -> Commit:
    """A commit from its file.

    Raises:
        WarehouseError: the file is damaged, or of a newer format.
    """
    try:
        raw = json.loads(text)
        if raw["format"] <= FORMAT:
            add = tuple(File(table, **file) for table, files in raw["add"].items() for file in files)
            return Commit(seq, raw["run_id"], raw["pack_version"], raw["schema"], add, tuple(raw["remove"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WarehouseError(
            f"{path}: this commit is damaged ({type(error).__name__}: {error}).\n"
            "  fix: bring the file back from a backup; it was written once and never changes."
        ) from error
    raise WarehouseError(
        f"{path}: written in format {raw['format']}; this Copydesk reads up to {FORMAT}.\n  fix: upgrade Copydesk."
    )


def publish(root: Path, commit: Commit) -> bool:
    """Put a commit at its number, durably. False when another writer has that number already."""
    tables: dict[str, list[dict[str, object]]] = {}
    for file in commit.add:
        entry = asdict(file)
        tables.setdefault(entry.pop("table"), []).append(entry)
    fields = {"seq": commit.seq, "run_id": commit.run_id, "pack_version": commit.pack_version, "schema": commit.schema}
    raw = {"format": FORMAT, **fields, "add": tables, "remove": list(commit.remove)}
    raw["check"] = check_of(raw)
    folder = root / FOLDER
    aside = folder / f".{uuid.uuid4().hex}"
    with explained(folder):
        try:
            aside.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
            make_durable(aside)
            os.link(aside, folder / f"{commit.seq:08}.json")
        except FileExistsError:
            return False
        finally:
            aside.unlink(missing_ok=True)
        make_durable(folder)
    return True


def publish_next(root: Path, log: Log, run_id: str, add: Iterable[File], remove: Iterable[str] = ()) -> None:
    """Publish the commit after those of a log, of somebody who read nothing: its rules are those of the last one.

    Raises:
        WarehouseError: there is a later commit already.
    """
    last = log.commits[-1]
    if not publish(
        root, Commit(log.seq + 1, run_id, last.pack_version, contract.fingerprint(), tuple(add), tuple(remove))
    ):
        raise WarehouseError(
            f"{root}: another program committed meanwhile; nothing was changed.\n  fix: run the same command again."
        )


def check_of(raw: Mapping[str, object]) -> str:
    """SHA-256 of what a commit file says, but for this hash itself."""
    said = {name: value for name, value in raw.items() if name != "check"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def changed_commits(root: Path) -> Iterator[str]:
    """The names of commit files that no longer say what they said; those of older Copydesks carry no hash."""
    for path in sorted((root / FOLDER).glob("[0-9]*.json")):
        raw = json.loads(path.read_bytes())
        if raw.keys() - OLDER and raw.get("check") != check_of(raw):
            yield f"{FOLDER}/{path.name}"


def describe(table: str, path: Path, relative: str) -> File:
    """A written file as a commit lists it."""
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    return File(table, relative, pq.read_metadata(path).num_rows, path.stat().st_size, digest)


def absolute(root: Path, files: Iterable[File]) -> Sequence[str]:
    """The paths of files as any process can open them."""
    return [str(root / file.path) for file in files]
