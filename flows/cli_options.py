"""Options that several commands take, each written once: its name and its help."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

HERE = Path("seeds/documents")
SAMPLES = HERE if HERE.is_dir() else Path(__file__).resolve().parents[1] / HERE
"""The sample articles: of the working folder, else those that were installed."""

Warehouse = Annotated[Path, Parameter(name="--warehouse", help="Folder of the warehouse.")]
Rules = Annotated[Path | None, Parameter(name="--rules", help="Folder with rule packs of your own.")]
Workers = Annotated[int, Parameter(help="Worker processes; 0 takes one per processor.")]
AsOf = Annotated[str | None, Parameter(name="--as-of", help="A run: the warehouse as it was after it.")]
Answer = Annotated[Literal["table", "csv", "json", "parquet"], Parameter(name="--format", help="What to print.")]
Lines = Annotated[Literal["text", "json"], Parameter(name="--format", help="Lines, or JSON lines.")]
