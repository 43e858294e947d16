"""Numbers: quantities in running text, with unit, bounds, direction and what is counted.

The way of a number: its rule names a normaliser, in `counts`, `measures` or `money`, which reads the figures
(`values`), refuses what is no quantity (`evidence`) and finds the noun that is counted (`nouns`, `forms`), what
happened to those counted (`roles`) and the denominator of a rate (`rates`). `making` adds what stands around it: hedge
and movement (`context`), and how firmly it is put (`modality`). What only other figures or the whole article can tell
comes last: units in the heads of tables (`heads`), which dollar (`money`, `assumed`), and what neighbours leave to one
another (`neighbours`, `moves`, `parallels`).
"""

from collections.abc import Sequence

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.normalise import normalised
from extractors.engine.seeds import Seeds
from extractors.numbers import normalise
from extractors.numbers.assumed import assume
from extractors.numbers.heads import under_heads
from extractors.numbers.money import settle_dollars, settle_rupees
from extractors.numbers.neighbours import neighbours
from extractors.numbers.row import Number

__all__ = ["Number", "rows"]


def rows(found: Sequence[Found], article: Article, seeds: Seeds) -> list[Number]:
    """The rows of table `numbers`, in text order: each match normalised, then what only other figures or the whole
    article can tell, such as which dollar a bare "$" is.
    """
    made = [row for row in normalised(found, article, seeds, normalise) if isinstance(row, Number)]
    made = under_heads(made, article, seeds)
    made = settle_dollars(made, article, seeds)
    made = settle_rupees(made, article, seeds)
    made = neighbours(made, article, seeds)
    return assume(made, article.document, seeds)
