"""Corrections: a pure step on the rows of a document, applied on every run, told where they hit nothing."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.article.document import Correction, Document
from extractors.columns import columns, items
from extractors.engine.ruleset import Ruleset
from extractors.reading import Reading, read
from flows.commands.corrected import misses, show
from flows.output.errors import UserError
from flows.steps import job as jobs
from flows.steps.corrections import COLUMNS, corrections_of
from flows.steps.shard import validated
from schemas.models import model
from warehouse.asking.sql import ask

TEXT = (
    "Mayor Ada Roth met Bruno Keller in Paris on Monday. “We lost 12 boats,” said Keller. "
    "Roth said repairs would cost £3 million. Keller Group was silent."
)
QUOTE = "“We lost 12 boats,”"
DOCUMENT = Document(id="a", text=TEXT, published="2025-03-05")


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def corrected(ruleset: Ruleset, *corrections: Correction) -> Reading:
    return read(Document(id="a", text=TEXT, published="2025-03-05", corrections=corrections), ruleset)


def of(table: str, words: str, fix: str, value: str = "") -> Correction:
    start, end = at(words)
    return Correction(document="a", table=table, start=start, end=end, fix=fix, value=value)


def actor(text: str, fix: str, value: str = "", document: str = "a") -> Correction:
    return Correction(document=document, table="actors", text=text, fix=fix, value=value)


def rows(reading: Reading, table: str) -> dict[str, dict[str, object]]:
    """The rows of a table by their words, or by name."""
    return {str(row["name" if table == "actors" else "text"]): row for row in items(reading, table)}


def test_without_corrections_no_row_is_marked(ruleset: Ruleset) -> None:
    reading = read(DOCUMENT, ruleset)
    assert all(row.correction_ids is None for table in reading.rows.values() for row in table)


def test_a_wrong_speaker_becomes_the_actor_that_is_named_at_its_mention(ruleset: Ruleset) -> None:
    correction = of("quotes", QUOTE, "speaker", "Ada Roth")
    reading = corrected(ruleset, correction)
    quote = rows(reading, "quotes")[QUOTE]
    roth = rows(reading, "actors")["Ada Roth"]["actor_id"]
    assert (quote["speaker_actor_id"], quote["correction_ids"]) == (roth, [correction.id])
    assert TEXT[quote["speaker_start"] : quote["speaker_end"]] == quote["speaker_text"]
    assert "Roth" in quote["speaker_text"]


def test_a_wrong_number_takes_its_bounds_along(ruleset: Ruleset) -> None:
    number = rows(corrected(ruleset, of("numbers", "£3 million", "value", "4e6")), "numbers")["£3 million"]
    assert (number["value"], number["low"], number["high"], number["comparator"]) == (4e6, 4e6, 4e6, "=")


def test_a_wrong_date_takes_its_interval_along(ruleset: Ruleset) -> None:
    day = rows(corrected(ruleset, of("dates", "Monday", "date", "2025-02")), "dates")["Monday"]
    assert [str(day[name]) for name in ("timex_value", "start_date", "end_date", "grain")] == [
        "2025-02", "2025-02-01", "2025-02-28", "month",
    ]  # fmt: skip


def test_what_is_no_quote_goes_to_quarantine_and_its_figures_are_quoted_no_more(ruleset: Ruleset) -> None:
    reading = corrected(ruleset, of("quotes", QUOTE, "remove"))
    assert QUOTE not in rows(reading, "quotes")
    assert rows(read(DOCUMENT, ruleset), "numbers")["12 boats"]["is_quoted"]
    assert not rows(reading, "numbers")["12 boats"]["is_quoted"]
    (gone,) = [row for row in reading.rejected if row.table == "quotes"]
    assert gone.reasons[0].startswith("removed by correction ")


def test_actors_are_merged_renamed_retyped_split_and_ignored(ruleset: Ruleset) -> None:
    before = rows(read(DOCUMENT, ruleset), "actors")
    merged = corrected(ruleset, actor("Bruno Keller", "merge", "Ada Roth"))
    assert "Bruno Keller" not in rows(merged, "actors")
    roth = rows(merged, "actors")["Ada Roth"]
    assert roth["mentions"] == before["Ada Roth"]["mentions"] + before["Bruno Keller"]["mentions"]
    assert rows(merged, "quotes")[QUOTE]["speaker_actor_id"] == roth["actor_id"]

    renamed = rows(corrected(ruleset, actor("ada roth", "rename", "Ada M. Roth")), "actors")["Ada M. Roth"]
    assert renamed["actor_id"] == before["Ada Roth"]["actor_id"]

    retyped = rows(corrected(ruleset, actor("Bruno Keller", "retype", "organisation")), "actors")["Bruno Keller"]
    split = rows(corrected(ruleset, actor("Bruno Keller", "split", "Bruno Keller (skipper)")), "actors")
    ids = {retyped["actor_id"], split["Bruno Keller (skipper)"]["actor_id"], before["Bruno Keller"]["actor_id"]}
    assert len(ids) == 3

    ignored = corrected(ruleset, actor("Bruno Keller", "ignore"))
    assert "Bruno Keller" not in rows(ignored, "actors")
    assert rows(ignored, "quotes")[QUOTE]["speaker_actor_id"] is None


def test_a_mention_is_given_to_another_actor(ruleset: Ruleset) -> None:
    start = TEXT.index("Keller.")
    moved = Correction(document="a", table="actor_mentions", start=start, end=start + 6, fix="actor", value="Ada Roth")
    reading = corrected(ruleset, moved)
    mention = next(row for row in reading.rows["actor_mentions"] if row.start == start)
    assert mention.actor_id == rows(reading, "actors")["Ada Roth"]["actor_id"]


@pytest.mark.parametrize(
    ("correction", "says"),
    [
        (Correction(document="a", table="quotes", start=1, end=5, fix="remove"), "no such row; near: "),
        (Correction(document="a", table="numbers", text="13 boats", fix="remove"), "no such row; near: .*12 boats"),
        (actor("Nobody", "rename", "Somebody"), "no actor 'Nobody' in the document; known: .*Ada Roth"),
    ],
)
def test_what_hits_nothing_is_kept_with_the_reason(ruleset: Ruleset, correction: Correction, says: str) -> None:
    reading = corrected(ruleset, correction)
    reasons = [reason for row in reading.rejected for reason in row.reasons]
    assert len(reasons) == 1
    assert re.match(f"correction hits nothing: .*{says}", reasons[0])


def write(root: Path, *lines: Sequence[str]) -> None:
    root.mkdir(exist_ok=True)
    with (root / "corrections.csv").open("w", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *lines])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("a", "notes", "", "", "x", "remove", "", ""), ":2: table 'notes' has no corrections.\n  known: numbers"),
        (("a", "quotes", "1", "x", "", "remove", "", ""), "fix: two whole numbers"),
        (("", "quotes", "1", "2", "", "remove", "", ""), "no document is named"),
        (("a", "quotes", "", "", "", "remove", "", ""), "no row is named"),
        (("a", "quotes", "1", "2", "", "quote_id", "x", ""), "quotes has no fix 'quote_id'.\n  known: remove, speaker"),
        (("a", "numbers", "1", "2", "", "value", "many", ""), "'many' is no value.\n  fix: write a number"),
        (("a", "numbers", "1", "2", "", "value", "nan", ""), "'nan' is no value.\n  fix: write a number"),
        (("a", "numbers", "1", "9" * 5_000, "", "remove", "", ""), "fix: two whole numbers"),
        (("a", "dates", "1", "2", "", "date", "May", ""), "no day, month or year"),
        (("a", "dates", "1", "2", "", "date", "2025-02-30", ""), "no day, month or year.\n  fix: as 2025-03-04"),
        (("a", "quotes", "1", "2", "", "kind", "shouted", ""), "'shouted' is no kind.\n  known: direct, mixed"),
        (("", "actors", "", "", "X", "split", "Y", ""), "split is for one document"),
        (("", "actors", "", "", "X", "retype", "thing", ""), "'thing' is no actor_kind.\n  known: person"),
        (("", "actors", "", "", "X", "rename", "", ""), "rename needs a value.\n  fix: "),
    ],
)
def test_a_wrong_line_is_named_with_its_mend(tmp_path: Path, line: Sequence[str], says: str) -> None:
    write(tmp_path, line)
    with pytest.raises(UserError) as error:
        corrections_of(tmp_path)
    assert says in str(error.value)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"document,table\n" + b"a" * 200_000])
def test_a_file_that_is_no_table_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "corrections.csv").write_bytes(content)
    with pytest.raises(UserError, match=r"corrections.csv: no (UTF-8|CSV)(.|\n)*fix:"):
        corrections_of(tmp_path)


def run(root: Path, source: Path) -> int:
    with jobs.job([source], root, 1, None) as job:
        counts = jobs.stage(job)
        if counts.documents:
            jobs.publish(job, counts)
    return counts.documents


def test_a_run_applies_them_reads_again_only_what_they_touch_and_marks_the_cause(tmp_path: Path) -> None:
    root, source = tmp_path / "warehouse", tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(TEXT)
    (source / "b.txt").write_text("The council met in Leeds on 3 May 2024. It approved 40 homes.")
    assert run(root, source) == 2
    name = str(source / "a.txt")
    start, end = map(str, at(QUOTE))
    write(
        root,
        (name, "quotes", start, end, "", "speaker", "Ada Roth", "she did"),
        ("", "actors", "", "", "Bruno Keller", "merge", "B. Keller", ""),
    )
    assert run(root, source) == 1
    assert misses(corrections_of(root), root) == []
    assert show(root) == 0
    marked = "SELECT doc_id, quote_id FROM quotes WHERE correction_ids IS NOT NULL"
    speakers = ask(root, f"SELECT DISTINCT speaker FROM who_said_what SEMI JOIN ({marked}) USING (doc_id, quote_id)")
    assert speakers["speaker"].to_pylist() == ["Ada Roth"]
    assert ask(root, "SELECT DISTINCT cause FROM changes ORDER BY 1")["cause"].to_pylist() == ["correction", "new"]
    assert run(root, source) == 0
    led = "SELECT actors.name FROM actor_redirects JOIN actors ON actors.actor_id = new_actor_id"
    assert {"name": "B. Keller"} in ask(root, led).to_pylist()

    write(root, (name, "quotes", "0", "4", "", "remove", "", ""), ("c.txt", "quotes", "0", "4", "", "remove", "", ""))
    assert run(root, source) == 1
    assert ask(root, "SELECT name FROM actors WHERE correction_ids IS NOT NULL").num_rows == 0
    assert show(root) == 1
    first, second = misses(corrections_of(root), root)
    assert "corrections.csv:2: hits nothing: quotes 0:4: no such row; near: " in first
    assert "corrections.csv:3: hits nothing: there is no document c.txt." in second


def test_corrected_rows_keep_the_contract(ruleset: Ruleset) -> None:
    reading = corrected(
        ruleset,
        of("quotes", QUOTE, "speaker"),
        of("numbers", "£3 million", "value", "4e6"),
        of("dates", "Monday", "date", "2025"),
        actor("Ada Roth", "merge", "Bruno Keller"),
    )
    kept, rejected = validated(columns([reading], ruleset.version), "r1", ruleset.version)
    assert sum(frame.height for frame in rejected) == 0
    assert model("quotes").validate(kept["quotes"]).height > 0
