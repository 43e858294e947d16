"""YAML as 1.2 reads it: only true and false are booleans, a date or `12:30` stays text, `NO` is Norway."""

import re
from collections.abc import Hashable, Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from extractors.engine.errors import Fault, RuleError

Place = tuple[str | int, ...]
"""The way to a value from the top of a file: ("rules", 0, "pattern")."""


class _Yaml12(yaml.SafeLoader if not hasattr(yaml, "CSafeLoader") else yaml.CSafeLoader):  # type: ignore[misc]
    """YAML 1.2 core schema: true, false, null, ints and floats; everything else is text. No key stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        """A mapping; of a key that stands twice YAML's own loader would drop the first value in silence."""
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                raise yaml.MarkedYAMLError(problem=f"the field {key.value!r} stands twice", problem_mark=key.start_mark)
            seen.add(str(key.value))
        made: dict[Hashable, object] = super().construct_mapping(node, deep)
        return made


_Yaml12.yaml_implicit_resolvers = {}
for _tag, _shape, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    _Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_shape), list(_first))


def read_yaml(path: Path) -> object:
    """The content of a YAML 1.2 file.

    Raises:
        RuleError: it is not YAML; the message names file and line.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Yaml12)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        says = f"not YAML: {error.problem or error.context}"
        raise RuleError.of([Fault(path, mark.line + 1 if mark else 1, f"{says}.", _mend(says))]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        says = f"not YAML: {' '.join(str(error).split())}"
        raise RuleError.of(
            [Fault(path, 1, f"{says}.", "save the file as UTF-8 text, without control characters.")]
        ) from None
    except OSError as error:
        raise RuleError.of([Fault(path, 1, f"cannot be read: {error.strerror}.", "make it readable.")]) from None


def _mend(says: str) -> str:
    if "stands twice" in says:
        return "keep one of the two."
    if "escape" in says:
        return "write patterns in single quotes: there a backslash is a backslash."
    return "mend that line or the one above: indent with blanks, and put words with a colon, # or @ in single quotes."


def line_of(path: Path, *place: str | int) -> int:
    """The line where a value stands, counted from 1; of its nearest parent where it is missing."""
    try:
        lines = _lines(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return 1
    return next((lines[place[:length]] for length in range(len(place), -1, -1) if place[:length] in lines), 1)


@lru_cache(maxsize=64)
def _lines(text: str) -> dict[Place, int]:
    """From each place in a YAML text to its line."""
    node = yaml.compose(text, Loader=_Yaml12)
    return dict(_marked(node, ())) if node else {}


def _marked(node: yaml.Node, place: Place) -> Iterator[tuple[Place, int]]:
    if not place:
        yield place, 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*place, str(key.value)), key.start_mark.line + 1
            yield from _marked(value, (*place, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield (*place, index), item.start_mark.line + 1
            yield from _marked(item, (*place, index))
