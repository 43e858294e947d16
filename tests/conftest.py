"""What several tests share."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from extractors.engine.ruleset import Ruleset, ruleset_of
from warehouse.lock import exclusive

if TYPE_CHECKING:
    from warehouse.store import Store

# What a shell hands down: Prefect's settings, colours and width, and in the background that Ctrl-C is not heard.
for name in [*os.environ]:
    if name.startswith(("PREFECT_", "COPYDESK_", "PANDERA_")) or name in ("FORCE_COLOR", "NO_COLOR"):
        del os.environ[name]
os.environ["COLUMNS"] = "80"
signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples on every machine, however slow it is.
settings.register_profile(
    "same", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")


LONGEST = ("test_docs_run", "test_wheel", "test_two_runs", "test_run", "test_serve", "test_deployment")
"""Files of few tests that take long, to begin with: at the end one would keep a process busy while others are done.

The second of them needs no Prefect, whose home the first makes meanwhile.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first."""
    place = {stem: at for at, stem in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(LONGEST)))


@pytest.fixture(scope="session")
def ruleset() -> Ruleset:
    """All rules that come with Copydesk."""
    return ruleset_of(None)


@pytest.fixture
def warehouse(tmp_path: Path) -> "Store":
    """A warehouse without a run."""
    from warehouse.store import Store

    return Store(tmp_path / "warehouse")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> "Store":
    """A warehouse without a run, which no test changes."""
    from warehouse.store import Store

    return Store(tmp_path_factory.mktemp("empty") / "warehouse")


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> "Store":
    """A warehouse of two runs, one article each, with rows of every kind, which no test changes."""
    from publishing import narrate

    from warehouse.store import Store

    told = Store(tmp_path_factory.mktemp("told") / "warehouse")
    narrate(told, "r1", 1)
    narrate(told, "r2", 2)
    return told


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Puts a Prefect home where it is told to, with the tables of its database: Prefect takes ten seconds for them.

    They are made once, for the processes of pytest-xdist together.
    """
    own = tmp_path_factory.getbasetemp()
    made = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "prefect"
    with exclusive(made.with_suffix(".lock")):
        if not made.exists():
            aside = made.with_suffix(".new")
            aside.mkdir()
            command = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "--yes"]
            subprocess.run(command, env={**os.environ, "PREFECT_HOME": str(aside)}, capture_output=True, check=True)
            aside.rename(made)
    return lambda home: Path(shutil.copytree(made, home))
