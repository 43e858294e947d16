"""A Prefect server of our own, for as long as a command runs; none where PREFECT_API_URL names one.

Prefect would start one by itself, after it has imported the whole server into this process too: twice the time.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from urllib.request import urlopen

from flows.output.errors import UserError
from warehouse.lock import exclusive

HOST = "127.0.0.1"
START_SECONDS = 120


@contextmanager
def server() -> Iterator[Callable[[], None]]:
    """Start the server in the background; call what is given to wait until it answers. SIGTERM ends it as Ctrl-C does.

    PREFECT_API_URL is set at once, so that Prefect may be imported meanwhile. One server starts at a time: of two that
    make the tables of a new PREFECT_HOME at once, one fails (seen with Prefect 3.8).
    """
    with ended_by_sigterm(), ExitStack() as starting:
        if os.environ.get("PREFECT_API_URL"):
            yield lambda: None
            return
        home = Path(os.environ["PREFECT_HOME"])
        home.mkdir(parents=True, exist_ok=True)
        starting.enter_context(exclusive(home / "starting.lock"))
        port = str(starting.enter_context(held_port()))
        command = [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", port, "--no-ui"]
        # A session of its own: Ctrl-C reaches the runs first, and the server goes last.
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        os.environ["PREFECT_API_URL"] = f"http://{HOST}:{port}/api"
        ask_without_proxy()
        try:
            yield partial(_wait_until_ready, os.environ["PREFECT_API_URL"], process, starting)
        finally:
            process.terminate()
            process.wait()
            del os.environ["PREFECT_API_URL"]


@contextmanager
def ended_by_sigterm() -> Iterator[None]:
    """Let SIGTERM be a KeyboardInterrupt: at once it would end us alone, and the server would live on."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def ask_without_proxy() -> None:
    """Let no proxy of this user stand between us and our server. Of `no_proxy` and `NO_PROXY` the first is heeded."""
    given = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    if HOST not in given.split(","):
        os.environ["no_proxy"] = os.environ["NO_PROXY"] = ",".join(filter(None, (given, HOST)))


@contextmanager
def held_port() -> Iterator[int]:
    """A port of this machine that nothing listens on; until the block ends, none but who asks for it by name gets it.

    Else a connection that begins while the server starts could take it. On Linux two sockets may share a port under
    SO_REUSEADDR, which servers set, as long as only one listens; elsewhere the server would be refused it.
    """
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind((HOST, 0))
        port = held.getsockname()[1]
        if sys.platform != "linux":
            held.close()
        yield port


def _wait_until_ready(api: str, process: subprocess.Popen[bytes], starting: ExitStack) -> None:
    """Wait until the server answers, then let the next one start."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{api}/health", timeout=1):  # a loopback address of our own
                return starting.close()
        except OSError:
            time.sleep(0.05)
    raise UserError(
        "the Prefect server did not start.\n  see: prefect server start\n"
        f"  fix: check that {os.environ['PREFECT_HOME']} can be written, or set PREFECT_API_URL to your server."
    )
