"""`copydesk ftm`: the people and bodies of the warehouse as FollowTheMoney entities, one JSON line each."""

import json
import sys
from pathlib import Path

from flows.output.hints import with_warehouse
from warehouse.asking.ftm import entities


def write_entities(warehouse: Path, as_of: str | None = None) -> int:
    """Print every entity; an article with all who are named in it is in the same stream."""
    count = 0
    for entity in entities(warehouse, as_of):
        sys.stdout.write(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n")
        count += 1
    if not count:
        see = with_warehouse("copydesk report", warehouse)
        print(f"{warehouse}: names nobody yet.\n  see: {see}", file=sys.stderr)
    return 0
