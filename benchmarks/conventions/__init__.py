"""How our columns read in the conventions of an annotated corpus, one module per kind.

Each has `spans(reading, corpus) -> list of records` with the span fields that the corpus uses.
"""
