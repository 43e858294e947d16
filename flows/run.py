"""The Prefect flow: thin, over the plain functions of flows/steps/job.py. No table crosses a task."""

import os
import sys
from pathlib import Path

from flows import settings
from warehouse.errors import counted

settings.prepare()

from prefect import flow, task  # noqa: E402  after its settings
from prefect.artifacts import create_markdown_artifact, create_table_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402

from flows.steps import job as jobs  # noqa: E402
from flows.steps.counts import Counts  # noqa: E402
from schemas.tables import RUN_TABLES  # noqa: E402


@task(cache_policy=NO_CACHE)
def stage(job: jobs.Job) -> Counts:
    """Read what is new into staged Parquet."""
    return jobs.stage(job)


@task(cache_policy=NO_CACHE)
def publish(job: jobs.Job, counts: Counts) -> None:
    """Commit it: seen whole or not at all."""
    jobs.publish(job, counts)


@flow(name="copydesk", flow_run_name="copydesk-{warehouse}", validate_parameters=True)
def run(
    paths: list[str], warehouse: str = "warehouse/data", workers: int = 0, rules: str | None = None
) -> dict[str, int | str]:
    """Read new and changed articles into the warehouse. Gives the run's id (empty: nothing new) and counts."""
    try:
        return read_and_publish(
            [Path(path) for path in paths], Path(warehouse), workers, Path(rules) if rules else None
        )
    except Exception as error:
        if settings.SERVED in os.environ:
            print(f"copydesk: the run failed: {error}", file=sys.stderr, flush=True)
        raise


def read_and_publish(paths: list[Path], warehouse: Path, workers: int, rules: Path | None) -> dict[str, int | str]:
    """The two tasks and the artifacts of a run, while it holds the warehouse."""
    with jobs.job(paths, warehouse, workers, rules) as job:
        counts = stage(job)
        if not counts.is_empty:
            publish(job, counts)
        leave_artifacts(job, counts)
        if settings.SERVED in os.environ:
            print(f"copydesk: {job.started:%Y-%m-%d %H:%M:%S} UTC: {in_words(counts)}", flush=True)
        return {"run_id": "" if counts.is_empty else job.run.run_id, "checked": counts.checked, **counts.rows}


def leave_artifacts(job: jobs.Job, counts: Counts) -> None:
    """A table of counts and a summary, for the Prefect page of the run."""
    rows = [{"table": name, "rows": counts.rows[name]} for name in RUN_TABLES]
    create_table_artifact(rows, key="copydesk-rows", description=f"Rows of run {job.run.run_id}")
    reasons = "".join(f"\n- {count} × {reason}" for reason, count in counts.reasons.most_common(20))
    text = f"**{in_words(counts)}**\n\nQuarantined: {counts.rows['quarantine']}{reasons}\n"
    create_markdown_artifact(text, key="copydesk-run", description=f"Warehouse {job.store.root}")


def in_words(counts: Counts) -> str:
    """How many documents of each status; `nothing new` for none."""
    statuses = ", ".join(f"{count} {status}" for status, count in sorted(counts.statuses.items()))
    same = [f"{counts.checked} compared and left as they are"] if counts.checked else []
    read = [f"{counted(counts.documents, 'document')} ({statuses})"] if counts.documents else []
    return ", ".join([*read, *same]) or "nothing new"
