"""How many days files that commits took out are kept: a week, unless `copydesk compact --always` set another number."""

from math import nan
from pathlib import Path

from warehouse.durable import put
from warehouse.errors import WarehouseError, explained

NAME = "_kept_days"
WEEK = 7.0


def kept_days(root: Path) -> float:
    """The days that are set for a warehouse.

    Raises:
        WarehouseError: what is set is no number.
    """
    path = root / NAME
    with explained(path, "read"):
        said = path.read_text("utf-8", "replace") if path.is_file() else str(WEEK)
    try:
        days = float(said)
    except ValueError:
        days = nan
    if not days >= 0:
        raise WarehouseError(
            f"{path}: {said.strip()!r} is no number of days.\n  fix: delete the file, or set it anew: "
            "copydesk compact --keep-days 30 --always"
        )
    return days


def set_kept_days(root: Path, days: float) -> None:
    """Let every later start of a warehouse keep such files for so many days."""
    with put(root / NAME) as aside:
        aside.write_text(f"{days:g}\n", "utf-8")
