"""Which currency a shared mark most likely is: a guess that stands beside the open `currency`, never in it."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from extractors.article.document import Document
from extractors.engine.seeds import Seeds
from extractors.numbers.row import Number


def assume(rows: Sequence[Number], document: Document, seeds: Seeds) -> list[Number]:
    """The rows, each open dollar, rupee or shilling with that of the outlet's country, else the commonest one."""
    known = seeds["assumed_currencies"]
    country = ""
    assumed: list[Number] = []
    for row in rows:
        if row.quantity_kind == "money" and row.currency is None and row.unit and row.unit in known:
            country = country or _country(document.uri)
            found = known.get(f"{row.unit} {country}") or known[row.unit]
            row = replace(row, currency_assumed=found["currency"])
        assumed.append(row)
    return assumed


def _country(uri: str | None) -> str:
    """The last part of an address's host, a country's code where it has two letters."""
    try:
        host = urlsplit(uri or "").hostname or ""
    except ValueError:
        return "-"
    return host.rpartition(".")[2] or "-"
