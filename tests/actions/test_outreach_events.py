"""A day on which the watchdog went out to listen: added, put right, and never overwritten unseen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions.add_programme import add_programme
from actions.open_watchdog import open_watchdog
from actions.outreach_events import add_event, change_event
from models.errors import FeedbackError, Problems, SomebodyElseDecided
from models.outreach import LONGEST_COMMUNITIES, LONGEST_PLACE, MOST_WHO_SPOKE, OutreachDraft
from models.people import job
from models.programme import ProgrammeDraft
from storage.queries.happenings import happenings
from storage.queries.outreach_events import events_of
from tests.conftest import NOW, TODAY

MARKET = OutreachDraft("Testford market", date(2026, 11, 7), "Polish speakers", 9)


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def add(store, by, draft=MARKET):
    with store.writing() as session:
        return add_event(session, draft, by=by, at=NOW)


def change(store, by, event_id, draft, seen=MARKET):
    with store.writing() as session:
        return change_event(session, event_id, draft, seen=seen, by=by, at=NOW)


def held(store, by):
    with store.reading() as session:
        return events_of(session, by)


def test_an_event_is_kept_with_its_spaces_tidied(store, volunteer):
    add(store, volunteer, replace(MARKET, place="  Testford \n market "))
    (event,) = held(store, volunteer)
    assert (event.place, event.held_on, event.communities, event.who_spoke) == (
        "Testford market",
        date(2026, 11, 7),
        "Polish speakers",
        9,
    )


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("place", " "),
        ("place", "x" * (LONGEST_PLACE + 1)),
        ("place", "x" * 10_000),
        ("held_on", None),
        ("held_on", TODAY + timedelta(days=1)),
        ("held_on", date(2005, 12, 31)),
        ("communities", "x" * (LONGEST_COMMUNITIES + 1)),
        ("who_spoke", -1),
        ("who_spoke", MOST_WHO_SPOKE + 1),
    ],
)
def test_what_cannot_be_is_said_beside_its_box(store, volunteer, field, said):
    with pytest.raises(Problems) as refused:
        add(store, volunteer, replace(MARKET, **{field: said}))
    assert set(refused.value.by_question) == {field}
    assert held(store, volunteer) == []


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("place", "x" * LONGEST_PLACE),
        ("held_on", TODAY),
        ("held_on", date(2006, 1, 1)),
        ("communities", ""),
        ("who_spoke", 0),
        ("who_spoke", None),
        ("who_spoke", MOST_WHO_SPOKE),
    ],
)
def test_what_is_just_possible_is_kept(store, volunteer, field, said):
    add(store, volunteer, replace(MARKET, **{field: said}))
    assert getattr(held(store, volunteer)[0], field) == said


def test_the_second_of_two_editors_is_told_and_nothing_is_overwritten(store, volunteer, moderator):
    event = add(store, volunteer)
    assert change(store, moderator, event, replace(MARKET, who_spoke=12))
    with pytest.raises(SomebodyElseDecided):
        change(store, volunteer, event, replace(MARKET, place="Testford library"))
    assert (held(store, volunteer)[0].place, held(store, volunteer)[0].who_spoke) == ("Testford market", 12)


def test_saving_what_it_says_already_changes_nothing(store, volunteer):
    assert change(store, volunteer, add(store, volunteer), MARKET) is False


def test_an_event_can_be_for_a_programme_which_then_shows_its_day(store, volunteer, administrator):
    event = add(store, volunteer)
    with store.writing() as session:
        hub = add_programme(session, ProgrammeDraft("Discharge hub", "hub"), by=administrator, at=NOW).id
    assert change(store, volunteer, event, for_hub := replace(MARKET, programme_id=hub))
    assert held(store, volunteer)[0].said == for_hub
    with store.reading() as session:
        assert [(one.name, one.programme) for one in happenings(session, administrator)] == [
            ("Testford market", "hub")
        ]
    assert change(store, volunteer, event, MARKET, seen=for_hub)
    with store.reading() as session:
        assert [one.programme for one in happenings(session, administrator)] == [""]


def test_an_event_is_for_no_programme_of_another_watchdog(store, volunteer):
    with store.writing() as session:
        open_watchdog(session, slug="east", name="East", area="East", telephone="", signposts=[], at=NOW)
        theirs = add_programme(session, ProgrammeDraft("Hub"), by=job("east", "terminal"), at=NOW).id
    event = add(store, volunteer)
    for refused in (
        lambda draft: add(store, volunteer, draft),
        lambda draft: change(store, volunteer, event, draft),
    ):
        with pytest.raises(Problems) as problems:
            refused(replace(MARKET, programme_id=theirs))
        assert set(problems.value.by_question) == {"programme_id"}
    assert [one.programme_id for one in held(store, volunteer)] == [None]


def test_an_event_that_is_not_here_cannot_be_changed(store, volunteer):
    with pytest.raises(FeedbackError, match="isn't here"):
        change(store, volunteer, volunteer.staff_id, MARKET)
