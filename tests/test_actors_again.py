"""Bodies and people named again by a common noun or a role."""

import pytest

from extractors.actors import Actor, Mention
from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.quotes import Quote
from extractors.reading import read


def named_again(text: str, ruleset: Ruleset) -> list[tuple[str, str]]:
    """The words of each resolved role, with the name of the actor that they stand for."""
    rows = read(Document(id="test", text=text), ruleset).rows
    names = {row.actor_id: row.name for row in rows["actors"] if isinstance(row, Actor)}
    roles = [row for row in rows["actor_mentions"] if isinstance(row, Mention) and row.mention_kind == "role"]
    return [(text[row.start : row.end], names[row.actor_id or ""]) for row in roles]


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("The Port Safety Agency met. The agency said nothing.", [("The agency", "Port Safety Agency")]),
        ("The Ministry of Fisheries met. Boats obeyed the ministry.", [("the ministry", "Ministry of Fisheries")]),
        ("Torvald Inc. closed a mill. The company has two.", [("The company", "Torvald Inc.")]),
        ("The insurer Torvald Re paid. The insurer has paid before.", [("The insurer", "Torvald Re")]),
        ("The insurer Torvald Re paid. The company was late.", [("The company", "Torvald Re")]),
        ("Coast Voice, a charity, objected. The charity wants a pier.", [("The charity", "Coast Voice")]),
        ("A survey by the Harbour Union came out. The survey found rust.", [("The survey", "Harbour Union")]),
        ("Norway's oil ministry met. The ministry waited.", [("oil ministry", "Norway"), ("The ministry", "Norway")]),
        ("The Polish government agreed.", [("government", "Poland")]),
        ("Judge Althea Monroe spoke. The judge was brief.", [("The judge", "Althea Monroe")]),
        ("Its chair, Moira Quill, spoke. The chair was brief.", [("The chair", "Moira Quill")]),
        ("They thanked the chair, Moira Quill said. The chair was brief.", []),
        ("The Oil Ministry met. Clerks left the oil ministry.", [("the oil ministry", "Oil Ministry")]),
    ],
)  # fmt: skip
def test_a_noun_stands_for_the_one_body_that_it_fits(text: str, again: list[tuple[str, str]], ruleset: Ruleset) -> None:
    assert named_again(text, ruleset) == again


@pytest.mark.parametrize(
    "text",
    [
        "The agency said nothing. The Port Safety Agency met.",
        "Tasman Bank met Harbour Bank. The bank said nothing.",
        "Tasman Bank lost money. Then another bank came to town. The bank said nothing.",
        "Tasman Bank stood near the bank of the river.",
        "The Interior Ministry met. The defence ministry said nothing.",
        "A new report came out. The report blamed the tide.",
        "The old government fell.",
    ],
)
def test_where_two_fit_or_none_nothing_is_said(text: str, ruleset: Ruleset) -> None:
    assert named_again(text, ruleset) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Torvald Inc. closed a mill. “We had to,” the company said.", "Torvald Inc."),
        ("Norway closed the road. “It is wet,” Norway's transport ministry said.", "Norway"),
        ("A report by the Coast Watch Trust came out. The report said that tides were rising.", "Coast Watch Trust"),
        ("Tasman Bank met Harbour Bank. “We agree,” the bank said.", None),
    ],
)
def test_what_a_body_says_is_its_own(text: str, speaker: str | None, ruleset: Ruleset) -> None:
    rows = read(Document(id="test", text=text), ruleset).rows
    names = {row.actor_id: row.name for row in rows["actors"] if isinstance(row, Actor)}
    (quote,) = [row for row in rows["quotes"] if isinstance(row, Quote)]
    assert names.get(quote.speaker_actor_id or "") == speaker
