"""News text to measure on: any folder of text files, or JSON lines with `text`."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.article.document import Document
from extractors.engine.seeds import HOME

GOLD = Path("../shared/gold")
SAMPLES = HOME / "documents"


def default_paths() -> list[Path]:
    """The annotated news beside the checkout, where it is; else the sample articles. Which it is goes to stderr."""
    found = [path for kind in ("quotes", "dates", "actors") for path in sorted((GOLD / kind).glob("dev*.jsonl"))]
    named = "annotated news" if found else f"the sample articles, as there is no annotated news in {GOLD}"
    print(f"measured on {named}", file=sys.stderr)
    return found or [SAMPLES]


def documents(paths: Iterable[Path], megabytes: float) -> list[Document]:
    """Documents of at least so many megabytes of UTF-8, the paths read again and again under new ids."""
    once = [text for path in paths for text in texts(path)]
    if not once:
        raise SystemExit("no text found.\n  fix: name text files, .jsonl files, or folders of them.")
    found: list[Document] = []
    size = 0
    while size < megabytes * 1e6:
        for text, published in once:
            found.append(Document(id=f"d{len(found)}", text=text, published=published))
            size += len(text.encode("utf-8", "surrogatepass"))
            if size >= megabytes * 1e6:
                break
    return found


def texts(path: Path) -> Iterator[tuple[str, str | None]]:
    """(text, publication date) of each document below a path."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.suffix in (".txt", ".jsonl"):
                yield from texts(file)
    elif path.suffix == ".jsonl":
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = json.loads(line)
            yield fields["text"], fields.get("published")
    else:
        yield path.read_bytes().decode("utf-8"), None


def megabytes_of(given: Iterable[Document]) -> float:
    """Megabytes of UTF-8."""
    return sum(len(item.text.encode("utf-8", "surrogatepass")) for item in given) / 1e6


def write_lines(given: Iterable[Document], path: Path) -> Path:
    """The documents as JSON lines, as `copydesk extract` reads them."""
    with path.open("w", encoding="utf-8") as lines:
        for item in given:
            lines.write(json.dumps({"id": item.id, "text": item.text, "published": item.published}) + "\n")
    return path
