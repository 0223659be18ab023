"""What was taken back is in no list, count or comparison that is made afterwards."""

import pytest
from sqlmodel import select

from actions.follow_up import withdraw
from actions.tag import tag_batch
from analysis.sentiment import SentimentFound
from analysis.tagger import Tags
from models.feedback import Feedback
from models.setting import SettingKind
from models.tag import TagDecision
from models.vocabulary import HeldBecause, Sentiment, TagKind
from storage.queries.current_tags import Versions
from storage.queries.directory import feedback_naming
from storage.queries.read_by_both import read_by_both
from storage.queries.read_so_far import read_so_far
from storage.queries.waiting_to_be_tagged import waiting_to_be_tagged
from storage.queries.what_happened import feedback_proven, what_happened
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service, some_feedback

VERSIONS = Versions("1", "test")


@pytest.fixture
def ward(store):
    with store.writing() as session:
        return a_service(session)


@pytest.fixture
def told(store, somebody, tagger_job, ward):
    """One that is read by the machine and by a person, and then taken back."""
    with store.writing() as session:
        receipt = some_feedback(session, somebody, service_ids=[ward], secret="7KCW-M3RT-9XDF")
    tags = Tags(SentimentFound(0.0, Sentiment.NEGATIVE), ())
    tag_batch(store, lambda *said: tags, taxonomy_version="1", model_version="test", by=tagger_job, at=NOW)
    with store.writing() as session:
        session.add(
            TagDecision(
                watchdog_id=WATCHDOG,
                feedback_id=receipt.feedback_id,
                kind=TagKind.SENTIMENT,
                value="negative",
                round=1,
                decided_by="import:test",
                decided_at=NOW,
            )
        )
    return receipt


def counts(session, viewer, ward) -> tuple[int, int, int]:
    return (
        feedback_naming(session, viewer, SettingKind.SERVICE, [ward])[ward],
        read_so_far(session, viewer, VERSIONS).of,
        len(read_by_both(session, viewer, VERSIONS).sentiments),
    )


def test_it_leaves_every_count(store, told, somebody, moderator, ward):
    with store.writing() as session:
        assert counts(session, moderator, ward) == (1, 1, 1)
        withdraw(session, told.feedback_id, by=somebody, at=NOW)
        assert counts(session, moderator, ward) == (0, 0, 0)


def test_it_no_longer_waits_for_another_reading(store, told, somebody, tagger_job):
    with store.writing() as session:
        assert waiting_to_be_tagged(session, tagger_job, "2", "test", most=9)
        withdraw(session, told.feedback_id, by=somebody, at=NOW)
        assert waiting_to_be_tagged(session, tagger_job, "2", "test", most=9) == []


def test_what_is_held_is_under_no_service_either(store, somebody, moderator, ward):
    with store.writing() as session:
        some_feedback(session, somebody, service_ids=[ward], held_because=HeldBecause.TOO_FAST)
        assert feedback_naming(session, moderator, SettingKind.SERVICE, [ward]) == {ward: 0}


def test_its_own_teller_is_still_told_where_it_has_got_to(store, told, somebody):
    with store.writing() as session:
        withdraw(session, told.feedback_id, by=somebody, at=NOW)
        digest = session.exec(select(Feedback.secret_digest)).one()
        found = feedback_proven(session, somebody, told.reference, digest)
        happened = what_happened(session, somebody, found)
    assert (happened.reference, happened.may_change, happened.decided_at) == (told.reference, False, NOW)
