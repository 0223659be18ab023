"""What figures are made of: joins as one story shows them, and nothing of what doesn't count."""

import random
from uuid import uuid4

import pytest

from actions.follow_up import withdraw
from actions.moderate import withhold
from analysis.public import only_public
from models.feedback import Feedback
from models.feedback_draft import HandoverDraft
from models.moderation import ModerationDecision
from models.organisation import Service
from models.people import Viewer
from models.tag import ReviewedJoin
from models.vocabulary import HeldBecause, IsSorted, Outcome, Role, Sector, WhoChased, WithholdReason
from storage.queries.current_tags import Versions
from storage.queries.facts import read_facts
from storage.queries.joins_of import Join, joins_of
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service, some_feedback

VERSIONS = Versions("1", "test")
PROBLEMS = ["referral_lost", "had_to_chase", "warm_handover"]


@pytest.fixture
def joined(store, somebody):
    """Thirty stories with joins between four services, of which one was merged; ten were read by a person."""
    chance = random.Random(3)
    with store.writing() as session:
        services = [a_service(session, f"Ward {number}") for number in range(4)]
        ids = [
            some_feedback(
                session,
                somebody,
                f"Story {number}",
                handovers=[_told(chance, services) for _ in range(chance.randrange(4))],
            ).feedback_id
            for number in range(30)
        ]
        session.get_one(Service, (WATCHDOG, services[3])).merged_into_id = services[0]
        for feedback_id in ids[:10]:
            for round_ in (1, 2):
                for position in range(1, 3) if chance.random() < 0.7 else [0]:
                    session.add(_reviewed(chance, services, feedback_id, round_, position))
    return ids


def _told(chance, services) -> HandoverDraft:
    return HandoverDraft(
        from_service_id=chance.choice([None, *services]),
        from_sector=Sector.UNKNOWN,
        to_service_id=chance.choice(services),
        to_sector=Sector.UNKNOWN,
        problems=chance.sample(PROBLEMS, chance.randrange(3)),
        times_sent_back=chance.choice([None, 0, 2]),
        who_chased=chance.choice([None, *WhoChased]),
        days_lost=chance.choice([None, 14]),
        is_sorted=chance.choice([None, *IsSorted]),
    )


def _reviewed(chance, services, feedback_id, round_, position) -> ReviewedJoin:
    return ReviewedJoin(
        watchdog_id=WATCHDOG,
        feedback_id=feedback_id,
        round=round_,
        position=position,
        from_service_id=chance.choice([None, *services]) if position else None,
        from_sector=Sector.UNKNOWN,
        to_service_id=chance.choice(services) if position else None,
        to_sector=Sector.UNKNOWN,
        problems=chance.sample(PROBLEMS, 1),
        decided_by="staff:1",
        decided_at=NOW,
    )


def test_joins_are_counted_as_each_story_shows_them(store, joined, publisher):
    with store.reading() as session:
        facts = read_facts(session, publisher, VERSIONS)
        for row, feedback_id in zip(facts.feedback.index, facts.ids(facts.feedback.index), strict=True):
            shown = joins_of(session, session.get_one(Feedback, (WATCHDOG, feedback_id)))
            assert _of(facts, row) == [_plainly(join) for join in shown]


def _of(facts, row):
    names = {service: known.name for service, known in facts.directory.services.items()}
    return [
        (
            names.get(join.from_service),
            names.get(join.to_service),
            sorted(facts.problems["theme"][facts.problems["join"] == join.Index]),
            *(None if value != value else value for value in (join.times_sent_back, join.days_lost)),
            *(None if value != value else value for value in (join.who_chased, join.is_sorted)),
        )
        for join in facts.joins[facts.joins["row"] == row].itertuples()
    ]


def _plainly(join: Join):
    said = (join.who_chased, join.is_sorted)
    return (
        join.from_service,
        join.to_service,
        sorted(join.problems),
        join.times_sent_back,
        join.days_lost,
        *(None if one is None else one.value for one in said),
    )


def test_what_is_withheld_or_taken_back_is_in_no_figure_and_what_is_held_is_marked(
    store, somebody, moderator, publisher
):
    with store.writing() as session:
        kept, held, withheld, gone = (
            some_feedback(
                session, somebody, f"Story {number}", why, answers={"got_in_touch": "no"}
            ).feedback_id
            for number, why in enumerate((None, HeldBecause.TOO_FAST, None, None))
        )
        withhold(session, withheld, WithholdReason.NOT_LOCAL, after=0, by=moderator, at=NOW)
        withdraw(session, gone, by=somebody, at=NOW)

    with store.reading() as session:
        facts = read_facts(session, publisher, VERSIONS)

    assert set(facts.ids(facts.feedback.index)) == {kept, held}
    assert facts.ids(facts.feedback.index[facts.feedback["is_held"]]) == [held]
    assert "Story" not in facts.feedback.to_string()
    assert facts.first_answered == {question: facts.feedback["day"].min() for question in facts.answers} != {}


@pytest.mark.parametrize(
    ("agreed", "outcome", "counts"),
    [
        (True, Outcome.APPROVED, True),
        (True, Outcome.PUBLISHABLE, True),
        (True, Outcome.ON_HOLD, False),
        (True, None, False),
        (False, Outcome.PUBLISHABLE, False),
    ],
)
def test_what_is_published_counts_who_agreed_and_was_approved(
    sqlite_store, somebody, agreed, outcome, counts
):
    with sqlite_store.writing() as session:
        told = some_feedback(session, somebody, "They were kind.", consent_reports=agreed).feedback_id
        if outcome:
            decision = {"outcome": outcome, "decided_by": "x", "decided_at": NOW}
            session.add(ModerationDecision(watchdog_id=WATCHDOG, feedback_id=told, number=1, **decision))
    publisher = Viewer(WATCHDOG, frozenset({Role.PUBLISHER}), name="Eli", staff_id=uuid4())
    with sqlite_store.reading() as session:
        facts = read_facts(session, publisher, VERSIONS)
    assert only_public(facts).people == counts
    assert facts.people == 1
