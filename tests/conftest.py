"""What several tests share."""

import pytest

from extractors.engine.ruleset import Ruleset, load


@pytest.fixture(scope="session")
def ruleset() -> Ruleset:
    """All rules that come with Copydesk."""
    return load()
