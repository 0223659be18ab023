"""Moderating: a decision is signed, has a reason, and never overwrites somebody else's."""

import pytest
from sqlmodel import select

from actions.moderate import approve, withhold
from models.audit import AuditEvent
from models.errors import FeedbackError, NotAllowed, SomebodyElseDecided
from models.events import Event
from models.moderation import ModerationDecision
from models.people import Viewer
from models.vocabulary import Outcome, Role, WithholdReason
from storage.queries.awaiting_moderation import awaiting_moderation
from storage.queries.moderation_queue import feedback_called, to_moderate
from tests.conftest import NOW
from tests.factories import a_service, some_feedback


@pytest.fixture
def said(store, somebody):
    with store.writing() as session:
        return some_feedback(session, somebody, "Nurse Jane Doe was kind")


def test_feedback_awaits_moderation_until_somebody_decides(store, said, moderator):
    with store.writing() as session:
        assert [one.feedback_id for one in awaiting_moderation(session, moderator)] == [said.feedback_id]
        approve(session, said.feedback_id, after=0, by=moderator, at=NOW)
        assert awaiting_moderation(session, moderator) == []


def test_a_decision_is_dated_signed_and_on_the_record(store, said, moderator):
    with store.writing() as session:
        withhold(
            session,
            said.feedback_id,
            WithholdReason.DEFAMATORY,
            note="Names her",
            after=0,
            by=moderator,
            at=NOW,
        )
    with store.reading() as session:
        decision = session.exec(select(ModerationDecision)).one()
        link = session.exec(select(AuditEvent).where(AuditEvent.event == Event.FEEDBACK_WITHHELD)).one()
    assert (decision.outcome, decision.reason) == (Outcome.WITHHELD, WithholdReason.DEFAMATORY)
    assert (decision.decided_by, decision.decided_at) == (moderator.actor, NOW)
    assert link.detail == {"reason": "defamatory"} and "Names" not in str(link)


def test_the_second_of_two_moderators_is_told_and_nothing_is_overwritten(store, said, moderator):
    with store.writing() as session:
        approve(session, said.feedback_id, after=0, by=moderator, at=NOW)
    with pytest.raises(SomebodyElseDecided), store.writing() as session:
        withhold(session, said.feedback_id, WithholdReason.OTHER, note="late", after=0, by=moderator, at=NOW)

    with store.reading() as session:
        assert session.exec(select(ModerationDecision.outcome)).all() == [Outcome.APPROVED]


def test_a_decision_can_be_changed_and_both_are_kept(store, said, moderator):
    with store.writing() as session:
        approve(session, said.feedback_id, after=0, by=moderator, at=NOW)
        withhold(session, said.feedback_id, WithholdReason.NOT_LOCAL, after=1, by=moderator, at=NOW)

    with store.reading() as session:
        one = to_moderate(session, moderator, said.feedback_id)
    assert (one.decisions, one.decision.outcome) == (2, Outcome.WITHHELD)


@pytest.mark.parametrize(("reason", "note"), [(None, ""), (WithholdReason.OTHER, "  ")])
def test_withholding_needs_a_reason_that_says_something(store, said, moderator, reason, note):
    with pytest.raises(FeedbackError), store.writing() as session:
        withhold(session, said.feedback_id, reason, note=note, after=0, by=moderator, at=NOW)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MODERATOR, Role.SAFEGUARDING_LEAD}))
def test_only_a_moderator_may_decide(store, said, moderator, role):
    other = Viewer(moderator.watchdog_id, frozenset({role}), name="somebody", staff_id=moderator.staff_id)
    with pytest.raises(NotAllowed), store.writing() as session:
        approve(session, said.feedback_id, after=0, by=other, at=NOW)
    with pytest.raises(NotAllowed), store.reading() as session:
        awaiting_moderation(session, other)


def test_another_watchdogs_feedback_is_not_here(store, said, moderator):
    from actions.open_watchdog import open_watchdog

    with store.writing() as session:
        open_watchdog(
            session, slug="east-testford", name="East", area="East", telephone="", signposts=[], at=NOW
        )
    stranger = Viewer("east-testford", moderator.roles, name="Kit", staff_id=moderator.staff_id)
    with store.reading() as session:
        assert awaiting_moderation(session, stranger) == []
        assert to_moderate(session, stranger, said.feedback_id) is None
        assert feedback_called(session, stranger, said.reference) is None
    with pytest.raises(FeedbackError), store.writing() as session:
        approve(session, said.feedback_id, after=0, by=stranger, at=NOW)


def test_a_moderator_sees_the_words_and_what_was_chosen(store, somebody, moderator):
    with store.writing() as session:
        ward = a_service(session)
        receipt = some_feedback(
            session, somebody, "<b>Nobody</b> rang", service_ids=[ward], handovers=[{"from_service_id": ward}]
        )
    with store.reading() as session:
        one = to_moderate(session, moderator, feedback_called(session, moderator, receipt.reference))
    assert one.words == "<b>Nobody</b> rang"
    assert one.services == ("Testford General, ward 7",)
    assert one.joins[0].from_service == "Testford General, ward 7" and one.joins[0].to_service is None
