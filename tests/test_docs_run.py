"""Every command of the documentation, run for real on a reader's desk: a folder with articles and two warehouses."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TUTORIAL = ROOT / "docs" / "tutorial.md"
PAGES = [TUTORIAL, ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
ELSEWHERE = (
    "make",  # continuous integration
    ".venv/bin/python -m pytest",
    "copydesk serve",  # until Ctrl-C: tests/test_serve.py
    "prefect", "export PREFECT", 'mkdir -p "$PREFECT',  # tests/test_deployment.py
    "copydesk rules check",  # tests/test_rules.py, and tests/test_docs.py for the pack of the guide
)  # fmt: skip
HARBOUR = {"id": "h", "uri": "https://example.org/harbour", "text": "The harbour of Norwyn lost 12 boats on Tuesday."}
TORN = {"id": "t", "text": "“We lost 15 boats, the mayor said.\n\nThe sea took 3 houses more in the night to Monday."}


PRINTED = re.compile(r"^```sh\n(?P<command>[^`]*)^```\n(?:[^`]|`[^`\n]+`)*?^```\n(?P<output>[^`]*)^```", re.M)
"""Commands of the README, and the block with what they print, perhaps after a sentence."""
CUT = re.compile(r"\.\.\.|…/| s, run ")
"""Marks a line that is cut short, or differs from run to run."""


def printed() -> Iterator[tuple[str, list[str]]]:
    """The commands of the README whose answer it shows, and the lines of that answer that are whole."""
    for found in PRINTED.finditer((ROOT / "README.md").read_text("utf-8")):
        command = "copydesk run" if found["command"].startswith("make") else found["command"].strip()
        yield command, [line.rstrip() for line in found["output"].splitlines() if line and not CUT.search(line)]


def lines_of(page: Path) -> Iterator[str]:
    """The lines of the ```sh blocks of a page that run here."""
    for block in re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), re.M | re.S):
        yield from (line for line in block.splitlines() if not line.startswith(ELSEWHERE))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the reader stands: our seeds, an inbox, articles, and the pack of the guide."""
    desk = tmp_path_factory.mktemp("reader")
    (desk / "seeds").symlink_to(ROOT / "seeds")
    for name, content in (("inbox", json.dumps(HARBOUR)), ("articles", json.dumps(TORN))):
        (desk / name).mkdir()
        (desk / name / "wire-0.jsonl").write_text(content, "utf-8")
    (desk / "mypack" / "seeds").mkdir(parents=True)
    guide = (ROOT / "docs" / "rules.md").read_text("utf-8")
    for path, language in (("quakes.yml", "yaml"), ("seeds/units.csv", "csv")):
        (desk / "mypack" / path).write_text(re.findall(rf"^```{language}\n(.*?)^```", guide, re.M | re.S)[0], "utf-8")
    return desk


def test_every_command_of_the_docs_runs(desk: Path, tmp_path: Path, prefect_home: Callable[[Path], Path]) -> None:
    prefect_home(tmp_path / "copydesk" / "prefect")
    lines = ["copydesk run", *lines_of(TUTORIAL), "copydesk run inbox", "copydesk run inbox articles"]
    for page in PAGES[1:]:
        for line in lines_of(page):
            if line not in lines:
                lines += ["rm -rf rules", line] if " rules new " in line else [line]
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, ROOT / "tests" / "docs_runner.py"], input=json.dumps(lines), capture_output=True, text=True,
        cwd=desk, env=environment, check=False,
    )  # fmt: skip
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(results) == len(lines), done.stderr
    assert [(line, told) for line, code, _, told in results if code] == []
    silent = {line for line, _, shown, told in results if not (shown or told)}
    assert {line for line in silent if line.startswith("copydesk")} == set()
    assert {path.name for path in desk.glob("outbox/latest/*")} >= {"datapackage.json", "SHA256SUMS"}
    shown = {line: [one.rstrip() for one in shown.splitlines()] for line, _, shown, _ in results}
    claims = dict(printed())
    assert len(claims) == 3
    untrue = {line: [one for one in said if one not in shown[line]] for line, said in claims.items()}
    assert not any(untrue.values()), f"README.md shows what is not printed any more: {untrue}"
    assert (desk / "page.html").read_text("utf-8").startswith("<!doctype html>")
