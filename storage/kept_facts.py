"""The facts of each watchdog as they were read last: kept in memory until something was done since.

Every act leaves a row in the record, so the record's end tells whether a reading is still the newest. Of a
large store the last one goes on for a minute, and a new one is made beside whoever is waiting; only one older
than `OLDEST` is waited for.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import structlog
from sqlmodel import col, select

from models.audit import AuditHead
from models.facts import Facts
from models.people import Permission, Viewer, require
from storage.engine import Store
from storage.queries.facts import read_facts
from storage.queries.tags_in_use import versions_in_use

SMALL = 5_000
"""So much feedback is read in a fifth of a second: a page waits for it."""
FRESH, OLDEST = 60.0, 120.0
MOST_KEPT = 4


@dataclass(frozen=True, eq=False)
class KeptFacts:
    """A reading, its moment, and whether anything was done since.

    `until` is where the record ended then; `at` is the keeper's own clock.
    """

    facts: Facts
    read_at: datetime
    until: int
    at: float
    is_behind: bool = False


class FactsKeeper:
    """The newest reading of each watchdog of a store. `clock` counts seconds, and is handed in by tests."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self._store, self._clock = store, clock
        self._lock = threading.Lock()
        self._kept: dict[str, KeptFacts] = {}
        self._at_work: set[str] = set()

    def facts(self, viewer: Viewer) -> KeptFacts:
        """The facts to show this viewer now. Raises NotAllowed for who may read no figures."""
        require(viewer, Permission.READ_FIGURES)
        kept = self._kept.get(viewer.watchdog_id)
        if kept is not None and kept.until == self._end_of_record(viewer):
            return kept
        age = 0.0 if kept is None else self._clock() - kept.at
        if kept is None or kept.facts.people <= SMALL or age > OLDEST:
            return self._read(viewer)
        if age > FRESH:
            self._read_beside(viewer)
        return replace(kept, is_behind=True)

    def _end_of_record(self, viewer: Viewer) -> int:
        with self._store.reading() as session:
            mine = col(AuditHead.watchdog_id) == viewer.watchdog_id
            return session.exec(select(AuditHead.sequence).where(mine)).one()

    def _read(self, viewer: Viewer) -> KeptFacts:
        moment, until = datetime.now(UTC), self._end_of_record(viewer)
        with self._store.reading() as session:
            facts = read_facts(session, viewer, versions_in_use(session, viewer))
        kept = KeptFacts(facts, moment, until, self._clock())
        with self._lock:
            self._kept.pop(viewer.watchdog_id, None)
            self._kept[viewer.watchdog_id] = kept
            for oldest in [*self._kept][:-MOST_KEPT]:
                del self._kept[oldest]
        return kept

    def _read_beside(self, viewer: Viewer) -> None:
        with self._lock:
            if viewer.watchdog_id in self._at_work:
                return
            self._at_work.add(viewer.watchdog_id)
        threading.Thread(target=self._read_quietly, args=[viewer], daemon=True, name="facts").start()

    def _read_quietly(self, viewer: Viewer) -> None:
        try:
            self._read(viewer)
        except Exception as fault:  # the last reading stands, and is waited for once it is too old
            structlog.get_logger().warning("figures not read anew", kind=type(fault).__name__)
        finally:
            with self._lock:
                self._at_work.discard(viewer.watchdog_id)
