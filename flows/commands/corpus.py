"""The documents of files and folders, for commands that look at rules rather than at articles."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.article.document import Document
from flows.sources import given, some_files_of


def documents_of(paths: Sequence[Path]) -> Iterator[Document]:
    """Every document of some paths that can be read; the others are told on standard error.

    Raises:
        UserError: there is no file to read, before anything is read.
    """
    return _readable(some_files_of(paths).readable)


def _readable(files: Sequence[Path]) -> Iterator[Document]:
    for item in given(files):
        if isinstance(item, Document):
            yield item
        else:
            print(f"{item.id}: not read: {item.message}", file=sys.stderr)
