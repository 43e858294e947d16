"""The wheel: whole, without what only the project needs, and at work in a folder of its own."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("extractors", "flows", "schemas", "seeds", "warehouse")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as pip does it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_every_file_of_its_packages_and_nothing_else(installed: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", *PACKAGES], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    (wheel,) = installed.parent.glob("*.whl")
    held = zipfile.ZipFile(wheel).namelist()  # where it is unpacked a run keeps compiled rules
    assert {name for name in held if ".dist-info/" not in name} == set(tracked)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["query"], "who_said_what"),
        (["explain", "--format", "html", "Sales fell 3.5%."], '<mark class="number"'),
    ],
)
def test_it_works_from_another_folder(arguments: list[str], says: str, installed: Path, tmp_path: Path) -> None:
    main = "import extractors, sys; from flows.cli import main; print(extractors.__file__, file=sys.stderr); main()"
    done = subprocess.run(
        [sys.executable, "-c", main, *arguments],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(installed)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr.startswith(str(installed))
    assert says in done.stdout
