"""How many times a second can the form page be drawn afresh, with what loads it frozen?

Streamlit collects garbage fully after every run of a page, and so walks every object of every library
each time. Ours is the app as it starts: libraries loaded first, then frozen out of the collector's
sight. The reference is the same app with FEEDBACK_WARM_UP=0. Both are real processes, asked over the
real protocol by four visitors who never wait.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.request import urlopen

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from actions.open_watchdog import SignpostGiven
from benchmarks import WATCHDOG, Figure, figure, scratch_store, table
from models.watchdog import SAFEGUARDING
from storage import keys

ROOT = Path(__file__).parent.parent
PAGE = "have_your_say"
VISITORS = 4
FIRST_RUNS = 5
STARTS_WITHIN = 90.0


class Runs(NamedTuple):
    """What one process managed: runs a second, and milliseconds of processor time a run."""

    a_second: float
    cpu_ms: float


def measure(short: bool) -> list[Figure]:
    """Runs a second and processor time a run, with the warm-up and without."""
    rounds, runs = (1, 20) if short else (3, 100)
    ours, reference = [], []
    with _a_store() as environment:
        for _ in range(rounds):
            reference.append(_measured(environment | {"FEEDBACK_WARM_UP": "0"}, runs))
            ours.append(_measured(environment | {"FEEDBACK_WARM_UP": "1"}, runs))
    note = f"{VISITORS} visitors, {runs} runs each, median of {rounds}; reference: FEEDBACK_WARM_UP=0"
    return [
        figure("form page, runs a second", _middle(ours, 0), _middle(reference, 0), "runs/s", note),
        figure("form page, processor time a run", _middle(ours, 1), _middle(reference, 1), "ms", note),
    ]


def _middle(measured: list[Runs], column: int) -> float:
    return median(run[column] for run in measured)


def _measured(environment: dict[str, str], runs: int) -> Runs:
    with _app(environment) as (process, port), ExitStack() as visits:
        visitors = [visits.enter_context(_visitor(port)) for _ in range(VISITORS)]
        _each(visitors, FIRST_RUNS)
        began, used = time.perf_counter(), _cpu_seconds(process)
        _each(visitors, runs)
        seconds, all_runs = time.perf_counter() - began, runs * VISITORS
        return Runs(all_runs / seconds, 1_000 * (_cpu_seconds(process) - used) / all_runs)


def _each(visitors: list[ClientConnection], runs: int) -> None:
    def many(connection: ClientConnection) -> None:
        for _ in range(runs):
            _run_once(connection)

    with ThreadPoolExecutor(len(visitors)) as at_once:
        list(at_once.map(many, visitors))


def _visitor(port: int) -> ClientConnection:
    return connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        origin=None,
        max_size=None,
    )


def _run_once(connection: ClientConnection) -> None:
    """Ask for the page as a browser does, and read until it has been drawn."""
    asked = BackMsg()
    asked.rerun_script.page_name = PAGE
    connection.send(asked.SerializeToString())
    while True:
        answer = ForwardMsg()
        heard = connection.recv(timeout=60)
        answer.ParseFromString(heard if isinstance(heard, bytes) else heard.encode())
        if answer.WhichOneof("type") == "script_finished":
            if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                raise RuntimeError("the form page did not run to its end")
            return


def _cpu_seconds(process: psutil.Process) -> float:
    used = process.cpu_times()
    return float(used.user + used.system)


@contextmanager
def _app(environment: dict[str, str]) -> Iterator[tuple[psutil.Process, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "feedback_app.py", "--server.port", str(port)]
    started = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1"],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_ready(started, port)
        yield psutil.Process(started.pid), port
    finally:
        started.terminate()
        started.wait(20)


def _wait_until_ready(started: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and started.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the app did not start")


@contextmanager
def _a_store() -> Iterator[dict[str, str]]:
    """A new store whose form is open, and the environment that points at it."""
    key = keys.new_key()
    known = [SignpostGiven(kind, kind.value, "01632 960200", "", date(2026, 11, 2)) for kind in SAFEGUARDING]
    with scratch_store(key=key, signposts=known) as (store, _):
        store.close()
        yield {
            "FEEDBACK_DATABASE_URL": store.url.render_as_string(hide_password=False),
            "FEEDBACK_ENCRYPTION_KEYS": key,
            "FEEDBACK_WATCHDOG": WATCHDOG,
        }


if __name__ == "__main__":
    print(table(measure(short="--short" in sys.argv)))
