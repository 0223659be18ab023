"""Keep a copy of the whole store in one file, and put it back only when it is whole and ours."""

import base64
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import Any

from sqlmodel import select

from models.base import Cipher
from models.errors import NO_WHOLE_ZIP, FeedbackError
from models.watchdog import Watchdog
from storage import audit, migrate, postgresql_copy
from storage.engine import Store

FORMAT = "have-your-say backup 1"
MANIFEST, COPY = "manifest.json", "store"
IN_USE = "The app is running on this store. Stop it and try again. Nothing was changed."
ASKED_AGAIN = 20


def backup(store: Store, to: Path, *, at: datetime) -> Path:
    """Write a copy of the running store to `to`, whole at one moment, words still encrypted.

    The file appears under its name only once it is complete. Raises FeedbackError when the store
    is empty or the file cannot be written.
    """
    revision = migrate.current(store)
    if revision is None:
        raise FeedbackError("There is nothing to back up: the store is empty.")
    if store.path is not None and to.resolve() == store.path.resolve():
        raise FeedbackError("That is the store itself. Choose another file for its backup.")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=to.parent, prefix=".backup-") as folder:
            copy = Path(folder) / COPY
            _copy_out(store, copy)
            manifest = {
                "format": FORMAT,
                "made_at": at.astimezone(UTC).isoformat(),
                "kind": store.url.get_backend_name(),
                "revision": revision,
                "sha256": _sha256(copy),
                "key_checks": _key_checks(store),
            }
            packed = Path(folder) / "packed"
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
                archive.write(copy, COPY)
            packed.chmod(0o600)
            _flush(packed)
            packed.replace(to)
    except OSError as fault:
        raise FeedbackError(
            f"The backup could not be written to {to}: {fault.strerror}. The store is as it was."
        ) from fault
    return to


def restore(store: Store, source: Path) -> Path | None:
    """Put a backup in place of the store, after checking all of it. The app has to be stopped.

    Returns where the replaced SQLite file was kept; None when there was none. Raises
    FeedbackError, and changes nothing, for a backup that is damaged, of another kind of
    database, of a later release, or made with another key.
    """
    with tempfile.TemporaryDirectory(prefix="restore-", dir=_beside(store)) as folder:
        copy = Path(folder) / COPY
        manifest = _unpack(source, copy)
        _check(manifest, copy, store)
        if not store.is_sqlite:
            return _replace_postgresql(store, copy)
        _check_sqlite(copy, newest=manifest["revision"] == migrate.newest())
        return _swap(store, copy)


def _copy_out(store: Store, copy: Path) -> None:
    if not store.is_sqlite:
        postgresql_copy.dump(store, copy)
        return
    with closing(sqlite3.connect(str(store.path))) as live, closing(sqlite3.connect(copy)) as target:
        live.backup(target, pages=2_000)
        target.execute("PRAGMA journal_mode=DELETE")


def _key_checks(store: Store) -> list[str]:
    with store.reader.connect() as connection:
        found = connection.exec_driver_sql("SELECT key_check FROM watchdog").all()
    return [base64.b64encode(bytes(row[0])).decode("ascii") for row in found]


def _unpack(source: Path, copy: Path) -> dict[str, Any]:
    damaged = FeedbackError(
        f"{source.name} is damaged or isn't a backup of Have Your Say. Nothing was changed."
    )
    try:
        with zipfile.ZipFile(source) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            if manifest.get("format") != FORMAT:
                raise damaged
            with archive.open(COPY) as packed, copy.open("wb") as whole:
                shutil.copyfileobj(packed, whole)
    except FileNotFoundError as fault:
        raise FeedbackError(f"There is no file {source}") from fault
    except NO_WHOLE_ZIP as fault:
        raise damaged from fault
    if _sha256(copy) != manifest.get("sha256"):
        raise damaged
    return manifest


def _check(manifest: dict[str, Any], copy: Path, store: Store) -> None:
    if manifest["kind"] != store.url.get_backend_name():
        raise FeedbackError(
            f"This is a backup of a {manifest['kind']} store, and FEEDBACK_DATABASE_URL names "
            f"a {store.url.get_backend_name()} one. Nothing was changed."
        )
    if not migrate.knows(manifest["revision"]):
        raise FeedbackError("A later release made this backup. Use that release. Nothing was changed.")
    if not store.is_sqlite and migrate.current(store) not in (None, manifest["revision"]):
        raise FeedbackError("This database has another release's schema. Restore into an empty database.")
    if Cipher.decrypt is None:
        raise RuntimeError("the store has no encryption keys: call storage.keys.use first")
    for check in manifest["key_checks"]:
        Cipher.decrypt(base64.b64decode(check))


def _check_sqlite(copy: Path, *, newest: bool) -> None:
    with closing(sqlite3.connect(copy)) as opened:
        whole = opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        lost = opened.execute("PRAGMA foreign_key_check").fetchone()
    if not whole or lost:
        raise FeedbackError("The store inside this backup is damaged. Nothing was changed.")
    if newest:
        check_store(Store(f"sqlite:///{copy}"))


def check_store(store: Store) -> None:
    """Raise FeedbackError unless every audit chain is whole and every key check opens."""
    try:
        with store.reading() as session:
            for fault in audit.broken_links(session):
                raise FeedbackError(f"The audit trail of {fault.watchdog_id} is broken at {fault.sequence}.")
            session.exec(select(Watchdog.key_check)).all()
            if not audit.is_guarded(session):
                raise FeedbackError("The database no longer guards the audit trail against changes.")
    finally:
        store.close()


def _replace_postgresql(store: Store, copy: Path) -> Path | None:
    """PostgreSQL's own dump of what was there is kept beside the backups; None where it was empty."""
    require_alone(store)
    kept = None
    if migrate.current(store) is not None:
        kept = (
            Path(tempfile.gettempdir()) / f"have-your-say-replaced-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.dump"
        )
        postgresql_copy.dump(store, kept)
        kept.chmod(0o600)
    postgresql_copy.restore(store, copy)
    return kept


def require_alone(store: Store) -> None:
    """Raise FeedbackError while anybody else has the store open: what they write would be lost."""
    store.close()
    if not store.is_sqlite:
        others = _others_on_the_server(store)
        for _ in range(ASKED_AGAIN):  # whoever has just let go is still on the list for a moment
            if not others:
                break
            sleep(0.1)
            others = _others_on_the_server(store)
        store.close()
        if others:
            raise FeedbackError(IN_USE)
    elif store.path is not None and store.path.exists():
        _require_nobody_there(store.path)


def _others_on_the_server(store: Store) -> int:
    with store.reader.connect() as connection:
        count = connection.exec_driver_sql(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return int(count.scalar_one())


def _swap(store: Store, copy: Path) -> Path | None:
    target = store.path
    if target is None:
        raise FeedbackError("This store has no file to restore to.")
    require_alone(store)
    kept = None
    if target.exists():
        kept = target.with_name(f"{target.name}.replaced-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
        for part in ("-wal", "-shm", ""):  # a damaged store's last commits may be in its WAL
            if Path(f"{target}{part}").exists():
                Path(f"{target}{part}").replace(f"{kept}{part}")
    copy.chmod(0o600)
    _flush(copy)
    copy.replace(target)
    return kept


def _require_nobody_there(target: Path) -> None:
    """Leaving WAL needs the file to oneself, so it says whether the app has it open."""
    try:
        with closing(sqlite3.connect(target, timeout=1)) as alone:
            if alone.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",):
                raise FeedbackError(IN_USE)
    except sqlite3.OperationalError as fault:
        raise FeedbackError(IN_USE) from fault
    except sqlite3.DatabaseError:
        return  # what lies there is no database: being replaced is the best that can happen to it


def _beside(store: Store) -> Path | None:
    if store.path is None:
        return None
    store.path.parent.mkdir(parents=True, exist_ok=True)
    return store.path.parent


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _flush(path: Path) -> None:
    with path.open("rb+") as opened:
        os.fsync(opened.fileno())
