"""The background tagger: soon after it is woken, every so often besides, and never for the last time."""

import threading
import time

import pytest
import structlog
from sqlmodel import func, select

from actions.background import BackgroundTagger, start_tagging, stop_tagging, tag_what_waits, wake
from actions.tag import Tagged
from models.tag import Tagging, ThemeTag
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback

SECRET = "she cried on ward seven"
SOON = 5.0
NEVER = 3_600.0


class Work:
    """Stands in for tagging: counts its rounds, and does what a test has put in `turns`."""

    def __init__(self, *turns: Tagged | Exception) -> None:
        self.turns, self.rounds, self.done = list(turns), 0, threading.Semaphore(0)

    def __call__(self) -> Tagged:
        self.rounds += 1
        self.done.release()
        turn = self.turns.pop(0) if self.turns else Tagged(0, 0)
        if isinstance(turn, Exception):
            raise turn
        return turn

    def waited_for(self, rounds: int) -> bool:
        return all(self.done.acquire(timeout=SOON) for _ in range(rounds))


@pytest.fixture
def running():
    started = []

    def start(work: Work, every: float = NEVER) -> BackgroundTagger:
        tagger = BackgroundTagger(work, every=every)
        started.append(tagger)
        tagger.start()
        return tagger

    yield start
    assert all(tagger.stop() for tagger in started)


def test_it_looks_for_work_as_soon_as_it_starts(running):
    work = Work()
    running(work)

    assert work.waited_for(1)


def test_it_looks_again_when_it_is_woken(running):
    work = Work()
    tagger = running(work)
    assert work.waited_for(1)

    tagger.wake()

    assert work.waited_for(1)


def test_it_looks_again_by_itself_after_a_while(running):
    work = Work()
    running(work, every=0.05)

    assert work.waited_for(3)


def test_it_goes_on_without_waiting_while_there_is_more(running):
    work = Work(Tagged(50, 0), Tagged(50, 2), Tagged(3, 0))
    running(work)

    assert work.waited_for(4)
    assert not work.done.acquire(timeout=0.2)


def test_comments_that_cannot_be_tagged_wait_for_the_next_round(running):
    work = Work(Tagged(0, 50))
    running(work)

    assert work.waited_for(1)
    assert not work.done.acquire(timeout=0.2)


def test_a_fault_is_logged_without_words_and_is_not_the_end(running):
    work = Work(ValueError(SECRET))
    with structlog.testing.capture_logs() as lines:
        tagger = running(work)
        assert work.waited_for(1)
        tagger.wake()
        assert work.waited_for(1)

    assert [line["where"] for line in lines] == ["background tagger"]
    assert SECRET not in str(lines)


def test_it_stops_within_two_seconds_between_batches():
    work = Work(*[Tagged(1, 0)] * 100_000)
    tagger = BackgroundTagger(work, every=NEVER)
    tagger.start()
    assert work.waited_for(1)
    began = time.monotonic()

    assert tagger.stop()

    assert time.monotonic() - began < 2


def test_it_gives_up_waiting_for_a_batch_that_hangs():
    may_end = threading.Event()

    def hangs() -> Tagged:
        may_end.wait(30)
        return Tagged(0, 0)

    tagger = BackgroundTagger(hangs, every=NEVER)
    tagger.start()
    began = time.monotonic()

    assert not tagger.stop()

    assert time.monotonic() - began < 3
    may_end.set()


def test_waking_where_no_tagger_runs_does_nothing():
    wake()


def test_one_batch_tags_with_this_releases_taxonomy(store, somebody):
    with store.writing() as session:
        some_feedback(session, somebody, "They sent her home with no medicines.")

    assert tag_what_waits(store, WATCHDOG, at=NOW) == Tagged(1, 0)
    assert tag_what_waits(store, WATCHDOG, at=NOW) == Tagged(0, 0)

    with store.reading() as session:
        assert session.exec(select(func.count()).select_from(ThemeTag)).one() >= 1


def test_what_arrives_while_it_runs_is_tagged_soon_after_waking(store, somebody):
    start_tagging(store, WATCHDOG, every=NEVER)
    try:
        with store.writing() as session:
            some_feedback(session, somebody, "They sent her home with no medicines.")
        wake()

        assert _within(SOON, lambda: _taggings(store) == 1)
    finally:
        assert stop_tagging()


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
