"""Copies of a PostgreSQL store, made and put back by PostgreSQL's own tools."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from models.errors import FeedbackError
from storage.engine import Store


def dump(store: Store, to: Path) -> None:
    """Write the database as `pg_dump` has it, in the custom format, at one moment."""
    _run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={to}"], store)


def restore(store: Store, copy: Path) -> None:
    """Replace the database's content by a dump: all of it, or nothing changes."""
    _run("pg_restore", ["--list", str(copy)], None)
    store.close()
    options = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction"]
    _run("pg_restore", [*options, "--exit-on-error", f"--dbname={store.url.database}", str(copy)], store)
    with store.connection() as connection:
        connection.exec_driver_sql("ANALYZE")  # without it PostgreSQL plans as if the tables were empty


def tool(name: str) -> str:
    """The newest of PostgreSQL's programs called `name` on this machine: it reads older servers too."""
    installed = [str(path) for path in Path("/usr/lib/postgresql").glob(f"*/bin/{name}")]
    installed += [found] if (found := shutil.which(name)) else []
    if not installed:
        raise FeedbackError(f"Copies of a PostgreSQL store need {name}: install postgresql-client.")
    return max(installed, key=_version)


def _version(program: str) -> tuple[int, ...]:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    return tuple(int(part) for part in re.findall(r"\d+", said)[:2])


def _run(name: str, options: list[str], store: Store | None) -> None:
    surroundings = dict(os.environ)
    if store is not None:
        url = store.url
        host = url.host or url.query.get("host", "")
        for variable, value in (
            ("PGHOST", host),
            ("PGPORT", url.port),
            ("PGUSER", url.username),
            ("PGPASSWORD", url.password),
            ("PGDATABASE", url.database),
        ):
            if value:
                surroundings[variable] = str(value)
    done = subprocess.run(  # noqa: S603  (the program is PostgreSQL's own, the options are ours)
        [tool(name), *options], env=surroundings, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise FeedbackError(f"{name} stopped: {said}")
