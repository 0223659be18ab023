"""Hand over to a successor: everything that people agreed to, in files that need no program of ours."""

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from actions.handover_files import write_everything
from imports.handover_zip import FORMAT, MANIFEST
from models.errors import FeedbackError
from models.events import Event
from models.people import Permission, Viewer, require
from storage import audit, migrate
from storage.engine import Store

ZIP = ".zip"


class HandedOver(NamedTuple):
    """Where the files are, and how many rows each table has in them, by file."""

    to: Path
    rows: dict[str, int]


def hand_over(store: Store, to: Path, *, by: Viewer, at: datetime) -> HandedOver:
    """Write all of it to a new folder, or to one file where `to` ends with ".zip".

    It has its name once it is complete, and everything in it is of one moment. Raises FeedbackError where
    something has that name already, or it cannot be written.
    """
    require(by, Permission.MANAGE_STORE)
    if to.exists():
        raise FeedbackError(f"There is something at {to} already. Choose another name.")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=to.parent, prefix=".handover-") as place:
            folder = Path(place) / "handover"
            folder.mkdir(mode=0o700)
            with store.reading() as session:
                rows = write_everything(session, folder, by=by, at=at)
            _write_manifest(folder, rows, by.watchdog_id, at)
            ready = _zipped(folder, at) if to.suffix == ZIP else folder
            with store.writing() as session:
                detail: dict[str, str | int] = {
                    "feedback": rows["feedback"],
                    "words": rows["approved_words"],
                    "rows": sum(rows.values()),
                }
                audit.record(session, Event.HANDED_OVER, by=by, at=at, detail=detail)
            ready.rename(to)
    except OSError as fault:
        raise FeedbackError(f"{to} can't be written: {fault.strerror}.") from fault
    return HandedOver(to, rows)


def files_in(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in the order of their names."""
    return iter(sorted(place for place in folder.rglob("*") if place.is_file()))


def sha256_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _write_manifest(folder: Path, rows: dict[str, int], watchdog_id: str, at: datetime) -> None:
    manifest = {
        "format": FORMAT,
        "schema": migrate.newest(),
        "watchdog": watchdog_id,
        "made_at": at.astimezone(UTC).isoformat(),
        "rows": rows,
        "sha256": {one.relative_to(folder).as_posix(): sha256_of(one) for one in files_in(folder)},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _zipped(folder: Path, at: datetime) -> Path:
    """The same store at the same moment gives the same file, byte for byte."""
    packed = folder.with_suffix(ZIP)
    packed.touch(mode=0o600)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files_in(folder):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), at.astimezone(UTC).timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            with file.open("rb") as opened, archive.open(entry, "w") as inside:
                shutil.copyfileobj(opened, inside)
    return packed
