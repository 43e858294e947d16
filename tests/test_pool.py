"""Shards in worker processes: every result once, and a killed worker costs a try, not the run."""

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from extractors.article.document import Document
from flows.output.errors import DataError
from flows.steps.plan import Shard
from flows.steps.pool import TRIES, _drain, each

SHARDS = [Shard(index, (Document(id=str(index), text="x"),)) for index in range(8)]


def read_or_die(shard: Shard, folder: Path, deaths: int) -> int:
    """Kill this worker the first `deaths` times that it meets shard 3."""
    if shard.index == 3 and len(list(folder.glob("died-*"))) < deaths:
        (folder / f"died-{os.getpid()}").touch()
        os._exit(9)
    return shard.index


def test_every_shard_gives_its_result_once() -> None:
    for workers in (1, 2):
        assert sorted(each(partial(read_or_die, folder=Path("none"), deaths=0), SHARDS, workers)) == list(range(8))


def test_a_killed_worker_costs_a_try_not_the_run(tmp_path: Path) -> None:
    assert sorted(each(partial(read_or_die, folder=tmp_path, deaths=1), SHARDS, 2)) == list(range(8))


def test_a_shard_handed_to_a_broken_pool_is_not_lost() -> None:
    again: list[tuple[Shard, int]] = []
    with ProcessPoolExecutor(1, mp_context=get_context("forkserver")) as pool:
        with pytest.raises(BrokenProcessPool):
            pool.submit(os._exit, 9).result()
        with pytest.raises(BrokenProcessPool):
            list(_drain(pool, len, iter(SHARDS[:1]), again, {}, 2))
    assert again == [(SHARDS[0], 0)]


def test_a_shard_that_kills_every_worker_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=f"died {TRIES} times"):
        list(each(partial(read_or_die, folder=tmp_path, deaths=99), SHARDS, 2))
