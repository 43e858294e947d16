"""What can be read off the pattern of one rule alone: how its matches begin, what they need, and its steps."""

from dataclasses import dataclass

from extractors.engine.characters import ASTRAL
from extractors.engine.charset import Flags, charset
from extractors.engine.edges import ANY, FAR, any_of, width
from extractors.engine.heads import NEWLINE, heads_of
from extractors.engine.lower import steps_of
from extractors.engine.needs import branches, needs_of
from extractors.engine.pack import Rule
from extractors.engine.steps import Steps
from extractors.engine.syntax import parse
from extractors.engine.tokens import RECORD_SEPARATOR
from extractors.engine.wanted import Wants, wanted
from extractors.engine.whole import Whole, whole

LINE_START = NEWLINE | ASTRAL
TEXT_START = 1 << RECORD_SEPARATOR
FARTHEST = 4096
"""Where a pattern has no bound of its own. Without an end `regex` searches the whole text for a literal it requires."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A branch as read off its pattern alone."""

    begins: Wants
    before: Flags | None
    begins_line: bool
    needs: tuple[tuple[Wants, int], ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What the plan of one rule is made of, whatever other rules there are."""

    openings: tuple[Opening, ...]
    reach: int
    is_open: bool


def sketched(rule: Rule) -> Sketch:
    """The sketch of one rule, read off its pattern."""
    tree = parse(rule.expanded, rule.lists)
    is_open = False
    found: list[Opening] = []
    for node in branches(tree):
        heads = heads_of(node)
        is_open |= any(head.mask == ANY for head in heads)
        mask = any_of([head.before for head in heads])
        before = None if mask == ANY else charset(mask | TEXT_START)
        needs = sorted(needs_of(node), key=lambda need: abs(need.distance))
        wants = tuple((wanted(need.heads), need.distance) for need in needs)
        found.append(Opening(wanted(heads), before, not mask & ~LINE_START, wants))
    reach = width(tree)
    return Sketch(tuple(found), FARTHEST if reach >= FAR else reach + 2, is_open)


@dataclass(frozen=True, slots=True)
class Lowered:
    """A pattern for arrays: its steps, and the whole of it where arrays can match it to the end."""

    steps: Steps
    whole: Whole | None


def lowered(rule: Rule) -> Lowered:
    """The pattern of one rule for arrays. Of atomic groups its tree knows nothing."""
    tree = parse(rule.expanded, rule.lists)
    return Lowered(steps_of(tree), None if "(?>" in rule.expanded else whole(tree))
