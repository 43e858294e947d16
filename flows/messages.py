"""Every message of an error that a user can meet, read off the sources: docs/errors.md."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ERRORS = ("UserError", "RuleError", "SeedError", "WarehouseError", "TableError", "DataError")
SHELVES: Mapping[str, str] = {
    "flows": "What was asked",
    "extractors": "Rules and seed lists",
    "warehouse": "The warehouse",
    "schemas": "The contract",
}
HEAD = """# Error messages

Written by `python -m flows.reference` from the sources. Do not edit it. `…` stands for a name, a path or a figure. An
error of what was asked, of rules or of the warehouse ends with exit code 1; where nothing of the data can be published,
with 2. What happens to documents that cannot be read is in [operate.md](operate.md#bad-input).
"""


@dataclass(frozen=True, slots=True)
class Message:
    """What an error says, and what it tells to do; `…` where the mend is put together elsewhere."""

    says: str
    mend: str


def page() -> str:
    """The page, a section for each room."""
    return "\n".join([HEAD, *(_section(room, title) for room, title in SHELVES.items())])


def messages(room: str) -> list[Message]:
    """The messages that the modules of a room raise, by their words, each once."""
    found = {message for path in sorted((ROOT / room).rglob("*.py")) for message in _of(ast.parse(path.read_text()))}
    return sorted(found, key=lambda message: (message.says.lower(), message.mend))


def _section(room: str, title: str) -> str:
    rows = [f"| {_cell(message.says)} | {_cell(message.mend)} |" for message in messages(room)]
    return "\n".join([f"## {title}", "", "| message | what to do |", "|---|---|", *rows, ""])


def _of(tree: ast.Module) -> Iterator[Message]:
    """The messages of one module: words of a raised error, and the words and mend of a fault."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        named = _named(function)
        for node in ast.walk(function):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            if name in ERRORS:
                yield from (_split(words) for words in _words(node.args[0], named))
            elif name == "Fault" and len(node.args) > 3:
                mends = _words(node.args[3], named)
                yield from (Message(words, mend) for words in _words(node.args[2], named) for mend in mends or ["…"])


def _named(function: ast.FunctionDef) -> dict[str, list[str]]:
    """What each name of a function may stand for, where that is words."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name):
            found.setdefault(target.id, []).extend(_words(node.value, {}))
    return found


def _words(node: ast.expr, named: Mapping[str, list[str]]) -> list[str]:
    """The texts that an expression can give, what is filled in as `…`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return ["".join(parts) for parts in product(*(_part(part, named) for part in node.values))]
    if isinstance(node, ast.IfExp):
        return [*_words(node.body, named), *_words(node.orelse, named)]
    return named.get(node.id, []) if isinstance(node, ast.Name) else []


def _part(node: ast.expr, named: Mapping[str, list[str]]) -> list[str]:
    """The texts that a part of an f-string can give: words of more than one word are shown, a name or figure is `…`."""
    if isinstance(node, ast.FormattedValue):
        return [words for words in _words(node.value, named) if " " in words.strip()] or ["…"]
    return _words(node, named) or ["…"]


def _split(words: str) -> Message:
    """The first line, and the lines that say what is known, where to look and how to mend it."""
    says, *rest = (" ".join(line.split()) for line in words.splitlines())
    return Message(says, "; ".join(line.removeprefix("fix: ") for line in rest))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
