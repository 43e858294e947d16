"""What a document is called that names itself by its place alone."""

import os
from pathlib import Path


def name_of(path: Path | str) -> str:
    r"""A path as given; a byte of it that is no UTF-8 as `\xff`, so that the name can be stored and typed."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
