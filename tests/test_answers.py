"""Long input is answered by several processes as by one; what cannot be finished there is answered here."""

from collections.abc import Iterator
from multiprocessing import active_children
from multiprocessing.process import BaseProcess

from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset
from flows.commands import answers
from flows.sources import Given

BATCHES: list[list[Given]] = [
    [Document(id=f"{batch}-{number}", text=f"The mayor said {batch * 10 + number} ferries would stop on Monday.")
     for number in range(3)]
    for batch in range(9)
]  # fmt: skip


def test_several_processes_answer_as_one_in_order(ruleset: Ruleset) -> None:
    alone = list(answers.answers(iter(BATCHES), ruleset, None, 1))
    assert [answer.line[:13] for answer in alone[:2]] == ['{"id": "0-0",', '{"id": "0-1",']
    assert list(answers.answers(iter(BATCHES), ruleset, None, 2)) == alone


def test_a_process_that_is_killed_costs_no_document(ruleset: Ruleset) -> None:
    killed: list[BaseProcess] = []

    def killing() -> Iterator[list[Given]]:
        for number, batch in enumerate(BATCHES):
            if number == 5:
                killed.extend(active_children())
                for process in killed:
                    process.kill()
            yield batch

    alone = list(answers.answers(iter(BATCHES), ruleset, None, 1))
    assert list(answers.answers(killing(), ruleset, None, 2)) == alone
    assert len(killed) == 1


def test_who_pauses_has_all_answers_before_the_next_batch_is_asked_for(ruleset: Ruleset) -> None:
    got: list[str] = []
    after_a_pause: list[int] = []

    def slow() -> Iterator[list[Given]]:
        for batch in [*BATCHES[:5], [], BATCHES[5], []]:
            yield batch
            if not batch:
                after_a_pause.append(len(got))

    for answer in answers.answers(slow(), ruleset, None, 2):
        got.append(answer.line)
    assert after_a_pause == [15, 18]
    assert '"id": "4-2"' in got[14]


def test_no_process_is_started_for_a_sender_who_pauses_after_each_batch(ruleset: Ruleset) -> None:
    seen: list[BaseProcess] = []

    def pausing() -> Iterator[list[Given]]:
        for batch in BATCHES[:3]:
            yield batch
            yield []
            seen.extend(active_children())

    assert len(list(answers.answers(pausing(), ruleset, None, 2))) == 9
    assert not seen
