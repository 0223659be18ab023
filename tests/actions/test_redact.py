"""Approving with parts taken out: the original stays, others read the rest, a change leaves nothing."""

import pytest
from sqlmodel import select

from actions.follow_up import correct, withdraw
from actions.moderate import approve, hold, withhold
from actions.raise_concern import raise_by_person
from analysis.redaction import Cut
from models.audit import AuditEvent
from models.errors import AwaitsTheLead, FeedbackError, TakenBack
from models.events import Event
from models.feedback import Feedback
from models.moderation import ApprovedWords, HoldReason, ModerationDecision, Redaction
from models.vocabulary import ConcernKind, Outcome, RedactionKind, TextPart, WithholdReason
from storage.queries.approved_words import TakenOut, approved_words
from storage.queries.awaiting_moderation import awaiting_moderation, taken_back_since
from storage.queries.current_tags import Versions
from storage.queries.moderation_queue import to_moderate
from storage.queries.what_happened import what_happened
from tests.conftest import NOW
from tests.counting import counted
from tests.factories import some_feedback

SAID = "Sister Jane Doe forgot to ring."
JANE = Cut(7, 15, RedactionKind.STAFF_NAME, "the ward sister")
NAMED = {TextPart.WORDS: [JANE]}
VERSIONS = Versions("1", "test")


@pytest.fixture
def told(store, somebody):
    with store.writing() as session:
        return some_feedback(session, somebody, SAID, should_happen="Ring Ann.", consent_quotation=True)


def decide(store, told, moderator, act, *more, after=0, **how):
    with store.writing() as session:
        act(session, told.feedback_id, *more, after=after, by=moderator, at=NOW, **how)


def read(store, told, moderator):
    with store.reading() as session:
        return approved_words(session, moderator, told.feedback_id)


def in_clear(store) -> list[str]:
    with store.reading() as session:
        return list(session.exec(select(ApprovedWords.words)))


def test_others_read_the_words_less_what_was_taken_out_and_the_original_stays(store, told, moderator):
    cuts = NAMED | {TextPart.SHOULD_HAPPEN: [Cut(5, 8, RedactionKind.NAME)]}
    decide(store, told, moderator, approve, cuts=cuts)
    approved = read(store, told, moderator)
    assert approved.words == "Sister the ward sister forgot to ring."
    assert (approved.should_happen, approved.added) == ("Ring [name removed].", "")
    assert not approved.is_publishable and approved.decision == 1
    assert approved.cuts[TextPart.WORDS] == (TakenOut(*JANE),)
    with store.reading() as session:
        assert session.exec(select(Feedback.words)).one() == SAID
        assert to_moderate(session, moderator, told.feedback_id).taken_out[TextPart.WORDS] == (
            TakenOut(*JANE),
        )


def test_a_cut_that_splits_an_emoji_is_kept_whole(store, somebody, moderator):
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    with store.writing() as session:
        told = some_feedback(session, somebody, f"The {family} waited")
    decide(store, told, moderator, approve, cuts={TextPart.WORDS: [Cut(5, 6, RedactionKind.OTHER)]})
    assert read(store, told, moderator).words == "The [words removed] waited"
    with store.reading() as session:
        kept = session.exec(select(Redaction)).one()
    assert (kept.start, kept.end) == (4, 4 + len(family))


def test_the_record_counts_what_was_taken_out_and_says_none_of_it(store, told, moderator):
    decide(store, told, moderator, approve, cuts=NAMED, is_publishable=True, criticality=3)
    with store.reading() as session:
        act = session.exec(select(AuditEvent).where(AuditEvent.event == Event.FEEDBACK_APPROVED)).one()
        decision = session.exec(select(ModerationDecision)).one()
    assert act.detail == {"outcome": "publishable", "took_out_staff_name": 1}
    assert (decision.outcome, decision.criticality) == (Outcome.PUBLISHABLE, 3)


@pytest.mark.parametrize("criticality", [-1, 6])
def test_criticality_goes_from_0_to_5(store, told, moderator, criticality):
    with pytest.raises(ValueError, match="0 to 5"):
        decide(store, told, moderator, approve, criticality=criticality)


def test_nobody_is_quoted_who_did_not_agree(store, somebody, moderator):
    with store.writing() as session:
        told = some_feedback(session, somebody, SAID)
    with pytest.raises(FeedbackError, match="did not agree"):
        decide(store, told, moderator, approve, is_publishable=True)
    assert in_clear(store) == []


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize(
    ("act", "reason"),
    [(hold, HoldReason.LEGAL), (withhold, WithholdReason.DEFAMATORY)],
    ids=["hold", "withhold"],
)
def test_nothing_is_left_in_clear_once_others_may_no_longer_read_it(store, told, moderator, act, reason):
    decide(store, told, moderator, approve, cuts=NAMED)
    decide(store, told, moderator, act, reason, after=1)
    assert in_clear(store) == [] and read(store, told, moderator) is None


def test_nothing_is_left_in_clear_once_it_is_taken_back(store, told, somebody, moderator):
    decide(store, told, moderator, approve, cuts=NAMED)
    with store.writing() as session:
        withdraw(session, told.feedback_id, by=somebody, at=NOW)
    assert in_clear(store) == []
    with pytest.raises(TakenBack):
        decide(store, told, moderator, approve, after=2)
    assert in_clear(store) == []
    with store.reading() as session:
        assert taken_back_since(session, moderator, NOW) == [(told.reference, NOW)]


def test_what_is_added_waits_to_be_read_before_others_read_it(store, told, somebody, moderator):
    decide(store, told, moderator, approve, cuts=NAMED)
    with store.writing() as session:
        correct(session, told.feedback_id, "Jane said sorry.", by=somebody, at=NOW)
    assert (read(store, told, moderator).added, in_clear(store)[0][:10]) == ("", "Sister the")
    added = {TextPart.ADDED: [Cut(0, 4, RedactionKind.STAFF_NAME)]}
    decide(store, told, moderator, approve, cuts=NAMED | added, after=2)
    assert read(store, told, moderator).added == "[staff name removed] said sorry."
    assert len(in_clear(store)) == 1


def test_what_is_on_hold_counts_and_is_shown_to_nobody(store, told, somebody, moderator):
    with pytest.raises(FeedbackError, match="Choose what it waits for"):
        decide(store, told, moderator, hold, None)
    decide(store, told, moderator, hold, HoldReason.COMPLAINT, note="Letter of 2 May")
    with store.reading() as session:
        assert counted(session, moderator).people == 1
        assert awaiting_moderation(session, moderator) == []
        one = to_moderate(session, moderator, told.feedback_id)
        assert what_happened(session, somebody, told.feedback_id).outcome is Outcome.ON_HOLD
    assert (one.decision.hold_reason, one.decision.note) == (HoldReason.COMPLAINT, "Letter of 2 May")


def test_nothing_is_decided_while_the_safeguarding_lead_has_not(store, somebody, moderator):
    with store.writing() as session:
        told = some_feedback(session, somebody, "They were slow.")
        raise_by_person(session, told.feedback_id, ConcernKind.SAFEGUARDING, "I worry", by=moderator, at=NOW)
    for act, *more in ((approve,), (hold, HoldReason.LEGAL), (withhold, WithholdReason.NOT_LOCAL)):
        with pytest.raises(AwaitsTheLead):
            decide(store, told, moderator, act, *more)
    with store.reading() as session:
        assert session.exec(select(ModerationDecision)).all() == []
        assert awaiting_moderation(session, moderator)[0].has_concern


def test_words_that_nobody_has_read_for_concerns_are_read_before_they_are_approved(
    store, somebody, moderator
):
    with store.writing() as session:
        told = some_feedback(session, somebody, "I want to end my life.")
    with pytest.raises(AwaitsTheLead):
        decide(store, told, moderator, approve)
    assert in_clear(store) == []
