"""quantulum3 over JSON lines: one record per document, then the seconds that reading took."""

import json
import sys
import time

from quantulum3 import parser

documents = [json.loads(line) for line in sys.stdin]
parser.parse("2 km")  # loads its tables
began = time.process_time()
found = [parser.parse(document["text"]) for document in documents]
seconds = time.process_time() - began
for document, quantities in zip(documents, found, strict=True):
    spans = [
        {
            "start": item.span[0], "end": item.span[1], "value": item.value, "low": None, "high": None, "change": "=",
            "unit": {"dimensionless": "-"}.get(item.unit.name, item.unit.name),
        }
        for item in quantities
    ]  # fmt: skip
    print(json.dumps({"id": document["id"], "spans": spans}))
print(json.dumps({"seconds": seconds}))
