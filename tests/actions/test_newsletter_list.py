"""The list that the newsletter goes to, and what whoever asks is told and can have erased."""

import csv

import pytest
from sqlmodel import select

from actions.data_requests import SoughtBy, find_person
from actions.erase_again import erase_again, erased_before
from actions.newsletter import ask, confirm, stop
from actions.newsletter_links import token_of
from actions.newsletter_list import take_list
from actions.newsletter_requests import copy_subscription, erase_subscription
from models.audit import AuditEvent
from models.errors import FeedbackError
from models.events import Event
from models.newsletter import NewsletterSubscription
from models.outbox import OutboxMessage
from models.people import resident
from storage.queries.newsletter import readers
from tests.conftest import NOW, WATCHDOG

WANTED = "=cmd|'/c'!A1@example.org"


@pytest.fixture
def store(sqlite_store):
    """Four addresses: two confirmed, one of which could be a formula; one not; one stopped."""
    acts = {
        "pat@example.org": (confirm,),
        WANTED: (confirm,),
        "new@example.org": (),
        "old@example.org": (confirm, stop),
    }
    with sqlite_store.writing() as session:
        for address, done in acts.items():
            ask(session, address, "pl", by=resident(WATCHDOG), at=NOW)
            row = session.exec(select(NewsletterSubscription)).all()[-1]
            for act in done:
                act(session, token_of(row), by=resident(WATCHDOG), at=NOW)
    return sqlite_store


def test_only_confirmed_addresses_leave_each_with_its_own_way_to_stop_and_nothing_runs(store, publisher):
    with store.writing() as session:
        taken = take_list(session, by=publisher, at=NOW)
        assert readers(session, publisher) == (2, 1)
    heading, *rows = csv.reader(taken.file.decode("utf-8-sig").splitlines())
    assert heading == ["Email address", "Language", "Confirmed on", "Link that stops it"]
    assert [row[0] for row in rows] == ["pat@example.org", f"'{WANTED}"]
    assert {row[1] for row in rows} == {"Polski"} and len({row[3] for row in rows}) == 2
    with store.writing() as session:
        stop(session, rows[0][3].rpartition("/")[2], by=resident(WATCHDOG), at=NOW)
        assert readers(session, publisher).confirmed == 1
        record = session.exec(select(AuditEvent).where(AuditEvent.event == Event.NEWSLETTER_LIST_TAKEN)).all()
    assert [one.detail for one in record] == [{"readers": 2}]


@pytest.mark.parametrize(("said", "is_found"), [("PAT@example.org", True), ("old@example.org", False)])
def test_an_address_is_found_for_whoever_asks_what_we_hold(store, a_moderator, said, is_found):
    found = find_person(store, said, by=a_moderator, at=NOW)
    assert (found.by, found.records, found.newsletter is not None) == (SoughtBy.EMAIL, (), is_found)


def test_a_copy_says_all_that_is_held_and_erasing_leaves_nothing(store, a_moderator):
    found = find_person(store, "new@example.org", by=a_moderator, at=NOW).newsletter
    copy = copy_subscription(store, found, by=a_moderator, at=NOW)
    assert "Your email address: new@example.org" in copy and "Polski" in copy
    assert "You asked on: 20 November 2026" in copy and "not yet" in copy

    assert erase_subscription(store, found, by=a_moderator, at=NOW)
    with store.reading() as session:
        assert session.get(NewsletterSubscription, (WATCHDOG, found)) is None
        assert found not in session.exec(select(OutboxMessage.about_id)).all()
    with pytest.raises(FeedbackError, match="no such address"):
        copy_subscription(store, found, by=a_moderator, at=NOW)


def test_a_backup_from_before_sends_nobody_the_newsletter_again_who_stopped_it(store, publisher):
    """Who stopped and asked anew had it when the backup was made, and keeps it."""
    with store.writing() as session:
        kept, gone, *_ = session.exec(select(NewsletterSubscription)).all()
        for row in (kept, gone):
            stop(session, token_of(row), by=resident(WATCHDOG), at=NOW)
        ask(session, "pat@example.org", "en", by=resident(WATCHDOG), at=NOW)
        confirm(session, token_of(kept), by=resident(WATCHDOG), at=NOW)
    records = erased_before(store)
    with store.writing() as session:  # as a backup has them
        for row, address in ((kept, "pat@example.org"), (gone, WANTED)):
            back = session.get_one(NewsletterSubscription, (WATCHDOG, row.id))
            back.address, back.confirmed_at, back.stopped_at = address, NOW, None
            session.add(back)

    assert erase_again(store, records, at=NOW).erased == 0
    with store.writing() as session:
        assert readers(session, publisher).confirmed == 1
        assert "pat@example.org" in take_list(session, by=publisher, at=NOW).file.decode()
