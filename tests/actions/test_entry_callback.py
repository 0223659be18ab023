"""Whoever asks to be rung waits to be rung before their story is sent, once, and no longer than they ask."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from actions.callbacks import try_callback
from actions.change_entry import reopen
from actions.enter import enter_in_danger
from actions.entry_callback import keep_callback
from actions.entry_drafts import discard
from models.audit import AuditEvent
from models.callback import Callback, CallbackOutcome, CallbackResult
from models.errors import NotAllowed
from models.events import Event
from storage.queries.callbacks import open_callbacks
from tests.conftest import NOW
from tests.entering import CALL, NUMBER, TO_RING, sent, typed

DUE = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def stopped(store, draft_id, by, *, at=NOW) -> bool:
    with store.writing() as session:
        return keep_callback(session, draft_id, by=by, at=at)


def callbacks(store) -> list[Callback]:
    with store.reading() as session:
        return list(session.exec(select(Callback).order_by(col(Callback.asked_at))))


def noted(store) -> int:
    with store.reading() as session:
        asked = select(AuditEvent).where(AuditEvent.event == Event.CALLBACK_ASKED)
        return len(session.exec(asked).all())


def test_whoever_stops_has_the_caller_on_their_list_and_send_makes_no_second(store, volunteer):
    draft_id = typed(store, volunteer, words=CALL, **TO_RING)
    assert stopped(store, draft_id, volunteer) and stopped(store, draft_id, volunteer)
    with store.reading() as session:
        waiting = open_callbacks(session, volunteer)
    assert [(one.telephone, one.due_at, one.feedback_id) for one in waiting] == [(NUMBER, DUE, None)]
    assert noted(store) == 1

    receipt = sent(store, draft_id, volunteer)

    [callback] = callbacks(store)
    assert (callback.feedback_id, callback.closed_at, callback.due_at) == (receipt.feedback_id, None, DUE)


@pytest.mark.parametrize("left", [{}, {"contact_telephone": "ask her"}])
def test_without_a_number_nobody_waits_to_be_rung(store, volunteer, left):
    asked = {key: said for key, said in TO_RING.items() if key != "contact_telephone"}
    assert not stopped(store, typed(store, volunteer, words=CALL, **asked, **left), volunteer)
    assert callbacks(store) == []


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"callback.date": ""}, CallbackOutcome.NOT_NEEDED),
        ({"do_not_call": "yes"}, CallbackOutcome.ASKED_NOT_TO_CALL),
    ],
)
def test_whoever_asks_no_more_is_not_rung(store, volunteer, said, outcome):
    draft_id = typed(store, volunteer, words=CALL, **TO_RING)
    stopped(store, draft_id, volunteer)
    typed(store, volunteer, draft_id, **said)
    assert not stopped(store, draft_id, volunteer)
    assert [one.outcome for one in callbacks(store)] == [outcome]


def test_whoever_is_in_danger_waits_to_be_rung_at_once_and_stays_when_the_rest_is_thrown_away(
    store, volunteer
):
    draft_id = typed(store, volunteer, words=CALL, **TO_RING)
    with store.writing() as session:
        receipt = enter_in_danger(session, draft_id, "", by=volunteer, at=NOW)
    assert [one.feedback_id for one in callbacks(store)] == [receipt.feedback_id]
    with store.writing() as session:
        discard(session, draft_id, by=volunteer, at=NOW)
    assert [one.closed_at for one in callbacks(store)] == [None]


def test_what_is_thrown_away_before_it_was_sent_takes_its_callback_along(store, volunteer):
    draft_id = typed(store, volunteer, words=CALL, **TO_RING)
    stopped(store, draft_id, volunteer)
    with store.writing() as session:
        discard(session, draft_id, by=volunteer, at=NOW)
    assert [one.outcome for one in callbacks(store)] == [CallbackOutcome.NOT_NEEDED]


@pytest.mark.parametrize(
    ("result", "is_open"), [(CallbackResult.REACHED, False), (CallbackResult.NO_ANSWER, True)]
)
def test_once_they_were_rung_what_they_told_is_sent_and_nobody_rings_them_again(
    store, volunteer, result, is_open
):
    draft_id = typed(store, volunteer, words=CALL, **TO_RING)
    stopped(store, draft_id, volunteer)
    later = NOW + timedelta(hours=1)
    with store.writing() as session:
        callback_id = session.exec(select(Callback.id)).one()
        try_callback(session, callback_id, result, "", after=0, by=volunteer, at=later)
    sent(store, draft_id, volunteer, at=later)

    [callback] = callbacks(store)
    assert (callback.closed_at is None) is is_open
    assert callback.due_at == (datetime(2026, 11, 23, 17, tzinfo=UTC) if is_open else DUE)


def test_a_callback_that_is_late_holds_up_nothing(store, volunteer):
    draft_id = typed(store, volunteer, words=CALL, **TO_RING)
    stopped(store, draft_id, volunteer)
    receipt = sent(store, draft_id, volunteer, at=DUE + timedelta(minutes=1))
    assert [(one.feedback_id, one.due_at) for one in callbacks(store)] == [(receipt.feedback_id, DUE)]


def test_putting_something_else_right_leaves_the_callback_as_it_is(store, volunteer):
    receipt = sent(store, typed(store, volunteer, words=CALL, **TO_RING), volunteer)
    with store.writing() as session:
        draft_id = reopen(session, receipt.feedback_id, by=volunteer, at=NOW)
    typed(store, volunteer, draft_id, rating="poor")
    assert not stopped(store, draft_id, volunteer)
    sent(store, draft_id, volunteer)
    assert [one.closed_at for one in callbacks(store)] == [None]


def test_nobody_asks_for_somebody_elses_caller(store, volunteer, moderator):
    draft_id = typed(store, volunteer, words=CALL, **TO_RING)
    with pytest.raises(NotAllowed):
        stopped(store, draft_id, moderator)
