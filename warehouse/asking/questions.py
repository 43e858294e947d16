"""The questions in warehouse/queries: SQL with parameters, and a head that says what they answer.

    -- What has somebody said? Every quote of the speakers of that name.
    -- speaker text!: part of the speaker's name
    -- limit integer = 50: rows at most

`!` marks a parameter that must be given; one without a default is null when it is left out.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from warehouse.errors import WarehouseError

QUERIES = Path(__file__).resolve().parents[1] / "queries"
Value = str | int | float | date | list[str] | None
HEAD = re.compile(r"-- (?P<name>[a-z_]+) (?P<type>[a-z]+)(?P<needed>!?)(?: = (?P<default>[^:]+))?: (?P<says>.+)")
TYPES: Mapping[str, tuple[Callable[[str], Value], str]] = {
    "text": (str, "words"),
    "integer": (int, "a whole number, 20"),
    "number": (float, "a number, 0.5"),
    "date": (date.fromisoformat, "a day, 2025-03-04"),
}
"""What reads a value of a type, and how one looks."""


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter of a question. Without a default it is null where nothing is given."""

    name: str
    type: str
    is_needed: bool
    default: str | None
    says: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: what it answers, its SQL, and what it can be told."""

    name: str
    says: str
    sql: str
    parameters: Mapping[str, Given]

    def values(self, given: Mapping[str, str]) -> dict[str, Value]:
        """The value of every parameter, from words.

        Raises:
            WarehouseError: a parameter is unknown or missing, or its words are no value of its type.
        """
        for name in given:
            if name not in self.parameters:
                near = get_close_matches(name, self.parameters, 1)
                hint = f"  fix: --param {near[0]}={given[name]}" if near else f"  known: {self.usage or 'none'}"
                raise WarehouseError(f"question {self.name} has no parameter {name}.\n{hint}")
        return {name: self._value(parameter, given.get(name)) for name, parameter in self.parameters.items()}

    @property
    def usage(self) -> str:
        """Its parameters as they are given, with their defaults."""
        return " ".join(
            f"{name}={parameter.default or '...'}" if parameter.is_needed or parameter.default else f"[{name}=...]"
            for name, parameter in self.parameters.items()
        )

    def _value(self, parameter: Given, words: str | None) -> Value:
        words = parameter.default if words is None else words
        read, example = TYPES[parameter.type]
        fix = f"  fix: copydesk query {self.name} --param {parameter.name}=... ({example}: {parameter.says})"
        if words is None:
            if parameter.is_needed:
                raise WarehouseError(f"question {self.name} needs {parameter.name}.\n{fix}")
            return None
        try:
            return read(words)
        except ValueError as error:
            raise WarehouseError(f"{parameter.name}={words!r} is no {parameter.type}.\n{fix}") from error


def names() -> list[str]:
    """The names of the questions that come with Copydesk."""
    return sorted(path.stem for path in QUERIES.glob("*.sql"))


@cache
def questions() -> Mapping[str, Question]:
    """The questions that come with Copydesk, by name."""
    return {name: _read(QUERIES / f"{name}.sql") for name in names()}


def question(name: str) -> Question:
    """A question by its name.

    Raises:
        WarehouseError: there is none of that name.
    """
    if name not in questions():
        near = get_close_matches(name, questions(), 1) or [known for known in questions() if name in known]
        hint = f"  near: {', '.join(near)}\n" if name and near else ""
        raise WarehouseError(f"there is no question {name}.\n{hint}  known: {', '.join(questions())}")
    return questions()[name]


def _read(path: Path) -> Question:
    """A question from its file: the head, then one query."""
    lines = path.read_text("utf-8").splitlines()
    head = [line for line in lines if line.startswith("--")]
    parameters = {}
    for line in head[1:]:
        found = HEAD.fullmatch(line)
        if found is None or found["type"] not in TYPES:
            raise WarehouseError(f"{path}: cannot read {line!r}.\n  fix: -- name type = default: what it means")
        parameters[found["name"]] = Given(
            found["name"], found["type"], bool(found["needed"]), found["default"], found["says"]
        )
    sql = "\n".join(line for line in lines if not line.startswith("--"))
    return Question(path.stem, head[0].removeprefix("-- "), sql, parameters)
