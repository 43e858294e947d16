"""spaCy's bare English tokeniser over JSON lines: no spans, then the seconds that reading took."""

import json
import sys
import time

import spacy

documents = [json.loads(line) for line in sys.stdin]
tokenise = spacy.blank("en").tokenizer
began = time.process_time()
for document in documents:
    tokenise(document["text"])
print(json.dumps({"seconds": time.process_time() - began}))
