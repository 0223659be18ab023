"""Take real comments from a spreadsheet into the store: all of the file, or none of it."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from actions.import_batch import begin, take
from analysis.taxonomy import Taxonomy, load_taxonomy
from imports.columns import ThemesKnown, find_columns
from imports.mapping import ImportMap
from imports.read import Row, open_sheet
from imports.rejects import Rejects, beside
from imports.seen import nothing_seen
from models.errors import StoreUnavailable
from models.events import Event
from models.people import Permission, Viewer, require
from storage import audit
from storage.engine import FULL, Store

BATCH = 1_000
DISK_FULL = "The disk is full, so nothing was imported: free some space, then import the same file again."


@dataclass(frozen=True)
class ImportReport:
    """What became of a file: `rows` is the sum of the four numbers after it.

    `rejects` is the file of rows with a fault; None when there are none.
    """

    rows: int
    added: int
    already_here: int
    blank: int
    rejected: int
    services_added: int
    rejects: Path | None


def import_feedback(
    store: Store,
    path: Path,
    mapping: ImportMap,
    *,
    by: Viewer,
    at: datetime,
    taxonomy: Taxonomy | None = None,
    progress: Callable[[int], None] | None = None,
    rejects: Path | None = None,
) -> ImportReport:
    """Import a CSV or XLSX file as `mapping` reads it, in one transaction; safe to repeat.

    A row with a fault goes, whole and with the reason, to `rejects` (beside the file when None).
    Raises FeedbackError, and leaves the store as it was, when the file, the map or the disk will
    not do. `progress` is told how many rows have been read, about every thousand.
    """
    require(by, Permission.IMPORT)
    aside: Rejects | None = None
    try:
        with (
            open_sheet(
                path, encoding=mapping.encoding, delimiter=mapping.delimiter, sheet=mapping.sheet
            ) as sheet,
            nothing_seen() as seen,
        ):
            aside = Rejects(rejects or beside(path), sheet.header)
            places = find_columns(mapping, sheet.header, _known(taxonomy or load_taxonomy()))
            with store.writing() as session:
                audit.lock(session, by.watchdog_id)
                run = begin(session, mapping, places, sheet.header, seen=seen, rejects=aside, by=by, at=at)
                for batch in _batches(sheet.rows):
                    take(session, run, batch)
                    if progress is not None:
                        progress(run.counts.rows)
                counts = asdict(run.counts)
                audit.record(
                    session,
                    Event.FEEDBACK_IMPORTED,
                    by=by,
                    at=at,
                    detail={"source": mapping.source, **counts},
                )
                aside.keep()
    except BaseException as fault:
        if aside is not None:
            aside.discard()
        if _is_full(fault):
            raise StoreUnavailable(DISK_FULL) from fault
        raise
    return ImportReport(**counts, rejects=aside.path if aside.count else None)


def _known(taxonomy: Taxonomy) -> ThemesKnown:
    stands_for: dict[str, list[str]] = {}
    for theme in taxonomy.themes.values():
        if theme.group == "general" and len(theme.qdc) == 1:
            stands_for.setdefault(theme.qdc[0], []).append(theme.id)
    return ThemesKnown(
        ids=taxonomy.themes.keys(),
        by_qdc={national: ids[0] for national, ids in stands_for.items() if len(ids) == 1},
    )


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _is_full(fault: BaseException) -> bool:
    if isinstance(fault, StoreUnavailable):
        return str(fault) == FULL
    return isinstance(fault, OSError) and fault.errno == errno.ENOSPC
