"""`copydesk ftm`: the people and bodies of the warehouse as FollowTheMoney entities, one JSON line each."""

import json
import sys
from pathlib import Path

from warehouse.ftm import entities


def write_entities(warehouse: Path, as_of: str | None = None) -> int:
    """Print every entity; an article with all who are named in it is in the same stream."""
    for entity in entities(warehouse, as_of):
        sys.stdout.write(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n")
    return 0
