"""Shards read in worker processes. A worker that dies costs its shards one more try, not the run."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

from flows.output.errors import DataError
from flows.steps.plan import Shard

Result = TypeVar("Result")
TRIES = 3
WORTH_SHARING = 4
"""Shards below which a second process costs more than it saves: it has all rules to load first."""
AHEAD = 2
"""Shards in flight per worker: enough to keep it busy, few enough to keep memory flat."""


def each(
    read: Callable[[Shard], Result], shards: Iterable[Shard], workers: int, preloaded: str = "flows.steps.shard"
) -> Iterator[Result]:
    """The result of every shard, as it is done. One worker, or work too little to share, runs in this process.

    `preloaded` is the module that worker processes share in memory.

    Raises:
        DataError: a shard killed its worker three times.
    """
    waiting = iter(shards)
    first = list(islice(waiting, WORTH_SHARING))
    if workers <= 1 or len(first) < WORTH_SHARING:
        yield from map(read, chain(first, waiting))
        return
    waiting = chain(first, waiting)
    context = get_context("forkserver")
    context.set_forkserver_preload([preloaded])
    again: list[tuple[Shard, int]] = []
    while True:
        flying: dict[Future[Result], tuple[Shard, int]] = {}
        with ProcessPoolExecutor(workers, context) as pool:
            try:
                yield from _drain(pool, read, waiting, again, flying, workers * AHEAD)
                return
            except BrokenProcessPool:
                again += [(shard, tries + 1) for shard, tries in flying.values()]
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)  # whoever stops the run waits for no further shard
                raise
        if worst := next((shard for shard, tries in again if tries >= TRIES), None):
            names = ", ".join(item.id for item in worst.documents[:3])
            raise DataError(
                f"the worker of shard {worst.index} died {TRIES} times (it holds {names} ...).\n"
                "  see: memory and system logs\n  fix: run with --workers 1, or leave out the documents."
            )


def _drain(
    pool: ProcessPoolExecutor,
    read: Callable[[Shard], Result],
    waiting: Iterator[Shard],
    again: list[tuple[Shard, int]],
    flying: dict[Future[Result], tuple[Shard, int]],
    most: int,
) -> Iterator[Result]:
    """Keep the pool busy until nothing waits and nothing flies."""
    while True:
        while len(flying) < most:
            shard, tries = again.pop() if again else (next(waiting, None), 0)
            if shard is None:
                break
            try:
                flying[pool.submit(read, shard)] = (shard, tries)
            except BrokenProcessPool:
                again.append((shard, tries))
                raise
        if not flying:
            return
        done, _ = wait(flying, return_when=FIRST_COMPLETED)
        for future in done:
            result = future.result()
            del flying[future]
            yield result
