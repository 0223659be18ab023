"""Whoever rings again within thirty days is asked whether it is the same story; nothing of it is told."""

from datetime import timedelta

import pytest

from actions.follow_up import withdraw
from actions.known_again import number_digest
from actions.submit import submit
from models.entry import SAME_STORY_WITHIN
from models.people import resident
from models.vocabulary import Channel, Journey
from storage.queries.same_story import Earlier, told_lately
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_draft, a_service

NUMBER = "01632 960001"
SECOND = timedelta(seconds=1)


@pytest.fixture
def store(sqlite_store):
    """The question is the same on every database."""
    return sqlite_store


def rang(store, volunteer, *, at=NOW, digest=None, **more):
    with store.writing() as session:
        draft = a_draft(channel=Channel.PHONE, caller_digest=digest or number_digest(NUMBER), **more)
        return submit(session, draft, by=volunteer, at=at).feedback_id


def told(store, viewer, digest=None, *, at=NOW, **more):
    with store.reading() as session:
        return told_lately(
            session, viewer, number_digest(NUMBER) if digest is None else digest, at=at, **more
        )


@pytest.mark.parametrize(
    ("later", "is_offered"),
    [
        (SAME_STORY_WITHIN - SECOND, True),
        (SAME_STORY_WITHIN, True),
        (SAME_STORY_WITHIN + SECOND, False),
        (-SECOND, False),
    ],
)
def test_a_story_is_offered_for_thirty_days(store, volunteer, later, is_offered):
    first = rang(store, volunteer)

    assert [one.id for one in told(store, volunteer, at=NOW + later)] == [first] * is_offered


def test_the_date_the_services_and_what_it_was_about_are_told_and_never_a_word(store, volunteer):
    with store.writing() as session:
        ward = a_service(session)
    first = rang(store, volunteer, service_ids=[ward])

    assert told(store, volunteer) == [
        Earlier(first, NOW, Channel.PHONE, Journey.LEAVING_HOSPITAL, ("Testford General, ward 7",))
    ]


def test_the_newest_come_first_and_three_at_most(store, volunteer):
    rung = [rang(store, volunteer, at=NOW + number * SECOND) for number in range(4)]

    assert [one.id for one in told(store, volunteer, at=NOW + 9 * SECOND)] == rung[:0:-1]


def test_nobody_without_a_number_is_taken_for_anybody_else_without_one(store, volunteer):
    with store.writing() as session:
        submit(session, a_draft(channel=Channel.PHONE), by=volunteer, at=NOW)

    assert told(store, volunteer, "") == []
    assert told(store, volunteer, number_digest("01632 960002")) == []


def test_what_is_being_put_right_is_no_earlier_story(store, volunteer):
    first = rang(store, volunteer)

    assert told(store, volunteer, but=first) == []


def test_what_was_taken_back_is_not_spoken_of(store, volunteer):
    first = rang(store, volunteer, secret="K7M4R2T9C3WX")
    with store.writing() as session:
        withdraw(session, first, by=resident(WATCHDOG), at=NOW)

    assert told(store, volunteer) == []
