"""Whether a staged run may be published: schemas/assertions.yml, told with the command that shows what is behind."""

import shutil
import sys
from pathlib import Path

from flows.output.errors import DataError
from warehouse import assertions
from warehouse.store import Run, Store

REFUSED = "_refused"


def judge(run: Run, store: Store) -> None:
    """Tell what is above a maximum; stop at what is below a minimum.

    Raises:
        DataError: nothing is published; the files are kept to be looked at.
    """
    broken = assertions.broken(run.folder, assertions.load(store.root))
    for one in broken:
        if not one.stops:
            print(f'copydesk: {one.says}.\n  look:  copydesk sql "{one.assertion.look}"', file=sys.stderr, flush=True)
    if worst := [one for one in broken if one.stops]:
        kept = keep_refused(run, store.root)
        raise DataError(
            "\n".join(
                [
                    "the run looks broken; nothing was published.",
                    *(f"  {one.says}.\n  look:  {assertions.looks(kept, one)}" for one in worst),
                    "  fix: mend rules or input and run again.",
                    f"  If the news is like that, move the bound in {store.root / assertions.OWN}.",
                ]
            )
        )


def keep_refused(run: Run, root: Path) -> Path:
    """Copy the staged files to `_refused/<run>`, in place of those of an earlier run. Where they are."""
    folder = root / REFUSED
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return Path(shutil.copytree(run.folder, folder / run.run_id))
