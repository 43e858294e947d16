"""Batches of documents answered in order: in this process, and as soon as there is much at hand, in several."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset, ruleset_of
from extractors.memory import put_off_collection
from extractors.reading import Reading, read_all
from flows.output.records import line
from flows.sources import Given

AHEAD = 2
"""Batches in flight per process: enough to keep it busy, few enough to keep memory flat."""


class Answer(NamedTuple):
    """The line of JSON of one document; what is to be said of it besides, if anything; whether it could be read."""

    line: str
    note: str | None
    is_read: bool


@dataclass(slots=True)
class Share:
    """A batch that another process answers, or this one, and its answers as soon as this one has them."""

    batch: list[Given]
    there: Future[list[Answer]] | None = None
    here: list[Answer] | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether another process has still to answer it."""
        return self.there is not None and not self.there.done()

    def answers(self, ruleset: Ruleset) -> Iterable[Answer]:
        """Its answers: waited for, or found here and now."""
        if self.there:
            return self.there.result()
        return answered(self.batch, ruleset) if self.here is None else self.here


def answers(batches: Iterable[list[Given]], ruleset: Ruleset, rules: Path | None, workers: int) -> Iterator[Answer]:
    """The answer to each document, in order, as soon as it is there.

    `rules` is the folder that `ruleset` was loaded from. Other processes are started where one batch follows another
    without the sender pausing between them, which an empty batch says.
    """
    waiting = iter(batches)
    for batch in waiting:
        following = next(waiting, []) if batch and workers > 1 else []
        if following:
            yield from _shared(Share(batch), chain([following], waiting), ruleset, rules, workers)
        else:
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


def _outcome(reading: Reading) -> Reading | str:
    return reading if reading.status in ("done", "partial", "language") else str(reading.reason)


def note(name: str, reading: Reading) -> str | None:
    """What the rows of a document do not say: that there are none, or not all, and why."""
    if reading.reason is None:
        return None
    return f"{name}: {'partial' if reading.status == 'partial' else 'no rows'}: {reading.reason}"


def _shared(
    first: Share, waiting: Iterator[list[Given]], ruleset: Ruleset, rules: Path | None, workers: int
) -> Iterator[Answer]:
    """The answers of several processes, in order: this one answers a batch wherever the others have enough to do.

    When the sender pauses, all that came is answered first. What other processes cannot finish is answered here.
    """
    flying = deque([first])
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    pool = ProcessPoolExecutor(workers - 1, context, put_off_collection)
    try:
        for batch in chain(waiting, [[]]):
            if batch:
                flying.append(Share(batch))
                if sum(share.is_under_way for share in flying) < (workers - 1) * AHEAD:
                    flying[-1].there = pool.submit(_answered_there, batch, rules)
                    continue
            while flying and (not batch or len(flying) > workers * AHEAD or not flying[0].is_under_way):
                yield from flying[0].answers(ruleset)
                flying.popleft()
            if flying and not flying[-1].there:
                flying[-1].here = list(answered(batch, ruleset))
    except BrokenProcessPool:
        for unfinished in chain([share.batch for share in flying], waiting):
            yield from answered(unfinished, ruleset)
    finally:
        pool.shutdown(cancel_futures=True)


def _answered_there(batch: list[Given], rules: Path | None) -> list[Answer]:
    return list(answered(batch, ruleset_of(rules)))
