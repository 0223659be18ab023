"""Work in threads of their own: read what arrives, send mail that waits, and do the day's work."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from actions.daily import daily
from actions.note_fault import note_fault
from actions.read_concerns import ReadForConcerns, read_batch_for_concerns
from actions.send_mail import MailReport, send_waiting
from actions.tag import Tagged, Tagger, tag_batch, this_release
from actions.tag_worker import TagWorker
from actions.tell_lead import tell_of_overdue
from models.people import job
from storage.engine import Store
from storage.mailer import Mailer
from storage.scrub import scrub

MOST_AT_ONCE = 50
STOPS_WITHIN = 2.0
TAGGING, CONCERNS, MAIL, DAILY = "tagging", "concerns", "mail", "daily"


class Background:
    """A thread that does `work` when woken, and every so often for what it wasn't woken for.

    `work` says how much it got done: while that is something, there may be more. What is waiting is read
    from the tables each time, so nothing is lost when the process ends and several processes can each
    run one. A fault is logged, and the next round is tried all the same. `cut_short` ends what would
    keep the work in hand from ending.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[], int],
        *,
        every: float,
        cut_short: Callable[[], None] = lambda: None,
    ) -> None:
        self.name, self._work, self._every, self._cut_short = name, work, every, cut_short
        self._woken, self._stopping = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

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
        self._cut_short()
        self._thread.join(STOPS_WITHIN)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.wait(self._every)
            self._woken.clear()
            try:
                while not self._stopping.is_set() and self._work():
                    pass
            except Exception as fault:  # whatever it is, it must not be the last round
                if not self._stopping.is_set():
                    note_fault(fault, f"background {self.name}")


def tag_what_waits(store: Store, watchdog_id: str, tagger: Tagger, *, at: datetime) -> Tagged:
    """Tag one batch with this release's taxonomy and model; small, so that stopping needn't wait long."""
    release = this_release()
    return tag_batch(
        store,
        tagger,
        taxonomy_version=release.taxonomy,
        model_version=release.model,
        by=job(watchdog_id, "tagger"),
        at=at,
        most=MOST_AT_ONCE,
    )


def read_what_waits(
    store: Store, watchdog_id: str, *, at: datetime, after: UUID | None = None
) -> ReadForConcerns:
    """Read one batch for concerns, and tell the lead of what is overdue."""
    by = job(watchdog_id, "concerns")
    done = read_batch_for_concerns(store, by=by, at=at, most=MOST_AT_ONCE, after=after)
    if done.raised or tell_of_overdue(store, by=by, at=at):
        wake_mail()
    return done


def send_what_waits(store: Store, watchdog_id: str, mailer: Mailer, *, at: datetime) -> MailReport:
    """Send one batch of mail, as the job that does so."""
    return send_waiting(store, mailer, by=job(watchdog_id, "mail"), at=at)


_running: list[Background] = []


def start_tagging(store: Store, watchdog_id: str, *, every: float) -> None:
    """Tag, in a process apart, for as long as this one lives or until `stop_all`."""
    worker = TagWorker()

    def work() -> int:
        return tag_what_waits(store, watchdog_id, worker, at=datetime.now(UTC)).tagged

    _start(TAGGING, work, every=every, cut_short=worker.close)


def start_reading_concerns(store: Store, watchdog_id: str, *, every: float) -> None:
    """Read for concerns for as long as the process lives or until `stop_all`."""
    after: UUID | None = None

    def work() -> int:
        nonlocal after
        after = read_what_waits(store, watchdog_id, at=datetime.now(UTC), after=after).last
        return int(after is not None)

    _start(CONCERNS, work, every=every)


def start_sending(store: Store, watchdog_id: str, mailer: Mailer, *, every: float = 30.0) -> None:
    """Send mail for as long as the process lives or until `stop_all`."""
    _start(MAIL, lambda: send_what_waits(store, watchdog_id, mailer, at=datetime.now(UTC)).sent, every=every)


def start_daily(store: Store, watchdog_id: str, *, every: float = 3600.0) -> None:
    """Do the day's work when a new day has begun, until `stop_all`; other processes may do it as well."""

    def work() -> int:
        with store.writing() as session:
            report = daily(session, by=job(watchdog_id, "daily"), at=datetime.now(UTC))
        if not report.done_already:
            scrub(store)
        return 0  # there is no more of it today

    _start(DAILY, work, every=every)


def stop_all() -> bool:
    """Stop everything that this process does in the background. Returns whether all of it ended in time."""
    ended = [each.stop() for each in _running]
    _running.clear()
    return all(ended)


def wake() -> None:
    """Say that feedback has arrived; where nobody reads it now, the next one that starts will find it."""
    _wake(TAGGING)
    _wake(CONCERNS)


def wake_mail() -> None:
    """Say that mail has been written; where none is sent, it stays in the outbox."""
    _wake(MAIL)


def _start(
    name: str, work: Callable[[], int], *, every: float, cut_short: Callable[[], None] = lambda: None
) -> None:
    begun = Background(name, work, every=every, cut_short=cut_short)
    _running.append(begun)
    begun.start()


def _wake(name: str) -> None:
    for each in _running:
        if each.name == name:
            each.wake()
