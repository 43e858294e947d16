"""What several tests share."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from extractors.engine.ruleset import Ruleset, ruleset_of

if TYPE_CHECKING:
    from warehouse.store import Store


@pytest.fixture(scope="session")
def ruleset() -> Ruleset:
    """All rules that come with Copydesk."""
    return ruleset_of(None)


@pytest.fixture
def warehouse(tmp_path: Path) -> "Store":
    """A warehouse without a run."""
    from warehouse.store import Store

    return Store(tmp_path / "warehouse")


@pytest.fixture
def told(warehouse: "Store") -> "Store":
    """A warehouse of two runs, one article each, with rows of every kind."""
    from publishing import narrate

    narrate(warehouse, "r1", 1)
    narrate(warehouse, "r2", 2)
    return warehouse
