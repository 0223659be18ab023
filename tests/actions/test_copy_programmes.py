"""Programmes that ship become rows once, whole or not at all, and what the directory lacks is named."""

import pytest
from sqlmodel import select

from actions.add_programme import add_programme
from actions.copy_programmes import copy_programmes, copy_promises
from actions.merge_directory import merge_services
from content.programme_files import ProgrammeFile
from models.commitment import Commitment, CommitmentDraft, Direction
from models.errors import FeedbackError
from models.people import job
from models.programme import Programme, ProgrammeDraft, ProgrammeService
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service

BY = job(WATCHDOG, "terminal")
PROMISE = CommitmentDraft(
    "Somebody will ring you",
    "Testford Trust",
    "Board paper",
    measure="answer.got_in_touch",
    direction=Direction.UP,
    scope="journey=leaving_hospital&programme=team",
)
TEAM = ProgrammeFile(
    "team",
    ProgrammeDraft("The team", "team"),
    services=("WARD seven", "Archer Unit"),
    commitments=(PROMISE,),
)


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def copy(store, *files):
    with store.writing() as session:
        return copy_programmes(session, files, by=BY, at=NOW)


def everything(store, table):
    with store.reading() as session:
        return session.exec(select(table)).all()


def test_a_programme_is_copied_once_with_the_services_that_are_here(store):
    with store.writing() as session:
        old, new = a_service(session, "Ward seven"), a_service(session, "Ward 7")
        merge_services(session, old, new, after=0, by=BY, at=NOW)
    [copied], [again] = copy(store, TEAM), copy(store, TEAM)
    assert (copied.is_new, copied.missing) == (True, ("Archer Unit",))
    assert (again.is_new, again.missing) == (False, ())
    assert [one.service_id for one in everything(store, ProgrammeService)] == [new]
    assert [one.quotation for one in everything(store, Commitment)] == ["Somebody will ring you"]


def test_a_programme_of_that_name_under_another_code_is_here_already_and_the_others_arrive(store):
    with store.writing() as session:
        add_programme(session, ProgrammeDraft("the Team", "ours"), by=BY, at=NOW)
    other = ProgrammeFile("other", ProgrammeDraft("Another", "other"))
    found = copy(store, TEAM, other)
    assert [(one.code, one.is_new) for one in found] == [("ours", False), ("other", True)]


def test_what_will_not_do_is_named_and_leaves_nothing_half_copied(store):
    twice = ProgrammeFile("twice", ProgrammeDraft("Twice", "twice"), commitments=(PROMISE, PROMISE))
    with pytest.raises(FeedbackError, match="Twice wasn't copied. "):
        copy(store, TEAM, twice)
    assert everything(store, Programme) == everything(store, Commitment) == []


def test_what_is_measured_in_its_own_programme_follows_the_name_that_it_was_given(store):
    with store.writing() as session:
        added = add_programme(session, ProgrammeDraft("Our team"), by=BY, at=NOW)
        copy_promises(session, added, TEAM, by=BY, at=NOW)
    [promise] = everything(store, Commitment)
    assert promise.scope == "journey=leaving_hospital&programme=our-team"
