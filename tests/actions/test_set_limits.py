"""Who decides about the limits of a chart, when, and what cannot be decided."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from actions.set_limits import LimitsDraft, set_limits, take_back_limits
from models.audit import AuditEvent
from models.errors import FeedbackError, Problems
from models.events import Event
from models.limits import LimitsDecision, LimitsKind, scope_of_chart
from models.scope import EVERYTHING, Scope, Who
from storage.queries.limits_decisions import limits_decisions
from tests.conftest import NOW, TODAY

MONTHS = [date(2025 + at // 12, at % 12 + 1, 1) for at in range(23)]
"""January 2025 to November 2026, which has begun."""
EIGHTH = MONTHS[7]
DRAFT = LimitsDraft("people", "", LimitsKind.STEP, EIGHTH, "The hub  opened in August.")


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def decide(store, viewer, draft=DRAFT, told_in=MONTHS):
    with store.writing() as session:
        return set_limits(session, draft, told_in=told_in, by=viewer, at=NOW)


def take_back(store, viewer, decision_id):
    with store.writing() as session:
        take_back_limits(session, decision_id, by=viewer, at=NOW)


def refused(store, viewer, told_in=MONTHS, **changes) -> dict[str, str]:
    with pytest.raises(Problems) as problems:
        decide(store, viewer, replace(DRAFT, **changes), told_in)
    return problems.value.by_question


def holding(store, viewer, scope=EVERYTHING, *, is_people_only=False):
    with store.reading() as session:
        return limits_decisions(session, viewer, scope, is_people_only=is_people_only)


def test_a_decision_holds_with_who_made_it_when_and_why(store, publisher):
    decision_id = decide(store, publisher)
    held = holding(store, publisher, Scope(since=TODAY))["people"]
    assert [one.id for one in held] == [decision_id]
    assert (held[0].month, held[0].reason) == (EIGHTH, "The hub opened in August.")
    assert (held[0].signed_by, held[0].signed_at) == (publisher.name, NOW)
    assert holding(store, publisher, Scope(who=Who.PATIENTS)) == {}


def test_the_record_says_what_was_decided_and_not_why(store, publisher):
    decision_id = decide(store, publisher)
    with store.writing() as session:
        take_back_limits(session, decision_id, by=publisher, at=NOW)
        rows = session.exec(select(AuditEvent).where(AuditEvent.subject == str(decision_id))).all()
    assert [row.event for row in rows] == [Event.LIMITS_SET, Event.LIMITS_TAKEN_BACK]
    assert rows[0].detail == {"measure": "people", "kind": "step", "month": "2025-08"}


@pytest.mark.parametrize(("months", "may"), [(6, False), (7, True)])
def test_there_are_seven_months_with_people_before_it(store, publisher, months, may):
    told_in = [*MONTHS[7 - months : 7], EIGHTH]
    if may:
        assert decide(store, publisher, told_in=told_in)
    else:
        said = refused(store, publisher, told_in)
        assert said == {"month": "Choose a later month: there need to be 7 months with people before it"}


@pytest.mark.parametrize(("later", "may"), [(6, False), (7, True)])
def test_two_steps_are_seven_months_apart_in_either_order(store, publisher, later, may):
    first, second = DRAFT, replace(DRAFT, month=MONTHS[7 + later])
    for one, other in ((first, second), (second, first)):
        decision_id = decide(store, publisher, one)
        if may:
            take_back(store, publisher, decide(store, publisher, other))
        else:
            assert "away from it" in refused(store, publisher, month=other.month)["month"]
        take_back(store, publisher, decision_id)


@pytest.mark.parametrize("first", LimitsKind)
def test_fixed_limits_hold_beside_nothing_else(store, publisher, first):
    decide(store, publisher, replace(DRAFT, kind=first))
    second = LimitsKind.STEP if first is LimitsKind.FROZEN else LimitsKind.FROZEN
    said = refused(store, publisher, kind=second, month=MONTHS[20])["kind"]
    assert said.endswith("Take that decision back first")
    assert decide(store, publisher, replace(DRAFT, kind=second, measure="rating.good"))


@pytest.mark.parametrize(
    ("changes", "told_in", "said"),
    [
        ({"month": date(2026, 12, 1)}, [*MONTHS, date(2026, 12, 1)], "Choose a month that has begun"),
        ({}, [*MONTHS[:7], *MONTHS[8:]], "Choose a month in which people told us about this"),
        ({"reason": " It  changed "}, MONTHS, "Say why, in a sentence"),
        ({"reason": "why " * 126}, MONTHS, "Use 500 characters or fewer. You have used 503"),
    ],
)
def test_what_cannot_be_decided_is_a_sentence_and_nothing_is_kept(store, publisher, changes, told_in, said):
    assert [*refused(store, publisher, told_in, **changes).values()] == [said]
    with store.reading() as session:
        assert session.exec(select(LimitsDecision)).all() == []


def test_a_decision_is_taken_back_once(store, publisher):
    decision_id = decide(store, publisher)
    take_back(store, publisher, decision_id)
    assert holding(store, publisher) == {}
    with pytest.raises(FeedbackError, match="doesn't hold any more"):
        take_back(store, publisher, decision_id)


def test_a_scope_is_named_alike_however_it_was_chosen():
    families = Scope(until=TODAY, who=Who.FAMILIES, area="ZZ1")
    assert scope_of_chart(families, "people") == "area=ZZ1&who=families"


@pytest.mark.parametrize("is_people_only", [False, True])
def test_a_decision_about_peoples_tags_alone_is_about_another_chart(store, publisher, is_people_only):
    chart = scope_of_chart(EVERYTHING, "theme.had_to_chase", is_people_only=is_people_only)
    decide(store, publisher, replace(DRAFT, measure="theme.had_to_chase", scope=chart))
    decide(store, publisher, replace(DRAFT, scope=scope_of_chart(EVERYTHING, "people", is_people_only=True)))
    assert {*holding(store, publisher, is_people_only=is_people_only)} == {"people", "theme.had_to_chase"}
    assert {*holding(store, publisher, is_people_only=not is_people_only)} == {"people"}


def test_in_a_scope_of_one_theme_every_chart_is_made_of_tags():
    chased = Scope(theme="had_to_chase")
    said = [scope_of_chart(chased, "people", is_people_only=only) for only in (False, True)]
    assert said == ["theme=had_to_chase", "people_only=yes&theme=had_to_chase"]
