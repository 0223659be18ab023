"""What a volunteer sees of what they typed in: theirs alone, and by the days of the place."""

from datetime import UTC, date, datetime, timedelta

import pytest

from actions.moderate import approve
from actions.submit import submit
from models.errors import NotAllowed
from models.feedback import Feedback
from models.people import Viewer
from models.vocabulary import Channel
from storage.queries.own_entries import own_entries
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_draft

MIDNIGHT = datetime(2026, 7, 13, 23, 0, tzinfo=UTC)
"""When 14 July begins in London, where clocks are an hour ahead of UTC."""


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def typed_in(session, by: Viewer, *, at: datetime):
    draft = a_draft(f"Nobody rang ({at}).", channel=Channel.PHONE, told_on=at.date())
    return submit(session, draft.model_copy(update={"entered_by": by.staff_id}), by=by, at=at)


def test_only_ones_own_of_today_is_listed_and_what_a_moderator_has_is_marked(
    store, volunteer, moderator, somebody
):
    with store.writing() as session:
        free, opened, decided = (
            typed_in(session, volunteer, at=NOW - timedelta(minutes=number)) for number in range(3)
        )
        session.get_one(Feedback, (WATCHDOG, opened.feedback_id)).taken_at = NOW
        approve(session, decided.feedback_id, after=0, by=moderator, at=NOW)
        typed_in(session, moderator, at=NOW)
        submit(session, a_draft("From a resident."), by=somebody, at=NOW)
        found = own_entries(session, volunteer, at=NOW)

    assert [(one.feedback_id, one.is_taken) for one in found.today] == [
        (free.feedback_id, False),
        (opened.feedback_id, True),
        (decided.feedback_id, True),
    ]


@pytest.mark.parametrize(("seconds", "is_todays"), [(-1, False), (0, True)])
def test_today_begins_at_midnight_where_people_are_in_summer_too(store, volunteer, seconds, is_todays):
    sent_at = MIDNIGHT + timedelta(seconds=seconds)
    with store.writing() as session:
        typed_in(session, volunteer, at=sent_at)
        found = own_entries(session, volunteer, at=MIDNIGHT + timedelta(hours=10))

    assert bool(found.today) is is_todays
    assert found.earlier[date(2026, 7, 13)] == (not is_todays)


def test_the_seven_days_before_are_counted_and_not_the_eighth(store, volunteer):
    with store.writing() as session:
        for days in (1, 7, 7, 8):
            typed_in(session, volunteer, at=NOW - timedelta(days=days))
        found = own_entries(session, volunteer, at=NOW)

    assert found.today == ()
    assert [found.earlier[NOW.date() - timedelta(days=days)] for days in range(1, 8)] == [1, 0, 0, 0, 0, 0, 2]


def test_what_nobody_has_opened_yet_is_listed_for_thirty_days(store, volunteer, moderator):
    midnight, oldest_day = datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 10, 20, 23, tzinfo=UTC)
    with store.writing() as session:
        friday, oldest, _, opened, decided = (
            typed_in(session, volunteer, at=at).feedback_id
            for at in (
                NOW - timedelta(days=3),
                oldest_day,
                oldest_day - timedelta(seconds=1),
                NOW - timedelta(days=4),
                NOW - timedelta(days=5),
            )
        )
        session.get_one(Feedback, (WATCHDOG, opened)).taken_at = NOW
        approve(session, decided, after=0, by=moderator, at=NOW)
        typed_in(session, moderator, at=NOW - timedelta(days=2))
        todays = typed_in(session, volunteer, at=midnight)
        found = own_entries(session, volunteer, at=NOW)

    assert [one.feedback_id for one in found.to_put_right] == [friday, oldest]
    assert [one.feedback_id for one in found.today] == [todays.feedback_id]


def test_whoever_may_not_write_for_others_has_no_entries(store, administrator):
    with store.reading() as session, pytest.raises(NotAllowed):
        own_entries(session, administrator, at=NOW)
