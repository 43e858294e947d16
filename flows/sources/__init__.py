"""Where documents come from: one module per input format, each with `documents(path) -> Iterator[Given]`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.document import Document, short_hash
from flows.errors import UserError
from flows.sources import jsonl, plain
from flows.sources.unreadable import Unreadable

Given = Document | Unreadable
FORMATS: dict[str, Callable[[Path, str], Iterator[Given]]] = {".txt": plain.documents, ".jsonl": jsonl.documents}


@dataclass(frozen=True, slots=True)
class Files:
    """The files of some paths: those of a known format, in order, and those left out."""

    readable: tuple[tuple[Path, str], ...]
    left_out: tuple[Path, ...]


def files_of(paths: Iterable[Path]) -> Files:
    """Every file under the paths, folders read whole; hidden files are passed over.

    Raises:
        UserError: a path does not exist, or a folder cannot be listed.
    """
    readable: list[tuple[Path, str]] = []
    left_out: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UserError(
                f"{path}: no such file or folder.\n  fix: name files or folders that exist; see `copydesk run --help`."
            )
        for file in _below(path) if path.is_dir() else [path]:
            if file.suffix.lower() in FORMATS:
                readable.append((file, str(file)))
            elif path.is_file():
                raise UserError(
                    f"{path}: cannot read {file.suffix or 'files without a suffix'}.\n  known: {', '.join(FORMATS)}"
                )
            else:
                left_out.append(file)
    return Files(tuple(readable), tuple(left_out))


def _below(folder: Path) -> list[Path]:
    """The files below a folder, by name, hidden ones passed over."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise UserError(
            f"{folder}: cannot be listed: {error.strerror}.\n  fix: make it readable, or name another folder."
        ) from None
    found: list[Path] = []
    for entry in entries:
        if not entry.name.startswith("."):
            found += _below(entry) if entry.is_dir() else [entry]
    return found


def given(files: Iterable[tuple[Path, str]]) -> Iterator[Given]:
    """Every document of the files, in order; the second and later ones with an id are unreadable as duplicates."""
    seen: dict[str, str] = {}
    for path, name in files:
        for item in FORMATS[path.suffix.lower()](path, name):
            key = item.article_id if isinstance(item, Document) else short_hash(item.id)
            if isinstance(item, Document) and key in seen:
                yield Unreadable(
                    f"{name}:{item.id}", f"duplicate id {item.id!r}; the one in {seen[key]} is kept", item.text
                )
            else:
                seen.setdefault(key, name)
                yield item
