"""A process with the libraries already in memory, which becomes the app, in a copy of itself, when asked.

Most of the time that the app takes to start goes into reading Streamlit, pandas and the like, and what we
define ourselves. Nothing of ours is run here, no page is read, and Streamlit has served nobody: each copy
is as fresh a process of the app as one that was started.
"""

import gc
import json
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

from streamlit.components.v2 import manifest_scanner

from tests.component_scan import scan_once

ROOT = Path(__file__).parent.parent.parent
LIBRARIES = (
    "streamlit.web.bootstrap",
    "streamlit.web.cli",
    "alembic",
    "altair",
    "authlib.integrations.starlette_client",
    "cryptography.fernet",
    "fontTools.subset",
    "jinja2",
    "limits",
    "numpy",
    "pandas",
    "phonenumbers",
    "pydantic_settings",
    "sqlmodel",
    "structlog",
    "textblob",
    "zxcvbn",
    "actions.background",
    "actions.daily",
    "analysis.taxonomy",
    "models.tables",
    "storage.mailer",
    "web.routes",
)


class Nursery:
    """The process that waits, and how to ask it for a copy."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.ready_made"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def start(self, command: list[str], environment: dict[str, str], log: Path) -> "Copy":
        """Run `streamlit` with these arguments and this environment, logging to a file."""
        assert self._process.stdin and self._process.stdout
        wish = {"command": command, "environment": environment, "log": str(log)}
        print(json.dumps(wish), file=self._process.stdin, flush=True)
        return Copy(int(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.communicate(timeout=30)


class Copy:
    """A copy that became the app: as much of `subprocess.Popen` as tests need."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """None while it runs. How it ended is known to the process it was copied from alone."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def terminate(self) -> None:
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def wait(self, timeout: float = 60.0) -> int:
        until = time.monotonic() + timeout
        while (ended := self.poll()) is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired("a copy of the app", timeout)
            time.sleep(0.02)
        return ended

    def _send(self, number: signal.Signals) -> None:
        try:
            os.kill(self.pid, number)
        except ProcessLookupError:
            return


def _forget_those_that_ended(*_signal: object) -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


def _become(wish: dict) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(wish["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for ours, theirs in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(ours, theirs)
    os.environ.clear()
    os.environ.update(wish["environment"])
    sys.argv = ["streamlit", *wish["command"]]
    from streamlit.web.cli import main

    main(prog_name="streamlit")


def _wait_for_wishes() -> None:
    for library in LIBRARIES:
        import_module(library)
    scan_once()
    manifest_scanner.scan_component_manifests()
    gc.collect()
    gc.freeze()  # Streamlit looks for garbage after every run of a page, and need not look among these
    signal.signal(signal.SIGCHLD, _forget_those_that_ended)
    for line in iter(sys.stdin.readline, ""):
        pid = os.fork()
        if not pid:
            _become(json.loads(line))
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _wait_for_wishes()
