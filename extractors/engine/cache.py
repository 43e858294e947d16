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
from typing import TypeVar

import numpy as np
import regex

from extractors.engine.pack import Rule
from extractors.engine.plan import Plan, compiled_steps

BESIDE = Path(__file__).resolve().parent / "__pycache__"
KEPT = 8
"""Older files are removed: each change of a rule makes a new one."""
Content = TypeVar("Content")


def planned(rules: Sequence[Rule], version: str) -> Plan:
    """The plan of some rules, their patterns compiled; from the cache when it holds them."""
    patterns, plan = kept("plan", version, lambda: ([rule.pattern for rule in rules], Plan(rules)))
    for rule, pattern in zip(rules, patterns, strict=True):
        rule.__dict__["pattern"] = pattern
    plan.make_steps = partial(kept, "steps", version, partial(compiled_steps, rules))
    return plan


def kept(name: str, version: str, make: Callable[[], Content]) -> Content:
    """What was stored under a name and version, else what `make` gives, stored for the next time."""
    file = f"{name}-{_key(version)}.pickle"
    for folder in _folders():
        with contextlib.suppress(OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, ValueError):
            content: Content = pickle.loads((folder / file).read_bytes())
            return content
    content = make()
    _store(file, name, pickle.dumps(content, protocol=5))
    return content


def _key(version: str) -> str:
    """What decides the content besides the rules: the interpreter and the two libraries."""
    parts = (version, sys.version, regex.__version__, np.__version__)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _folders() -> Iterator[Path]:
    """Where the cache may lie: beside the engine, else in the user's cache folder."""
    yield BESIDE
    base = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    yield Path(base) / "copydesk"


def _store(file: str, name: str, content: bytes) -> None:
    """Write the file whole into the first folder that takes it, and remove the oldest of that name there."""
    for folder in _folders():
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=folder, prefix=".plan-", delete=False) as aside:
                aside.write(content)
            Path(aside.name).replace(folder / file)
            for old in sorted(folder.glob(f"{name}-*.pickle"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
                old.unlink(missing_ok=True)
            return
