"""Errors of the user's own making: one line what and where, one line how to mend it."""


class UserError(Exception):
    """Exit code 1. The message says what, where and how to mend it."""


class DataError(Exception):
    """Exit code 2: nothing of the data could be published."""
