"""Why a document gave what it gave: for each row the match behind it, what the values came from, and who lost to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.engine.match import Found
from extractors.engine.resolve import Lost, winner
from extractors.engine.ruleset import Ruleset
from extractors.engine.seeds import Seeds
from extractors.engine.text import span_at
from extractors.reading import Reading
from flows.output.show import by_place, summary

SHARED = {"start", "end", "text", "sentence_start", "sentence_end", "section", "rule_id"}
FURNITURE = "page furniture"


@dataclass(frozen=True, slots=True)
class Group:
    """Words that groups of a pattern captured; `seeds` are the rows of the seed lists they were looked up in."""

    names: tuple[str, ...]
    start: int
    end: int
    words: str
    seeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A cell of a row, and the words of the text that it was read from."""

    name: str
    said: str
    source: str = ""


@dataclass(slots=True)
class Explained:
    """A span of the text that stands: a row, or a match that no row came of."""

    kind: str
    start: int
    end: int
    words: str
    reads_as: str
    rule: str
    says: str
    match: Found | None = None
    groups: Sequence[Group] = ()
    values: Sequence[Value] = ()
    losers: list[Lost] = field(default_factory=list)


def explained(reading: Reading, ruleset: Ruleset) -> tuple[list[Explained], list[Explained]]:
    """The rows in text order, and what stands without a row, matches and page furniture; losers with their winner."""
    says = {rule.id: rule.text.says for rule in ruleset.rules}
    by_rule: dict[str, list[Found]] = {}
    for found in reading.kept:
        by_rule.setdefault(found.rule.id, []).append(found)
    rows: list[Explained] = []
    for kind, row in by_place(reading):
        start, end, rule = int(str(row["start"])), int(str(row["end"])), str(row["rule_id"])
        match = _behind(row, start, end, by_rule.get(rule, ()))
        rows.append(
            Explained(
                kind, start, end, reading.article.text[start:end], summary(kind, row), rule, says.get(rule, ""), match,
                [*groups(match, ruleset.seeds)] if match else (), [*values(row, reading.article.text)],
            )
        )  # fmt: skip
    taken = {id(row.match) for row in rows if row.match}
    others = [_alone(found, says) for found in reading.kept if id(found) not in taken]
    others += [_furniture(span, reading) for span in reading.article.furniture]
    _place_losers(reading, rows, others)
    return rows, [other for other in others if other.losers or other.kind != FURNITURE]


def _behind(row: dict[str, object], start: int, end: int, of_rule: Sequence[Found]) -> Found | None:
    """The match that made a row: at its span or its cue, else the nearest of its rule within the sentence."""
    spans = [(start, end)]
    if isinstance(cue := row.get("cue_start"), int):
        spans.append((cue, int(str(row["cue_end"]))))
    exact = next((found for found in of_rule if (found.start, found.end) in spans), None)
    first, last = int(str(row["sentence_start"])), int(str(row["sentence_end"]))
    near = [found for found in of_rule if found.start < max(end, last) and min(start, first) < found.end]
    return exact or min(near, key=lambda found: max(found.start - end, start - found.end, 0), default=None)


def groups(found: Found, seeds: Seeds) -> Iterator[Group]:
    """The captures of a match in text order, empty ones left out, with the seed row of each that is of a list."""
    captured: dict[tuple[int, int], list[str]] = {}
    for name in found.rule.pattern.groupindex:
        for start, end in found.spans(name):
            if start < end:
                captured.setdefault((start, end), []).append(name)
    for (start, end), names in sorted(captured.items()):
        words = found.match.string[start:end]
        rows = tuple(_seed(words, name, seeds) for name in names if name in found.rule.lists)
        yield Group(tuple(names), start, end, words, rows)


def _seed(words: str, name: str, seeds: Seeds) -> str:
    """The row of a seed list for some words, its filled cells; case aside where the pattern ignored it."""
    row = seeds[name].get(words) or seeds.folded(name).get(words.casefold()) or {}
    return f"seeds/{name}.csv: " + ", ".join(f"{column}={cell}" for column, cell in row.items() if cell)


def values(row: dict[str, object], text: str) -> Iterator[Value]:
    """What a row says, each with the words it was read from: the spans and words that stand beside it in the row."""
    told: set[str] = set()
    for column in row:
        name = _base(column, row)
        if name in told or name in SHARED:
            continue
        told.add(name)
        source = _source(name, row, text)
        if is_said(row.get(name)) or source:
            yield Value(name, _figure(row[name]) if is_said(row.get(name)) else "", source)


def _base(column: str, row: dict[str, object]) -> str:
    """The cell that a column tells the words or the place of: `change` of `change_text`; else the column itself."""
    base = column.removesuffix("_start").removesuffix("_end").removesuffix("_text")
    return base if base in row or f"{base}_text" in row else column


def _source(name: str, row: dict[str, object], text: str) -> str:
    """The words that a cell was read from; empty where the row does not say."""
    start, end = row.get(f"{name}_start"), row.get(f"{name}_end")
    if isinstance(start, int) and isinstance(end, int):
        return text[start:end]
    return str(row.get(f"{name}_text") or "")


def is_said(value: object) -> bool:
    """Whether a value says something: not None, not False, not an empty list. 0 does."""
    return value is not None and value is not False and value != []


def _figure(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(f"{part['start']}:{part['end']}" if isinstance(part, dict) else str(part) for part in value)
    return f"{value:,.12g}" if isinstance(value, float) else str(value)


def _alone(found: Found, says: dict[str, str]) -> Explained:
    rule = found.rule
    return Explained(rule.kind, found.start, found.end, found.text, "no row of its own", rule.id, says[rule.id], found)


def _furniture(span: tuple[int, int], reading: Reading) -> Explained:
    words = reading.article.text[slice(*span)]
    return Explained(FURNITURE, *span, words, "gives no rows", FURNITURE, "a line of the page, not of the story")


def _place_losers(reading: Reading, rows: Sequence[Explained], others: Sequence[Explained]) -> None:
    """Put every match that lost under the one it lost to, or under the furniture it stands in."""
    by_match = {id(one.match): one for one in (*rows, *others) if one.match}
    by_furniture = {(one.start, one.end): one for one in others if one.kind == FURNITURE}
    for lost in reading.lost:
        by = winner(lost, reading.kept, reading.lost)
        line = span_at(reading.article.furniture, lost.found.start)
        if under := by_match.get(id(by)) or by_furniture.get(line or (0, 0)):
            under.losers.append(lost)
