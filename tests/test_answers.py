"""Long input is answered by several processes as by one; what cannot be finished there is answered here."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress

import pytest

from extractors.document import Document
from extractors.engine.ruleset import Ruleset
from flows import answers
from flows.sources import Given

BATCHES: list[list[Given]] = [
    [Document(id=f"{batch}-{number}", text=f"The mayor said {batch * 10 + number} ferries would stop on Monday.")
     for number in range(3)]
    for batch in range(9)
]  # fmt: skip


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "BATCH_CHARACTERS", 100)


def test_several_processes_answer_as_one_in_order(ruleset: Ruleset) -> None:
    alone = list(answers.answers(iter(BATCHES), ruleset, None, 1))
    assert [answer.line[:13] for answer in alone[:2]] == ['{"id": "0-0",', '{"id": "0-1",']
    assert list(answers.answers(iter(BATCHES), ruleset, None, 2)) == alone


def test_a_process_that_is_killed_costs_no_document(ruleset: Ruleset) -> None:
    def killing() -> Iterator[list[Given]]:
        for number, batch in enumerate(BATCHES):
            if number == answers.WORTH_SHARING + 3:
                for child in children():
                    with suppress(ProcessLookupError):
                        os.kill(child, signal.SIGKILL)
            yield batch

    alone = list(answers.answers(iter(BATCHES), ruleset, None, 1))
    assert list(answers.answers(killing(), ruleset, None, 2)) == alone


def children() -> list[int]:
    """The worker processes: they are children of the fork server, which is one of ours."""
    pairs = [line.split() for line in os.popen("ps -eo pid,ppid").read().splitlines()[1:]]
    servers = {pid for pid, parent in pairs if int(parent) == os.getpid()}
    return [int(pid) for pid, parent in pairs if parent in servers]


def test_who_waits_has_the_last_answers_before_the_next_batch_is_asked_for(ruleset: Ruleset) -> None:
    asked: list[int] = []

    def slow() -> Iterator[list[Given]]:
        for number, batch in enumerate([*BATCHES[:5], BATCHES[5][:1], BATCHES[6]]):
            asked.append(number)
            yield batch

    given = answers.answers(slow(), ruleset, None, 2)
    for answer in given:
        if '"id": "5-0"' in answer.line:
            break
    assert asked == [0, 1, 2, 3, 4, 5]
    assert len(list(given)) == 3
