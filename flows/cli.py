"""The command line. Each command imports what it needs when it runs, so that `extract` starts without Prefect."""

import os
import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Parameter

from extractors.engine.errors import RuleError, SeedError
from flows import cli_help
from flows.cli_ask import ftm, query, sample, sql
from flows.cli_changes import diff, handoff, quarantine_app, withdraw
from flows.cli_end import STOPPED, refuse_bytes, say, unforeseen
from flows.cli_options import SAMPLES, Rules, Warehouse, Workers
from flows.cli_rules import rules_app
from flows.output.errors import DataError, UserError
from flows.output.hints import DATA
from schemas.contract import TableError
from warehouse.errors import WarehouseError

app = App(
    name="copydesk",
    help="Numbers, dates, actors and quotes from news text, by declarative rules, into a DuckDB warehouse.",
    version="0.1.0",
    suppress_keyboard_interrupt=False,
    help_epilogue="Begin with `copydesk run`, which reads the sample articles, then `copydesk query`. "
    "`copydesk COMMAND --help` has an example of each.",
)
app.command(rules_app)
for command in (sql, query, ftm, sample, diff, withdraw, handoff):
    app.command(command)
app.command(quarantine_app)


@app.command
def run(
    *paths: Path,
    warehouse: Warehouse = DATA,
    workers: Workers = 0,
    rules: Rules = None,
) -> int:
    """Read articles into the warehouse: new and changed ones only.

    Parameters
    ----------
    paths
        Text files, .jsonl files or folders of them; the sample articles when none is named.
    """
    from flows.command import run_once

    return run_once(paths or (SAMPLES,), warehouse, workers, rules)


@app.command
def extract(
    *inputs: Annotated[str, Parameter(allow_leading_hyphen=True)],
    format: Annotated[Literal["json", "table", "html"], Parameter(name="--format", help="What to print.")] = "json",
    published: Annotated[str | None, Parameter(help="Publication date (ISO 8601) of documents that give none.")] = None,
    rules: Rules = None,
    workers: Annotated[int | None, Parameter(help="Processes for long input; as many as processors.")] = None,
) -> int:
    """Print what the rules find, one JSON line per document, without a warehouse.

    Parameters
    ----------
    inputs
        Text files, .jsonl files, folders, or - for JSON lines on standard input.
    """
    from extractors.engine.ruleset import load
    from flows.commands import extract as pipe

    if workers is not None and workers < 0:
        raise UserError(f"--workers {workers}: must not be negative.\n  fix: leave it out.")
    documents = pipe.given_by(pipe.require_input(inputs), published)
    if format == "json":
        whole = pipe.write_jsonl(documents, load(rules), rules, workers or pipe.processors())
    else:
        whole = pipe.WRITERS[format](documents, load(rules))
    return 0 if whole else 2


@app.command
def explain(
    text: str,
    /,
    *,
    published: Annotated[str | None, Parameter(help="Publication date, ISO 8601.")] = None,
    rules: Rules = None,
    format: Annotated[Literal["text", "html"], Parameter(name="--format", help="Lines, or one page.")] = "text",
) -> int:
    """Show for every span which rule made it, what it was made from, and which matches lost to it and why.

    Parameters
    ----------
    text
        A text, or a file that holds one.
    """
    from extractors.engine.ruleset import load
    from flows.commands.explain import show

    return show(text, published, load(rules), format)


@app.command
def corrections(*, warehouse: Warehouse = DATA) -> int:
    """Show each line of corrections.csv with the rows that it changed, and the lines that fit no row."""
    from flows.commands.corrected import show

    return show(warehouse)


@app.command
def report(*, warehouse: Warehouse = DATA) -> int:
    """Show the summary of the last run again."""
    from flows.commands.summary import show_last

    return show_last(warehouse)


@app.command
def verify(
    *sources: Path,
    repair: Annotated[bool, Parameter(negative="", help="Read again what damaged files held.")] = False,
    warehouse: Warehouse = DATA,
    rules: Rules = None,
) -> int:
    """Compare every file with its commit and every row with the contract; name what is wrong.

    Parameters
    ----------
    sources
        With --repair: where articles are read from that the warehouse itself no longer holds whole.
    """
    from flows.commands.verify import verify_now

    return verify_now(warehouse, sources, repair, rules)


@app.command
def compact(
    *,
    warehouse: Warehouse = DATA,
    keep_days: Annotated[
        float | None, Parameter(help="Days that files taken out stay, for readers and --as-of; a week unless set.")
    ] = None,
    always: Annotated[
        bool, Parameter(negative="", help="Keep to --keep-days in this warehouse from now on, in every run.")
    ] = False,
) -> int:
    """Join the files of small runs into few large ones, and delete files that were replaced long ago.

    `copydesk run` does both by itself; this does it now.
    """
    from flows.commands.compact import compact_now

    return compact_now(warehouse, keep_days, always)


@app.command
def serve(
    *paths: Path,
    every: Annotated[str | None, Parameter(help="Interval: 90s, 15m, 6h, 1d.")] = None,
    cron: Annotated[str | None, Parameter(help="Cron line, in UTC: '15 2 * * *'.")] = None,
    warehouse: Warehouse = DATA,
    workers: Workers = 0,
    rules: Rules = None,
) -> int:
    """Run on a schedule, in this process, until it is stopped.

    Parameters
    ----------
    paths
        What each run reads.
    """
    from flows.schedule import serve_runs

    return serve_runs(paths or (SAMPLES,), every, cron, warehouse, workers, rules)


app.register_install_completion_command(help="Complete commands and options at the Tab key, in this shell.")
cli_help.arrange(app)


def main() -> None:
    """Run the command line. A mistake is one clear message, never a traceback; COPYDESK_DEBUG=1 shows one."""
    try:
        refuse_bytes(sys.argv[1:])
        code = app(sys.argv[1:] or ["--help"], exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()
    except (UserError, RuleError, SeedError, WarehouseError) as error:
        code = say(error, 1)
    except CycloptsError as error:
        code = say(error, 1, cli_help.mistake(app, error, sys.argv[1:]))
    except (DataError, TableError) as error:
        code = say(error, 2)
    except KeyboardInterrupt as stop:
        code = say(stop, 130, STOPPED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except SystemExit as stop:  # rich leaves so where nobody reads on: `| head`
        code = 0 if isinstance(stop.__context__, BrokenPipeError) else stop.code
    except Exception as error:
        if os.environ.get("COPYDESK_DEBUG"):
            raise
        code = unforeseen(error)
    sys.exit(code if isinstance(code, int) else 0)
