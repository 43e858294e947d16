"""A Number from its ends and the words around it: what all normalisers of the kind share."""

from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds
from extractors.numbers import context
from extractors.numbers.row import Number
from extractors.numbers.values import Figure, read_figure, share_magnitude

LEAST = (">", ">=")
LOSE = ("lose", "loses", "lost", "losing")
MOST = ("<", "<=")


@dataclass(frozen=True, slots=True)
class Ends:
    """One figure, or the two of a range, with the span they cover."""

    figures: tuple[Figure, ...]
    start: int
    end: int

    @property
    def is_range(self) -> bool:
        """Whether there are two."""
        return len(self.figures) > 1


def read_ends(found: Found, seeds: Seeds, group: str = "number") -> Ends | None:
    """The figures of a match, a minus applied and a magnitude shared by both ends; None where one is no figure."""
    spans = found.spans(group)
    texts = found.all(group)
    if not texts:
        return None
    mark = found.first("magnitude_mark")
    read = [read_figure(text, seeds, mark if index == len(texts) - 1 else None) for index, text in enumerate(texts)]
    figures = [figure for figure in read if figure is not None]
    if len(figures) < len(texts):
        return None
    signs = {end for _, end in found.spans("sign")}
    figures = [
        Figure(-figure.value, -figure.bare, figure.magnitude) if span[0] in signs else figure
        for figure, span in zip(figures, spans, strict=True)
    ]
    if len(figures) > 2:
        return None
    if len(figures) == 2:
        figures = list(share_magnitude(figures[0], figures[1], seeds))
    start = min(start for start, _ in (*spans, *found.spans("sign")))
    return Ends(tuple(figures), start, spans[-1][1])


def make_number(
    found: Found,
    article: Article,
    seeds: Seeds,
    ends: Ends,
    *,
    kind: str,
    start: int | None = None,
    end: int | None = None,
) -> Number:
    """The row of a figure or range, its hedge, direction and modality read from the sentence.

    `low` and `high` are what the words allow: "over 10" has no `high`, "up to 10" no `low`.
    """
    start = found.start if start is None else start
    end = found.end if end is None else end
    hedge = context.hedge(article, start, end, seeds)
    moved = context.change(
        article,
        start - len(hedge.text or "") - 1 if hedge.text and not _behind(article, start, hedge) else start,
        end,
        seeds,
    )
    if kind not in ("percent", "percentage_point", "basis_point", "ratio") and (moved.text or "").casefold() in LOSE:
        moved = context.Change()
    put = context.modality(article, start, seeds)
    values = sorted(figure.value for figure in ends.figures)
    low: Decimal | None = values[0]
    high: Decimal | None = values[-1]
    if not ends.is_range:
        high = None if hedge.comparator in LEAST else high
        low = None if hedge.comparator in MOST else low
    return Number(
        start=start, end=end, rule_id=found.rule.id,
        value=None if ends.is_range else float(ends.figures[0].value),
        low=None if low is None else float(low), high=None if high is None else float(high),
        value_start=ends.start, value_end=ends.end, quantity_kind=kind,
        comparator=hedge.comparator, comparator_text=hedge.text, approximate=hedge.comparator == "~",
        change=moved.change, change_text=moved.text,
        polarity=put.polarity, modality=put.modality, modality_text=put.text,
        magnitude_text=next((figure.magnitude for figure in reversed(ends.figures) if figure.magnitude), None),
    )  # fmt: skip


def _behind(article: Article, start: int, hedge: context.Hedge) -> bool:
    return not context.before(article, start).rstrip().endswith(hedge.text or "\0")


def with_unit(number: Number, found: Found, seeds: Seeds, **cells: object) -> Number:
    """The row with the span and words of the match's unit, and the rate's denominator."""
    spans = found.spans("unit")
    per = per_of(read_per(found), seeds)
    if spans:
        unit_start, unit_end = spans[-1]
        while found.match.string[unit_end - 1 : unit_end].isspace() and unit_end > unit_start:
            unit_end -= 1
        cells |= {"unit_start": unit_start, "unit_end": unit_end, "unit_text": found.match.string[unit_start:unit_end]}
    return replace(number, per=per, **cells)  # type: ignore[arg-type]


def per_of(per: str | None, seeds: Seeds) -> str | None:
    """The denominator of a rate in the singular: "sq m" is square metre."""
    if per is None:
        return None
    row = seeds["per_words"].get(per)
    return row["per"] if row else per


def read_per(found: Found) -> str | None:
    """The denominator as printed; None without one."""
    return found.first("per_words") or found.first("per_any")


def scaled(number: Number, factor: str, base: str) -> Number:
    """The row with its bounds in base units; untouched where the unit has none."""
    if not factor or not base:
        return number
    low = None if number.low is None else float(Decimal(str(number.low)) * Decimal(factor))
    high = None if number.high is None else float(Decimal(str(number.high)) * Decimal(factor))
    return replace(number, si_low=low, si_high=high, si_unit=base)
