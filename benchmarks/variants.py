"""Packs of a user's own, to measure what more rules and longer lists cost."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

from extractors.engine.kinds import KINDS, pack_files
from extractors.engine.yaml12 import read_yaml

SYLLABLES = "ba den for gul hir jan kel lor mun nev os pra quin ros sta tor ul vin wes yor zan".split()


def doubled(folder: Path) -> Path:
    """A folder with every rule that comes with Copydesk under another id, in a layer of its own and without rows."""
    for kind in KINDS:
        for path in pack_files(kind):
            content = read_yaml(path)
            if not isinstance(content, dict):
                continue
            pack = content | {"pack": f"{content['pack']}_again", "layer": f"again-{kind}-{path.stem}"}
            pack.pop("make", None)
            pack["rules"] = [
                {name: value for name, value in rule.items() if name not in ("make", "beats")}
                | {"id": f"{rule['id']}-again"}
                for rule in content.get("rules", [])
            ]
            (folder / f"{kind}-{path.name}").write_text(json.dumps(pack, ensure_ascii=False), encoding="utf-8")
    return folder


def gazetteer(folder: Path, count: int) -> Path:
    """A folder with a list of so many made-up names, and a rule that finds them."""
    names = made_up(count)
    (folder / "seeds").mkdir()
    (folder / "seeds" / "made_up_names.csv").write_text("surface\n" + "\n".join(names) + "\n", encoding="utf-8")
    rule = {
        "id": "made-up-name",
        "says": "a made-up name",
        "pattern": r"\b@made_up_names\b",
        "matches": [{"text": f"She met [[{names[0]}]]."}],
        "rejects": [{"text": "She met nobody.", "why": "no name"}],
    }
    pack = {"pack": "actors.made_up", "layer": "made-up", "rules": [rule]}
    (folder / "made_up.yml").write_text(json.dumps(pack), encoding="utf-8")
    return folder


def made_up(count: int) -> list[str]:
    """So many different names of two words, the same ones each time."""
    chance = random.Random(1)
    names: dict[str, None] = {}
    while len(names) < count:
        names[" ".join(_words(chance))] = None
    return list(names)


def _words(chance: random.Random) -> Iterator[str]:
    for _ in range(2):
        yield "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()
