"""Open one page as somebody, on the store of a test, without a browser."""

import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Radio

from models.people import Permission, Viewer
from storage.engine import Store
from storage.opening import chosen_watchdog
from tests.factories import signed_in
from ui import access

ROOT = Path(__file__).parent.parent.parent
SECONDS = 60


def open_page(name: str, store: Store, viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page `pages/<name>.py`, run once, as `viewer` sees it."""
    return _open(f"pages/{name}.py", store, viewer, monkeypatch)


def open_app(store: Store, viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The whole app with all its pages, at its start; `go_to` leads on."""
    return _open("ui/router.py", store, viewer, monkeypatch)


def go_to(page: AppTest, name: str) -> AppTest:
    """Go from where the app is to one of its pages, as a press in the side bar does."""
    return page.switch_page(f"../pages/{name}.py").run()


def open_lines(lines: str, store: Store, viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """A page of these lines alone, not run yet, for what several pages have in common."""
    _let_in(store, viewer, monkeypatch)
    return AppTest.from_string(lines, default_timeout=SECONDS)


def _open(script: str, store: Store, viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    _let_in(store, viewer, monkeypatch)
    return AppTest.from_file(str(ROOT / script), default_timeout=SECONDS).run()


def _let_in(store: Store, viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    if viewer.may(Permission.READ_FEEDBACK) and viewer.sign_in_id is None:
        viewer = signed_in(store, viewer)  # whoever reads feedback came with a sign-in
    with store.reading() as session:
        watchdog = chosen_watchdog(session, viewer.watchdog_id)
    monkeypatch.setattr(access, "store", lambda: store)
    monkeypatch.setattr(access, "this_watchdog", lambda: watchdog)
    monkeypatch.setattr(access, "viewer", lambda: viewer)
    monkeypatch.setattr(access, "draft_key", lambda: "")
    monkeypatch.setattr(access, "address", lambda: "192.0.2.1")


def everything_on(page: AppTest) -> str:
    """All that a page shows, in one text, to look for what may or may not be there."""
    kinds = ("title", "subheader", "markdown", "text", "error", "warning", "info", "success", "caption")
    shown = [element.value for kind in kinds for element in getattr(page, kind)]
    tables = [table.value for table in page.table]
    return "\n".join(str(value) for value in [*shown, *words_read(page), *tables])


def words_read(page: AppTest) -> list[str]:
    """What stands on a page as somebody else's words, the marks in them left out."""
    drawn = [element.proto.body for element in page.get("html")]
    theirs = [body for body in drawn if body.startswith('<p dir="auto"')]
    unmarked = [unescape(re.sub(r"<sup>[\d, ]+</sup>|<[^>]*>", "", body)) for body in theirs]
    return [*unmarked, *(element.value for element in page.text)]


def may_others_read(page: AppTest) -> Radio:
    """The question that a moderator answers about what lies open."""
    return next(radio for radio in page.radio if radio.label == "May others read this?")
