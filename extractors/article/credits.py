"""Who wrote and published an article, as it prints it itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import regex

from extractors.engine.match import Found

DAY_IN_PATH = regex.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?:[/.-]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Byline, place of the dateline, outlet and holder of the copyright, each as printed; None where nothing is."""

    by: str | None = None
    located: str | None = None
    publisher: str | None = None
    copyright_holder: str | None = None


def credits_of(found: Sequence[Found]) -> Credits:
    """The credits among the matches of the article packs; the outlet of byline, copyright or agency."""
    holder = _first(found, "holder")
    outlet = _first(found, "publisher") or holder or _first(found, "agency")
    return Credits(by=_first(found, "by"), located=_first(found, "located"), publisher=outlet, copyright_holder=holder)


def _first(found: Sequence[Found], group: str) -> str | None:
    """The words of a group in the first match that has it, without blanks at their ends."""
    return next((words.strip() for item in found if (words := item.first(group))), None)


def day_in_address(uri: str | None) -> date | None:
    """The day that the path of a uri holds, as in /2025/03/04/; None where it holds none."""
    match = DAY_IN_PATH.search(uri or "")
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None
