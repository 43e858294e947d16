"""A pack as it is written in YAML: the fields, and what each says. docs/rules.schema.json is made from these."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from extractors.engine.errors import Fault
from extractors.engine.kinds import KINDS
from extractors.engine.yaml12 import line_of, read_yaml

Said = Annotated[str, StringConstraints(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Match(_Strict):
    """A sentence with `[[the exact span]]`, and what the row gives by column name."""

    text: Said = Field(description="A sentence of your own with [[ ]] around the exact span of the row.")
    gives: dict[str, Any] = Field(
        default_factory=dict,
        description="Columns of the row and their values (docs/tables.md). null means null; columns that are not "
        "named are not compared.",
    )
    published: str | None = Field(None, description="The publication date that the value needs, ISO 8601.")


class Reject(_Strict):
    """A near miss and why it is one."""

    text: Said = Field(description="A sentence that looks like a match and is none.")
    why: Said = Field(description="What makes it none, in words.")
    published: str | None = Field(None, description="The publication date that the value needs, ISO 8601.")


class RuleText(_Strict):
    """A rule as written in YAML."""

    id: str = Field(
        pattern=r"^[a-z][a-z0-9-]*$",
        description="Stable name in small letters, digits and hyphens; it stands in rule_id. No two rules share one.",
    )
    says: Said = Field(description="The phrase it matches, in words; `explain` and `rules list` show it.")
    pattern: Said = Field(
        description="A regular expression of the regex module. @name is a macro or a seed list, and captures as the "
        "group of that name; a literal at sign is \\@. Every repeat has a bound."
    )
    make: str | None = Field(
        None, description="The normaliser of this rule alone: a function of the kind's normalise.py."
    )
    priority: int = Field(0, description="Of two matches of one span the higher stands.")
    need: Said | None = Field(
        None,
        description="A hint for speed: a plain regular expression, without @name, that every text with a match holds.",
    )
    unless_before: Said | None = Field(None, description="No match where this pattern ends right before the words.")
    unless_after: Said | None = Field(None, description="No match where this pattern begins right after the words.")
    beats: list[str] = Field(
        default_factory=list,
        description="Ids, packs or layers whose overlapping matches this rule takes out, wherever they begin.",
    )
    status: str = Field(
        "experimental",
        pattern="^(experimental|test|stable)$",
        description="How far the rule is trusted.",
        json_schema_extra={"enum": ["experimental", "test", "stable"]},
    )
    matches: list[Match] = Field(min_length=1, description="Examples that must give exactly this row; one or more.")
    rejects: list[Reject] = Field(min_length=1, description="Near misses that must give no row; one or more.")


class PackText(_Strict):
    """A pack as written in YAML: one family of expressions."""

    pack: str = Field(
        pattern=rf"^({'|'.join(KINDS)})\.[a-z0-9_]+$",
        description="KIND.FAMILY, such as numbers.money. Two files may share a pack name.",
    )
    make: str | None = Field(
        None, description="The normaliser of the pack's rules: a function of the kind's normalise.py."
    )
    layer: str | None = Field(
        None, description="Rules of one layer compete for the same words; without it the layer is the kind."
    )
    macros: dict[str, Said] = Field(
        default_factory=dict, description="Named pieces of pattern for the rules of this file."
    )
    switch_off: list[str] = Field(default_factory=list, description="Ids of rules that are not to run.")
    rules: list[RuleText] = Field(
        default_factory=list, description="The rules. A pack may have none and only switch rules off."
    )


EXAMPLES: dict[str, type[BaseModel]] = {"matches": Match, "rejects": Reject}


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack file. `at` is the place of each rule of `text` in the file: those with faults are left out of `text`."""

    path: Path
    text: PackText
    at: tuple[int, ...]


def read_pack(path: Path) -> tuple[Pack | None, list[Fault]]:
    """The sound part of a pack file, and every fault against the schema. None where the head itself is wrong.

    Raises:
        RuleError: the file is not YAML.
    """
    content = read_yaml(path)
    if not isinstance(content, dict):
        says = "is no pack: it has no fields." if content is None else "is no pack: it must map fields to values."
        return None, [Fault(path, 1, says, "write pack: and rules:, or let `copydesk rules new KIND/FAMILY` do it.")]
    rules = content.get("rules")
    one_by_one = rules if isinstance(rules, list) else []
    faults: list[Fault] = []
    sound: list[RuleText] = []
    at: list[int] = []
    for index, rule in enumerate(one_by_one):
        try:
            sound.append(RuleText.model_validate(rule))
            at.append(index)
        except ValidationError as error:
            faults += _faults(path, error, ("rules", index), RuleText, rule)
    try:
        head = {**content, "rules": []} if isinstance(rules, list) else content
        text = PackText.model_validate(head).model_copy(update={"rules": sound})
    except ValidationError as error:
        return None, [*_faults(path, error, (), PackText, content), *faults]
    return Pack(path, text, tuple(at)), faults


def _faults(
    path: Path, error: ValidationError, place: tuple[str | int, ...], model: type[BaseModel], given: object
) -> Iterator[Fault]:
    """A fault for each field that is not as the schema wants it."""
    rule = given.get("id") if place and isinstance(given, Mapping) else None
    name = rule if isinstance(rule, str) else f"number {int(place[1]) + 1}" if place else None
    for detail in error.errors():
        where = (*place, *detail["loc"])
        says, fix = _worded(detail, model)
        yield Fault(path, line_of(path, *where), says, fix, name)


def _worded(detail: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """What is wrong with a field, in our words, and the mend."""
    field = ".".join(str(part) if isinstance(part, str) else f"{part + 1}" for part in detail["loc"]) or "the entry"
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    inner: type[BaseModel] = EXAMPLES.get(str(detail["loc"][0]) if len(detail["loc"]) > 1 else "", model)
    described = inner.model_fields[last].description if last in inner.model_fields else ""
    kind, given = detail["type"], detail["input"]
    if kind == "missing":
        return f"has no {field}.", f"add {last}: {described}"
    if kind == "extra_forbidden":
        known = ", ".join(inner.model_fields)
        near = get_close_matches(last, inner.model_fields, 1)
        return f"has no field {field!r}.", f"write {near[0]}." if near else f"use one of {known}, or leave it out."
    if kind == "too_short" and last in ("matches", "rejects"):
        words = "a sentence with [[the exact words]]" if last == "matches" else "a near miss with text: and why:"
        return f"{field} is empty: a rule without examples is refused.", f"add {words}."
    if kind == "string_too_short":
        return f"{field} is empty.", f"write it. {described}"
    if kind == "string_pattern_mismatch":
        return f"{field} {given!r} is not of the form {detail['ctx']['pattern']}.", f"rename it. {described}"
    if kind == "string_type":
        fix = f"write it as text, in single quotes. {described}"
        return f"{field} is {'empty' if given is None else f'{given!r}, which is no text'}.", fix
    if kind in ("list_type", "dict_type", "model_type", "model_attributes_type"):
        shape = (
            "a list: one line with '- ' for each entry" if kind == "list_type" else "fields: one `name: value` a line"
        )
        return f"{field} is {given!r}.", f"write it as {shape}."
    return f"{field}: {detail['msg']}.", "see the rule format in docs/rules.md."
