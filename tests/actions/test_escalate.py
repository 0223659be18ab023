"""A concern waits for a lead, who decides with a reason: until then nothing else is decided about it."""

from datetime import timedelta

import pytest
from sqlmodel import select

from actions.escalate import decide, hand_over, note_step, take
from actions.follow_up import withdraw
from actions.moderate import approve, hold, withhold
from actions.name_lead import name_lead
from actions.people import change_roles, disable_staff_member
from actions.raise_concern import raise_by_person
from models.audit import AuditEvent
from models.errors import AwaitsTheLead, FeedbackError, NotAllowed, SomebodyElseDecided, TakenBack
from models.escalation import EscalationOutcome, EscalationStepKind, is_overdue
from models.events import Event
from models.moderation import HoldReason, ModerationDecision
from models.people import job
from models.vocabulary import ConcernKind, Role, WithholdReason
from models.watchdog import Watchdog
from storage.queries.escalations import open_concern, raised_by_me
from tests.actions.concerns import IN_DANGER, a_concern, concerns, heard, notices, read, steps
from tests.conftest import NOW, WATCHDOG, _worker

LATER = NOW + timedelta(minutes=10)
REASON = "Rang her: she is with her sister, and the crisis team visits today."


@pytest.fixture
def store(sqlite_store):
    """A concern is the same on every database."""
    return sqlite_store


@pytest.fixture
def other_lead(store):
    return _worker(store, "Flo Lead", "flo@example.org", Role.SAFEGUARDING_LEAD)


@pytest.fixture
def concern(store, somebody, volunteer):
    return a_concern(store, somebody, volunteer)


def decided(store, concern, by, *, after=1, reason=REASON, outcome=EscalationOutcome.CONSULT):
    with store.writing() as session:
        decide(session, concern.id, outcome, reason, after=after, by=by, at=LATER)


@pytest.mark.parametrize(
    "do",
    [
        lambda session, one, by: approve(session, one, after=0, by=by, at=NOW),
        lambda session, one, by: approve(session, one, is_publishable=True, after=0, by=by, at=NOW),
        lambda session, one, by: withhold(session, one, WithholdReason.NOT_LOCAL, after=0, by=by, at=NOW),
        lambda session, one, by: hold(session, one, HoldReason.LEGAL, after=0, by=by, at=NOW),
    ],
    ids=["approve", "publish", "withhold", "hold"],
)
@pytest.mark.parametrize("is_found_by_machine", [True, False])
def test_nothing_else_is_decided_before_the_lead_has(store, somebody, moderator, do, is_found_by_machine):
    if is_found_by_machine:
        [feedback_id] = heard(store, somebody, IN_DANGER)  # and nobody has read it for concerns yet
    else:
        feedback_id = a_concern(store, somebody, moderator).feedback_id

    with pytest.raises(AwaitsTheLead), store.writing() as session:
        do(session, feedback_id, moderator)

    with store.reading() as session:
        assert session.exec(select(ModerationDecision)).all() == []


def test_once_the_lead_has_decided_the_feedback_can_be_moderated(
    store, somebody, moderator, safeguarding_lead
):
    [feedback_id] = heard(store, somebody, IN_DANGER)
    read(store)
    decided(store, concerns(store)[0], safeguarding_lead)

    with store.writing() as session:
        approve(session, feedback_id, after=0, by=moderator, at=LATER)


def test_a_decision_is_dated_and_signed_and_on_the_record_without_its_words(
    store, concern, safeguarding_lead
):
    decided(store, concern, safeguarding_lead)

    [after] = concerns(store)
    assert (after.outcome, after.decided_at) == (EscalationOutcome.CONSULT, LATER)
    last = steps(store)[-1]
    assert (last.kind, last.note, last.taken_by) == (
        EscalationStepKind.DECIDED,
        REASON,
        safeguarding_lead.actor,
    )
    with store.reading() as session:
        [link] = session.exec(select(AuditEvent).where(AuditEvent.event == Event.CONCERN_DECIDED)).all()
    assert (link.subject, link.detail) == (str(concern.feedback_id), {})


@pytest.mark.parametrize(("outcome", "reason"), [(EscalationOutcome.RESOLVE, " \n"), (None, REASON)])
def test_a_decision_needs_an_outcome_and_a_reason(store, concern, safeguarding_lead, outcome, reason):
    with pytest.raises(FeedbackError):
        decided(store, concern, safeguarding_lead, outcome=outcome, reason=reason)
    assert concerns(store)[0].decided_at is None


def test_only_a_lead_decides(store, concern, moderator, volunteer, administrator):
    for by in (moderator, volunteer, administrator, job(WATCHDOG, "concerns")):
        with pytest.raises(NotAllowed):
            decided(store, concern, by)


@pytest.mark.parametrize("first", [take, decide])
def test_the_second_of_two_leads_is_told_and_nothing_is_overwritten(
    store, concern, safeguarding_lead, other_lead, first
):
    if first is take:
        with store.writing() as session:
            take(session, concern.id, after=1, by=safeguarding_lead, at=NOW)
    else:
        decided(store, concern, safeguarding_lead)

    with pytest.raises(SomebodyElseDecided):
        decided(store, concern, other_lead, outcome=EscalationOutcome.REPORT)

    assert [one.taken_by for one in steps(store)][1:] == [safeguarding_lead.actor]


def test_a_concern_is_taken_noted_and_handed_to_another_lead_who_is_told(
    store, concern, safeguarding_lead, other_lead
):
    with store.writing() as session:
        take(session, concern.id, after=1, by=safeguarding_lead, at=NOW)
        note_step(session, concern.id, "No answer at 10.", after=2, by=safeguarding_lead, at=NOW)
        hand_over(session, concern.id, other_lead.staff_id, after=3, by=safeguarding_lead, at=LATER)

    kinds = [one.kind.value for one in steps(store)]
    assert kinds == ["raised", "taken", "noted", "handed_over"]
    assert concerns(store)[0].lead_id == other_lead.staff_id
    assert [one.to_address for one in notices(store)][-1] == "flo@example.org"


def test_a_concern_goes_to_nobody_who_cannot_decide(store, concern, safeguarding_lead, moderator):
    with pytest.raises(FeedbackError), store.writing() as session:
        hand_over(session, concern.id, moderator.staff_id, after=1, by=safeguarding_lead, at=NOW)


@pytest.mark.parametrize(("kind", "note"), [(None, "Not safe"), (ConcernKind.SAFEGUARDING, " ")])
def test_a_person_says_what_it_may_be_and_why(store, somebody, volunteer, kind, note):
    [feedback_id] = heard(store, somebody, "All fine.")
    with pytest.raises(FeedbackError), store.writing() as session:
        raise_by_person(session, feedback_id, kind, note, by=volunteer, at=NOW)
    assert concerns(store) == []


def test_a_second_person_adds_to_the_open_concern(store, concern, moderator):
    with store.writing() as session:
        again = raise_by_person(
            session, concern.feedback_id, ConcernKind.SELF_HARM, "Old scars", by=moderator, at=LATER
        )

    [one] = concerns(store)
    assert (again, one.kind, one.due_at) == (concern.id, ConcernKind.SELF_HARM, LATER + timedelta(hours=1))
    assert [step.note for step in steps(store)] == ["Not safe", "Old scars"]


def test_nobody_raises_a_concern_about_what_was_taken_back(store, somebody, volunteer):
    [feedback_id] = heard(store, somebody, "All fine.")
    with store.writing() as session:
        withdraw(session, feedback_id, by=somebody, at=NOW)
    with pytest.raises(TakenBack), store.writing() as session:
        raise_by_person(session, feedback_id, ConcernKind.SAFEGUARDING, "x", by=volunteer, at=NOW)


def test_whoever_raised_it_sees_that_it_is_open_and_with_whom_and_nothing_else(
    store, concern, volunteer, moderator, safeguarding_lead
):
    with store.writing() as session:
        take(session, concern.id, after=1, by=safeguarding_lead, at=NOW)
        assert [one.lead for one in raised_by_me(session, volunteer)] == ["Dee Lead"]
        assert raised_by_me(session, moderator) == ()
        shown = open_concern(session, moderator, concern.feedback_id)
    assert shown == ("Dee Lead", NOW, NOW + timedelta(hours=24))


@pytest.mark.parametrize(
    ("seconds", "expected"), [(-1, False), (0, True), (1, True)], ids=["before", "on the hour", "after"]
)
def test_it_is_overdue_from_the_moment_it_is_due(seconds, expected):
    assert is_overdue(NOW, NOW + timedelta(seconds=seconds)) is expected


@pytest.mark.parametrize("leaves", [True, False], ids=["a leaver", "loses the role"])
def test_what_a_lead_had_goes_to_all_leads_once_that_lead_cannot_decide(
    store, somebody, volunteer, administrator, safeguarding_lead, other_lead, leaves
):
    with store.writing() as session:
        name_lead(session, safeguarding_lead.staff_id, after=0, by=administrator, at=NOW)
    concern = a_concern(store, somebody, volunteer)
    assert concern.lead_id == safeguarding_lead.staff_id
    assert [one.to_address for one in notices(store)] == ["dee@example.org"]

    with store.writing() as session:
        if leaves:
            disable_staff_member(session, safeguarding_lead.staff_id, by=administrator, at=LATER)
        else:
            had = [Role.SAFEGUARDING_LEAD]
            change_roles(
                session, safeguarding_lead.staff_id, [Role.VOLUNTEER], had=had, by=administrator, at=LATER
            )

    assert concerns(store)[0].lead_id is None
    assert [one.to_address for one in notices(store)][1:] == ["flo@example.org"]
    with store.writing() as session:
        assert session.get_one(Watchdog, WATCHDOG).lead_id is None
        name_lead(session, other_lead.staff_id, after=2, by=administrator, at=LATER)


def test_the_named_lead_is_somebody_who_can_decide(store, administrator, moderator):
    with pytest.raises(FeedbackError), store.writing() as session:
        name_lead(session, moderator.staff_id, after=0, by=administrator, at=NOW)
