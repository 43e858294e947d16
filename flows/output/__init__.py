"""Rows, and the way to them, as people and programs read them: JSON lines, words, pages, errors."""
