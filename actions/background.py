"""Tag what is waiting, in a thread of its own, soon after it arrives."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from actions.note_fault import note_fault
from actions.tag import Tagged, tag_batch
from analysis import MODEL_VERSION
from analysis.tagger import tag
from analysis.taxonomy import load_taxonomy
from models.people import job
from storage.engine import Store

MOST_AT_ONCE = 50
STOPS_WITHIN = 2.0


class BackgroundTagger:
    """A thread that does `work` when woken, and every so often for what it wasn't woken for.

    What is waiting is read from the tables each time, so nothing is lost when the process ends and
    several processes can each run one. A fault is logged, and the next round is tried all the same.
    """

    def __init__(self, work: Callable[[], Tagged], *, every: float) -> None:
        self._work, self._every = work, every
        self._woken, self._stopping = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="tagger", daemon=True)

    def start(self) -> None:
        """Begin, with a first round at once."""
        self._woken.set()
        self._thread.start()

    def wake(self) -> None:
        """Say that something may be waiting."""
        self._woken.set()

    def stop(self) -> bool:
        """End after the batch in hand. Returns whether it ended in time; a batch cut off is done again."""
        self._stopping.set()
        self._woken.set()
        self._thread.join(STOPS_WITHIN)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.wait(self._every)
            self._woken.clear()
            try:
                while not self._stopping.is_set() and self._work().tagged:
                    pass
            except Exception as fault:  # whatever it is, it must not be the last round
                note_fault(fault, "background tagger")


def tag_what_waits(store: Store, watchdog_id: str, *, at: datetime) -> Tagged:
    """Tag one batch with this release's taxonomy and model; small, so that stopping needn't wait long."""
    return tag_batch(
        store,
        tag,
        taxonomy_version=load_taxonomy().version,
        model_version=MODEL_VERSION,
        by=job(watchdog_id, "tagger"),
        at=at,
        most=MOST_AT_ONCE,
    )


_running: list[BackgroundTagger] = []


def start_tagging(store: Store, watchdog_id: str, *, every: float) -> BackgroundTagger:
    """Start this process's tagger, for as long as the process lives or until `stop_tagging`."""
    tagger = BackgroundTagger(lambda: tag_what_waits(store, watchdog_id, at=datetime.now(UTC)), every=every)
    _running.append(tagger)
    tagger.start()
    return tagger


def stop_tagging() -> bool:
    """Stop this process's tagger. Returns whether it ended in time."""
    ended = [tagger.stop() for tagger in _running]
    _running.clear()
    return all(ended)


def wake() -> None:
    """Say that feedback has arrived; where no tagger runs, the next one that starts will find it."""
    for tagger in _running:
        tagger.wake()
