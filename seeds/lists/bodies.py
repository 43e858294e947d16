"""Organisations under all their names."""

import re
from collections.abc import Iterator

from seeds.lists.typed import Rows, listed, mark, rows_of, typed_lines

BRITISH = (("Organization", "Organisation"), ("Center", "Centre"), ("Defense", "Defence"), ("Program ", "Programme "))


def organisations() -> Rows:
    """Organisations, typed: full names, short names and acronyms that share one name."""
    line_form = re.compile(
        r"(?P<name>.+?)(?P<doubt>\?)?(?: \((?P<code>[A-Z]{2})\))?(?: (?P<item>Q\d+))?(?:: (?P<more>.+))?"
    )
    entries: list[tuple[str, ...]] = []
    schema = sector = ""
    for line in typed_lines("organisations"):
        if line.startswith("["):
            schema, sector = line.strip("[]").split()
            continue
        found = line_form.fullmatch(line)
        if not found:
            raise ValueError(f"organisations: cannot read {line!r}")
        cells = (found["name"], schema, found["code"] or "", found["item"] or "", sector)
        entries.append((found["name"], *cells, mark(bool(found["doubt"]))))
        entries += [(surface, *cells, doubt) for surface, doubt in listed(found["more"] or "")]
    known = {surface for surface, *_ in entries}
    for surface, *more in entries[:]:
        entries += [(other, *more) for other in britain_and_america(surface) if other not in known]
    return rows_of("surface,name,ftm_schema,country_code,wikidata_id,sector_code,ambiguous", entries)


def britain_and_america(surface: str) -> Iterator[str]:
    """A surface as it is spelt on the other side of the Atlantic."""
    for american, british in BRITISH:
        if american in surface:
            yield surface.replace(american, british)
        if british in surface:
            yield surface.replace(british, american)
