"""Our numbers as an annotated corpus writes them."""

from extractors.columns import items
from extractors.reading import Reading


def spans(reading: Reading, corpus: str) -> list[dict[str, object]]:
    """The span records of one document."""
    return [{"start": row["start"], "end": row["end"]} for row in items(reading, "numbers")]
