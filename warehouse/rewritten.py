"""Files that are written again under their own name: the new one stands beside the old until its commit is out."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from warehouse.log import Log

ASIDE = "purged-"


def finish(root: Path, log: Log, found: Mapping[str, Sequence[str]]) -> None:
    """Put files that a committed purge wrote into their place; remove those of one that was never committed.

    `found` has the names in each folder of files.
    """
    for aside in (root / unit / name for unit, names in found.items() for name in names if name.startswith(ASIDE)):
        path = aside.with_name(aside.name.removeprefix(ASIDE))
        listed = log.live.get(path.relative_to(root).as_posix())
        with aside.open("rb") as handle:
            is_committed = listed is not None and hashlib.file_digest(handle, "sha256").hexdigest() == listed.sha256
        if is_committed:
            aside.replace(path)
        else:
            aside.unlink()
