"""The rooms: what imports what is what docs/architecture.md draws, and no arrow leads back."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("flows", "extractors", "schemas", "warehouse", "seeds", "benchmarks")
OWN = {"flows": "front", "extractors": "reading", "warehouse": "store"}
"""What the diagram calls the modules of a room that stand in none of its inner rooms."""
INNER = {outer: {path.parent.name for path in (ROOT / outer).glob("*/__init__.py")} for outer in OWN}
KINDS = {path.parent.name for path in (ROOT / "extractors").glob("*/rules")} | {"engine"}
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


@cache
def modules() -> dict[str, Path]:
    """Every module of the rooms by its dotted name."""
    paths = (path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "programs" not in path.parts)
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


@cache
def imports(module: str) -> frozenset[str]:
    """The modules of ours that a module imports, wherever in it, for types too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(modules()[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written in full"
            below = {f"{node.module}.{name.name}" for name in node.names}
            found |= (below & modules().keys()) or {str(node.module)}
    return frozenset(found & modules().keys()) - {module}


def room(module: str, seen_from: str) -> str:
    """The room of a module: the outer one, seen from another; else the inner one."""
    outer, *inner = module.split(".")
    if outer not in OWN or outer != seen_from.split(".")[0]:
        return outer
    return inner[0] if inner and inner[0] in INNER[outer] else OWN[outer]


def arrows() -> Iterator[tuple[str, str]]:
    for module in modules():
        for target in imports(module):
            ends = (room(module, target), room(target, module))
            if ends[0] != ends[1]:
                yield ends


def is_sorted(graph: dict[str, set[str]]) -> bool:
    """Whether it has no circle; graphlib names one otherwise."""
    return bool([*TopologicalSorter(graph).static_order()])


def test_the_diagram_shows_the_imports() -> None:
    (diagram,) = re.findall(r"^```mermaid\n(.*?)^```", PAGE, re.M | re.S)
    drawn = re.findall(r"(\w+) --> (\w+)", diagram)
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == set(arrows())


def test_no_two_rooms_have_one_name() -> None:
    names = [*ROOMS, *OWN.values(), *(name for inner in INNER.values() for name in inner)]
    assert len(names) == len(set(names))


def test_arrows_between_rooms_lead_one_way() -> None:
    graph: dict[str, set[str]] = {}
    for source, target in arrows():
        graph.setdefault(source, set()).add(target)
    assert is_sorted(graph)


def test_modules_import_in_no_circle() -> None:
    assert len(modules()) > 200
    assert is_sorted({module: {*imports(module)} for module in modules()})


def test_a_circle_is_seen() -> None:
    with pytest.raises(ValueError, match="cycle"):
        is_sorted({"a": {"b"}, "b": {"a"}})


def test_files_named_on_the_page_exist() -> None:
    for name in re.findall(r"`((?:flows|extractors|schemas|warehouse|seeds|benchmarks)/[\w/.]*)`", PAGE):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("room", sorted(KINDS - {"article"}))
def test_the_way_through_a_room_names_modules_that_are_there(room: str) -> None:
    folder = ROOT / "extractors" / room
    named = re.findall(
        r"`([a-z_0-9]+)`", ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    )
    assert len(named) > 10
    assert not [name for name in named if not (folder / f"{name}.py").is_file()]


def test_the_kinds_know_nothing_of_files_and_tables() -> None:
    for module in modules():
        outer, *inner = module.split(".")
        if outer == "extractors" and KINDS & {*inner[:1]}:
            assert not [name for name in imports(module) if name.split(".")[0] != "extractors"], module
