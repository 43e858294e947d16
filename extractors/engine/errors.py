"""Errors that a person can act on: what, where, and how to mend it."""


class RuleError(Exception):
    """A rule pack is wrong. The message names file, rule, words at fault and the mend."""


class SeedError(Exception):
    """A seed list is missing or malformed."""
