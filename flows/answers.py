"""Batches of documents answered in order: in this process, and as soon as there is much at hand, in several."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from extractors.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.memory import put_off_collection
from extractors.reading import BATCH_CHARACTERS, Reading, read_all
from flows.counts import ruleset_of
from flows.records import line
from flows.sources import Given

WORTH_SHARING = 1
"""Full batches in a row after which other processes are started: each has all rules to load first."""
AHEAD = 2
"""Batches in flight per process: enough to keep it busy, few enough to keep memory flat."""


class Answer(NamedTuple):
    """The line of JSON of one document; what is to be said of it besides, if anything; whether it could be read."""

    line: str
    note: str | None
    is_read: bool


def answers(batches: Iterable[list[Given]], ruleset: Ruleset, rules: Path | None, workers: int) -> Iterator[Answer]:
    """The answer to each document, in order, as soon as it is there.

    `rules` is the folder that `ruleset` was loaded from.
    """
    waiting = iter(batches)
    full = 0
    while workers > 1 and full < WORTH_SHARING and (batch := next(waiting, None)) is not None:
        yield from answered(batch, ruleset)
        full = full + 1 if is_full(batch) else 0
    if full == WORTH_SHARING and (batch := next(waiting, None)) is not None:
        yield from _shared(chain([batch], waiting), ruleset, rules, workers)
    else:
        for batch in waiting:
            yield from answered(batch, ruleset)


def answered(batch: Sequence[Given], ruleset: Ruleset) -> Iterator[Answer]:
    """The answers to one batch."""
    for name, found in outcomes(batch, ruleset):
        if isinstance(found, str):
            yield Answer(line(name, found), f"{name}: {found}", False)
        else:
            yield Answer(line(name, found), note(name, found), True)


def outcomes(batch: Sequence[Given], ruleset: Ruleset) -> Iterator[tuple[str, Reading | str]]:
    """(id, reading) of each document of a batch, or (id, why there is none)."""
    read = read_all([item for item in batch if isinstance(item, Document)], ruleset)
    for item in batch:
        yield item.id, _outcome(next(read)) if isinstance(item, Document) else item.message


def is_full(batch: Sequence[Given]) -> bool:
    """Whether a batch was cut because it was large, not because nothing more was at hand."""
    return sum(len(item.text) for item in batch if isinstance(item, Document)) >= BATCH_CHARACTERS


def _outcome(reading: Reading) -> Reading | str:
    return reading if reading.status in ("done", "partial", "language") else str(reading.reason)


def note(name: str, reading: Reading) -> str | None:
    """What the rows of a document do not say: that there are none, or not all, and why."""
    if reading.reason is None:
        return None
    return f"{name}: {'partial' if reading.status == 'partial' else 'no rows'}: {reading.reason}"


def _shared(waiting: Iterator[list[Given]], ruleset: Ruleset, rules: Path | None, workers: int) -> Iterator[Answer]:
    """The answers of several processes, in order. What they cannot finish is answered here.

    After a batch that is not full the next may be long in coming: those before are answered first.
    """
    flying: deque[tuple[list[Given], Future[list[Answer]]]] = deque()
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    pool = ProcessPoolExecutor(workers, context, put_off_collection)
    is_slow = False
    batch: list[Given] | None = []  # taken, and not handed over yet; None at the end
    try:
        while flying or batch is not None:
            while not is_slow and len(flying) < workers * AHEAD and (batch := next(waiting, None)) is not None:
                flying.append((batch, pool.submit(_answered_there, batch, rules)))
                is_slow = not is_full(batch)
                batch = []
            if flying:
                yield from flying[0][1].result()
                flying.popleft()
            is_slow = is_slow and bool(flying)
    except BrokenProcessPool:
        for unfinished in chain([one for one, _ in flying], [batch or []], waiting):
            yield from answered(unfinished, ruleset)
    finally:
        pool.shutdown(cancel_futures=True)


def _answered_there(batch: list[Given], rules: Path | None) -> list[Answer]:
    return list(answered(batch, ruleset_of(rules)))
