"""A warehouse that has nothing to show: every command that asks it says so, and what to do next."""

import shlex
from collections.abc import Sequence

import pyarrow as pa
import pytest

from flows.commands import ask, corrected, difference, ftm, handoff, quarantine, sample, summary
from flows.output import hints
from flows.output.errors import UserError
from warehouse.errors import WarehouseError
from warehouse.store import Store


@pytest.mark.parametrize(
    ("show", "says"),
    [
        (lambda root: ask.ask("FROM numbers", root, "table"), "0 rows. What there is: copydesk report --warehouse "),
        (lambda root: ask.ask_named("toll", root, "table"), "0 rows. Its parameters: role=dead "),
        (lambda root: quarantine.show(root, "text"), "copydesk query not_read"),
        (lambda root: quarantine.replay(root, 1, None), "Nothing to replay: nothing is in quarantine"),
        (lambda root: corrected.show(root), "document,table,start,end,text,fix,value,why"),
        (lambda root: ftm.write_entities(root), "see: copydesk report"),
        (lambda root: summary.show(root, None), "copydesk report"),
    ],
)
def test_nothing_is_said_to_be_nothing(show, says: str, empty: Store, capsys) -> None:
    assert show(empty.root) == 0 or show(empty.root) is None
    told = capsys.readouterr()
    assert says in told.out + told.err


@pytest.mark.parametrize(
    ("show", "says"),
    [
        (lambda root: difference.show((), root, 5, "text"), "fix: name two, the older first"),
        (lambda root: sample.write_sheet("numbers", 5, None, root), "see: copydesk sql"),
        (lambda root: summary.show_last(root), "fix: copydesk run"),
        (lambda root: ask.ask("FROM nmbers", root, "table"), "near: numbers"),
        (lambda root: ask.ask("DROP TABLE numbers", root, "table"), "FROM amounts LIMIT 5"),
        (lambda root: handoff.write(root / "out", root, None, True), "name a folder outside it"),
    ],
)
def test_what_cannot_be_shown_leads_on(show, says: str, empty: Store) -> None:
    with pytest.raises((UserError, WarehouseError), match=says):
        show(empty.root)


def test_a_mistyped_rule_is_told_with_the_one_that_was_meant_and_its_kind(told: Store) -> None:
    with pytest.raises(UserError, match=r"fix: --kind \w+ --rule canary\n"):
        sample.write_sheet("quotes", 5, "canry", told.root)


def test_more_columns_than_a_table_can_hold_are_shown_row_by_row(capsys) -> None:
    rows = pa.table({f"column_{number}": [number, None] for number in range(30)})
    ask.write(rows, "table", "")
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines[:3]] == [["row", "1"], ["column_0", "0"], ["column_1", "1"]]
    assert lines[-2:] == ["row 2", "2 rows; 30 columns are too many for a table: name some, or --format csv"]


def test_a_command_is_told_as_it_is_to_be_typed(empty: Store) -> None:
    assert hints.with_warehouse("copydesk report", hints.DATA) == "copydesk report"
    typed: Sequence[str] = shlex.split(hints.with_warehouse("copydesk report", empty.root))
    assert typed[-2:] == ["--warehouse", str(empty.root)]
