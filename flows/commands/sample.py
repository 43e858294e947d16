"""`copydesk sample`: a sheet of rows to judge, and the judgements read back."""

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from rich.console import Console

from flows.commands.ask import answer_table
from flows.output.errors import UserError
from flows.output.hints import with_warehouse
from flows.output.show import NAMES, summary
from flows.sources.sheet import Cells, is_offset, sheet_of
from flows.steps.hold import alone, existing, run_id_of
from schemas.tables import KIND_TABLES
from warehouse.asking import reviews
from warehouse.asking.sql import ask
from warehouse.errors import counted

COLUMNS = (
    "right", "note", "sentence", "row", "rule_id", "published", "title", "uri", "kind", "doc_id", "start", "end",
    "pack_version",
)  # fmt: skip
NEEDED = ("right", "rule_id", "kind", "doc_id", "start", "end", "pack_version")
VERDICTS: Mapping[str, str] = dict.fromkeys(("yes", "y", "1", "true", "right", "x"), "right") | dict.fromkeys(
    ("no", "n", "0", "false", "wrong"), "wrong"
)
KINDS = "SELECT rule_id, rule_kind FROM rules WHERE rows > 0"
MEASURED = """
SELECT rule_id, n, "right", round(precision, 3) AS precision, round(precision_low, 3) AS low,
    round(precision_high, 3) AS high
FROM rules
WHERE n > 0 AND list_contains($kinds, rule_kind)
ORDER BY n DESC, rule_id"""


def write_sheet(kind: str, count: int, rule: str | None, warehouse: Path) -> int:
    """Print a review sheet as CSV: its first column is to be filled in.

    Raises:
        UserError: there is no row of the kind, or of the rule.
    """
    if count < 1:
        raise UserError(f"--n {count}: must be at least 1.\n  fix: --n 100")
    rows = reviews.drawn(warehouse, kind, count, rule)
    if not rows:
        raise _nothing_drawn(kind, rule, warehouse)
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for row in rows:
        said = {"right": "", "note": "", "sentence": sentence(row), "row": summary(NAMES[kind], row), "kind": kind}
        writer.writerow(row | said | {"published": row["published_date"]})
    return 0


def _nothing_drawn(kind: str, rule: str | None, warehouse: Path) -> UserError:
    """What to raise where nothing was drawn: perhaps the rule is one of another kind, or has another name."""
    see = with_warehouse("copydesk sql 'SELECT rule_id, rule_kind, rows FROM rules'", warehouse)
    if rule is None:
        return UserError(f"{warehouse}: no rows in {kind}.\n  see: {see}")
    kinds = {row["rule_id"]: row["rule_kind"] for row in ask(warehouse, KINDS).to_pylist()}
    near = get_close_matches(rule, kinds, 1)
    mend = f"--kind {kinds[near[0]]} --rule {near[0]}" if near else "name a rule that has rows."
    return UserError(f"{warehouse}: no rows in {kind} of rule {rule}.\n  fix: {mend}\n  see: {see}")


def sentence(row: Mapping[str, object]) -> str:
    """The sentence around a row, on one line, its words in [[ ]]."""
    start, end, first, last = (int(str(row[name])) for name in ("start", "end", "sentence_start", "sentence_end"))
    text = str(row["article"])
    marked = f"{text[min(first, start) : start]}[[{text[start:end]}]]{text[end : max(last, end)]}"
    return " ".join(marked.split())


def read_sheet(path: Path, warehouse: Path) -> int:
    """Keep what a filled sheet says, and print the precision of its rules. Lines that are not filled in are left out.

    Raises:
        UserError: the file is no such sheet, or a cell says neither yes nor no.
    """
    store = existing(warehouse)
    verdicts = [verdict for _, verdict in judged(path)]
    if not verdicts:
        raise UserError(f"{path}: nothing is filled in.\n  fix: write yes or no in the column right")
    with alone(store.root):
        new = reviews.new(store.root, verdicts)
        if new:
            started = datetime.now(UTC)
            reviews.publish(store, run_id_of(started), new, str(new[-1]["pack_version"]))
    said = Counter(str(verdict["verdict"]) for verdict in verdicts)
    print(
        f"{counted(len(verdicts), 'row')} judged: {said['right']:,} right, {said['wrong']:,} wrong; {len(new):,} new."
    )
    kinds = sorted({str(verdict["rule_kind"]) for verdict in verdicts})
    Console().print(answer_table(ask(warehouse, MEASURED, given={"kinds": kinds})))
    return 0


def judged(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    """(line number, verdict) of each line that is filled in."""
    if not path.is_file():
        raise UserError(f"{path}: no such file.\n  fix: copydesk sample --kind quotes --n 100 > {path}")
    sheet = sheet_of(path)
    if missing := [name for name in NEEDED if name not in sheet.columns]:
        raise UserError(f"{path}:1: no column {', '.join(missing)}.\n  fix: keep the columns of the sheet")
    for line, cells in sheet.lines:
        said = (cells["right"] or "").strip().casefold()
        if said and said not in VERDICTS:
            raise UserError(f"{path}:{line}: right is {said!r}.\n  fix: yes, no, or nothing")
        if said:
            yield line, _verdict(path, line, cells, VERDICTS[said])


def _verdict(path: Path, line: int, cells: Cells, verdict: str) -> dict[str, object]:
    start, end = cells["start"], cells["end"]
    if cells["kind"] not in KIND_TABLES or not is_offset(start) or not is_offset(end):
        raise UserError(f"{path}:{line}: kind, start or end was changed.\n  fix: draw the sheet again and fill it in")
    kept = {name: cells[name] or "" for name in ("doc_id", "rule_id", "pack_version")}
    return {**kept, "rule_kind": cells["kind"], "start": int(start), "end": int(end), "verdict": verdict}
