"""Lines of a pipe as they come, and whether the next one is there already."""

import os
import select
from collections import deque
from collections.abc import Iterator

AT_ONCE = 1 << 20
"""Bytes asked for at a time; a pipe gives what it has."""


class Arriving:
    """The lines of an open file, by its number, each with its newline. Reads no further than somebody asks for."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._lines: deque[bytes] = deque()
        self._begun: list[bytes] = []
        self._ended = False

    def __iter__(self) -> Iterator[bytes]:
        while self._lines or not self._ended:
            if self._lines:
                yield self._lines.popleft()
            else:
                self._read()

    def is_at_hand(self) -> bool:
        """Whether the next line can be had without waiting for the sender."""
        while not self._lines and not self._ended and _is_readable(self._file):
            self._read()
        return bool(self._lines)

    def _read(self) -> None:
        """Wait for what comes next, and cut it into lines; the last one may be without a newline."""
        came = os.read(self._file, AT_ONCE)
        first, *others = came.split(b"\n")
        self._begun.append(first)
        for line in others:
            self._lines.append(b"".join([*self._begun, b"\n"]))
            self._begun = [line]
        self._ended = not came
        if self._ended and (last := b"".join(self._begun)):
            self._lines.append(last)


def _is_readable(file: int) -> bool:
    """Whether a read would give something at once; taken to be not so where the system cannot tell."""
    try:
        return bool(select.select([file], [], [], 0)[0])
    except (OSError, ValueError):
        return False
