"""How long does a search take for a watchdog with 50,000 of 1,000,000 approved comments?

Twenty watchdogs of the same size in one store; the words are the phrases of the example data, some used
often and most seldom, with invented names of places of which a few are common and most are rare. Each
figure is one page of 20, ranked, counted, opened and marked, as the search page shows it: the middle of
several runs. The reference is a plain `LIKE` scan of the same watchdog's words, which only counts.
`--short` has two watchdogs, `--watchdogs 5` five: the 50,000 comments that are looked through stay as many.
PostgreSQL is measured too where FEEDBACK_TEST_DATABASE_URL names a server.
"""

import argparse
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from statistics import median
from time import perf_counter
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import text

from benchmarks import NOW, WATCHDOG, Figure, figure, scratch_store, table
from benchmarks._search_store import PLACES, THEMES, VERSIONS, fill, scratch_database
from models.people import Viewer
from models.vocabulary import Role
from storage.engine import Store
from storage.queries.scope import Scope
from storage.queries.search_scope import SearchScope
from storage.queries.search_words import search_words
from storage.search_asked import read_asked

OURS = 50_000
WATCHDOGS, SHORT = 20, 2
GOAL = 500
RUNS = 5
EVERYTHING = SearchScope()


class Ask(NamedTuple):
    """One search, and what a scan would look for."""

    name: str
    typed: str
    scanned: str
    choice: SearchScope = EVERYTHING
    page: int = 0


def measure(short: bool) -> list[Figure]:
    """Fill a store, ask, and set each answer beside a scan; nothing is asserted."""
    return _measured_among(SHORT if short else WATCHDOGS)


def _measured_among(watchdogs: int) -> list[Figure]:
    with scratch_store() as (store, _):
        figures = _measured(store, "SQLite", watchdogs)
    if server := os.environ.get("FEEDBACK_TEST_DATABASE_URL"):
        with scratch_database(server) as store:
            figures += _measured(store, "PostgreSQL", watchdogs)
    return figures


def _measured(store: Store, kind: str, watchdogs: int) -> list[Figure]:
    began, comments = perf_counter(), OURS * watchdogs
    service = fill(store, comments, watchdogs)
    filled = perf_counter() - began
    viewer = Viewer(WATCHDOG, frozenset({Role.ANALYST, Role.MODERATOR}), name="Ash", staff_id=uuid4())
    figures, waits = [], []
    for ask in _asks(service):
        found = partial(_search, store, viewer, ask)
        total = found()
        times = [_timed(found) for _ in range(RUNS)]
        scan = median(_timed(partial(_scan, store, ask.scanned)) for _ in range(3))
        waits += times
        figures.append(figure(f"{kind}: {ask.name}", median(times), scan, "ms", f"{total:,} found"))
    note = f"{len(waits)} searches; the reference is the goal; {comments:,} filled in {filled:,.0f} s"
    figures.append(figure(f"{kind}: the slowest of all", max(waits), GOAL, "ms", note))
    return figures


def _asks(service: UUID) -> Iterator[Ask]:
    yield Ask("a rare word", PLACES[-1], PLACES[-1])
    yield Ask("a common word", "hospital", "hospital")
    yield Ask("the most common word", "the", "the")
    yield Ask("two words", "discharge medicines", "discharge")
    yield Ask("three words, one of them left out", "nobody rang -ward", "nobody")
    yield Ask("a phrase", '"nobody rang"', "nobody rang")
    yield Ask("either of two common words", "hospital OR home", "hospital")
    yield Ask("the beginning of words", "dis*", "dis")
    yield Ask("the commonest beginning", "the*", "the")
    yield Ask("a common word, page 50", "the", "the", page=49)
    year = Scope(since=NOW.date() - timedelta(days=365))
    yield Ask("a common word in one year", "the", "the", SearchScope(year))
    yield Ask("a common word about one service", "the", "the", SearchScope(Scope(service_id=service)))
    yield Ask("a common word under one theme", "the", "the", SearchScope(Scope(theme=THEMES[0])))
    yield Ask("a common word that may be published", "the", "the", SearchScope(is_publishable=True))


def _search(store: Store, viewer: Viewer, ask: Ask) -> int:
    with store.reading() as session:
        asked = read_asked(ask.typed)
        return search_words(session, viewer, asked, ask.choice, VERSIONS, page=ask.page).total


def _scan(store: Store, said: str) -> None:
    like = "SELECT count(*) FROM approved_words WHERE watchdog_id = :mine AND lower(words) LIKE :said"
    with store.reader.connect() as connection:
        connection.execute(text(like), {"mine": WATCHDOG, "said": f"%{said}%"}).scalar()


def _timed(do: Callable[[], object]) -> float:
    began = perf_counter()
    do()
    return 1_000 * (perf_counter() - began)


if __name__ == "__main__":
    given = argparse.ArgumentParser()
    given.add_argument("--watchdogs", type=int, default=WATCHDOGS)
    given.add_argument("--short", action="store_const", dest="watchdogs", const=SHORT)
    print(table(_measured_among(given.parse_args().watchdogs)))
