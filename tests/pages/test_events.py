"""Events, as a volunteer adds one, opens it and puts it right."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions.add_programme import add_programme
from actions.outreach_events import add_event, change_event
from models.outreach import OutreachDraft
from models.programme import ProgrammeDraft
from models.vocabulary import Channel
from storage.queries.outreach_events import events_of
from tests.conftest import NOW, TODAY
from tests.factories import some_feedback
from tests.pages.opening import everything_on, open_page

MARKET = OutreachDraft("Testford *market*", date(2026, 11, 7), "Polish speakers", 9)


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def market(store, volunteer):
    with store.writing() as session:
        return add_event(session, MARKET, by=volunteer, at=NOW)


@pytest.fixture
def opened(store, volunteer, monkeypatch):
    """The page, at what the address asks for."""

    def open_at(asked="", by=volunteer):
        page = open_page("events", store, by, monkeypatch)
        if asked:
            page.query_params["open"] = str(asked)
            page.run()
        assert not page.exception
        return page

    return open_at


def press(page, label):
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def box(page, label):
    kinds = (page.text_input, page.date_input, page.number_input, page.selectbox)
    return next(each for kind in kinds for each in kind if each.label.endswith(label))


def links(page):
    return " ".join(element.proto.body for element in page.get("html"))


def held(store, by):
    with store.reading() as session:
        return events_of(session, by)


def test_a_volunteer_adds_an_event_and_can_write_down_at_once_what_they_hear_there(
    store, volunteer, administrator, opened
):
    with store.writing() as session:
        review = ProgrammeDraft("Care review", ended_on=date(2026, 11, 10))
        programme = add_programme(session, review, by=administrator, at=NOW).id
    page = opened("new")
    box(page, "Place").set_value("Testford library")
    box(page, "Day").set_value(date(2026, 11, 9))
    assert box(page, "Which programme is it for?").value is None
    box(page, "Which programme is it for?").set_value(programme)
    press(page, "Save")

    (event,) = held(store, volunteer)
    assert event.place == "Testford library" and event.who_spoke is None
    assert event.programme_id == programme
    assert "For the programme Care review" in everything_on(page)
    assert f"/entry/new?channel=event&amp;event={event.id}" in links(page)


def test_what_has_to_be_put_right_is_said_and_what_was_typed_stays(store, volunteer, opened):
    page = opened("new")
    box(page, "Place").set_value("x" * 10_000)
    box(page, "Day").set_value(TODAY + timedelta(days=400))
    box(page, "How many people spoke to us").set_value(-3)
    press(page, "Save")

    shown = everything_on(page)
    for sentence in ("You have used 10,000", "today or earlier", "Enter a number from 0"):
        assert sentence in shown
    assert box(page, "Place").value == "x" * 10_000 and held(store, volunteer) == []


def test_an_event_shows_what_was_heard_there_as_counts(store, volunteer, market, opened):
    with store.writing() as session:
        for _ in range(2):
            some_feedback(session, volunteer, channel=Channel.EVENT, outreach_event_id=market)

    page = opened(market)

    assert "2 entries" in everything_on(page) and "Nobody rang" not in everything_on(page)
    assert "Leaving hospital: 2" in everything_on(page)


def test_the_second_of_two_editors_sees_what_it_says_now_and_what_they_had_typed(
    store, volunteer, moderator, market, opened
):
    page = opened(market)
    with store.writing() as session:
        newer = replace(MARKET, place="Testford market hall", who_spoke=12)
        change_event(session, market, newer, seen=MARKET, by=moderator, at=NOW)
    box(page, "Place").set_value("Market square")
    press(page, "Save")

    assert "Somebody else changed this" in everything_on(page) and "Place: Market square" in everything_on(
        page
    )
    assert box(page, "Place").value == "Testford market hall"
    assert held(store, volunteer)[0].place == "Testford market hall"


def test_who_sees_figures_sees_events_and_changes_none(market, administrator, opened):
    page = opened(market, by=administrator)
    assert "9 people spoke to us" in everything_on(page)
    assert not page.text_input and "/entry/new" not in links(page)


def test_the_poster_for_a_service_is_a_link_that_names_it(opened):
    page = opened()
    page.text_input(key="poster-partner").set_value("age-uk & co").run()
    assert "/poster.pdf?by=age-uk+%26+co&amp;language=en" in links(page)
