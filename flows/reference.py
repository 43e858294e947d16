"""The reference of commands and errors, docs/commands.md and docs/errors.md. `python -m flows.reference` writes both.

With --check nothing is written, and the exit code is 1 when a file is not what would be written.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from flows import messages
from flows.cli import app
from flows.cli_help import EXAMPLES, SHELVES
from schemas.generated import write

DOCS = Path(__file__).resolve().parents[1] / "docs"
HEAD = """# Commands

Written by `python -m flows.reference` from `flows/cli*.py`. Do not edit it; edit those and run the command again.

`copydesk` alone lists the commands, `copydesk COMMAND --help` shows one. `copydesk --install-completion` lets the Tab
key complete commands and options, in bash, zsh, fish and PowerShell.

Exit codes: 0 fine, quarantined rows and documents included; 1 a mistake in what was asked; 2 the data's: nothing could
be published, or a document could not be read by `extract`; 3 a fault of Copydesk; 130 Ctrl-C. Messages are in
[errors.md](errors.md).
"""


def page() -> str:
    """The whole reference as Markdown: shelves, then every command with its options and an example."""
    made = re.sub(r" -m [\w.]+(?= \[|$)", "", app.generate_docs(), flags=re.M)  # cyclopts tells how this was started
    made = re.sub(
        r"\(#copydesk-(?=install)", "(#copydesk---", made
    )  # its link to the heading of an option leads nowhere
    listed, *sections = re.split(r"^(?=##+ copydesk )", made, flags=re.M)
    shelves = listed[listed.index(f"**{next(iter(SHELVES))}**") :]
    examples = {f"copydesk {name}": line for name, line in EXAMPLES.items()}
    return "\n".join([HEAD, shelves.strip() + "\n", *(_section(text, examples) for text in sections)])


def _section(text: str, examples: dict[str, str]) -> str:
    """A command as cyclopts tells it, with its example."""
    name = text.splitlines()[0].lstrip("# ")
    example = f"\n```sh\n{examples[name]}\n```\n" if name in examples else ""
    return text.strip() + "\n" + example


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with --check say whether they are fresh."""
    pages = {DOCS / "commands.md": page(), DOCS / "errors.md": messages.page()}
    return max(write(path, fresh, "flows.reference", arguments) for path, fresh in pages.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
