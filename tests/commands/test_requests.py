"""Data requests from the terminal: found, copied, erased, and erased again after an old backup."""

import zipfile
from datetime import timedelta

import pytest
from sqlmodel import select

from actions.add_programme import add_programme
from actions.newsletter import ask, confirm, stop
from actions.newsletter_links import token_of
from actions.scheme_contacts import erase_contacts, take_in_contacts
from commands.common import opened
from models.newsletter import NewsletterSubscription
from models.people import job, resident
from models.programme import ProgrammeDraft, ProgrammeKind
from models.scheme import ContactKind, ContactsGiven, Phase, SchemeContacts, SharingDraft
from tests.commands.conftest import run
from tests.conftest import NOW
from tests.factories import some_feedback

STORY = "Zanzibarquartz never rang back."


@pytest.fixture
def reference(watchdog):
    with opened() as (store, watchdog_id), store.writing() as session:
        left = {"contact_name": "Pat Penrose", "contact_telephone": "01632 960001"}
        return some_feedback(session, resident(watchdog_id), STORY, **left).reference


def test_a_record_is_found_by_what_is_typed_when_asked_copied_and_erased(watchdog, reference):
    said = run("person", "find", typed="01632 960001\n")
    assert reference in said and "1 found" in said and STORY not in said

    run("person", "export", reference, str(watchdog))
    with zipfile.ZipFile(watchdog / f"{reference}.zip") as copy:
        assert STORY in copy.read(f"{reference}.txt").decode()
    assert (watchdog / f"{reference}.zip").stat().st_mode & 0o077 == 0

    assert "Erased" in run("person", "erase", reference, "--why", "asked", "--yes")
    assert "nothing under that reference" in run("person", "erase", reference, "--why", "asked", status=1)
    assert "0 found" in run("person", "find", "--whom", "Pat Penrose")
    assert "whole" in run("audit", "verify")


def test_erasing_asks_first(reference):
    assert "undone" in run("person", "erase", reference, "--why", "asked", typed="n\n", status=1)
    assert "1 found" in run("person", "find", "--whom", reference)


def test_a_backup_from_before_brings_nobody_back(watchdog, reference):
    run("backup", str(watchdog / "monday.hys"))
    run("person", "erase", reference, "--why", "asked", "--yes")

    said = run("restore", str(watchdog / "monday.hys"), "--yes")

    assert "Erased again, as it had been since the backup was made: 1." in said
    assert "0 found" in run("person", "find", "--whom", reference)
    assert "whole" in run("audit", "verify")


def test_what_partners_withdrew_and_who_stopped_the_newsletter_stay_gone_too(watchdog):
    with opened() as (store, watchdog_id), store.writing() as session:
        terminal, anybody = job(watchdog_id, "terminal"), resident(watchdog_id)
        draft = ProgrammeDraft("A scheme", kind=ProgrammeKind.SCHEME)
        scheme = add_programme(session, draft, by=terminal, at=NOW).id
        sharing = SharingDraft("An agreement", "The partners", NOW.date() + timedelta(days=300))
        rows = [ContactsGiven("P07", ContactKind.AE, phase, 90, 3) for phase in Phase]
        take_in_contacts(session, scheme, sharing, rows, by=terminal, at=NOW)
        links = []
        for address in ("pat@example.org", "sam@example.org", "kim@example.org"):
            ask(session, address, "en", by=anybody, at=NOW)
        for asked in session.exec(select(NewsletterSubscription)):
            links.append(token_of(asked))
            confirm(session, links[-1], by=anybody, at=NOW)
    run("backup", str(watchdog / "monday.hys"))
    with opened() as (store, _), store.writing() as session:
        erase_contacts(session, scheme, by=terminal, at=NOW)
        for link in links[:2]:
            stop(session, link, by=anybody, at=NOW)

    said = run("restore", str(watchdog / "monday.hys"), "--yes")

    assert "Files of what a scheme's partners counted, erased again: 1." in said
    assert "Newsletter addresses stopped again: 2." in said and "have it again" not in said
    with opened() as (store, _), store.reading() as session:
        assert not session.exec(select(SchemeContacts)).all()
        left = session.exec(select(NewsletterSubscription)).all()
        assert sorted(bool(one.address) for one in left) == [False, False, True]
    assert "whole" in run("audit", "verify")


def test_a_store_that_cannot_be_read_cannot_say_who_was_erased(watchdog, reference):
    run("backup", str(watchdog / "monday.hys"))
    (watchdog / "store" / "feedback.db").write_bytes(b"no database at all" * 500)
    said = run("restore", str(watchdog / "monday.hys"), "--yes")
    assert "erase them again" in said and "addresses that stopped the newsletter" in said


def test_the_days_work_says_beforehand_what_it_will_forget(watchdog, reference):
    lines = run("daily", "--preview").splitlines()
    kinds = ["contact", "words", "callback", "draft", "entry", "sign_in", "link", "mail"]
    assert [line.split("\t")[0] for line in lines] == kinds
    assert "Done." in run("daily")


def test_an_address_that_takes_the_newsletter_is_said_to_be_held(watchdog):
    with opened() as (store, watchdog_id), store.writing() as session:
        ask(session, "reader@example.org", "en", by=resident(watchdog_id), at=NOW)
    assert "newsletter was asked for" in run("person", "find", "--whom", "Reader@example.org")
