"""What partners of a scheme counted: kept with a ground and a last day, and gone for good after it."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from actions.add_programme import add_programme
from actions.daily import daily
from actions.scheme_contacts import erase_contacts, take_in_contacts
from models.audit import AuditEvent
from models.errors import FeedbackError, Problems
from models.events import Event
from models.people import job
from models.programme import ProgrammeDraft, ProgrammeKind
from models.scheme import (
    ContactKind,
    ContactsGiven,
    Counted,
    Pair,
    Phase,
    SchemeContacts,
    SchemeSharing,
    SharingDraft,
)
from storage.queries.needs_of_schemes import of_schemes
from storage.queries.scheme_contacts import contacts_counted, contacts_of_people, sharing_of
from storage.scrub import scrub
from tests.conftest import NOW, TODAY, WATCHDOG

BY = job(WATCHDOG, "terminal")
LAST = TODAY + timedelta(days=60)
SHARING = SharingDraft("A data sharing agreement", "The partners", LAST)
CODE = "HIU-4711"


def two(code, before, after, kind=ContactKind.CALLS_999):
    return [
        ContactsGiven(code, kind, Phase.BEFORE, 90, before),
        ContactsGiven(code, kind, Phase.AFTER, 60, after),
    ]


ROWS = [*two("hiu-9", 4, 1), *two(CODE, 2, 3), *two(CODE, 5, 0, ContactKind.POLICE)[:1]]


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def scheme(store):
    return add(store, "Scheme", ProgrammeKind.SCHEME)


def add(store, name, kind):
    with store.writing() as session:
        return add_programme(session, ProgrammeDraft(name, kind=kind), by=BY, at=NOW).id


def take_in(store, programme, rows=ROWS, **changes):
    with store.writing() as session:
        take_in_contacts(session, programme, replace(SHARING, **changes), rows, by=BY, at=NOW)


def counted(store, programme, today=TODAY):
    with store.reading() as session:
        held = sharing_of(session, BY, programme, today=today)
        by_person = contacts_of_people(session, BY, programme, today=today)
        return held and held.people, contacts_counted(session, BY, programme, today=today), by_person


def record(store):
    with store.reading() as session:
        return list(session.exec(select(AuditEvent).order_by(AuditEvent.sequence)))


def test_people_are_numbered_as_they_come_and_half_a_pair_is_counted_apart(store, scheme):
    take_in(store, scheme)
    calls = {1: Pair(4, 90, 1, 60), 2: Pair(2, 90, 3, 60)}
    assert counted(store, scheme) == (
        2,
        {
            ContactKind.CALLS_999: Counted((calls[2], calls[1]), 0),
            ContactKind.POLICE: Counted((), 1),
        },
        {ContactKind.CALLS_999: calls},
    )


def test_a_new_file_takes_the_place_of_the_old_and_its_rows_are_gone(store, scheme):
    take_in(store, scheme)
    take_in(store, scheme, two("hiu-9", 7, 7), basis="Another ground")
    assert counted(store, scheme)[1] == {ContactKind.CALLS_999: Counted((Pair(7, 90, 7, 60),), 0)}
    with store.reading() as session:
        assert len(session.exec(select(SchemeContacts)).all()) == 2
        old, new = session.exec(select(SchemeSharing).order_by(SchemeSharing.id)).all()
    assert (old.erased_at, new.erased_at, new.basis) == (NOW, None, "Another ground")


def test_what_is_erased_by_hand_is_in_none_of_the_files_and_can_be_taken_in_again(store, scheme):
    take_in(store, scheme)
    with store.reading() as session:
        sealed = session.connection().exec_driver_sql("SELECT pseudonym FROM scheme_contacts").scalars().all()
    assert sealed and all(any(cell in file.read_bytes() for file in files(store)) for cell in sealed)
    with store.writing() as session:
        erase_contacts(session, scheme, by=BY, at=NOW)
    assert scrub(store)
    assert not any(cell in file.read_bytes() for cell in sealed for file in files(store))
    assert counted(store, scheme) == (None, {}, {})
    with pytest.raises(FeedbackError, match="nothing to erase"), store.writing() as session:
        erase_contacts(session, scheme, by=BY, at=NOW)
    take_in(store, scheme)
    assert counted(store, scheme)[0] == 2


def files(store):
    return [file for file in store.path.parent.glob(f"{store.path.name}*") if not file.name.endswith("-shm")]


def test_nothing_is_read_after_the_last_day_and_the_days_work_erases_it(store, scheme):
    take_in(store, scheme)
    assert counted(store, scheme, LAST)[0] == 2
    assert counted(store, scheme, LAST + timedelta(days=1)) == (None, {}, {})
    for days, erased in ((60, 0), (61, 1), (62, 0)):
        with store.writing() as session:
            report = daily(session, by=job(WATCHDOG, "daily"), at=NOW + timedelta(days=days))
        assert report.schemes_erased == erased
    with store.reading() as session:
        assert session.exec(select(SchemeContacts)).all() == []


def test_whoever_keeps_schemes_is_told_thirty_days_before_the_last(store, scheme):
    take_in(store, scheme)
    for days, told in ((29, 0), (30, 1), (60, 1), (61, 0)):
        with store.reading() as session:
            assert len(list(of_schemes(session, WATCHDOG, NOW + timedelta(days=days)))) == told


def test_the_record_says_how_many_people_and_nothing_of_any(store, scheme):
    take_in(store, scheme)
    with store.writing() as session:
        erase_contacts(session, scheme, by=BY, at=NOW)
    taken, erased = record(store)[-2:]
    assert (taken.event, erased.event) == (Event.SCHEME_CONTACTS_TAKEN_IN, Event.SCHEME_CONTACTS_ERASED)
    assert taken.detail == {"people": 2, "last_day": LAST.isoformat()} and erased.detail == {"people": 2}
    assert (
        CODE.lower() not in json.dumps([taken.subject, taken.detail, erased.subject, erased.detail]).lower()
    )


def test_without_a_ground_or_a_last_day_to_come_nothing_is_kept_and_the_old_stays(store, scheme):
    take_in(store, scheme)
    for field, said in (
        ("expires_on", None),
        ("expires_on", TODAY - timedelta(days=1)),
        ("expires_on", date(2028, 11, 21)),
        ("basis", " "),
        ("basis", "x" * 501),
        ("agreed_with", ""),
    ):
        with pytest.raises(Problems) as refused:
            take_in(store, scheme, two("hiu-9", 7, 7), **{field: said})
        assert list(refused.value.by_question) == [field]
        assert counted(store, scheme)[0] == 2


def test_a_last_day_may_be_today_or_in_two_years(store, scheme):
    for last in (TODAY, date(2028, 11, 20)):
        take_in(store, scheme, expires_on=last)
        assert counted(store, scheme)[0] == 2


def test_rows_that_no_file_may_have_are_refused_however_they_come(store, scheme):
    for rows in (
        [],
        two("Mary Jones", 1, 1),
        two("9434765919", 1, 1),
        [*two("hiu-9", 1, 1), *two("HIU-9", 1, 1)],
        [replace(two("hiu-9", 1, 1)[0], days=0)],
        [row for number in range(501) for row in two(f"hiu-{number}", 1, 1)],
    ):
        with pytest.raises(FeedbackError) as refused:
            take_in(store, scheme, rows)
        assert "Mary" not in str(refused.value)
        assert counted(store, scheme)[0] is None


def test_only_a_scheme_has_contacts(store):
    with pytest.raises(FeedbackError, match="no such scheme"):
        take_in(store, add(store, "A hub", ProgrammeKind.SERVICE))
