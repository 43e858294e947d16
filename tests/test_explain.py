"""`copydesk explain`: each span with its rule, what its values came from, and who lost to it; lines and page."""

import html
import re

import pytest

from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.reading import read
from flows.commands.explain import show
from flows.output.errors import UserError
from flows.output.explanation import Explained, explained

TEXT = (
    'More than 10,000 people marched on 4 March 2025. "We lost $3 million," said Ada Roth, the mayor of Oslo.\n\n'
    "Read also: Ferry fares rise 12% in May\n\nIt rained.\n"
)


@pytest.fixture(scope="module")
def told(ruleset: Ruleset) -> tuple[list[Explained], list[Explained]]:
    return explained(read(Document(id="a", text=TEXT), ruleset), ruleset)


def of(ones: list[Explained], words: str) -> Explained:
    return next(one for one in ones if one.words == words)


def test_values_stand_beside_the_words_they_came_from(told) -> None:
    values = {value.name: (value.said, value.source) for value in of(told[0], "10,000 people").values}
    assert values["value"] == ("10,000", "10,000")
    assert values["comparator"] == (">", "More than")
    assert values["unit"] == ("", "people")
    assert not [name for name in values if name.endswith(("_start", "_end", "_text"))]


def test_groups_carry_their_place_and_the_seed_row_that_was_looked_up(told) -> None:
    money = of(told[0], "$3 million")
    groups = {name: group for group in money.groups for name in group.names}
    assert all(TEXT[group.start : group.end] == group.words for group in money.groups)
    assert groups["magnitudes"].seeds == ("seeds/magnitudes.csv: surface=million, factor=1000000",)
    assert groups["unit"].names == ("unit", "mark", "currency_marks")
    (month,) = [group for group in of(told[0], "4 March 2025").groups if "months" in group.names]
    assert "month=3" in month.seeds[0]


def test_a_row_names_the_match_behind_it_where_that_is_another_span(told) -> None:
    quote = of(told[0], '"We lost $3 million,"')
    assert quote.match is not None
    assert (quote.rule, quote.match.text) == ("cue-verb", "said")
    actor = of(told[0], "Ada Roth")
    assert actor.match is not None
    assert (actor.rule, actor.match.text) == ("role-after-name", ", the mayor")


def test_every_loser_is_told_once_under_the_one_it_lost_to(told, ruleset: Ruleset) -> None:
    rows, others = told
    lost = read(Document(id="a", text=TEXT), ruleset).lost
    placed = [(one.found.rule.id, one.found.start) for row in (*rows, *others) for one in row.losers]
    assert sorted(placed) == sorted((one.found.rule.id, one.found.start) for one in lost)
    assert "count" in {one.found.rule.id for one in of(rows, "4 March 2025").losers}
    furniture = of(others, "Read also: Ferry fares rise 12% in May")
    assert "12%" in {one.found.text for one in furniture.losers}


def test_the_page_is_one_file_that_escapes_everything_and_links_each_span_to_its_card(ruleset: Ruleset, capsys) -> None:
    assert show(f"<script>alert(1)</script> {TEXT}", None, ruleset, "html") == 0
    page = capsys.readouterr().out
    assert "<script" not in page
    assert "://" not in page
    links, cards = re.findall(r'href="#s(\d+)"', page), re.findall(r'<section [^>]*id="s(\d+)"', page)
    assert links and sorted(links, key=int) == cards
    assert "<details><summary>1 lost to it</summary>" in page
    assert "seeds/magnitudes.csv: surface=million, factor=1000000" in page
    bare = html.unescape(
        re.sub(r"<sup>.*?</sup>|<[^>]+>", "", page[page.index("<article>") : page.index("</article>")])
    )
    assert bare == f"<script>alert(1)</script> {TEXT}"


def test_a_text_without_rows_says_so(ruleset: Ruleset, capsys) -> None:
    assert show("nothing to see here.", None, ruleset) == 0
    assert "no rows: no rule makes one here; `copydesk rules list`" in capsys.readouterr().out
    assert show("nothing to see here.", None, ruleset, "html") == 0
    assert "No rule makes a row here." in capsys.readouterr().out


def test_a_date_that_is_none_is_refused(ruleset: Ruleset) -> None:
    with pytest.raises(UserError, match="no ISO 8601 date"):
        show("On Tuesday it rained.", "soon", ruleset)
