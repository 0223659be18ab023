"""A store full of approved comments to search: many watchdogs, words as common and as rare as people's."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import accumulate, product
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import make_url, text

from actions.open_watchdog import open_watchdog
from benchmarks import NOW, WATCHDOG
from example_data.banks import FOLDER, read
from storage import keys, migrate
from storage.engine import Store
from storage.queries.current_tags import Versions

BATCH = 20_000
VERSIONS = Versions("1", "1")
THEMES = ("waiting", "food", "discharge")
BEGINNINGS = ("bra", "cor", "del", "fen", "gor")
MIDDLES = ("den", "ton", "wick", "by")
ENDINGS = ("", "ia", "ell", "olm", "urst")
PLACES = tuple(map("".join, product(BEGINNINGS, MIDDLES, ENDINGS)))
"""Invented names of places, the first often met and the last hardly ever."""
Row = dict[str, Any]


@contextmanager
def scratch_database(server: str) -> Iterator[Store]:
    """A new database on a server; it goes afterwards."""
    name = f"hys_benchmark_{uuid4().hex[:8]}"
    admin = Store(server)
    with admin.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    store = Store(make_url(server).set(database=name).render_as_string(hide_password=False))
    try:
        keys.use(keys.new_key())
        migrate.upgrade(store)
        open_watchdogs(store, [WATCHDOG])
        yield store
    finally:
        store.close()
        with admin.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.close()


def open_watchdogs(store: Store, slugs: Sequence[str]) -> None:
    """Watchdogs with nothing in them."""
    for slug in slugs:
        with store.writing() as session:
            open_watchdog(session, slug=slug, name=slug, area=slug, telephone="", signposts=(), at=NOW)


def fill(store: Store, comments: int, watchdogs: int) -> UUID:
    """Comments of all watchdogs in turn; of ours, services and themes too. Returns one of the services."""
    others = [f"other-{number}" for number in range(1, watchdogs)]
    open_watchdogs(store, others)
    dice, said = random.Random(7), _comments()
    slugs, services = [WATCHDOG, *others], [uuid4() for _ in range(20)]
    body, mine = uuid4(), {"watchdog_id": WATCHDOG}
    named = {**mine, "sector": "hospital", "ods_code": ""}
    _pour(store, "organisation", [{**named, "id": body, "name": "Testford Trust"}])
    wards = [{**named, "id": one, "organisation_id": body, "name": f"Ward {one}"} for one in services]
    _pour(store, "service", wards)
    tagged: Row = {**mine, "taxonomy_version": VERSIONS.taxonomy, "model_version": VERSIONS.model}
    tagged |= {"outcome": "tagged", "tries": 1, "tagged_at": NOW, "is_cut": False}
    for start in range(0, comments, BATCH):
        ids = [(slugs[at % watchdogs], uuid4()) for at in range(start, start + BATCH)]
        days = [NOW.date() - timedelta(days=dice.randrange(1_460)) for _ in ids]
        ours = [{**mine, "id": one, "feedback_id": one} for slug, one in ids if slug == WATCHDOG]
        _pour(store, "feedback", [_feedback(*one, day) for one, day in zip(ids, days, strict=True)])
        _pour(store, "approved_words", [_approved(*one, next(said), dice) for one in ids])
        about = [{**one, "service_id": dice.choice(services), "position": 0} for one in ours]
        _pour(store, "feedback_service", about)
        _pour(store, "tagging", [{**one, **tagged} for one in ours])
        tags = [{**one, "tagging_id": one["id"], "theme": dice.choice(THEMES), "spans": "[]"} for one in ours]
        _pour(store, "theme_tag", tags)
    if not store.is_sqlite:  # which does this by itself in time, as SQLite never does
        with store.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    return services[0]


def _feedback(slug: str, one: UUID, day: date) -> Row:
    empty = dict.fromkeys(("words", "should_happen", "service_not_listed"), b"")
    agreed = dict.fromkeys(
        (f"consent_{use}" for use in ("reports", "quotation", "pass_on", "contact")), False
    )
    blank = dict.fromkeys(
        (
            "question_set",
            "collected_by",
            "consent_wording",
            "secret_digest",
            "words_digest",
            "caller_digest",
            "spoken_language",
        ),
        "",
    )
    return {
        "watchdog_id": slug,
        "id": one,
        "reference": one.hex[:16],
        "submission_token": one.hex,
        "received_at": NOW,
        "counted_on": day,
        "happened_in_month": True,
        "channel": "online",
        "language": "en",
        "journey": "leaving_hospital",
        "speaker": "myself",
        "standing": "not_said",
        "answers": "{}",
        **empty,
        **agreed,
        **blank,
    }


def _approved(slug: str, one: UUID, said: str, dice: random.Random) -> Row:
    return {
        "watchdog_id": slug,
        "id": uuid4(),
        "feedback_id": one,
        "decision": 1,
        "is_publishable": dice.random() < 0.3,
        "words": said,
        "should_happen": "",
        "added": "",
        "approved_at": NOW,
    }


def _comments() -> Iterator[str]:
    """One after the other, without end: phrases by how often they are used, and two places."""
    dice = random.Random(11)
    phrases = sorted({phrase for file in FOLDER.glob("*.toml") for phrase in _phrases(read(file.stem))})
    dice.shuffle(phrases)
    often = list(accumulate(1 / (place + 5) for place in range(len(phrases))))
    met = list(accumulate(1 / (place + 1) ** 1.3 for place in range(len(PLACES))))
    while True:
        said = dice.choices(phrases, cum_weights=often, k=dice.choice((1, 2, 2, 3, 3, 4, 6)))
        yield " ".join([*said, *dice.choices(PLACES, cum_weights=met, k=2)])


def _phrases(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        if len(said.split()) > 3:
            yield said.translate(str.maketrans("{}[]|", "     "))
    elif isinstance(said, (dict, list, tuple)):
        for part in said.values() if isinstance(said, dict) else said:
            yield from _phrases(part)


def _pour(store: Store, into: str, rows: Sequence[Row]) -> None:
    """Rows straight into a table, past the models and their ciphers."""
    if not rows:
        return
    names = list(rows[0])
    raw = store.writer.raw_connection()
    try:
        if store.is_sqlite:
            gaps = ", ".join("?" * len(names))
            raw.execute("BEGIN IMMEDIATE")
            raw.executemany(
                f"INSERT INTO {into} ({', '.join(names)}) VALUES ({gaps})", map(_for_sqlite, rows)
            )
        else:
            with raw.cursor().copy(f"COPY {into} ({', '.join(names)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(tuple(row.values()))
        raw.commit()
    finally:
        raw.close()


def _for_sqlite(row: Row) -> tuple[Any, ...]:
    return tuple(
        value.hex
        if isinstance(value, UUID)
        else f"{value:%Y-%m-%d %H:%M:%S.%f}"
        if value is NOW
        else str(value)
        if isinstance(value, date)
        else value
        for value in row.values()
    )
