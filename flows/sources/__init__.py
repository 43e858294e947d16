"""Where documents come from: one module per input format, each with `documents(path) -> Iterator[Given]`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.article.document import Document
from flows.output.errors import UserError
from flows.sources import jsonl, plain
from flows.sources.unreadable import Unreadable

Given = Document | Unreadable
FORMATS: dict[str, Callable[[Path], Iterator[Given]]] = {".txt": plain.documents, ".jsonl": jsonl.documents}


@dataclass(frozen=True, slots=True)
class Files:
    """The files of some paths: those of a known format, in order, and those left out."""

    readable: tuple[Path, ...]
    left_out: tuple[Path, ...]


def files_of(paths: Iterable[Path]) -> Files:
    """Every file under the paths, folders read whole; hidden files are passed over.

    Raises:
        UserError: a path does not exist, or a folder cannot be listed.
    """
    readable: list[Path] = []
    left_out: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UserError(f"{path}: no such file or folder.\n  fix: name files or folders that exist.")
        for file in _below(path, set()) if path.is_dir() else [path]:
            if file.suffix.lower() in FORMATS:
                readable.append(file)
            elif path.is_file():
                raise UserError(
                    f"{path}: cannot read {file.suffix or 'files without a suffix'}.\n  known: {', '.join(FORMATS)}\n"
                    "  fix: save it as plain text, or as JSON lines with a field text."
                )
            else:
                left_out.append(file)
    return Files(tuple(readable), tuple(left_out))


def some_files_of(paths: Sequence[Path]) -> Files:
    """The files of some paths, of which one at least can be read.

    Raises:
        UserError: none can; or as `files_of`.
    """
    files = files_of(paths)
    if not files.readable:
        raise UserError(
            f"{', '.join(map(str, paths))}: nothing to read.\n"
            f"  fix: name files that end in {' or '.join(FORMATS)}, or a folder that holds some."
        )
    return files


def _below(folder: Path, seen: set[Path]) -> list[Path]:
    """The files below a folder, by name, hidden ones passed over; a folder that links lead to again is read once."""
    if (real := folder.resolve()) in seen:
        return []
    seen.add(real)
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise UserError(
            f"{folder}: cannot be listed: {error.strerror}.\n  fix: make it readable, or name another folder."
        ) from None
    found: list[Path] = []
    for entry in entries:
        if not entry.name.startswith("."):
            found += _below(entry, seen) if entry.is_dir() else [entry]
    return found


def documents_in(path: Path) -> Iterator[Given]:
    """The documents of a file, by its format. The path as given is their id, or the beginning of it."""
    return FORMATS[path.suffix.lower()](path)


def given(files: Iterable[Path]) -> Iterator[Given]:
    """Every document of the files, in order; of several with one id the first is kept, the others are unreadable."""
    seen: dict[str, int] = {}
    for path in files:
        for item in documents_in(path):
            article = item.article_id
            seen[article] = seen.get(article, 0) + 1
            yield item if seen[article] == 1 else _duplicate(item, seen[article])


def _duplicate(item: Given, count: int) -> Unreadable:
    """The second or later document of an id, under an id of its own."""
    name = f"{item.id}#{count}"
    if isinstance(item, Unreadable):
        return Unreadable(name, item.reason, item.content, item.detail)
    return Unreadable(name, "duplicate id", item.text, f"{item.id!r}; the first is kept")
