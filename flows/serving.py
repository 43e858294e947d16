"""The process behind `copydesk serve`: it holds the schedule and starts a process for each run."""

import json
import sys
from datetime import UTC, datetime, timedelta

from prefect.schedules import Cron, Interval
from prefect.types.entrypoint import EntrypointType

from flows.run import run


def main() -> None:
    """Serve the flow as the JSON argument says: `seconds` or `cron`, and the flow's `parameters`."""
    plan = json.loads(sys.argv[1])
    if plan["seconds"]:
        schedule = Interval(timedelta(seconds=plan["seconds"]), anchor_date=datetime.now(UTC))
    else:
        schedule = Cron(plan["cron"], timezone="UTC")
    run.serve(
        name="serve",
        schedule=schedule,
        parameters=plan["parameters"],
        limit=1,
        print_starting_message=False,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


if __name__ == "__main__":
    main()
