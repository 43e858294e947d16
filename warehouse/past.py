"""The warehouse as it was after an earlier run, as long as the files that counted then are kept."""

from pathlib import Path

from warehouse.errors import WarehouseError
from warehouse.log import Log

NAMED = 5


def log_as_of(root: Path, log: Log, run_id: str) -> Log:
    """The log as it was when a run had just been committed.

    Raises:
        WarehouseError: no such run was committed, or files that counted then are deleted.
    """
    found = next((commit.seq for commit in log.commits if commit.run_id == run_id), None)
    if found is None:
        last = ", ".join(commit.run_id for commit in log.commits[-NAMED:]) or "none"
        more = "... " if len(log.commits) > NAMED else ""
        raise WarehouseError(
            f"run {run_id} was never committed here.\n  known: {more}{last}\n"
            f"  see: copydesk sql 'SELECT run_id, started_at FROM runs' --warehouse {root}"
        )
    then = log.at(found)
    if _is_whole(root, then):
        return then
    oldest = next((commit.run_id for commit in log.commits[found:] if _is_whole(root, log.at(commit.seq))), None)
    raise WarehouseError(
        f"the warehouse as of run {run_id} cannot be seen any more: files that counted then are deleted.\n"
        f"  oldest run that can be seen: {oldest or 'none'}"
    )


def _is_whole(root: Path, log: Log) -> bool:
    return all((root / path).is_file() for path in log.live)
