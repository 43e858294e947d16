"""How seldom Python looks for cycles of objects that nothing else holds.

Rows and matches make none, and looking for some takes a sixth of the time of a reading.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (100_000, 50, 100)
"""Look for cycles after every 100,000 new objects, not after 700."""


def put_off_collection() -> None:
    """Look seldom from now on: for a process of our own."""
    gc.set_threshold(*SELDOM)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look seldom as long as it holds: for somebody else's process."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
