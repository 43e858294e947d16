"""The JSON Schema of packs, for editors: fresh, and of one mind with the loader."""

from pathlib import Path

import pytest

from extractors.checking import schema
from extractors.engine.kinds import KINDS, pack_files
from extractors.engine.yaml12 import read_yaml


def test_the_schema_for_editors_is_fresh(capsys) -> None:
    assert schema.main(["--check"]) == 0


def test_a_stale_schema_is_told(monkeypatch, tmp_path: Path, capsys) -> None:
    monkeypatch.setattr(schema, "FILE", tmp_path / "rules.schema.json")
    assert schema.main(["--check"]) == 1
    assert "python -m extractors.checking.schema" in capsys.readouterr().err
    assert schema.main([]) == schema.main(["--check"]) == 0


PACKS = [path for kind in KINDS for path in pack_files(kind)]


@pytest.mark.parametrize("path", PACKS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_every_pack_of_ours_is_right_by_the_schema(path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator(schema.schema()).validate(read_yaml(path))


@pytest.mark.parametrize(
    "content",
    [{"rules": []}, {"pack": "weather.x"}, {"pack": "numbers.x", "rule": []}, {"pack": "numbers.x", "rules": [{}]}],
)
def test_what_the_loader_refuses_the_schema_refuses(content: dict[str, object]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    assert not jsonschema.Draft202012Validator(schema.schema()).is_valid(content)


def test_every_field_of_the_schema_is_described() -> None:
    made = schema.schema()
    models = (made, *(made["$defs"][name] for name in ("RuleText", "Match", "Reject")))
    assert [name for model in models for name, field in model["properties"].items() if "description" not in field] == []
