"""The newsletter's part of a strategy's page: who takes it, and a draft that nothing is sent of."""

import pytest

from actions.add_programme import add_programme
from actions.newsletter import ask
from models.people import job, resident
from models.programme import ProgrammeDraft, ProgrammeKind
from tests.conftest import NOW, WATCHDOG
from tests.pages.opening import everything_on, open_lines

PAGE = """
from storage.queries.programmes import programmes
from ui import access, newsletter_desk

viewer = access.viewer()
with access.reading() as session:
    [programme] = programmes(session, viewer)
newsletter_desk.draw(viewer, programme)
"""


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def test_a_publisher_sees_how_many_take_it_and_a_draft_to_change(store, publisher, moderator, monkeypatch):
    by = job(WATCHDOG, "terminal")
    with store.writing() as session:
        add_programme(session, ProgrammeDraft("Plan", kind=ProgrammeKind.STRATEGY), by=by, at=NOW)
        ask(session, "pat@example.org", "en", by=resident(WATCHDOG), at=NOW)
    page = open_lines(PAGE, store, publisher, monkeypatch).run()
    assert not page.exception
    shown = everything_on(page)
    assert "Nobody takes the newsletter yet." in shown and "1 more was typed" in shown
    assert "pat@example.org" not in shown
    assert "Too few people told us something" in str(page.text_area[0].value)

    page.text_area[0].set_value("My own text").run()
    assert "My own text" in [one.value for one in page.code]
    next(one for one in page.button if one.label == "Draft it afresh").click().run()
    assert "What people told us" in str(page.text_area[0].value) and not page.exception

    assert not open_lines(PAGE, store, moderator, monkeypatch).run().text_area
