"""How long do 200 people wait who all press send in the same moment?

Ours is `actions.submit` in `store.writing()`: checks, encryption, feedback, services and audit
link. The reference is one row into a plain table by one bare connection behind a lock, WAL and
FULL: what a commit costs on this disk, and nothing else.
"""

import secrets
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from actions.submit import submit
from benchmarks import NOW, WATCHDOG, Figure, figure, scratch_store, table
from models.feedback_draft import FeedbackDraft
from models.people import resident
from models.vocabulary import Channel, Journey
from storage.engine import Store

PEOPLE = 200
WORDS = "They sent her home with no medicines, and nobody rang us back for a week. " * 3


class Waits(NamedTuple):
    """How long the people of one run waited, in milliseconds, and how many got an error."""

    p50: float
    p95: float
    longest: float
    errors: int


def measure(short: bool) -> list[Figure]:
    """The middle, slow and slowest wait, and the errors, of 200 at once."""
    runs = 2 if short else 5
    ours, reference = [], []
    for _ in range(runs):
        with scratch_store() as (store, folder):
            reference.append(_bare(folder / "bare.db"))
            ours.append(_at_once(partial(_send, store, [_draft() for _ in range(PEOPLE)])))
    note = f"median of {runs} runs of {PEOPLE} threads"
    return [
        figure("200 submits at once, p50", _middle(ours, 0), _middle(reference, 0), "ms", note),
        figure("200 submits at once, p95", _middle(ours, 1), _middle(reference, 1), "ms", note),
        figure("200 submits at once, slowest", _middle(ours, 2), _middle(reference, 2), "ms", note),
        figure(
            "200 submits at once, errors",
            sum(run.errors for run in ours),
            sum(run.errors for run in reference),
            "errors",
            f"all of {runs} runs",
        ),
    ]


def _send(store: Store, drafts: list[FeedbackDraft], number: int) -> None:
    with store.writing() as session:
        submit(session, drafts[number], by=resident(WATCHDOG), at=NOW)


def _middle(runs: list[Waits], place: int) -> float:
    return median(run[place] for run in runs)


def _draft() -> FeedbackDraft:
    return FeedbackDraft.model_validate(
        {
            "submission_token": secrets.token_urlsafe(32),
            "told_on": NOW.date(),
            "channel": Channel.ONLINE,
            "journey": Journey.LEAVING_HOSPITAL,
            "words": WORDS,
        }
    )


def _at_once(send: Callable[[int], None]) -> Waits:
    barrier = threading.Barrier(PEOPLE)
    waits, errors = [0.0] * PEOPLE, [0] * PEOPLE

    def person(number: int) -> None:
        barrier.wait()
        start = perf_counter()
        try:
            send(number)
        except Exception:
            errors[number] = 1
        waits[number] = 1_000 * (perf_counter() - start)

    people = [threading.Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    for thread in people:
        thread.start()
    for thread in people:
        thread.join()
    waits.sort()
    return Waits(waits[PEOPLE // 2], waits[int(PEOPLE * 0.95)], waits[-1], sum(errors))


def _bare(database: Path) -> Waits:
    lock = threading.Lock()
    with closing(sqlite3.connect(database, isolation_level=None, check_same_thread=False)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, token TEXT, words TEXT)")

        def send(number: int) -> None:
            with lock:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("INSERT INTO bare (token, words) VALUES (?, ?)", (str(number), WORDS))
                connection.execute("COMMIT")

        return _at_once(send)


if __name__ == "__main__":
    print(table(measure(short=False)))
