"""`copydesk compact`: few files, nothing kept longer than wanted."""

from pathlib import Path

from flows.output.errors import UserError
from flows.steps.hold import existing
from warehouse.errors import counted
from warehouse.retention import set_kept_days
from warehouse.upkeep.compact import compact


def compact_now(warehouse: Path, keep_days: float | None, is_always: bool) -> int:
    """Compact a warehouse, delete what is kept no longer, and say what came of it.

    Raises:
        UserError: the days are no number from 0 on, or not given where they are to be kept always.
    """
    if is_always and keep_days is None:
        raise UserError("--always sets --keep-days for good.\n  fix: copydesk compact --keep-days 30 --always")
    if keep_days is not None and not keep_days >= 0:
        raise UserError(f"--keep-days {keep_days:g}: must be 0 or more.\n  fix: 0 deletes at once; 7 is usual.")
    store = existing(warehouse, keep_days)
    if is_always:
        set_kept_days(store.root, store.kept_days)
    done = compact(store)
    store.heal()
    print(f"{counted(done.files_before, 'file')} became {done.files_after:,} in {counted(done.commits, 'commit')}.")
    return 0
