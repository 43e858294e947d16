"""dateparser's search over JSON lines: one record per document, then the seconds that reading took."""

import json
import sys
import time
from datetime import datetime
from typing import Any

from dateparser.search import search_dates


def search(document: dict[str, Any]) -> list[tuple[str, datetime]]:
    """(words, moment) in the order of the text, resolved against the publication date."""
    settings = {}
    if published := (document["published"] or "")[:10]:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(published)
    return search_dates(document["text"], languages=["en"], settings=settings) or []


documents = [json.loads(line) for line in sys.stdin]
search({"text": "5 May 2020", "published": None})  # loads its tables
began = time.process_time()
found = [search(document) for document in documents]
seconds = time.process_time() - began
for document, dates in zip(documents, found, strict=True):
    spans = []
    end = 0
    for words, moment in dates:
        start = document["text"].find(words, end)
        if start >= 0:
            end = start + len(words)
            spans.append({"start": start, "end": end, "type": "DATE", "value": moment.date().isoformat()})
    print(json.dumps({"id": document["id"], "spans": spans}))
print(json.dumps({"seconds": seconds}))
