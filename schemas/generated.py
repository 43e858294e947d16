"""Pages that a module writes, and that must be fresh: `python -m MODULE` writes one, `--check` compares."""

import sys
from collections.abc import Sequence
from pathlib import Path


def write(page: Path, fresh: str, module: str, arguments: Sequence[str]) -> int:
    """Write `fresh` to the page, or with --check say whether it is there already. Gives the exit code."""
    if list(arguments) == ["--check"]:
        if page.is_file() and page.read_text("utf-8") == fresh:
            return 0
        print(f"docs/{page.name} is stale.\n  fix: python -m {module}", file=sys.stderr)
        return 1
    if arguments:
        print(f"usage: python -m {module} [--check]", file=sys.stderr)
        return 1
    page.parent.mkdir(exist_ok=True)
    page.write_text(fresh, "utf-8")
    return 0
