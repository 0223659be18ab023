"""The launcher: `streamlit run feedback_app.py` serves the plain pages and the Streamlit ones."""

import ctypes
import gc
import importlib
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pyarrow  # type: ignore[import-untyped]
import streamlit as st
import structlog
from sqlalchemy.exc import SQLAlchemyError
from streamlit import config

from actions.note_fault import kind_of, note_fault
from content.plain_words import plain
from models.errors import FeedbackError
from settings import settings
from storage.mailer import Mailer, open_mailer
from ui import office
from ui.errors import show_fault
from ui.messages import is_whole
from web import look
from web.door import the_door
from web.logs import keep_words_out, log_to_stderr
from web.routes import exception_handlers, middleware, routes

ROOT = Path(__file__).parent
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8  # as malloc.h numbers them


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Open the store before anybody is let in, then work in the background until the end."""
    chosen = settings()
    log_to_stderr(chosen.log_level)
    keep_words_out()
    config.set_option("logger.enableRich", False)  # it would print what exceptions say past every logger
    _give_memory_back()
    mailer = _open_or_stop()
    if chosen.warm_up:
        _warm_up()
    from actions.background import (
        start_daily,
        start_reading_concerns,
        start_sending,
        start_tagging,
        stop_all,
    )

    door = the_door()
    start_tagging(door.store(), door.watchdog().id, every=chosen.tagging_seconds)
    start_reading_concerns(door.store(), door.watchdog().id, every=chosen.tagging_seconds)
    start_daily(door.store(), door.watchdog().id)
    if mailer is not None:
        start_sending(door.store(), door.watchdog().id, mailer)
    structlog.get_logger().info("open", watchdog=door.watchdog().id)
    try:
        yield
    finally:
        stop_all()
        door.store().close()


def _give_memory_back() -> None:
    """Have the C library return what is free again to the machine, and share it among the threads.

    By itself it keeps what one large reading needed, for each thread anew, and so does Arrow, which is
    told to ask the C library. What is larger than 64 kB goes back at once. Other C libraries have no such
    choice.
    """
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    choose = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if choose is not None:
        choose(M_ARENA_MAX, 2)
        choose(M_TRIM_THRESHOLD, 131_072)
        choose(M_MMAP_THRESHOLD, 65_536)


def _open_or_stop() -> Mailer | None:
    """Open the store and return the mail server, or end the process with one sentence about what to do."""
    try:
        office.check()
        the_door().watchdog()
        return open_mailer(settings())
    except (FeedbackError, SQLAlchemyError, OSError) as refusal:
        said = str(refusal) if isinstance(refusal, FeedbackError) else plain("start.no_database")
        structlog.get_logger().error("not opened", reason=said, kind=kind_of(refusal))
        sys.stderr.flush()
        # Raising here would have the server print a traceback and choose another exit code.
        os._exit(1)


def _warm_up() -> None:
    """Load what pages need before the first visitor, then keep the collector from walking it.

    Streamlit collects garbage fully after every run of a page. Frozen, the libraries' own objects are
    left out of that: about five times as many runs a second.
    """
    from analysis.services import service_names
    from analysis.suggestions import suggest

    importlib.import_module("altair")
    importlib.import_module("pandas")
    for page in sorted((ROOT / "pages").glob("*.py")):
        try:
            importlib.import_module(f"pages.{page.stem}")
        except Exception as fault:  # one page that is broken must not keep the others shut
            note_fault(fault, f"loading {page.stem}")
    suggest("Nobody rang us back.", "en", service_names())
    for name in look.FONTS:
        look.font(name)
    gc.collect()
    gc.freeze()


if office.is_set_up():
    config.set_option("server.cookieSecret", office.cookie_secret())
app = st.App(
    ROOT / "ui" / "router.py",
    routes=routes(the_door),
    middleware=middleware(the_door, over_tls=settings().secure_cookies, is_whole=is_whole),
    exception_handlers=exception_handlers(the_door),
    lifespan=lifespan,
    on_script_error=show_fault,
    secrets=office.secrets(),
)
