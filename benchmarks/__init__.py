"""Measurements: quality against annotated news, speed, scale. Not part of the wheel."""
