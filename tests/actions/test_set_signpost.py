"""Setting a number to ring: checked today, written down, and never one that nobody can ring."""

from datetime import timedelta

import pytest
from sqlmodel import col, func, select

from actions.set_signpost import check_signpost, clear_signpost, set_signpost
from models.audit import AuditEvent
from models.errors import FeedbackError, NotAllowed, SomebodyElseDecided
from models.events import Event
from models.people import job
from models.setting import SettingChange, SettingKind
from models.watchdog import Signpost, SignpostKind, is_to_be_checked
from storage import audit
from storage.queries.setting_changes import changes_of, newest_number
from tests.conftest import NOW, TODAY, WATCHDOG

ADULTS = SignpostKind.SAFEGUARDING_ADULTS


def put(store, by, number, kind=ADULTS, after=None, **more):
    with store.writing() as session:
        seen = newest(session, kind) if after is None else after
        return set_signpost(session, kind, number=number, after=seen, by=by, at=NOW, **more)


def newest(session, kind=ADULTS) -> int:
    return newest_number(session, job(WATCHDOG, "terminal"), SettingKind.SIGNPOST, kind.value)


def history(store, kind=ADULTS):
    with store.reading() as session:
        return changes_of(session, job(WATCHDOG, "terminal"), SettingKind.SIGNPOST, kind.value)


def rows(store) -> tuple[int, int]:
    """How many changes and audit links there are."""
    with store.reading() as session:
        return tuple(
            session.exec(select(func.count()).select_from(table)).one()
            for table in (SettingChange, AuditEvent)
        )


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
        for act in (clear_signpost, check_signpost):
            with pytest.raises(NotAllowed), store.writing() as session:
                act(session, ADULTS, after=0, by=viewer, at=NOW)
    assert kept(store).number == "01632 960201"


def test_each_change_is_kept_with_what_was_there_before(store, administrator):
    put(store, administrator, "01632 960299", hours="At any hour")
    put(store, administrator, "01632 960298")
    second, first = history(store)
    assert first.changes == {
        "number": ("01632 960201", "01632 960299"),
        "hours": ("", "At any hour"),
        "checked_on": ("2026-11-02", "2026-11-20"),
    }
    assert (first.who, first.at, first.number, second.number) == ("Bo Administrator", NOW, 1, 2)
    assert second.changes == {"number": ("01632 960299", "01632 960298"), "hours": ("At any hour", "")}


def test_one_change_leaves_one_row_of_each_kind_and_none_where_nothing_changed(store, administrator):
    changes, links = rows(store)
    put(store, administrator, "01632 960299")
    assert rows(store) == (changes + 1, links + 1)
    put(store, administrator, " 01632 960299 ")
    assert rows(store) == (changes + 1, links + 1)


def test_a_number_that_is_still_right_is_checked_again_and_stays(store, administrator):
    with store.writing() as session:
        check_signpost(session, ADULTS, after=0, by=administrator, at=NOW)
    assert (kept(store).number, kept(store).checked_on) == ("01632 960201", TODAY)
    (change,) = history(store)
    assert change.changes == {"checked_on": ("2026-11-02", "2026-11-20")}
    before = rows(store)
    with store.writing() as session:
        check_signpost(session, ADULTS, after=0, by=administrator, at=NOW)
    assert rows(store) == before
    assert last_link(store).event is Event.SIGNPOST_CHECKED


def test_setting_the_same_number_again_says_that_it_was_checked(store, administrator):
    put(store, administrator, "01632 960201")
    assert (kept(store).checked_on, last_link(store).event) == (TODAY, Event.SIGNPOST_CHECKED)


def test_nobody_vouches_for_a_number_they_have_not_seen(store, administrator):
    put(store, administrator, "01632 960666")
    before = rows(store)
    with pytest.raises(SomebodyElseDecided), store.writing() as session:
        check_signpost(session, ADULTS, after=0, by=administrator, at=NOW + timedelta(days=1))
    assert (kept(store).checked_on, rows(store)) == (TODAY, before)


def test_the_second_of_two_who_change_a_number_is_told_and_nothing_is_overwritten(store, administrator):
    put(store, administrator, "01632 960299", after=0)
    before = rows(store)
    with pytest.raises(SomebodyElseDecided, match="Somebody else changed this"):
        put(store, administrator, "01632 960298", after=0)
    assert (kept(store).number, rows(store)) == ("01632 960299", before)


def test_a_number_is_taken_away_with_its_hours_and_can_be_found_in_the_history(store, administrator):
    put(store, administrator, "01632 960299", hours="At any hour")
    with store.writing() as session:
        clear_signpost(session, ADULTS, after=1, by=administrator, at=NOW)
    assert (kept(store).number, kept(store).hours, kept(store).checked_on) == ("", "", None)
    assert history(store)[0].changes["number"] == ("01632 960299", "")
    assert last_link(store).event is Event.SIGNPOST_CHANGED


def test_a_number_that_is_not_known_cannot_be_checked(store, administrator):
    with pytest.raises(FeedbackError, match="Give the number"), store.writing() as session:
        check_signpost(session, SignpostKind.LISTENING, after=0, by=administrator, at=NOW)


def test_a_safeguarding_lead_looks_after_the_numbers(store, safeguarding_lead):
    put(store, safeguarding_lead, "01632 960299")
    assert history(store)[0].who == "Dee Lead"


@pytest.mark.parametrize(("days", "is_due"), [(0, False), (180, False), (181, True)])
def test_a_number_is_to_be_checked_after_half_a_year(days, is_due):
    assert is_to_be_checked(TODAY - timedelta(days=days), TODAY) is is_due
    assert is_to_be_checked(None, TODAY)


def last_link(store) -> AuditEvent:
    with store.reading() as session:
        return session.exec(select(AuditEvent).order_by(col(AuditEvent.sequence).desc())).first()
