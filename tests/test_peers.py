"""The comparison with peers, as far as it goes without installing any."""

import json
from pathlib import Path

import pytest

from benchmarks.peers import PEERS, PROGRAMS, Peer, Skipped, done, qualities, run

SCORER = """\
import json, sys
print(json.dumps({name: {"F1": 0.5} for name in ("span (overlap)", "value")}))
"""


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: f"{peer.name} {peer.kind}")
def test_every_peer_has_its_program(peer: Peer) -> None:
    assert (PROGRAMS / peer.program).is_file()


def test_a_peer_that_fails_is_skipped_with_its_last_word(tmp_path: Path) -> None:
    with pytest.raises(Skipped, match="no such package"):
        done(["sh", "-c", "echo first >&2; echo no such package >&2; exit 1"], tmp_path)
    with pytest.raises(Skipped, match="No such file"):
        done(["a-program-nobody-has"], tmp_path)


def test_the_others_are_scored_where_one_is_skipped(tmp_path: Path) -> None:
    gold, scorer = tmp_path / "gold.jsonl", tmp_path / "score.py"
    gold.write_text(json.dumps({"id": "a", "text": "It cost 5 euros.", "spans": []}) + "\n")
    scorer.write_text(SCORER)
    (tmp_path / "gone" / "bin").mkdir(parents=True)
    (tmp_path / "gone" / "complete").touch()  # an environment without a Python
    gone = Peer("gone", "numbers", "quantulum.py", ("gone",))
    with pytest.raises(Skipped):
        run(gone, gold, tmp_path)
    rows = [list(row) for row in qualities([gone], "numbers", gold, scorer, tmp_path, tmp_path)]
    assert rows[0] == ["**Copydesk**", "50.0", "50.0"]
    assert rows[1][0] == "gone"
    assert rows[1][1].startswith("skipped: ")
