"""What needs a person today: the most harmful first, each role its own, and every limit on both sides."""

from datetime import timedelta

import pytest
from sqlmodel import select

from actions.follow_up import correct, withdraw
from actions.moderate import approve, withhold
from actions.open_watchdog import open_watchdog
from models.callback import Callback
from models.entry import EntryDraft
from models.escalation import Escalation
from models.events import Event
from models.moderation import ApprovedWords, ModerationDecision, ToTell
from models.need import Need, Wanting
from models.people import WORKERS, Viewer, resident
from models.vocabulary import Channel, ConcernKind, HeldBecause, Outcome, Role, WithholdReason
from models.watchdog import Signpost, SignpostKind, Watchdog
from storage import audit
from storage.queries.current_tags import Versions
from storage.queries.needs_today import Week, needs_today, this_week
from tests.conftest import NOW, SIGNPOSTS, WATCHDOG
from tests.factories import some_feedback

RELEASE = Versions("t1", "m1")
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)


def needs(store, viewer, *, at=NOW) -> dict[Need, Wanting]:
    since = {"unsent_since": at - DAY, "at": at}
    with store.reading() as session:
        return {wanting.need: wanting for wanting in needs_today(session, viewer, RELEASE, **since)}


def as_role(viewer: Viewer, *roles: Role) -> Viewer:
    return Viewer(viewer.watchdog_id, frozenset(roles), viewer.name, viewer.staff_id)


def a_concern(feedback_id, *, due_at, decided_at=None) -> Escalation:
    return Escalation(
        watchdog_id=WATCHDOG,
        feedback_id=feedback_id,
        kind=ConcernKind.SELF_HARM,
        raised_by="job:reader",
        raised_at=NOW - DAY,
        due_at=due_at,
        decided_at=decided_at,
    )


def a_decision(feedback_id, number, outcome, *, at=NOW, criticality=None) -> ModerationDecision:
    return ModerationDecision(
        watchdog_id=WATCHDOG,
        feedback_id=feedback_id,
        number=number,
        outcome=outcome,
        criticality=criticality,
        decided_by="resident" if outcome in {Outcome.AWAITING, Outcome.WITHDRAWN} else "job:init",
        decided_at=at,
    )


@pytest.fixture
def said(store, somebody):
    with store.writing() as session:
        return [
            some_feedback(session, somebody, f"Nobody rang ({number}).").feedback_id for number in range(4)
        ]


def test_a_concern_is_overdue_from_the_minute_it_is_due(store, said, safeguarding_lead):
    with store.writing() as session:
        session.add_all(
            [
                a_concern(said[0], due_at=NOW),
                a_concern(said[1], due_at=NOW + MINUTE),
                a_concern(said[2], due_at=NOW - DAY, decided_at=NOW - DAY),
            ]
        )
    found = needs(store, safeguarding_lead)
    assert found[Need.CONCERNS_OVERDUE] == Wanting(Need.CONCERNS_OVERDUE, 1, NOW, overdue=1)
    assert found[Need.CONCERNS_OPEN] == Wanting(Need.CONCERNS_OPEN, 1, NOW + MINUTE)
    later = needs(store, safeguarding_lead, at=NOW + MINUTE)
    assert later[Need.CONCERNS_OVERDUE].count == 2 and Need.CONCERNS_OPEN not in later


def test_others_are_told_that_the_lead_is_late_and_of_no_other_concern(
    store, said, safeguarding_lead, moderator, administrator, publisher, volunteer
):
    with store.writing() as session:
        session.add_all([a_concern(said[0], due_at=NOW), a_concern(said[1], due_at=NOW + MINUTE)])
    concerns = {Need.CONCERNS_OVERDUE, Need.CONCERNS_OPEN, Need.LEAD_IS_LATE}
    told = {
        viewer: set(needs(store, viewer)) & concerns
        for viewer in (safeguarding_lead, moderator, administrator, publisher, volunteer)
    }
    assert told == {
        safeguarding_lead: {Need.CONCERNS_OVERDUE, Need.CONCERNS_OPEN},
        moderator: {Need.LEAD_IS_LATE},
        administrator: {Need.LEAD_IS_LATE},
        publisher: set(),
        volunteer: set(),
    }


def test_nobody_to_decide_on_concerns_is_worse_than_nobody_named_first(store, said, administrator):
    with store.writing() as session:
        session.add(a_concern(said[0], due_at=NOW + DAY))
    assert needs(store, administrator)[Need.NOBODY_LEADS].count == 1


def test_a_lead_is_to_be_named_until_one_is(store, administrator, safeguarding_lead):
    assert Need.NO_NAMED_LEAD in needs(store, administrator)
    with store.writing() as session:
        session.get_one(Watchdog, WATCHDOG).lead_id = safeguarding_lead.staff_id
    assert not {Need.NO_NAMED_LEAD, Need.NOBODY_LEADS} & set(needs(store, administrator))


@pytest.mark.parametrize(("days", "is_unchecked"), [(180, False), (181, True)])
def test_a_safeguarding_number_is_to_be_checked_after_180_days(store, safeguarding_lead, days, is_unchecked):
    _change_number(store, checked_on=NOW.date() - timedelta(days=days))
    assert (Need.NUMBERS_UNCHECKED in needs(store, safeguarding_lead)) is is_unchecked


def test_a_safeguarding_number_that_is_missing_is_not_also_unchecked(store, safeguarding_lead):
    _change_number(store, number=" ", checked_on=None)
    found = needs(store, safeguarding_lead)
    assert found[Need.NUMBERS_MISSING].count == 1 and Need.NUMBERS_UNCHECKED not in found


def _change_number(store, **changes):
    with store.writing() as session:
        signpost = session.exec(
            select(Signpost).where(Signpost.kind == SignpostKind.SAFEGUARDING_ADULTS)
        ).one()
        for name, value in changes.items():
            setattr(signpost, name, value)


@pytest.mark.parametrize(("waited", "overdue"), [(2 * DAY, 0), (2 * DAY + SECOND, 4)])
def test_words_are_overdue_once_they_have_waited_for_over_two_days(store, said, moderator, waited, overdue):
    assert needs(store, moderator, at=NOW + waited)[Need.WAITING] == Wanting(
        Need.WAITING, 4, NOW, overdue=overdue
    )


def test_each_comment_waits_in_one_line_and_the_gravest_comes_first(store, said, somebody, moderator):
    with store.writing() as session:
        held = some_feedback(session, somebody, "Spam", held_because=HeldBecause.TOO_FAST).feedback_id
        session.add_all(
            [
                a_decision(said[0], 1, Outcome.APPROVED, criticality=4),
                a_decision(said[0], 2, Outcome.AWAITING, at=NOW + DAY),
                a_decision(said[1], 1, Outcome.APPROVED, criticality=3),
                a_decision(said[1], 2, Outcome.AWAITING, at=NOW + DAY),
                a_decision(said[2], 1, Outcome.ON_HOLD, criticality=5),
                a_decision(held, 1, Outcome.AWAITING, at=NOW + DAY),
            ]
        )
    found = needs(store, moderator, at=NOW + 3 * DAY)
    assert list(found.values()) == [
        Wanting(Need.SEVERE, 1, NOW + DAY),
        Wanting(Need.ADDED, 1, NOW + DAY),
        Wanting(Need.WAITING, 1, NOW, overdue=1),
        Wanting(Need.HELD, 1, NOW + DAY),
    ]


def test_what_was_taken_back_after_others_could_read_it_is_said_for_a_week(store, said, publisher):
    with store.writing() as session:
        session.add_all(
            [
                a_decision(said[0], 1, Outcome.PUBLISHABLE),
                a_decision(said[0], 2, Outcome.WITHDRAWN),
                a_decision(said[1], 1, Outcome.WITHHELD),
                a_decision(said[1], 2, Outcome.WITHDRAWN),
                a_decision(said[2], 1, Outcome.WITHDRAWN),
            ]
        )
    assert needs(store, publisher, at=NOW + 7 * DAY)[Need.TAKEN_BACK].count == 1
    assert Need.TAKEN_BACK not in needs(store, publisher, at=NOW + 7 * DAY + SECOND)


def test_somebody_is_to_be_told_until_they_were(store, said, moderator):
    with store.writing() as session:
        session.add_all(
            [
                ToTell(watchdog_id=WATCHDOG, feedback_id=said[0], decision=1, since=NOW),
                ToTell(watchdog_id=WATCHDOG, feedback_id=said[1], decision=1, since=NOW, told_at=NOW),
            ]
        )
    assert needs(store, moderator)[Need.TO_TELL] == Wanting(Need.TO_TELL, 1, NOW, first=said[0])


def a_callback(rings, due_at, *, closed_at=None) -> Callback:
    said = {"rings_id": rings.staff_id, "due_at": due_at, "closed_at": closed_at}
    return Callback(watchdog_id=WATCHDOG, **said, asked_by="job:init", asked_at=NOW)


def test_whoever_is_to_ring_is_told_today_and_a_colleague_once_it_is_late(
    store, volunteer, moderator, administrator
):
    midnight = NOW.replace(hour=0, minute=0) + DAY
    with store.writing() as session:
        session.add_all(
            [
                a_callback(volunteer, NOW),
                a_callback(volunteer, NOW + MINUTE),
                a_callback(volunteer, midnight),
                a_callback(volunteer, NOW - DAY, closed_at=NOW),
                a_callback(administrator, midnight),
            ]
        )
    own = needs(store, volunteer)
    assert own == {
        Need.CALLBACKS_LATE: Wanting(Need.CALLBACKS_LATE, 1, NOW, overdue=1),
        Need.CALLBACKS_DUE: Wanting(Need.CALLBACKS_DUE, 1, NOW + MINUTE),
    }
    assert needs(store, moderator) == {
        Need.CALLBACKS_OF_NOBODY: Wanting(Need.CALLBACKS_OF_NOBODY, 1),
        Need.CALLBACKS_OF_OTHERS: Wanting(Need.CALLBACKS_OF_OTHERS, 1, NOW, overdue=1),
    }
    assert needs(store, volunteer, at=midnight)[Need.CALLBACKS_LATE].count == 3


def test_what_was_written_down_and_not_sent_is_for_whoever_began_it_and_a_number_for_others(
    store, volunteer, moderator
):
    def begun(minutes, **more):
        said = {"staff_id": volunteer.staff_id, "channel": Channel.PHONE, "saved_at": NOW}
        begun_at = NOW - DAY - minutes * MINUTE
        return EntryDraft(watchdog_id=WATCHDOG, **said, begun_at=begun_at, **more)

    with store.writing() as session:
        session.add_all([begun(0), begun(1), begun(2, sent_at=NOW)])
    began = NOW - DAY - MINUTE
    late = {need: Wanting(need, 1, began, overdue=1) for need in (Need.ENTRIES_LATE, Need.ENTRIES_OF_OTHERS)}
    assert needs(store, volunteer) == {Need.ENTRIES_LATE: late[Need.ENTRIES_LATE]}
    assert needs(store, moderator) == {Need.ENTRIES_OF_OTHERS: late[Need.ENTRIES_OF_OTHERS]}


def test_the_days_work_and_a_backup_are_missed_after_two_days(store, administrator):
    missed = {Need.KEPT_TOO_LONG, Need.NO_BACKUP}
    assert missed <= set(needs(store, administrator))
    with store.writing() as session:
        for event in (Event.DAILY_DONE, Event.BACKUP_MADE):
            audit.record(session, event, by=administrator, at=NOW)
    assert not missed & set(needs(store, administrator, at=NOW + 2 * DAY))
    assert missed <= set(needs(store, administrator, at=NOW + 2 * DAY + SECOND))


TOLD = {
    Role.VOLUNTEER: set(),
    Role.MODERATOR: {Need.LEAD_IS_LATE, Need.TAKEN_BACK, Need.WAITING, Need.TO_TELL, Need.TAGS_TO_CHECK},
    Role.ANALYST: {Need.TAKEN_BACK, Need.TAGS_TO_CHECK},
    Role.SAFEGUARDING_LEAD: {Need.CONCERNS_OVERDUE, Need.CONCERNS_OPEN, Need.NUMBERS_MISSING},
    Role.PUBLISHER: {Need.TAKEN_BACK},
    Role.ADMINISTRATOR: {
        Need.LEAD_IS_LATE,
        Need.NOBODY_LEADS,
        Need.NUMBERS_MISSING,
        Need.KEPT_TOO_LONG,
        Need.NO_BACKUP,
    },
}


@pytest.mark.parametrize("role", WORKERS)
def test_each_role_is_told_only_what_it_may_act_on(store, said, administrator, role):
    with store.writing() as session:
        session.add_all(
            [
                a_concern(said[1], due_at=NOW),
                a_concern(said[2], due_at=NOW + DAY),
                a_decision(said[3], 1, Outcome.PUBLISHABLE),
                a_decision(said[3], 2, Outcome.WITHDRAWN),
                ApprovedWords(
                    watchdog_id=WATCHDOG,
                    feedback_id=said[0],
                    decision=1,
                    is_publishable=True,
                    words="Nobody rang.",
                    approved_at=NOW,
                ),
                ToTell(watchdog_id=WATCHDOG, feedback_id=said[0], decision=1, since=NOW),
            ]
        )
    _change_number(store, number="", checked_on=None)
    assert set(needs(store, as_role(administrator, role))) == TOLD[role]


def test_the_order_is_that_of_harm(store, said, moderator, administrator):
    with store.writing() as session:
        session.add_all([a_concern(said[1], due_at=NOW), a_concern(said[2], due_at=NOW + DAY)])
    everything = as_role(administrator, *WORKERS)
    assert list(needs(store, everything)) == [
        Need.CONCERNS_OVERDUE,
        Need.NOBODY_LEADS,
        Need.CONCERNS_OPEN,
        Need.WAITING,
        Need.KEPT_TOO_LONG,
        Need.NO_BACKUP,
    ]


def test_another_watchdog_is_told_nothing_of_ours(store, said, administrator, opened_elsewhere):
    with store.writing() as session:
        session.add_all([a_concern(said[0], due_at=NOW), a_decision(said[1], 1, Outcome.PUBLISHABLE)])
    theirs = Viewer(opened_elsewhere, frozenset(WORKERS), "Kit", administrator.staff_id)
    assert set(needs(store, theirs)) == {Need.NOBODY_LEADS, Need.KEPT_TOO_LONG, Need.NO_BACKUP}
    with store.reading() as session:
        assert this_week(session, theirs, at=NOW) == Week(0, 0, 0)


@pytest.fixture
def opened_elsewhere(store) -> str:
    with store.writing() as session:
        open_watchdog(
            session,
            slug="east-testford",
            name="East Testford Voice",
            area="East Testford",
            telephone="",
            signposts=SIGNPOSTS,
            at=NOW,
        )
    return "east-testford"


def test_the_week_counts_each_comment_once_and_seven_days_back(store, said, somebody, moderator, volunteer):
    with store.writing() as session:
        withhold(session, said[0], WithholdReason.NOT_LOCAL, after=0, by=moderator, at=NOW)
        approve(session, said[0], after=1, by=moderator, at=NOW)
        session.add(a_decision(said[1], 1, Outcome.PUBLISHABLE))
        correct(session, said[1], "The letter came.", by=somebody, at=NOW)
        withdraw(session, said[2], by=resident(WATCHDOG), at=NOW)
    with store.reading() as session:
        assert this_week(session, volunteer, at=NOW + 7 * DAY - SECOND) == Week(4, 2, 1)
        assert this_week(session, volunteer, at=NOW + 7 * DAY) == Week(0, 0, 0)
