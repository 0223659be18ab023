"""The page that leads to the office's own accounts, and in from there."""

from uuid import uuid4

import pytest

from actions.office_claims import STALE, Stale
from actions.office_sign_in import Admitted
from models.people import Viewer
from models.vocabulary import Role
from settings import Settings
from tests.conftest import WATCHDOG
from tests.pages.opening import everything_on, open_page
from ui import office

NAME = "**Office** ![](https://example.org/x.png)"


@pytest.fixture
def set_up(monkeypatch):
    chosen = Settings(
        _env_file=None,
        oidc_metadata_url="https://accounts.example.org/x",
        oidc_client_id="have-your-say",
        oidc_name=NAME,
    )
    monkeypatch.setattr(office, "settings", lambda: chosen)


def links(page) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def comes_back(monkeypatch, with_):
    def arrive():
        if isinstance(with_, Exception):
            raise with_
        return with_

    monkeypatch.setattr(office, "arrive", arrive)


def test_without_an_office_the_page_says_so(sqlite_store, somebody, monkeypatch):
    monkeypatch.setattr(office, "settings", lambda: Settings(_env_file=None))

    page = open_page("office", sqlite_store, somebody, monkeypatch)

    assert "isn't set up here" in everything_on(page)
    assert 'href="/sign-in"' in links(page)


def test_whoever_comes_first_is_shown_the_way_there(sqlite_store, somebody, set_up, monkeypatch):
    comes_back(monkeypatch, None)

    page = open_page("office", sqlite_store, somebody, monkeypatch)

    assert 'href="/office?begin=yes"' in links(page)
    assert "![](" not in everything_on(page)
    assert not page.warning


def test_whoever_comes_back_is_welcomed_and_led_in(sqlite_store, somebody, set_up, monkeypatch):
    comes_back(monkeypatch, Admitted("/office/enter/abc", "Eve <b>*Office*</b>", False))

    page = open_page("office", sqlite_store, somebody, monkeypatch)

    assert 'href="/office/enter/abc"' in links(page)
    assert page.title[0].value == r"Welcome, Eve \<b\>\*Office\*\</b\>"
    assert not page.warning


def test_the_last_administrator_is_told_why_they_stay_one(sqlite_store, somebody, set_up, monkeypatch):
    comes_back(monkeypatch, Admitted("/office/enter/abc", "Bo", True))

    page = open_page("office", sqlite_store, somebody, monkeypatch)

    assert "stay one until somebody else is" in page.warning[0].value


def test_whoever_is_turned_away_is_told_why_and_can_try_again(sqlite_store, somebody, set_up, monkeypatch):
    comes_back(monkeypatch, Stale(STALE))

    page = open_page("office", sqlite_store, somebody, monkeypatch)

    assert "been a while" in page.error[0].value
    assert "/office/enter/" not in links(page)
    assert 'href="/office?begin=yes"' in links(page)


def test_whoever_is_in_already_is_led_to_their_pages(sqlite_store, set_up, monkeypatch):
    comes_back(monkeypatch, None)
    ash = Viewer(WATCHDOG, frozenset({Role.VOLUNTEER}), name="Ash", staff_id=uuid4())

    page = open_page("office", sqlite_store, ash, monkeypatch)

    assert page.title[0].value == "You're signed in"
    assert 'href="/sign-in"' in links(page)
