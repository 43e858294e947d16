"""Where packs and code come from: the folders beside the engine, those with rules one for each kind, and `article`."""

from collections.abc import Iterator
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
KINDS = tuple(sorted(path.parent.name for path in HOME.glob("*/rules")))


def code_files() -> list[Path]:
    """The modules that decide what a text gives, in order: all but those that check rules."""
    return [path for path in sorted(HOME.rglob("*.py")) if path.parent.name != "checking"]


def pack_files(kind: str) -> Iterator[Path]:
    """The pack files of a kind that come with Copydesk, in order."""
    return (path for path in sorted((HOME / kind / "rules").glob("*.yml")) if path.stem != "macros")


def macros_file(kind: str) -> Path:
    """Where the macros stand that all packs of a kind share, if it has any."""
    return HOME / kind / "rules" / "macros.yml"
