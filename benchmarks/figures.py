"""How soon does a change of scope show its data, for a watchdog with 50,000 of 1,000,000 comments?

150 watchdogs in one store, 3,000,000 tags, 36 months. First one question of each page, asked in several
ways of the same rows, whose answers have to agree: ours (facts in memory, narrowed anew), pandas on frames of
everybody's comments in memory, SQL on the store with its indexes and on tables without any, and DuckDB on
parquet. Then everything that each page shows, all its pictures, for scope after scope; the reference is the
goal. Not timed in that: the reading of facts, which stands by itself, and Streamlit's own work for a page.
`--short` has 100,000 comments of 15 watchdogs: the 50,000 that are looked at stay as many. PostgreSQL is
measured too where FEEDBACK_TEST_DATABASE_URL names a server.
"""

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import UUID, uuid4

from analysis.joins import GROUP
from analysis.taxonomy import load_taxonomy
from benchmarks import NOW, WATCHDOG, Figure, figure, scratch_store, table
from benchmarks._figure_pages import PAGES
from benchmarks._figure_questions import (
    QUESTIONS,
    Ask,
    Counts,
    Question,
    copy_bare,
    in_duckdb,
    in_pandas,
    in_sql,
    ours,
    write_parquet,
)
from benchmarks._figure_store import Made, fill_figures, make, service_of_ours
from benchmarks._search_store import scratch_database
from models.facts import Facts
from models.people import Viewer
from models.scope import EVERYTHING, Scope, Who
from models.vocabulary import Channel, Journey, Role, Sector
from reporting.chart_spec import spec_of
from reporting.picture import Picture
from storage.engine import Store
from storage.kept_facts import FactsKeeper

OURS, ALL, SHORT = 50_000, (1_000_000, 150), (100_000, 15)
GOAL = 300
RUNS = 1
YEAR = NOW.date() - timedelta(days=365)
ASKED = (EVERYTHING, Scope(since=YEAR), Scope(journey=Journey.LEAVING_HOSPITAL))


def measure(short: bool) -> list[Figure]:
    """Fill a store, ask, and set each answer beside the others; only that they agree is asserted."""
    comments, watchdogs = SHORT if short else ALL
    known = load_taxonomy().themes.values()
    problems = [theme.id for theme in known if theme.group == GROUP]
    made = make(comments, OURS, watchdogs, [theme.id for theme in known], problems)
    figures = []
    for kind, opened in _stores():
        with opened() as store:
            figures += _measured(kind, store, made)
    return figures


def _stores() -> Iterator[tuple[str, Callable[[], AbstractContextManager[Store]]]]:
    yield "SQLite", _sqlite
    if server := os.environ.get("FEEDBACK_TEST_DATABASE_URL"):
        yield "PostgreSQL", lambda: scratch_database(server)


@contextmanager
def _sqlite() -> Iterator[Store]:
    with scratch_store() as (store, _):
        yield store


def _measured(kind: str, store: Store, made: Made) -> list[Figure]:
    began = perf_counter()
    fill_figures(store, made)
    filled = perf_counter() - began
    note = f"{len(made.feedback):,} comments, {len(made.themes):,} tags, filled in {filled:,.0f} s"
    viewer = Viewer(WATCHDOG, frozenset({Role.ANALYST}), name="Ash", staff_id=uuid4())
    began = perf_counter()
    kept = FactsKeeper(store).facts(viewer)
    took = 1_000 * (perf_counter() - began)
    figures = [figure(f"{kind}: first reading of all facts", took, None, "ms", note)]
    with TemporaryDirectory(prefix="hys-parquet-") as folder:
        write_parquet(made, Path(folder))
        copy_bare(store)
        for question in QUESTIONS:
            figures += _four_ways(kind, question, store, made, kept.facts, Path(folder))
    for with_charts in (False, True):
        figures += _pages(kind, kept.facts, with_charts=with_charts)
    return figures


def _pages(kind: str, facts: Facts, *, with_charts: bool) -> Iterator[Figure]:
    """The 95th of 100 changes of scope on each page: its figures, and with its charts drawn as well."""
    drawn, waits = " with its charts" if with_charts else "", []
    for name, page in PAGES.items():
        scopes = [one for one in _scopes(facts) if name != "one service" or _is_of_one(one)]
        times = [_shown(page, facts, scope, with_charts) for scope in scopes for _ in range(RUNS)]
        waits += times
        yield figure(f"{kind}: {name}{drawn}, p95", _p95(times), GOAL, "ms", _spread(times))
    yield figure(f"{kind}: every page{drawn}, p95", _p95(waits), GOAL, "ms", _spread(waits))


def _four_ways(
    kind: str, question: Question, store: Store, made: Made, facts: Facts, folder: Path
) -> Iterator[Figure]:
    ways = {
        "pandas": in_pandas(question, made),
        "SQL with our indexes": in_sql(question, store),
        "SQL without indexes": in_sql(question, store, bare="bare_"),
        "DuckDB on parquet": in_duckdb(question, folder),
    }
    mine = ours(question, facts)
    quick = median(_asked(mine, scope)[0] for scope in ASKED for _ in range(RUNS))
    for name, ask in ways.items():
        times = []
        for scope in ASKED:
            took, answer = _asked(ask, scope)
            assert answer == mine(scope), f"{question.name}: {name} counts otherwise"
            times.append(took)
        yield figure(f"{kind}: {question.name}, beside {name}", quick, median(times), "ms")


def _scopes(facts: Facts) -> Iterator[Scope]:
    """Every kind of choice, alone and with a year."""
    service = UUID(service_of_ours(3))
    for one in (
        EVERYTHING,
        Scope(journey=Journey.LEAVING_HOSPITAL),
        Scope(service_id=service),
        Scope(service_id=service, who=Who.FAMILIES),
        Scope(organisation_id=facts.directory.services[service].organisation_id),
        Scope(sector=Sector.HOSPITAL),
        Scope(theme="had_to_chase"),
        Scope(who=Who.FAMILIES),
        Scope(channel=Channel.PHONE),
        Scope(language="en"),
    ):
        yield one
        yield replace(one, since=YEAR)


def _shown(
    page: Callable[[Facts, Scope], Iterator[Picture]], facts: Facts, scope: Scope, with_charts: bool
) -> float:
    """How long the page waits, from the choice of a scope on."""
    began = perf_counter()
    for picture in page(facts, scope):
        if with_charts:
            spec_of(picture.draw, "light")
    return 1_000 * (perf_counter() - began)


def _is_of_one(scope: Scope) -> bool:
    return bool(scope.service_id or scope.organisation_id)


def _asked(ask: Ask, scope: Scope) -> tuple[float, Counts]:
    began = perf_counter()
    answer = ask(scope)
    return 1_000 * (perf_counter() - began), answer


def _spread(times: Sequence[float]) -> str:
    return f"median {median(times):,.0f}, slowest {max(times):,.0f} of {len(times)} changes of scope"


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    given = argparse.ArgumentParser()
    given.add_argument("--short", action="store_true")
    print(table(measure(given.parse_args().short)))
