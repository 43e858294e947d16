"""Our dates as an annotated corpus writes them: TIMEX3 as TimeBank and TempEval-3 have it."""

from extractors.columns import items
from extractors.reading import Reading


def spans(reading: Reading, corpus: str) -> list[dict[str, object]]:
    """The span records of one document."""
    return [
        {"start": row["start"], "end": row["end"], "type": row["timex_type"], "value": row["timex_value"], "rule": row["rule_id"]}
        for row in items(reading, "dates")
    ]
