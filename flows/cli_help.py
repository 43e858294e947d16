"""How commands are shown: on which shelf each stands, and one example of it; for `--help` and docs/commands.md."""

from collections.abc import Iterator, Sequence
from functools import reduce

from cyclopts import App, CycloptsError, Group, UnknownOptionError, UnusedCliTokensError

SHELVES: dict[str, dict[str, str]] = {
    "Read articles": {
        "run": "copydesk run inbox --warehouse desk",
        "extract": "copydesk extract --format table seeds/documents/wire.jsonl",
        "explain": "copydesk explain --published 2025-03-06 'More than 10,000 people marched on Tuesday.'",
        "serve": "copydesk serve --every 15m inbox --warehouse desk",
    },
    "Ask the warehouse": {
        "sql": "copydesk sql 'SELECT speaker, words FROM who_said_what LIMIT 5'",
        "query": "copydesk query who_said_what --format csv",
        "ftm": "copydesk ftm --warehouse desk",
        "sample": "copydesk sample --kind quotes --n 20",
        "report": "copydesk report --warehouse desk",
        "diff": "copydesk diff --limit 3",
    },
    "Look after it": {
        "verify": "copydesk verify --warehouse desk",
        "compact": "copydesk compact --keep-days 0",
        "corrections": "copydesk corrections --warehouse desk",
        "quarantine list": "copydesk quarantine list --format json",
        "quarantine replay": "copydesk quarantine replay --workers 2",
        "withdraw": "copydesk withdraw https://example.org/harbour",
        "handoff": "copydesk handoff out --warehouse desk",
    },
    "Write rules": {
        "rules new": "copydesk rules new numbers/crates",
        "rules check": "copydesk rules check numbers/money",
        "rules list": "copydesk rules list",
        "rules stats": "copydesk rules stats --by ms seeds/documents",
    },
}
"""An example for every command, by shelf. Commands that `rules` or `quarantine` hold are two words."""
EXAMPLES = {name: example for shelf in SHELVES.values() for name, example in shelf.items()}


def arrange(app: App) -> None:
    """Put each command on its shelf, the shelves in this order, and its example under its help."""
    for title, examples in SHELVES.items():
        shelf = Group.create_ordered(title)
        for name, example in examples.items():
            first, *below = name.split()
            app[first].group = shelf
            app[first].help_epilogue = f"`copydesk {first} COMMAND --help` has an example of each."
            reduce(App.__getitem__, below, app[first]).help_epilogue = f"For example: `{example}`"
    app.group_commands = Group.create_ordered("Other")


def command_of(app: App, arguments: Sequence[str]) -> str:
    """The command that the arguments name, and a space, for a hint; empty where they name none."""
    named = [words for words in (arguments[:2], arguments[:1]) if words and tuple(words) in {*commands(app)}]
    return " ".join([*(named[0] if named else [word for word in arguments[:1] if word in app]), ""])


def mistake(app: App, error: CycloptsError, arguments: Sequence[str]) -> str:
    """What is wrong with the arguments, and how to mend it."""
    command = command_of(app, arguments)
    says, mend = " ".join(str(error).split()), f"see `copydesk {command}--help`"
    if isinstance(error, UnusedCliTokensError):
        says = f"{command}takes no further words: {' '.join(error.unused_tokens or ())}"
        if example := EXAMPLES.get(command.strip()):
            mend = f"put words that belong together in quotes; for example: {example}"
    elif isinstance(error, UnknownOptionError) and command == "query " and "Did you mean" not in says:
        mend = "what a question can be told is written --param name=value; `copydesk query` lists it"
    return f"{says}\n  fix: {mend}"


def commands(app: App, *before: str) -> Iterator[tuple[str, ...]]:
    """The words of every command that does something, `rules check` as two."""
    for name in app:
        if not name.startswith("-"):
            below = [*commands(app[name], *before, name)]
            yield from below or [(*before, name)]
