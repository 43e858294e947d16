"""Compiled patterns, plans and steps, kept beside Python's own compiled files: seconds at the first start, none after.

A file is named by all that decides its content, and is made anew when it cannot be read. Without a folder that can
be written everything still works, slower.
"""

import contextlib
import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import regex

from extractors.engine.pack import Rule
from extractors.engine.plan import Plan
from extractors.engine.sketch import lowered, sketched

BESIDE = Path(__file__).resolve().parent / "__pycache__"
KEPT = 4
"""Older files are removed: each change of a rule makes a new one."""
MOST_KNOWN = 1_000
"""Rules whose results a file holds; what comes on top takes the place of all of them."""
Content = TypeVar("Content")


def planned(rules: Sequence[Rule], version: str) -> Plan:
    """The plan of some rules, their patterns compiled. What the cache holds of both is not made again."""
    patterns, plan = kept("plan", version, partial(_planned_anew, rules))
    for rule, pattern in zip(rules, patterns, strict=True):
        rule.take(pattern)
    plan.lower = partial(each, "lowered", rules, lowered)
    return plan


def _planned_anew(rules: Sequence[Rule]) -> tuple[list[regex.Pattern[str]], Plan]:
    patterns = each("patterns", rules, lambda rule: rule.pattern)
    return patterns, Plan(rules, each("sketches", rules, sketched), list)


def each(name: str, rules: Sequence[Rule], make: Callable[[Rule], Content]) -> list[Content]:
    """What `make` gives for each rule; stored, so that after an edit only the rules that changed are made anew."""
    code = hashlib.sha256(b"\0".join(path.read_bytes() for path in sorted(BESIDE.parent.glob("*.py")))).hexdigest()
    file = f"{name}-{_key(code)}.pickle"
    known: dict[str, Content] = _read(file) or {}
    keys = [rule.looks_for for rule in rules]
    made = {key: known[key] if key in known else make(rule) for key, rule in zip(keys, rules, strict=True)}
    if made.keys() - known.keys():
        _store(file, name, (known if len(known) < MOST_KNOWN else {}) | made)
    return [made[key] for key in keys]


def kept(name: str, version: str, make: Callable[[], Content]) -> Content:
    """What was stored under a name and version, else what `make` gives, stored for the next time."""
    file = f"{name}-{_key(version)}.pickle"
    content: Content | None = _read(file)
    if content is None:
        content = make()
        _store(file, name, content)
    return content


def _key(version: str) -> str:
    """What decides the content besides the rules: the interpreter and the two libraries."""
    parts = (version, sys.version, regex.__version__, np.__version__)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _read(file: str) -> Any:
    """The content of a file of the cache; None where there is none that can be read."""
    for folder in _folders():
        with contextlib.suppress(OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, ValueError):
            return pickle.loads((folder / file).read_bytes())
    return None


def _folders() -> Iterator[Path]:
    """Where the cache may lie: beside the engine, else in the user's cache folder."""
    yield BESIDE
    base = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    yield Path(base) / "copydesk"


def _store(file: str, name: str, content: object) -> None:
    """Write the file whole into the first folder that takes it, and remove the oldest of that name there."""
    for folder in _folders():
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=folder, prefix=".plan-", delete=False) as aside:
                pickle.dump(content, aside, protocol=5)
            Path(aside.name).replace(folder / file)
            for old in sorted(folder.glob(f"{name}-*.pickle"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
                old.unlink(missing_ok=True)
            return
