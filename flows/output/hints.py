"""Commands to go on with, spelled as they are to be typed."""

from pathlib import Path

DATA = Path("warehouse/data")
"""The folder of the warehouse, unless another is named."""


def with_warehouse(command: str, warehouse: Path) -> str:
    """A command as it is to be typed for this warehouse."""
    return command if warehouse == DATA else f"{command} --warehouse {warehouse}"
