"""The commands of `copydesk rules`. Each imports what it needs when it runs."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from flows.cli_options import SAMPLES, Rules

rules_app = App(name="rules", help="Rule packs: begin one of your own; check, list and measure rules.")


@rules_app.command
def check(
    *names: str,
    rules: Rules = None,
    corpus: Annotated[
        list[Path] | None,
        Parameter(
            consume_multiple=True,
            negative="",
            help="Texts (.txt, .jsonl, folders) on which the fast engine must find what the plain one finds.",
        ),
    ] = None,
) -> int:
    """Check patterns and run every example of every rule; name each fault with file, line and mend.

    Parameters
    ----------
    names
        Rules, packs (numbers/money) or kinds to check; all when none is named.
    """
    from flows.commands.rules import check_rules

    return check_rules(names, rules, corpus or [])


@rules_app.command
def new(
    name: str,
    /,
    *,
    rules: Annotated[Path, Parameter(name="--rules", help="Folder of your rule packs.")] = Path("rules"),
) -> int:
    """Write the stub of a pack; its check says what is missing until it is a rule.

    Parameters
    ----------
    name
        KIND/FAMILY, such as numbers/quakes.
    """
    from flows.commands.stub import new_pack

    return new_pack(name, rules)


@rules_app.command(name="list")
def list_rules(*, rules: Rules = None) -> int:
    """List every rule: id, pack, status, and the phrase it matches."""
    from flows.commands.rules import list_rules as show

    return show(rules)


@rules_app.command
def stats(
    *paths: Path,
    rules: Rules = None,
    by: Annotated[Literal["matches", "ms", "lost", "tries"], Parameter(help="What to sort by.")] = "matches",
    format: Annotated[Literal["table", "json"], Parameter(name="--format", help="What to print.")] = "table",
) -> int:
    """Show what each rule does on texts: tries, matches, what it lost to whom, rows, milliseconds; and idle rules.

    Parameters
    ----------
    paths
        Text files, .jsonl files or folders of them; the sample articles when none is named.
    """
    from flows.commands.stats import show_stats

    return show_stats(paths or (SAMPLES,), rules, by, format)
