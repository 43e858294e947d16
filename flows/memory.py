"""How seldom Python looks for cycles of objects that nothing else holds."""

import gc


def put_off_collection() -> None:
    """Look for cycles after every 100,000 new objects, not after 700.

    Rows and matches make none, and looking for some takes a sixth of the time of a reading.
    """
    gc.set_threshold(100_000, 50, 100)
