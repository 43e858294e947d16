"""`copydesk explain`: the way from words to row, and the matches that lost."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape

from extractors.document import Document
from extractors.engine.match import Found
from extractors.engine.ruleset import Ruleset
from extractors.reading import read
from flows.errors import UserError
from flows.show import by_place, summary
from flows.sources import FORMATS, plain

QUIET = {"start", "end", "text", "sentence_start", "sentence_end", "section", "rule_id"}


def show(text: str, published: str | None, ruleset: Ruleset) -> int:
    """Print every row with its rule, groups and values, then the losers with the reason they lost."""
    console = Console(highlight=False, soft_wrap=True)
    reading = read(_document(text, published), ruleset)
    if reading.reason:
        console.print(f"no rows: {reading.reason}")
    found = {(item.rule.id, item.start, item.end): item for item in reading.kept}
    for kind, row in by_place(reading):
        key = (str(row["rule_id"]), int(str(row["start"])), int(str(row["end"])))
        words = escape(" ".join(str(row["text"]).split()))
        console.print(f"[bold]{words}[/]  {key[1]}:{key[2]}  {kind}: {escape(summary(kind, row))}")
        console.print(f"  rule    {row['rule_id']}{_says(ruleset, key[0])}")
        if key in found and (groups := _groups(found[key])):
            console.print(f"  groups  {escape(groups)}")
        values = {name: value for name, value in row.items() if name not in QUIET and is_said(value)}
        console.print("  values  " + escape(", ".join(f"{name}={value}" for name, value in values.items())))
    for lost in reading.lost:
        words = escape(" ".join(lost.found.text.split()))
        console.print(
            f"[dim]lost    {words}  {lost.found.start}:{lost.found.end}  {lost.found.rule.id}: {escape(lost.why)}[/]"
        )
    if not any(reading.rows.values()):
        console.print("no rule matches here.")
    return 0


def _document(text: str, published: str | None) -> Document:
    """The document of a file, when the text names one, else of the text itself."""
    if len(text) < 4096 and "\n" not in text and Path(text).is_file():
        document = plain.document(Path(text).read_bytes(), text)
        if not isinstance(document, Document):
            raise UserError(f"{text}: {document.message}.\n  fix: name a text file in UTF-8.")
        return Document(id=text, text=document.text, published=published)
    if Path(text).suffix in FORMATS and len(text.split()) == 1:
        raise UserError(f"{text}: no such file.\n  fix: name a file that exists, or give the text itself.")
    return Document(id="explain", text=text, published=published)


def _says(ruleset: Ruleset, rule_id: str) -> str:
    return next((f": {rule.text.says}" for rule in ruleset.rules if rule.id == rule_id), "")


def is_said(value: object) -> bool:
    """Whether a value says something: not None, not False, not an empty list. 0 does."""
    return value is not None and value is not False and value != []


def _groups(found: Found) -> str:
    return ", ".join(
        f"{name}={' | '.join(found.all(name))}" for name in found.rule.pattern.groupindex if found.all(name)
    )
