"""Is the warehouse what its commits say? Every file that counts is read and compared, then its rows.

A file: it is there, its bytes have the sha256 of its commit, it is Parquet with as many rows and these columns. Rows:
warehouse/upkeep/contents.py. Nothing is written, so a warehouse on a read-only disk can be verified.
"""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import contract
from schemas.canary import prove_once
from warehouse import catalog
from warehouse.errors import counted, no_warehouse
from warehouse.heal import units
from warehouse.log import FOLDER, File, Log, changed_commits, read_log
from warehouse.parquet import PACKS, schema_of, schema_with_run
from warehouse.upkeep.compact import units_of
from warehouse.upkeep.contents import Fault, faults_across, faults_of_unit


@dataclass(slots=True)
class Findings:
    """What was looked at, what is wrong, and what is odd and does no harm."""

    files: int = 0
    rows: int = 0
    bytes: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def damaged(self) -> list[str]:
        """Paths of the files that are not as they were committed, in order."""
        return sorted({fault.path for fault in self.faults if fault.is_damage})


def verify(root: Path) -> Findings:
    """Read the whole warehouse and compare it with its commits and its contract.

    Raises:
        TableError: validation itself does not work, so that nothing can be said.
        WarehouseError: a commit file is damaged or missing: it is named.
    """
    root = root.resolve()
    if not (root / FOLDER).is_dir():
        raise no_warehouse(root)
    prove_once()
    log = read_log(root)
    found = Findings()
    for path in changed_commits(root):
        found.faults.append(Fault(path, "not what was written; bring it back from a backup, then verify again"))
    if found.faults:  # what it says of files is not to be believed
        return found
    for unit in units_of(log):
        for file in unit.files:
            found.files, found.rows, found.bytes = found.files + 1, found.rows + file.rows, found.bytes + file.bytes
            found.faults += faults_of_file(root, log, file)
        damaged = set(found.damaged)
        found.faults += faults_of_unit(root, [file for file in unit.files if file.path not in damaged])
    if not found.damaged:
        found.faults += faults_across(root, log)
    found.notes += notes(root, log)
    return found


def faults_of_file(root: Path, log: Log, file: File) -> Iterator[Fault]:
    """What of a file is not as its commit says."""
    path = root / file.path
    try:
        with path.open("rb") as handle:
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        yield Fault(file.path, f"cannot be read: {error.strerror}", is_damage=True)
        return
    if digest != file.sha256:
        size = path.stat().st_size
        grown = (
            f"{size:,} bytes instead of {file.bytes:,}" if size != file.bytes else f"{size:,} bytes, some of them other"
        )
        yield Fault(file.path, f"not the bytes that were committed: sha256 {digest[:16]}..., {grown}", is_damage=True)
        return
    try:
        read = pq.ParquetFile(path)
    except (OSError, pa.ArrowException) as error:
        yield Fault(file.path, f"not Parquet: {str(error).splitlines()[0]}", is_damage=True)
        return
    if read.metadata.num_rows != file.rows:
        yield Fault(file.path, f"{read.metadata.num_rows:,} rows instead of {file.rows:,}", is_damage=True)
    if log.schemas[file.path] == contract.fingerprint() and not read.schema_arrow.equals(_schema(file)):
        wanted = set(_schema(file).names) ^ set(read.schema_arrow.names)
        yield Fault(file.path, f"other columns than the contract's: {', '.join(sorted(wanted)) or 'in type or order'}")


def _schema(file: File) -> pa.Schema:
    return schema_with_run(file.table) if file.run_id is None else schema_of(file.table)


def notes(root: Path, log: Log) -> Iterator[str]:
    """What the next run mends by itself."""
    if catalog.origin(root) != catalog.wanted(root, log):
        yield f"{catalog.NAME} is not of the last commit; the next `copydesk run` rebuilds it"
    for path in sorted((root / PACKS).glob("*.json.gz")):
        if not _is_gzip(path):
            yield f"{PACKS}/{path.name} is damaged; after a change of rules what was read by it is read again"
    listed = {file.path for commit in log.commits for file in commit.add}
    on_disk = [(unit, name) for unit, names in units(root).items() for name in names if name.startswith("part-")]
    orphans = sum(f"{unit}/{name}" not in listed for unit, name in on_disk)
    if orphans:
        yield f"{counted(orphans, 'file')} of a run that never got its commit; the next `copydesk run` removes them"


def _is_gzip(path: Path) -> bool:
    try:
        gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error):
        return False
    return True
