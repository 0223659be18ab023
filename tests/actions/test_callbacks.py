"""Somebody asked to be rung: they are, by whoever said so, or the record says how often it was tried."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from actions.callbacks import ask_callback, close_callback, hand_over_callback, try_callback
from actions.do_not_call import allow_calls, stop_calls
from actions.erase import erase
from actions.follow_up import withdraw
from actions.moderate import approve
from actions.people import disable_staff_member
from analysis.redaction import Cut
from models.callback import Callback, CallbackAttempt, CallbackOutcome, CallbackResult
from models.errors import FeedbackError, NotAllowed, SomebodyElseDecided
from models.feedback import Contact
from models.moderation import ToTell
from models.outbox import OutboxMessage
from models.people import Viewer
from models.vocabulary import ErasureReason, RedactionKind, TextPart
from storage.queries.callbacks import OpenCallback, open_callbacks
from storage.queries.moderation_queue import to_moderate
from storage.queries.not_to_be_called import is_not_to_be_called, not_to_be_called
from tests.conftest import NOW, WATCHDOG
from tests.entering import CALL, sent, typed
from tests.factories import some_feedback

HOUR = timedelta(hours=1)
NUMBER = "01632 960001"


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def asked(store, by: Viewer, telephone: str = NUMBER, due_at: datetime = NOW, **of) -> UUID:
    said = {"telephone": telephone, "name": "Pat Penrose", "why": "The tablets", "due_at": due_at}
    with store.writing() as session:
        return ask_callback(session, **said, **of, by=by, at=NOW)


def tried(store, callback_id, result, by, *, after=0, next_at=None, at=NOW, note="") -> None:
    with store.writing() as session:
        try_callback(session, callback_id, result, note, after=after, next_at=next_at, by=by, at=at)


def waiting(store, viewer: Viewer) -> list[OpenCallback]:
    with store.reading() as session:
        return open_callbacks(session, viewer)


def kept(store, callback_id: UUID) -> Callback:
    with store.reading() as session:
        return session.get_one(Callback, (WATCHDOG, callback_id))


@pytest.mark.parametrize("number", ["", " ", "ask her", "1234"])
def test_nobody_is_rung_who_left_no_number(store, volunteer, number):
    with pytest.raises(FeedbackError, match="number to ring"):
        asked(store, volunteer, number)
    assert waiting(store, volunteer) == []


def test_the_queue_is_in_the_order_of_the_time_that_was_promised(store, volunteer):
    hours = {hour: asked(store, volunteer, due_at=NOW + hour * HOUR) for hour in (5, -3, 1)}
    assert [one.id for one in waiting(store, volunteer)] == [hours[-3], hours[1], hours[5]]


def test_only_whoever_rings_sees_whom_and_a_colleague_takes_it_over_to_see(
    store, volunteer, moderator, safeguarding_lead
):
    callback_id = asked(store, volunteer)
    tried(store, callback_id, CallbackResult.NO_ANSWER, volunteer, note="Rang twice")
    [own] = waiting(store, volunteer)
    assert (own.name, own.telephone, own.why, own.tries[0].note) == (
        "Pat Penrose",
        NUMBER,
        "The tablets",
        "Rang twice",
    )
    [seen] = waiting(store, moderator)
    assert (seen.rings, seen.unanswered, seen.is_mine) == ("Cam Volunteer", 1, False)
    assert not {"Pat Penrose", NUMBER, "The tablets", "Rang twice"} & set(repr(seen).split("'"))

    with store.writing() as session:
        hand_over_callback(session, callback_id, moderator.staff_id, after=1, by=moderator, at=NOW)

    assert waiting(store, volunteer) == [] and waiting(store, moderator)[0].telephone == NUMBER
    assert waiting(store, safeguarding_lead)[0].telephone == ""
    with pytest.raises(NotAllowed):
        tried(store, callback_id, CallbackResult.REACHED, volunteer, after=1)


def test_a_callback_goes_to_nobody_who_may_not_ring(store, volunteer, moderator, administrator):
    callback_id = asked(store, volunteer)
    for to in (administrator.staff_id, volunteer.staff_id, None):
        with pytest.raises(FeedbackError), store.writing() as session:
            hand_over_callback(session, callback_id, to, after=0, by=moderator, at=NOW)


def test_what_somebody_was_to_ring_who_has_left_is_nobodys(store, volunteer, moderator, administrator):
    asked(store, volunteer)
    with store.writing() as session:
        disable_staff_member(session, volunteer.staff_id, by=administrator, at=NOW)
    assert [one.rings for one in waiting(store, moderator)] == [""]


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        (CallbackResult.REACHED, CallbackOutcome.DONE),
        (CallbackResult.WRONG_NUMBER, CallbackOutcome.WRONG_NUMBER),
        (CallbackResult.ASKED_NOT_TO_CALL, CallbackOutcome.ASKED_NOT_TO_CALL),
    ],
)
def test_some_tries_end_it(store, volunteer, result, outcome):
    callback_id = asked(store, volunteer)
    tried(store, callback_id, result, volunteer, at=NOW + HOUR)
    ended = kept(store, callback_id)
    assert (ended.outcome, ended.closed_at) == (outcome, NOW + HOUR)
    with pytest.raises(SomebodyElseDecided):
        tried(store, callback_id, CallbackResult.REACHED, volunteer, after=1)


def test_a_try_that_nobody_answered_is_due_again_by_the_end_of_the_next_working_day(store, volunteer):
    callback_id = asked(store, volunteer)
    tried(store, callback_id, CallbackResult.LEFT_MESSAGE, volunteer)
    friday_to_monday = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
    assert kept(store, callback_id).due_at == friday_to_monday
    for when in (None, NOW):
        with pytest.raises(FeedbackError, match="still to come"):
            tried(store, callback_id, CallbackResult.RING_LATER, volunteer, after=1, next_at=when)
    tried(store, callback_id, CallbackResult.RING_LATER, volunteer, after=1, next_at=NOW + HOUR)
    assert kept(store, callback_id).due_at == NOW + HOUR


def test_nobody_gives_up_before_three_tries_without_an_answer(store, volunteer):
    callback_id = asked(store, volunteer)
    results = [CallbackResult.NO_ANSWER, CallbackResult.RING_LATER, CallbackResult.LEFT_MESSAGE]
    for number, result in enumerate(results):
        tried(store, callback_id, result, volunteer, after=number, next_at=NOW + HOUR)
    with pytest.raises(FeedbackError, match="Try 3 times"), store.writing() as session:
        close_callback(session, callback_id, CallbackOutcome.GIVEN_UP, after=3, by=volunteer, at=NOW)
    tried(store, callback_id, CallbackResult.NO_ANSWER, volunteer, after=3, next_at=NOW + HOUR)
    with store.writing() as session:
        close_callback(session, callback_id, CallbackOutcome.GIVEN_UP, after=4, by=volunteer, at=NOW)
    assert kept(store, callback_id).outcome is CallbackOutcome.GIVEN_UP


def test_of_two_who_ring_the_second_is_told_and_nothing_is_overwritten(store, volunteer, moderator):
    callback_id = asked(store, volunteer)
    tried(store, callback_id, CallbackResult.NO_ANSWER, volunteer, note="Mine")
    with pytest.raises(SomebodyElseDecided):
        tried(store, callback_id, CallbackResult.REACHED, moderator, note="Theirs")
    with store.reading() as session:
        assert [row.note for row in session.exec(select(CallbackAttempt))] == ["Mine"]
    assert kept(store, callback_id).closed_at is None


def test_the_same_story_is_rung_about_once(store, moderator, somebody):
    with store.writing() as session:
        told = some_feedback(session, somebody).feedback_id
    first = asked(store, moderator, feedback_id=told)
    again = asked(store, moderator, "01632 960009", due_at=NOW + HOUR, feedback_id=told)
    assert again == first
    assert [(one.telephone, one.due_at) for one in waiting(store, moderator)] == [
        ("01632 960009", NOW + HOUR)
    ]


def test_a_volunteer_asks_for_none_about_what_others_wrote_down(store, volunteer, somebody):
    with store.writing() as session:
        told = some_feedback(session, somebody).feedback_id
    with pytest.raises(NotAllowed):
        asked(store, volunteer, feedback_id=told)


def test_what_was_taken_back_is_not_rung_about_and_what_is_erased_leaves_no_callback(
    store, moderator, somebody
):
    with store.writing() as session:
        told = some_feedback(session, somebody).feedback_id
    callback_id = asked(store, moderator, feedback_id=told)
    tried(store, callback_id, CallbackResult.NO_ANSWER, moderator)
    with store.writing() as session:
        withdraw(session, told, by=somebody, at=NOW)
    assert kept(store, callback_id).outcome is CallbackOutcome.TAKEN_BACK
    erase(store, told, why=ErasureReason.ASKED, by=moderator, at=NOW)
    with store.reading() as session:
        assert session.exec(select(Callback)).all() == session.exec(select(CallbackAttempt)).all() == []


def test_a_number_that_is_not_to_be_rung_is_rung_about_nothing(store, volunteer, moderator):
    first, other = asked(store, volunteer), asked(store, moderator, "+44 1632 960 001, or her son")
    kept_open = asked(store, volunteer, "01632 960002")
    tried(store, first, CallbackResult.ASKED_NOT_TO_CALL, volunteer)

    assert [kept(store, one).outcome for one in (first, other)] == [CallbackOutcome.ASKED_NOT_TO_CALL] * 2
    assert [one.id for one in waiting(store, volunteer)] == [kept_open]
    with pytest.raises(FeedbackError, match="asked us not to ring this"):
        asked(store, moderator, "(01632) 960001")


@pytest.mark.parametrize(
    ("beside", "is_stopped"),
    [
        ("01632 960001 01632 960002", True),
        ("07700 900124 01632 960001", True),
        ("0163296000107700900124", True),
        ("01632 960002 01632 960003", False),
        ("01632 960010", False),
    ],
)
def test_a_number_that_is_not_to_be_rung_is_known_among_others(store, volunteer, beside, is_stopped):
    waits = asked(store, volunteer, beside)
    with store.writing() as session:
        stop_calls(session, NUMBER, by=volunteer, at=NOW)
        assert is_not_to_be_called(session, WATCHDOG, beside) is is_stopped
    assert (kept(store, waits).closed_at is not None) is is_stopped


def test_of_two_numbers_that_are_not_to_be_rung_each_is_kept(store, volunteer):
    with store.writing() as session:
        stop_calls(session, "01632 960001 01632 960002", by=volunteer, at=NOW)
        assert not_to_be_called(session, WATCHDOG) == {"+441632960001", "+441632960002"}


def test_whoever_owns_the_number_may_let_us_ring_again(store, volunteer, moderator):
    with pytest.raises(FeedbackError, match="nothing to change"), store.writing() as session:
        allow_calls(session, NUMBER, by=volunteer, at=NOW)
    for _ in range(2):
        with store.writing() as session:
            stop_calls(session, NUMBER, by=volunteer, at=NOW)
    with store.writing() as session:
        assert is_not_to_be_called(session, WATCHDOG, "+441632960001")
        assert not is_not_to_be_called(session, "east-testford", NUMBER)
        allow_calls(session, "01632960001", by=moderator, at=NOW)
    asked(store, volunteer)


@pytest.mark.parametrize("telephone", ["", "01632 960001"])
def test_whoever_left_no_number_and_asked_for_no_call_is_followed_up_by_nobody(
    store, volunteer, moderator, telephone
):
    draft_id = typed(store, volunteer, words=CALL, contact_name="Pat Penrose", contact_telephone=telephone)
    receipt = sent(store, draft_id, volunteer)
    with store.writing() as session:
        cuts = {TextPart.WORDS: [Cut(0, 4, RedactionKind.STAFF_NAME)]}
        approve(session, receipt.feedback_id, cuts=cuts, after=0, by=moderator, at=NOW)
    with store.reading() as session:
        for table in (Contact, Callback, ToTell, OutboxMessage):
            assert session.exec(select(table)).all() == []
    assert waiting(store, volunteer) == [] and waiting(store, moderator) == []


def test_where_contact_is_shown_a_number_that_is_not_to_be_rung_is_held_apart(
    store, somebody, volunteer, moderator
):
    contact = {"contact_name": "Pat Penrose", "contact_telephone": NUMBER, "contact_email": "pat@example.org"}
    with store.writing() as session:
        told = some_feedback(session, somebody, consent_contact=True, **contact).feedback_id
    for stopped in (False, True):
        with store.reading() as session:
            shown = to_moderate(session, moderator, told)
        assert (NUMBER in shown.contact, shown.not_to_ring) == (not stopped, NUMBER if stopped else "")
        with store.writing() as session:
            stop_calls(session, NUMBER, by=volunteer, at=NOW)
