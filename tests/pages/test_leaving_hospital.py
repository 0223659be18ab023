"""Leaving hospital: the page is about that whatever else is chosen, one part at a time."""

import pytest

from models.people import resident
from models.vocabulary import Journey
from reporting.pictures_of_leaving import Part
from tests.conftest import WATCHDOG
from tests.factories import a_service, some_feedback
from tests.pages.opening import everything_on, open_page


@pytest.fixture
def store(sqlite_store):
    with sqlite_store.writing() as session:
        a_service(session)
        for _ in range(12):
            some_feedback(session, resident(WATCHDOG), answers={"told_whom_to_contact": "no"})
        some_feedback(session, resident(WATCHDOG), journey=Journey.SOMETHING_ELSE)
    return sqlite_store


def test_it_is_about_leaving_hospital_whatever_else_was_chosen(store, publisher, monkeypatch):
    page = open_page("leaving_hospital", store, publisher, monkeypatch)

    assert not page.exception
    shown = everything_on(page)
    assert "100% of 12 people who answered" in shown and "left aside" not in shown
    assert "**Leaving hospital**" in shown and "Everything people told us" not in shown
    assert page.selectbox(key="first-follow").value == "told_whom_to_contact"
    found_elsewhere = "whether they had a contact for further advice, 35% had none"
    chart_over_time = shown.rindex("No limits yet")
    assert shown.rindex(found_elsewhere) > chart_over_time

    page.query_params["journey"] = Journey.SOMETHING_ELSE.value
    page.pills(key="leaving-part").set_value(Part.GROUPS).run()

    assert not page.exception
    headings = [heading.value for heading in page.subheader]
    assert headings == ["Do families see it differently?", "Was this winter like the last?"]
    assert "left aside here" in everything_on(page)
    assert page.query_params["journey"] == Journey.SOMETHING_ELSE.value
