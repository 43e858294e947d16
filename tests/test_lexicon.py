"""The lexicon is stored from one start to the next, for the seed lists it was made of."""

from dataclasses import fields
from pathlib import Path

from extractors.actors import lexicon
from extractors.actors.lexicon import lexicon_of
from extractors.engine.seeds import Seeds


def test_a_stored_lexicon_is_the_one_that_was_made() -> None:
    stored, made = lexicon_of(Seeds()), lexicon._made(Seeds())
    for field in fields(made):
        assert getattr(stored, field.name) == getattr(made, field.name), field.name


def test_other_seeds_give_another_lexicon(tmp_path: Path) -> None:
    (tmp_path / "body_nouns.csv").write_text("surface,heads,firm\nlighthouse,Lighthouse,\n")
    assert "lighthouse" in lexicon_of(Seeds(tmp_path)).body_nouns
    assert "lighthouse" not in lexicon_of(Seeds()).body_nouns
