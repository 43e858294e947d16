"""The command line as a user meets it: what it prints, what it returns, and never a traceback."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cli import main
from schemas.tables import KIND_TABLES, TABLES

COPYDESK = Path(sys.executable).with_name("copydesk")
ARTICLE = (
    "Harbour reopens\n\nPublished March 4, 2025 at 9:05 am\n\n"
    "OSLO — The harbour reopened on Tuesday after a $3 million repair. "
    "“We lost 12 boats,” said Ada Roth, the mayor.\n"
)


def copydesk(*arguments: str, stdin: bytes = b"", cwd: Path | None = None, **environment: str):
    """Run the installed command; output is bytes."""
    return subprocess.run(
        [COPYDESK, *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
    )


def ended(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> object:
    """The code that the command line ends with in this process."""
    monkeypatch.setattr(sys, "argv", ["copydesk", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code


def test_extract_prints_one_line_per_document_in_order_with_all_four_kinds() -> None:
    lines = [{"id": "b", "text": ARTICLE}, {"id": "a", "text": "Nothing here.", "title": None, "tags": []}]
    done = copydesk("extract", "-", stdin="\n".join(map(json.dumps, lines)).encode())
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, b"")
    assert [list(record) for record in records] == [["id", *KIND_TABLES]] * 2
    assert [record["id"] for record in records] == ["b", "a"]
    assert all(records[1][kind] == [] for kind in KIND_TABLES)


def test_extracted_items_carry_offsets_rule_and_the_columns_of_their_table() -> None:
    done = copydesk("extract", stdin=json.dumps({"id": "a", "text": ARTICLE}).encode())
    record = json.loads(done.stdout)
    for kind, table in (("numbers", "numbers"), ("dates", "dates"), ("actors", "actor_mentions"), ("quotes", "quotes")):
        assert record[kind], kind
        for item in record[kind]:
            assert ARTICLE[item["start"] : item["end"]] == item["text"]
            assert set(TABLES[table].columns) - {"doc_id", "pack_version"} <= item.keys()
    (quote,) = record["quotes"]
    assert ARTICLE[slice(*quote["contents"][0])] == "“We lost 12 boats,”"
    assert ARTICLE[slice(*quote["cue"])] == "said"
    assert ARTICLE[slice(*quote["speaker"])].startswith("Ada Roth")
    mayor = next(item for item in record["actors"] if item["actor_id"] == quote["speaker_actor_id"])
    assert (mayor["name"], mayor["actor_kind"]) == ("Ada Roth", "person")
    money = next(item for item in record["numbers"] if item["quantity_kind"] == "money")
    assert (money["value"], money["currency"]) == (3_000_000, None)


def test_a_document_that_cannot_be_read_gives_an_error_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9")
    (tmp_path / "good.txt").write_text("It rained for 3 days.")
    done = copydesk("extract", "bad.txt", "good.txt", cwd=tmp_path)
    bad, good = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 2
    assert bad == {"id": "bad.txt", "error": "not UTF-8 at byte 3"}
    assert good["id"] == "good.txt"


def test_a_text_in_another_language_gives_no_rows_and_says_so() -> None:
    text = (
        "Le maire a annoncé mardi que 400 écoles fermeront leurs portes pendant trois semaines à cause du froid. " * 3
    )
    done = copydesk("extract", stdin=json.dumps({"id": "a", "text": text}).encode())
    assert json.loads(done.stdout) == {"id": "a", **{kind: [] for kind in KIND_TABLES}}
    assert b"a: no rows: fr" in done.stderr
    assert done.returncode == 0


def test_the_same_input_gives_the_same_bytes_under_any_hash_seed_and_clock_zone() -> None:
    stdin = json.dumps({"id": "a", "text": ARTICLE}).encode()
    runs = [
        copydesk("extract", stdin=stdin, PYTHONHASHSEED=seed, TZ=zone)
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert runs[0].stdout == runs[1].stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["extract", "none.txt"], 1, "none.txt: no such file or folder"),
        (["extract", "--published", "soon", "-"], 1, "no ISO 8601 date"),
        (["extract", "--rules", "none", "-"], 1, "no such folder of rule packs"),
        (["run", "none"], 1, "none: no such file or folder"),
        (["run", "."], 1, "nothing to read"),
        (["run", os.fsdecode(b"caf\xe9.txt")], 1, "caf\\xe9.txt: no UTF-8"),
        (["sql", "SELECT 1"], 1, "there is no warehouse here yet"),
        (["query", "none"], 1, "there is no question none"),
        (["report"], 1, "there is no warehouse here yet"),
        (["extract", "--colour", "-"], 1, "--colour"),
        (["frobnicate"], 1, "frobnicate"),
        (["serve"], 1, "one of --every and --cron"),
        (["serve", "--every", "soon", "."], 1, "is no interval"),
        (["extract", "."], 1, "nothing to read"),
        (["extract", "--publishd", "2025", "-"], 1, "near: --published"),
        (["extract", "--workers", "-3", "-"], 1, "must not be negative"),
        (["explain", "Sales", "fell", "3%"], 1, "in quotes; for example: copydesk explain"),
        (["sql", "SELECT", "1"], 1, "sql takes no further words: 1"),
        (["query", "toll", "--limit", "5"], 1, "--param name=value"),
        (["query", "who"], 1, "near: who_said_what"),
        (["rules", "check", "numbers/mony"], 1, "near: numbers/money"),
        (["corrections"], 1, "there is no warehouse here yet"),
        (["verify"], 1, "there is no warehouse here yet"),
        (["compact"], 1, "there is no warehouse here yet"),
        (["report", "--warehouse", str(COPYDESK)], 1, f"--warehouse {COPYDESK.parent}"),
    ],
)
def test_a_mistake_is_one_message_that_says_what_and_how_to_mend_it(
    arguments, code, says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ended(*arguments, monkeypatch=monkeypatch) == code
    shown, message = capsys.readouterr()
    assert message.startswith("copydesk: ")
    assert says in message
    assert "fix:" in message or "known:" in message
    assert "Traceback" not in message
    assert shown == ""


def test_a_mistake_ends_the_process_with_its_code(tmp_path: Path) -> None:
    done = copydesk("extract", "none.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"copydesk: none.txt: no such file or folder")


def test_explain_names_rule_groups_values_and_losers() -> None:
    done = copydesk("explain", "Turnout fell to 48.5% on 4 March 2025.")
    shown = done.stdout.decode()
    assert done.returncode == 0
    for words in ("48.5%", "rule    percent", "values  value=48.5", "2025-03-04", "lost"):
        assert words in shown


def test_html_escapes_everything_and_marks_spans() -> None:
    text = "<script>alert(1)</script> Turnout fell to 48.5% & more."
    done = copydesk("extract", "--format", "html", stdin=json.dumps({"id": "<b>", "text": text}).encode())
    page = done.stdout.decode()
    assert "<script>" not in page
    assert "<h1>&lt;b&gt;</h1>" in page
    assert re.search(r'<mark class="number"[^>]* title="48.5 percent', page)


def test_every_command_has_help(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shown = copydesk("--help").stdout.decode()
    for command in ("run", "extract", "explain", "sql", "query", "report", "serve", "rules"):
        assert command in shown
        assert ended(command, "--help", monkeypatch=monkeypatch) == 0
        assert command in capsys.readouterr().out
