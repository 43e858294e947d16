"""Every example of every rule, run through the whole pipeline."""

import pytest

from extractors.checking.check import faults
from extractors.engine.ruleset import Ruleset, ruleset_of


@pytest.mark.parametrize("rule", ruleset_of(None).rules, ids=lambda rule: rule.id)
def test_rule_gives_what_its_examples_say(rule, ruleset: Ruleset) -> None:
    assert list(faults(ruleset, [rule])) == []
