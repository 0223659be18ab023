"""Setting a number to ring: checked today, written down, and never one that nobody can ring."""

import pytest
from sqlmodel import col, select

from actions.set_signpost import set_signpost
from models.audit import AuditEvent
from models.errors import FeedbackError, NotAllowed
from models.vocabulary import Event
from models.watchdog import Signpost, SignpostKind
from storage import audit
from tests.conftest import NOW, TODAY

ADULTS = SignpostKind.SAFEGUARDING_ADULTS


def put(store, by, number, kind=ADULTS, **more):
    with store.writing() as session:
        return set_signpost(session, kind, number=number, by=by, at=NOW, **more)


def kept(store, kind=ADULTS) -> Signpost:
    with store.reading() as session:
        return session.exec(select(Signpost).where(Signpost.kind == kind)).one()


def test_a_number_takes_the_place_of_the_one_before_as_checked_today(store, administrator):
    put(store, administrator, " 01632  960299 ", hours="Weekdays,  9 to 5")
    found = kept(store)
    assert (found.number, found.hours, found.checked_on) == ("01632 960299", "Weekdays, 9 to 5", TODAY)
    assert found.title == "Adults at risk"


def test_hours_belong_to_their_number_and_go_with_it(store, administrator):
    put(store, administrator, "01632 960298", hours="At any hour")
    put(store, administrator, "01632 960299")
    assert kept(store).hours == ""


def test_a_kind_that_the_watchdog_never_had_is_added_with_its_title(store, administrator):
    put(store, administrator, "01632 960203", kind=SignpostKind.COMPLAINTS)
    assert kept(store, SignpostKind.COMPLAINTS).title == "Making a complaint about care"


@pytest.mark.parametrize("number", ["999", "111, then 2", "+44 1632 960201", "(01632) 960-201", "1" * 60])
def test_what_can_be_rung_is_kept_as_it_is_written(store, administrator, number):
    put(store, administrator, number)
    assert kept(store).number == number


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "Give the number"),
        (" \n ", "Give the number"),
        ("1" * 61, "60 characters"),
        ("the council", "can't be rung"),
        ("12", "can't be rung"),
        ("<b>01632 960201</b>", "can't be rung"),
        ("duty7@960201.example", "can't be rung"),
    ],
)
def test_what_nobody_can_ring_is_refused_and_nothing_changes(store, administrator, number, sentence):
    with pytest.raises(FeedbackError, match=sentence):
        put(store, administrator, number)
    assert kept(store).number == "01632 960201"


def test_hours_that_go_on_too_long_are_refused(store, administrator):
    with pytest.raises(FeedbackError, match="200 characters"):
        put(store, administrator, "01632 960299", hours="x" * 201)


def test_the_trail_says_which_kind_and_not_which_number(store, administrator):
    put(store, administrator, "01632 960299")
    with store.reading() as session:
        link = session.exec(select(AuditEvent).order_by(col(AuditEvent.sequence).desc())).first()
        assert list(audit.broken_links(session)) == []
    assert (link.event, link.detail) == (Event.SIGNPOST_CHANGED, {"kind": "safeguarding_adults"})
    assert (link.subject, link.actor) == (str(kept(store).id), administrator.actor)


def test_only_who_manages_the_store_may(store, somebody, volunteer, moderator):
    for viewer in (somebody, volunteer, moderator):
        with pytest.raises(NotAllowed):
            put(store, viewer, "01632 960299")
