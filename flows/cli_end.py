"""How the command line ends when it does not end well: words on standard error, and the exit code."""

import sys
import traceback
from collections.abc import Iterator, Sequence

from flows.output.errors import UserError
from flows.output.naming import name_of
from warehouse.errors import OF_THE_DISK, refusal

STOPPED = "stopped; nothing half was published."


def refuse_bytes(arguments: Sequence[str]) -> None:
    """Stop at an argument that is no UTF-8: neither DuckDB nor Prefect takes one.

    Raises:
        UserError: there is one.
    """
    for argument in arguments:
        if name_of(argument) != argument:
            raise UserError(f"{name_of(argument)}: no UTF-8.\n  fix: of a file, rename it or name the folder it is in.")


def unforeseen(error: Exception) -> int:
    """Say what no part of ours told: that we were stopped, what the disk refused, or a bug. Gives the exit code."""
    if any(isinstance(link, KeyboardInterrupt) for link in _chain(error)):  # pydantic makes an error of its own of one
        return say(error, 130, STOPPED)
    if isinstance(error, OSError) and error.errno in OF_THE_DISK:
        return say(error, 1, str(refusal(error, "the disk", "write")))
    bug = f"{type(error).__name__}: {error}\n  this is a bug of ours.\n  see: run again with COPYDESK_DEBUG=1"
    return say(error, 3, bug)


def say(error: BaseException, code: int, words: str = "") -> int:
    """Print an error as a person reads it. Its frames let go of what they hold, or DuckDB complains at the exit."""
    sys.stdout.flush()
    for link in [*_chain(error)]:
        traceback.clear_frames(link.__traceback__)
        link.__traceback__ = None
    print(f"copydesk: {words or error}", file=sys.stderr)
    return code


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error, what it came of, what that came of, and so on."""
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__
