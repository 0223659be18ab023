"""Work in the background: soon after it is woken, every so often besides, and never for the last time."""

import threading
import time
from datetime import UTC, datetime

import psutil
import pytest
import structlog
from sqlmodel import func, select

import actions.background
from actions.background import (
    Background,
    start_daily,
    start_sending,
    start_tagging,
    stop_all,
    tag_what_waits,
    wake,
    wake_mail,
)
from actions.tag import Tagged
from actions.tag_worker import LONGEST_START, TagWorker
from analysis.tagger import tag
from models.audit import AuditEvent
from models.events import Event
from models.outbox import OutboxMessage
from models.tag import Tagging, ThemeTag
from tests.actions.mail import invited
from tests.actions.test_tag_worker import ODD
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback
from tests.mail_server import Postbox, a_mailer, mail_server
from tools.running import free_port

SECRET = "she cried on ward seven"
SOON = 5.0
NEVER = 3_600.0


class Work:
    """Stands in for what is done: counts its rounds, and does what a test has put in `turns`."""

    def __init__(self, *turns: int | Exception) -> None:
        self.turns, self.rounds, self.done = list(turns), 0, threading.Semaphore(0)

    def __call__(self) -> int:
        self.rounds += 1
        self.done.release()
        turn = self.turns.pop(0) if self.turns else 0
        if isinstance(turn, Exception):
            raise turn
        return turn

    def waited_for(self, rounds: int) -> bool:
        return all(self.done.acquire(timeout=SOON) for _ in range(rounds))


@pytest.fixture
def running():
    started = []

    def start(work: Work, every: float = NEVER) -> Background:
        begun = Background("worker", work, every=every)
        started.append(begun)
        begun.start()
        return begun

    yield start
    assert all(begun.stop() for begun in started)


def test_it_looks_for_work_as_soon_as_it_starts(running):
    work = Work()
    running(work)

    assert work.waited_for(1)


def test_it_looks_again_when_it_is_woken(running):
    work = Work()
    begun = running(work)
    assert work.waited_for(1)

    begun.wake()

    assert work.waited_for(1)


def test_it_looks_again_by_itself_after_a_while(running):
    work = Work()
    running(work, every=0.05)

    assert work.waited_for(3)


def test_it_goes_on_without_waiting_while_there_is_more(running):
    work = Work(50, 50, 3)
    running(work)

    assert work.waited_for(4)
    assert not work.done.acquire(timeout=0.2)


def test_what_could_not_be_done_waits_for_the_next_round(running):
    work = Work(0)
    running(work)

    assert work.waited_for(1)
    assert not work.done.acquire(timeout=0.2)


def test_a_fault_is_logged_without_words_and_is_not_the_end(running):
    work = Work(ValueError(SECRET))
    with structlog.testing.capture_logs() as lines:
        begun = running(work)
        assert work.waited_for(1)
        begun.wake()
        assert work.waited_for(1)

    assert [line["where"] for line in lines] == ["background worker"]
    assert SECRET not in str(lines)


def test_it_stops_within_two_seconds_between_batches():
    work = Work(*[1] * 100_000)
    worker = Background("worker", work, every=NEVER)
    worker.start()
    assert work.waited_for(1)
    began = time.monotonic()

    assert worker.stop()

    assert time.monotonic() - began < 2


def test_it_gives_up_waiting_for_a_batch_that_hangs():
    may_end = threading.Event()

    def hangs() -> int:
        may_end.wait(30)
        return 0

    worker = Background("worker", hangs, every=NEVER)
    worker.start()
    began = time.monotonic()

    assert not worker.stop()

    assert time.monotonic() - began < 3
    may_end.set()


def test_waking_where_nothing_runs_does_nothing():
    wake()
    wake_mail()


def test_one_batch_tags_with_this_releases_taxonomy(store, somebody):
    with store.writing() as session:
        some_feedback(session, somebody, "They sent her home with no medicines.")

    assert tag_what_waits(store, WATCHDOG, tag, at=NOW) == Tagged(1, 0)
    assert tag_what_waits(store, WATCHDOG, tag, at=NOW) == Tagged(0, 0)

    with store.reading() as session:
        assert session.exec(select(func.count()).select_from(ThemeTag)).one() >= 1


def test_a_comment_in_hand_does_not_keep_it_from_stopping_and_has_not_failed(
    sqlite_store, somebody, monkeypatch
):
    """Reading is cut short and done again, so the comment loses none of its three tries."""
    monkeypatch.setattr(actions.background, "TagWorker", lambda: TagWorker(ODD, longest=60))
    with sqlite_store.writing() as session:
        some_feedback(session, somebody, "sleep")
    with structlog.testing.capture_logs() as lines:
        start_tagging(sqlite_store, WATCHDOG, every=NEVER)
        assert _within(LONGEST_START, lambda: bool(psutil.Process().children()))
        time.sleep(0.2)
        began = time.monotonic()

        assert stop_all()

    assert time.monotonic() - began < 2
    assert (_taggings(sqlite_store), lines) == (0, [])


def test_what_arrives_while_it_runs_is_tagged_soon_after_waking(store, somebody):
    start_tagging(store, WATCHDOG, every=NEVER)
    try:
        with store.writing() as session:
            some_feedback(session, somebody, "They sent her home with no medicines.")
        wake()

        assert _within(LONGEST_START, lambda: _taggings(store) == 1)
    finally:
        assert stop_all()


def test_mail_that_is_written_while_it_runs_is_sent_soon_after_waking(store, administrator):
    postbox = Postbox()
    with mail_server(postbox) as port:
        start_tagging(store, WATCHDOG, every=NEVER)
        start_sending(store, WATCHDOG, a_mailer(port), every=NEVER)
        try:
            invited(store, administrator, at=datetime.now(UTC))
            wake_mail()

            assert _within(SOON, lambda: len(postbox.mail) == 1)
        finally:
            assert stop_all()


def test_a_mail_server_that_is_away_is_not_asked_again_at_once(store, administrator):
    start_sending(store, WATCHDOG, a_mailer(free_port()), every=NEVER)
    try:
        for name in ("Dee One", "Eve Two"):
            invited(store, administrator, name, at=datetime.now(UTC))
        wake_mail()

        assert _within(SOON, lambda: _tried(store) == 1)
        assert not _within(0.3, lambda: _tried(store) > 1)
    finally:
        assert stop_all()


def _tried(store) -> int:
    with store.reading() as session:
        return int(session.exec(select(func.sum(OutboxMessage.tries))).one() or 0)


def _taggings(store) -> int:
    with store.reading() as session:
        return int(session.exec(select(func.count()).select_from(Tagging)).one())


def _within(seconds: float, claim) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if claim():
            return True
        time.sleep(0.02)
    return False


def test_the_days_work_is_done_by_itself_and_once(store):
    for _ in range(2):
        start_daily(store, WATCHDOG, every=0.05)
    until = time.monotonic() + SOON
    while not done(store) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.3)
    assert stop_all()
    assert done(store) == ["job:daily"]


def done(store):
    with store.reading() as session:
        return session.exec(select(AuditEvent.actor).where(AuditEvent.event == Event.DAILY_DONE)).all()
