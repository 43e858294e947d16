"""What the tables promise to those who join on them, in one version and one fingerprint, and the error of a break."""

import hashlib
import json
from dataclasses import asdict
from functools import cache

from schemas.tables import TABLES

VERSION = "1.1"
"""Grows by the rule of schemas/versions.py."""


class TableError(Exception):
    """The fault is the table's, not a row's: nothing of the run may be published."""


@cache
def fingerprint() -> str:
    """Hash of every column of every table, its meaning included: equal hashes mean equal contracts."""
    tables = {name: [list(table.key), [asdict(field) for field in table.fields]] for name, table in TABLES.items()}
    return hashlib.sha256(json.dumps([VERSION, tables], sort_keys=True).encode()).hexdigest()[:16]
