"""What the command line says of itself: help at each level, examples that work, completion, errors that lead on."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from flows import messages, reference
from flows.cli import app
from flows.cli_help import EXAMPLES, SHELVES, command_of, commands
from flows.messages import Message
from warehouse.asking.questions import names

COPYDESK = Path(sys.executable).with_name("copydesk")


def copydesk(*arguments: str) -> tuple[int, str, str]:
    done = subprocess.run([COPYDESK, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def helped(*words: str, capsys: pytest.CaptureFixture[str]) -> str:
    app([*words, "--help"], exit_on_error=False, print_error=False, result_action="return_value")
    return " ".join(capsys.readouterr().out.split())


def test_without_an_argument_it_shows_every_command_and_where_to_begin() -> None:
    code, shown, told = copydesk()
    assert (code, told) == (0, "")
    assert [title for title in SHELVES if title in shown] == [*SHELVES]
    assert all(f" {name[0]} " in shown for name in commands(app))
    assert "Begin with copydesk run" in shown


def test_every_command_has_an_example_of_itself() -> None:
    assert {" ".join(words) for words in commands(app)} == EXAMPLES.keys()
    for name, example in EXAMPLES.items():
        words = shlex.split(example)
        assert words[: 1 + len(name.split())] == ["copydesk", *name.split()]
        app.parse_args(words[1:], exit_on_error=False, print_error=False)


@pytest.mark.parametrize("words", [*commands(app)], ids=" ".join)
def test_help_ends_with_the_example(words: tuple[str, ...], capsys) -> None:
    assert "For example: copydesk" in helped(*words, capsys=capsys)


@pytest.mark.parametrize("name", ["rules", "quarantine"])
def test_help_of_a_group_leads_to_its_commands(name: str, capsys) -> None:
    assert f"copydesk {name} COMMAND --help has an example of each." in helped(name, capsys=capsys)


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ([], ""),
        (["sql"], "sql "),
        (["rules", "chek"], "rules "),
        (["rules", "check", "-x"], "rules check "),
        (["a"], ""),
    ],
)
def test_the_hint_names_the_command_that_was_meant(given: list[str], hint: str) -> None:
    assert command_of(app, given) == hint


def test_a_mistyped_command_is_told_with_the_one_that_was_meant() -> None:
    code, shown, told = copydesk("rules", "chek")
    assert (code, shown) == (1, "")
    assert 'Did you mean "check"?' in told
    assert told.endswith("  fix: see `copydesk rules --help`\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command_and_question(shell: str) -> None:
    script = app.generate_completion(shell=shell)
    assert all(word in script for words in commands(app) for word in words)
    assert all(name in script for name in names())
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_the_reference_is_fresh_and_a_stale_one_is_told(monkeypatch, tmp_path: Path, capsys) -> None:
    assert reference.main(["--check"]) == 0
    monkeypatch.setattr(reference, "DOCS", tmp_path)
    assert reference.main(["--check"]) == 1
    assert "python -m flows.reference" in capsys.readouterr().err
    assert reference.main([]) == reference.main(["--check"]) == 0


def test_the_reference_has_every_command_and_explains_every_option() -> None:
    page = reference.page()
    for words in commands(app):
        assert f"# copydesk {' '.join(words)}\n" in page
        assert f"\ncopydesk {' '.join(words)} [" in page
    options = [line for line in page.splitlines() if line.startswith("* `")]
    assert len(options) > 50
    assert [line for line in options if not re.match(r"\* `[^`]+`: \w", line)] == []


def test_messages_are_read_off_the_sources_and_say_what_to_do() -> None:
    said = messages.messages("flows")
    assert (
        Message("diff takes two runs.", "known: …; name two, the older first, or run again once there is news.") in said
    )
    assert Message("--every … is no interval.", "write it as 90s, 15m, 6h or 1d.") in said


@pytest.mark.parametrize("room", messages.SHELVES)
def test_every_message_has_a_mend(room: str) -> None:
    assert [message.says for message in messages.messages(room) if not message.mend] == []


def test_who_reads_no_further_gets_no_error() -> None:
    with subprocess.Popen([COPYDESK, "rules", "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as listing:
        assert listing.stdout is not None
        listing.stdout.close()
        assert listing.stderr is not None
        assert (listing.stderr.read(), listing.wait()) == (b"", 0)
