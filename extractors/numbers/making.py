"""A Number from its ends and the words around it: what all normalisers of the kind share."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds
from extractors.engine.text import Span
from extractors.numbers.context import REACH, Change, change, hedge, last_word
from extractors.numbers.modality import Modality, modality
from extractors.numbers.moves import turned
from extractors.numbers.rates import per_behind, per_of
from extractors.numbers.row import Number
from extractors.numbers.values import Figure, read_figure, share_magnitude

LEAST = (">", ">=")
LOSE = ("lose", "loses", "lost", "losing")
MOST = ("<", "<=")
RATES = ("percent", "percentage_point", "basis_point", "ratio")


@dataclass(slots=True)
class Ends:
    """One figure, or the two of a range, with the span they cover."""

    figures: tuple[Figure, ...]
    start: int
    end: int

    @property
    def is_range(self) -> bool:
        """Whether there are two."""
        return len(self.figures) > 1

    def below_zero(self) -> "Ends":
        """The same figures with a minus."""
        return replace(self, figures=tuple(-figure for figure in self.figures))


def read_ends(found: Found, seeds: Seeds, group: str = "number") -> Ends | None:
    """The figures of a match, a minus applied and a magnitude shared by both ends; None where one is no figure."""
    spans = found.spans(group)
    if not 0 < len(spans) <= 2:
        return None
    signs = found.spans("sign")
    last = len(spans) - 1
    figures: list[Figure] = []
    for index, (start, end) in enumerate(spans):
        mark = found.first("magnitude_mark") if index == last else None
        figure = read_figure(found.match.string[start:end], seeds, mark)
        if figure is None:
            return None
        if signs and any(start == end for _, end in signs):
            figure = -figure
        figures.append(figure)
    if last:
        figures = list(share_magnitude(figures[0], figures[1], seeds))
    start = min(start for start, _ in (*spans, *signs)) if signs else spans[0][0]
    return Ends(tuple(figures), start, spans[-1][1])


def make_number(
    found: Found, article: Article, seeds: Seeds, ends: Ends, *, kind: str, span: Span | None = None, **cells: object
) -> Number:
    """The row of a figure or range, its hedge, direction and modality read from the sentence.

    `low` and `high` are what the words allow: "over 10" has no `high`, "up to 10" no `low`. `span` is where
    its words are looked for (the match when not given); `cells` go before all that.
    """
    start, end = span or (found.start, found.end)
    text, sentence = article.text, article.sentence(start)
    left = text[max(sentence[0], start - REACH) : start]
    last = last_word(left)
    bound = hedge(text, end, left, last, seeds)
    if bound.text and left.rstrip().endswith(bound.text):
        at = max(sentence[0], start - len(bound.text) - 1)
        left = text[max(sentence[0], at - REACH) : at]
        last = last_word(left)
    moved = change(text, end, sentence[1], left, last, seeds)
    if moved.text and kind not in RATES and moved.text.casefold() in LOSE:
        moved = Change()
    put = modality(start, end, sentence, text, seeds)
    if kind == "mass" and (put.text or "").startswith("weigh"):
        put = Modality()
    low, high = _bounds(ends, bound.comparator)
    figure = ends.figures[-1]
    number = Number(
        start=start, end=end, rule_id=found.rule.id, value=None if ends.is_range else float(figure.value),
        low=low, high=high, value_start=ends.start, value_end=ends.end, quantity_kind=kind,
        comparator=bound.comparator, comparator_text=bound.text, change=moved.change, change_text=moved.text,
        approximate=bound.comparator == "~", polarity=put.polarity, modality=put.modality, modality_text=put.text,
        magnitude_text=figure.magnitude or ends.figures[0].magnitude,
    )  # fmt: skip
    for column, cell in cells.items():
        setattr(number, column, cell)
    if ends.is_range and number.change is None:
        return turned(number, [float(figure.value) for figure in ends.figures], article, seeds)
    return number


def _bounds(ends: Ends, comparator: str) -> tuple[float | None, float | None]:
    """Low and high of a figure as its hedge leaves them, of a range its ends."""
    value = float(ends.figures[-1].value)
    if not ends.is_range:
        return None if comparator in MOST else value, None if comparator in LEAST else value
    first = float(ends.figures[0].value)
    return min(first, value), max(first, value)


def make_measured(found: Found, article: Article, seeds: Seeds, ends: Ends, *, kind: str, **cells: object) -> Number:
    """The row of a figure with the span and words of the match's unit, and the rate's denominator."""
    cells["per"] = per_of(found, seeds) or per_behind(found.end, article, seeds)
    if spans := found.spans("unit"):
        text = article.text
        start, end = spans[-1]
        while text[end - 1 : end].isspace() and end > start:
            end -= 1
        cells |= {"unit_start": start, "unit_end": end, "unit_text": text[start:end]}
    return make_number(found, article, seeds, ends, kind=kind, **cells)  # type: ignore[arg-type]


def scaled(number: Number, unit: Mapping[str, str], seeds: Seeds, is_level: bool = True) -> Number:
    """The row with its bounds in the base unit of a row of `units.csv`; untouched where the unit has none.

    An offset (that of "50°F") holds for a level alone: a move of 10 degrees Fahrenheit has no zero.
    """
    if not unit["factor"]:
        return number
    factor = Decimal(unit["factor"])
    zero = seeds["unit_offsets"].get(unit["unit"]) if is_level else None
    offset = Decimal(zero["offset"]) if zero else Decimal(0)
    number.si_low = None if number.low is None else _exactly(Decimal(str(number.low)) * factor + offset)
    number.si_high = None if number.high is None else _exactly(Decimal(str(number.high)) * factor + offset)
    number.si_unit = unit["base"]
    return number


def _exactly(number: Decimal) -> float:
    """A product to twelve digits: what factors of sixteen digits leave certain."""
    return float(f"{number:.12g}")
