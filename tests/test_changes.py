"""What a run says about each row that it added, changed or took away; what a change of rules re-reads."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from extractors.article.document import Document
from extractors.engine.ruleset import ruleset_of
from flows.commands import difference
from flows.output.errors import UserError
from flows.steps import job as jobs
from flows.steps.counts import Counts
from flows.steps.incremental import change_since
from warehouse.asking import sql
from warehouse.log import read_log

TEXT = (
    "Mayor Ada Lund said on Tuesday that 40 boats had left the harbour. "
    "“We lost 3 cranes,” Lund told reporters.\n\nThe port paid €5 million for repairs in March 2021."
)
NEXT = TEXT.replace("40 boats", "45 boats")
LAST = "SELECT table_name, op, cause FROM changes WHERE run_id = (SELECT max(run_id) FROM runs)"


def run(folder: Path, *documents: Document, rules: Path | None = None) -> Counts:
    """Read documents as `copydesk run` does, without Prefect."""
    (folder / "in.jsonl").write_text("\n".join(json.dumps(asdict(one)) for one in documents))
    if rules:
        ruleset_of.cache_clear()  # its files were changed
        change_since.cache_clear()
    with jobs.job([folder / "in.jsonl"], folder / "data", 1, rules) as job:
        counts = jobs.stage(job)
        if counts.documents or counts.checked:
            jobs.publish(job, counts)
        return counts


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in sql.ask(folder / "data", query).to_pylist()]


def changes(folder: Path) -> list[tuple[object, ...]]:
    """(table, op, cause, rows) of the last run."""
    last = "FROM changes WHERE run_id = (SELECT max(run_id) FROM runs)"
    return rows(folder, f"SELECT table_name, op, cause, count(*) {last} GROUP BY ALL ORDER BY ALL")


def article(text: str) -> Document:
    return Document(id="harbour", text=text)


def test_every_row_of_a_new_article_is_new(tmp_path: Path) -> None:
    run(tmp_path, article(TEXT))
    counted = rows(tmp_path, "SELECT count(*) FROM numbers UNION ALL SELECT count(*) FROM actors")
    of_table = {table: (op, cause, n) for table, op, cause, n in changes(tmp_path)}
    assert [(of_table[table][2],) for table in ("numbers", "actors")] == counted
    assert {pair[:2] for pair in of_table.values()} == {("add", "new")}


def test_new_articles_have_the_same_changes_alone_and_beside_known_ones(tmp_path: Path) -> None:
    hashes = "SELECT table_name, op, row_hash FROM changes WHERE cause = 'new' ORDER BY ALL"
    for folder, first in ((tmp_path / "alone", ()), (tmp_path / "beside", (Document(id="known", text="Rain fell."),))):
        folder.mkdir()
        run(folder, *first)
        run(folder, article(TEXT), *(Document(id=one.id, text=one.text + " More fell.") for one in first))
    known = {tuple(row) for row in rows(tmp_path / "beside", hashes)} - {
        tuple(row) for row in rows(tmp_path / "alone", hashes)
    }
    assert {table for table, *_ in known} <= {"documents"}
    assert len(rows(tmp_path / "alone", hashes)) > 10


def test_a_key_in_changes_leads_to_its_row(tmp_path: Path) -> None:
    run(tmp_path, article(TEXT))
    joined = """SELECT count(*) = (SELECT count(*) FROM numbers) FROM changes JOIN numbers
        ON doc_id = key->>'doc_id' AND "start" = (key->>'start')::BIGINT AND "end" = (key->>'end')::BIGINT
        WHERE table_name = 'numbers'"""
    assert rows(tmp_path, joined) == [(True,)]


def test_sentences_that_did_not_change_show_no_difference(tmp_path: Path) -> None:
    run(tmp_path, article(TEXT))
    run(tmp_path, article("On Friday 12 gulls watched.\n\n" + TEXT))
    touched = changes(tmp_path)
    assert {(op, cause) for _, op, cause, _ in touched} == {("add", "text"), ("change", "text")}
    assert [(table, n) for table, op, _, n in touched if op == "change"] == [("documents", 1)]
    assert ("numbers", "add", "text", 1) in touched and ("dates", "add", "text", 1) in touched


def test_a_figure_that_changed_is_one_row_changed_at_its_place(tmp_path: Path) -> None:
    run(tmp_path, article(TEXT))
    run(tmp_path, article(NEXT))
    assert ("numbers", "gone", "text", 1) in changes(tmp_path)
    assert ("numbers", "add", "text", 1) in changes(tmp_path)
    assert rows(tmp_path, "SELECT text FROM numbers WHERE counted = 'boat'") == [("45 boats",)]
    assert rows(tmp_path, "SELECT count(*) FROM documents") == [(1,)]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder with one more unit."""
    folder = tmp_path / "rules"
    (folder / "seeds").mkdir(parents=True)
    (folder / "packs.yml").write_text("pack: numbers.none\nswitch_off: []\n")
    return folder


def test_a_rule_that_is_switched_off_re_reads_only_documents_in_which_it_matched(tmp_path: Path, rules: Path) -> None:
    other = Document(id="quiet", text="Nothing of note was heard from the island all day, and nobody went there.")
    run(tmp_path, article(TEXT), other, rules=rules)
    (rules / "packs.yml").write_text("pack: numbers.none\nswitch_off: [money-mark]\n")
    counts = run(tmp_path, article(TEXT), other, rules=rules)
    assert (counts.documents, counts.checked) == (1, 1)
    assert {(op, cause) for _, op, cause, _ in changes(tmp_path)} <= {
        ("gone", "rules"),
        ("change", "rules"),
        ("add", "rules"),
    }
    assert run(tmp_path, article(TEXT), other, rules=rules) == Counts()


def test_a_comment_in_a_pack_re_reads_nothing_and_is_asked_once(tmp_path: Path, rules: Path) -> None:
    run(tmp_path, article(TEXT), rules=rules)
    (rules / "packs.yml").write_text("# said better\npack: numbers.none\nswitch_off: []\n")
    counts = run(tmp_path, article(TEXT), rules=rules)
    assert (counts.documents, counts.checked) == (0, 1)
    assert changes(tmp_path) == []
    assert run(tmp_path, article(TEXT), rules=rules).checked == 0


def test_news_and_a_release_in_one_run_are_told_apart(tmp_path: Path, rules: Path) -> None:
    run(tmp_path, article(TEXT), rules=rules)
    (rules / "packs.yml").write_text("pack: numbers.none\nswitch_off: [money-mark]\n")
    run(tmp_path, article(NEXT), rules=rules)
    causes = rows(
        tmp_path,
        """SELECT DISTINCT cause, op FROM changes WHERE table_name = 'numbers'
        AND run_id = (SELECT max(run_id) FROM runs) ORDER BY ALL""",
    )
    assert ("rules", "gone") in causes or ("rules", "change") in causes
    assert ("text", "add") in causes and ("text", "gone") in causes


def test_diff_names_what_lies_between_two_runs_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, article(TEXT))
    run(tmp_path, article(NEXT))
    assert difference.show((), tmp_path / "data", 10, "text") == 0
    shown = capsys.readouterr().out
    assert "+ numbers 45 boats" in shown and "- numbers 40 boats" in shown
    assert "€5 million" not in shown
    difference.show((), tmp_path / "data", 10, "json")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = sorted((one["table"], one["op"], one["cause"]) for one in lines)
    assert told == sorted(rows(tmp_path, LAST))


def test_diff_of_a_withdrawal_and_of_a_run_with_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, article(TEXT))
    first = rows(tmp_path, "SELECT max(run_id) FROM runs")[0][0]
    difference.show((str(first), str(first)), tmp_path / "data", 10, "text")
    assert "No row differs" in capsys.readouterr().out
    with pytest.raises(UserError, match="two runs"):
        difference.show((str(first),), tmp_path / "data", 10, "text")


def test_rules_without_rows_are_listed_with_what_became_of_them(tmp_path: Path) -> None:
    (rules := tmp_path / "rules").mkdir()
    (rules / "packs.yml").write_text("pack: numbers.none\nswitch_off: []\n")
    run(tmp_path, article(TEXT), rules=rules)
    run(tmp_path, article(NEXT), rules=rules)
    assert len(read_log(tmp_path / "data").files("_rules")) == 1
    listed = rows(tmp_path, "SELECT count(*), count(*) FILTER (WHERE rows = 0) > 0, bool_and(says <> '') FROM rules")
    assert listed == [(len(ruleset_of(rules).rules), True, True)]
    (rules / "packs.yml").write_text("pack: numbers.none\nswitch_off: [money-mark]\n")
    run(tmp_path, article(NEXT), rules=rules)
    money = "SELECT rule_status, rows, precision, precision_low FROM rules WHERE rule_id = 'money-mark'"
    assert rows(tmp_path, money) == [("off", 0, None, None)]
    assert rows(tmp_path, "SELECT count(*) FROM rules WHERE rule_status = 'gone'") == [(0,)]
