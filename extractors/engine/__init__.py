"""The rule engine: packs in, spans out. Pure, and it knows no kind."""
