"""Copydesk's extraction: documents in, tables of numbers, dates, actors and quotes out."""
