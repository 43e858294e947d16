"""Arrays end a match where `regex` ends it, whatever the pattern is made of."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import regex
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extractors.engine import match
from extractors.engine.charset import class_of
from extractors.engine.ends import FAILED, Matcher
from extractors.engine.match import Found, find, find_plainly
from extractors.engine.plan import plan_of
from extractors.engine.ruleset import Ruleset
from extractors.engine.syntax import parse
from extractors.engine.tokens import SEPARATOR, units_of
from extractors.engine.whole import whole

ATOMS = st.sampled_from(["a", "b", "-", " ", "[ab]", "[^b]", r"\w", r"\p{Lu}", ".", "(?i:a)", "ab", ""])
SHORT = st.lists(st.sampled_from(["a", "b", r"\w", "[- ]"]), min_size=1, max_size=2).map("".join)
LOOKS = st.builds("(?{}{})".format, st.sampled_from(["=", "!", "<=", "<!"]), SHORT)
PLACES = st.sampled_from([r"\b", r"(?=-|\Z)"])
COUNTS = st.sampled_from(["?", "{0,2}", "{1,3}", "{2}", "{2,3}", "{0,4}"])
PATTERNS = st.recursive(
    st.one_of(ATOMS, LOOKS, PLACES),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map("|".join).map("(?:{})".format),
        st.builds("(?:{}){}".format, inner, COUNTS),
        st.builds("{}{}".format, st.sampled_from(["[ab]", r"\w", "-"]), st.sampled_from(["{1,3}+", "{0,2}+", "{1,9}"])),
    ),
    max_leaves=10,
)
LETTERS = "abAB- _\n\u00e9"


def ends(pattern: str, texts: list[str]) -> list[list[int]]:
    """Where arrays end a match that begins at each character of each text, and at its end."""
    made = whole(parse(pattern, {}))
    assert made is not None
    starts = np.cumsum([0, *(len(text) + len(SEPARATOR) for text in texts)])
    matcher = Matcher(class_of()[units_of(SEPARATOR.join(texts))], starts)
    places = [np.arange(len(text) + 1) + start for text, start in zip(texts, starts[:-1], strict=True)]
    found = [(matcher.ends(made.part, at), start) for at, start in zip(places, starts[:-1], strict=True)]
    return [[int(end - start) if end != FAILED else FAILED for end in at] for at, start in found]


def spans(found: Sequence[Found]) -> list[tuple[str, int, int]]:
    return [(item.rule.id, *item.match.span()) for item in found]


def plain_ends(pattern: str, texts: list[str]) -> list[list[int]]:
    match_at = regex.compile(pattern).match
    return [[hit.end() if (hit := match_at(text, at)) else FAILED for at in range(len(text) + 1)] for text in texts]


@settings(max_examples=300)
@given(PATTERNS, st.lists(st.text(LETTERS, max_size=9), min_size=1, max_size=3))
def test_matches_end_where_regex_ends_them(pattern: str, texts: list[str]) -> None:
    assume(whole(parse(pattern, {})))
    assert ends(pattern, texts) == plain_ends(pattern, texts)


@pytest.mark.parametrize("pattern", ["a+?b", "a{1,3}?", "(?m)a$", "^a", r"(a)(?P=a)", "a*"])
def test_what_arrays_cannot_match_to_the_end_is_left_to_regex(pattern: str) -> None:
    assert whole(parse(pattern, {})) is None


WORDS = ["Ada Roth", "U.S.-backed O'Neill", "\U0001d400da Roth", "Ada \U0001d400nn", "\uf8f0da", "he \U0001f389 He"]


@pytest.mark.parametrize("together", [True, False], ids=["batched", "one by one"])
def test_rules_matched_by_arrays_give_what_finditer_gives(
    together: bool, ruleset: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(match, "FEW", 0)
    monkeypatch.setattr(match, "PLACES_PER_PART", 0)
    by_arrays = [rule.id for rule, lowered in zip(ruleset.rules, ruleset.plan.lowered, strict=True) if lowered.whole]
    assert "capital-run" in by_arrays
    examples = [rule.text.matches[0].text for rule in ruleset.rules if rule.id in by_arrays]
    texts = [*examples, *WORDS, *(f"“{words},” he said. Mr. {words} of the {words}" for words in WORDS)]
    batches = [texts] if together else [[text] for text in texts]
    for text, found in zip(
        texts, (one for of in batches for one in find(of, ruleset.rules, ruleset.plan)), strict=True
    ):
        assert spans(found) == spans(find_plainly(text, ruleset.rules))


def test_rules_that_look_for_the_same_match_at_the_same_places(ruleset: Ruleset) -> None:
    some = [rule for rule in ruleset.rules if rule.id in ("money-mark", "month-day-year", "cue-verb", "capital-run")]
    rules = [*some, *(replace(rule, id=f"{rule.id}-again") for rule in some)]
    text = "Mr. Ada Roth paid $5 million on March 4, 2025, the bank said."
    (found,) = find([text], rules, plan_of(rules))
    half = len(found) // 2
    assert [(f"{name}-again", start, end) for name, start, end in spans(found[:half])] == spans(found[half:])
    assert [item.match.span() for item in found] == [(item.start, item.end) for item in found]
    assert half > 3
