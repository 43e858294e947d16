"""The warehouse's error: what went wrong, where, and how to mend it; and how messages count things."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class WarehouseError(Exception):
    """A warehouse that cannot be read or written. The message needs no stack trace beside it."""


def no_warehouse(root: Path) -> WarehouseError:
    """What to raise where there is no warehouse: none was made yet, or another place was meant."""
    if root.is_file():
        return WarehouseError(f"{root}: is a file.\n  fix: name the folder it is in: --warehouse {root.parent}")
    return WarehouseError(
        f"{root}: there is no warehouse here yet.\n"
        f"  fix: `copydesk run PATHS --warehouse {root}` makes one here; or name another folder."
    )


_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ACCESS = (errno.EACCES, errno.EPERM)
_SHAPE = (errno.ENOTDIR, errno.EEXIST, errno.EISDIR)
OF_THE_DISK = (*_SPACE, *_ACCESS, errno.EROFS)
"""What is never a fault of ours, wherever it is met."""


def counted(number: int, what: str) -> str:
    """A number of things: "1 rule", "1,204 rules"."""
    return f"{number:,} {what}{'s' * (number != 1)}"


@contextmanager
def explained(where: Path, doing: str = "write") -> Iterator[None]:
    """Turn an operating system's refusal into a WarehouseError that says what can be done."""
    try:
        yield
    except OSError as error:
        raise refusal(error, where, doing) from error


def refusal(error: OSError, where: Path | str, doing: str) -> WarehouseError:
    """What the operating system refused, and what can be done; `where` unless the error names a file."""
    place = error.filename or where
    if error.errno in _SPACE:
        why, mend = (
            "the disk is full, or a quota or limit of this user is reached",
            "free some space and run again; what was committed before is unharmed",
        )
    elif error.errno in _ACCESS:
        why, mend = "this user may not", "give this user write access, or choose another folder with --warehouse"
    elif error.errno == errno.EROFS:
        why, mend = (
            "the disk is mounted read-only",
            "mount it for writing, or choose another folder with --warehouse",
        )
    elif error.errno in _SHAPE:
        why, mend = "a file stands where a folder should be", "move it away, or choose another with --warehouse"
    else:
        why, mend = error.strerror or str(error), "see that the folder is there and its disk works, then run again"
    return WarehouseError(f"{place}: cannot {doing} here: {why}.\n  fix: {mend}.")
