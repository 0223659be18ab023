"""The store of this process, opened once: right schema, right key, one watchdog."""

from functools import lru_cache
from pathlib import Path

from sqlalchemy import make_url
from sqlmodel import Session, select

from models.errors import FeedbackError
from models.watchdog import Watchdog
from settings import Settings, settings
from storage import keys, migrate
from storage.engine import Store

NO_WATCHDOG = "No watchdog has been opened here. Run `python -m feedback_cli init` first."


def open_store(chosen: Settings) -> Store:
    """Open the store that `chosen` names, or raise FeedbackError with what to do about it.

    Refuses a schema of another release, and a key that does not open what is stored.
    """
    keys.use(chosen.encryption_keys.get_secret_value())
    url = make_url(chosen.database_url) if chosen.database_url.startswith("sqlite") else None
    if url is not None and not Path(url.database or "").exists():
        raise FeedbackError(f"There is no store at {url.database}. {NO_WATCHDOG}")
    opened = Store(chosen.database_url)
    try:
        migrate.require_current(opened)
        with opened.reading() as session:
            session.exec(select(Watchdog.key_check)).all()
    except BaseException:
        opened.close()
        raise
    return opened


@lru_cache(maxsize=1)
def store() -> Store:
    """The store of this process."""
    return open_store(settings())


def chosen_watchdog(session: Session, slug: str = "") -> Watchdog:
    """The watchdog called `slug`, or the only one there is. Raises FeedbackError when that is unclear."""
    if slug:
        named = session.get(Watchdog, slug)
        if named is None:
            raise FeedbackError(f"There is no watchdog called {slug!r} in this store (FEEDBACK_WATCHDOG).")
        return named
    all_of_them = session.exec(select(Watchdog)).all()
    if not all_of_them:
        raise FeedbackError(NO_WATCHDOG)
    if len(all_of_them) > 1:
        names = ", ".join(sorted(watchdog.id for watchdog in all_of_them))
        raise FeedbackError(f"This store has several watchdogs ({names}): set FEEDBACK_WATCHDOG to one.")
    return all_of_them[0]


def this_watchdog() -> Watchdog:
    """The watchdog that this process opens its doors for, as its details are at this moment."""
    with store().reading() as session:
        return session.get_one(Watchdog, _this_watchdogs_id())


@lru_cache(maxsize=1)
def _this_watchdogs_id() -> str:
    with store().reading() as session:
        return chosen_watchdog(session, settings().watchdog).id
