"""Published figures on record: which hold, what is refused whole, and what stays when one is taken back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from actions.indicators import add_indicator, change_indicator, keep_figures, take_back_figure
from models.audit import AuditEvent
from models.commitment import Direction
from models.errors import FeedbackError, Problems, SomebodyElseDecided
from models.events import Event
from models.indicator import FigureGiven, FigureSeen, IndicatorDraft, Unit, that_hold
from models.people import job
from models.programme import Programme
from storage.queries.indicators import indicators
from tests.conftest import NOW, TODAY, WATCHDOG

DRAFT = IndicatorDraft(
    "Days in hospital once ready to leave",
    "The mean of days, for people of 18 or over.",
    Unit.DAYS,
    "Testford Trust",
    "Board papers",
    better=Direction.DOWN,
    measure="answer.all_ready",
    scope="journey=leaving_hospital&since=2026-01-01",
)
AUGUST = FigureGiven(date(2025, 8, 1), date(2025, 8, 31), 9.5)
SEPTEMBER = FigureGiven(date(2025, 9, 1), date(2025, 9, 30), 9.1, "Papers of October")


@pytest.fixture
def store(sqlite_store):
    with sqlite_store.writing() as session:
        session.add(Programme(watchdog_id=WATCHDOG, code="hub", name="Testford Hub"))
    return sqlite_store


def hub(session):
    return session.exec(select(Programme.id).where(Programme.code == "hub")).one()


def add(store, by, **changes):
    with store.writing() as session:
        return add_indicator(session, hub(session), replace(DRAFT, **changes), by=by, at=NOW)


def keep(store, by, id, *given, at=NOW):
    with store.writing() as session:
        return keep_figures(session, id, given, by=by, at=at)


def seen(store, by):
    with store.reading() as session:
        [one] = indicators(session, by, hub(session))
    return one


def values(store, by):
    return [one.value for one in seen(store, by).figures]


def refused(do):
    with pytest.raises(Problems) as problems:
        do()
    return problems.value.by_question


def test_of_several_figures_for_the_same_days_the_newest_holds_and_the_others_stay_on_record():
    days, more = (date(2025, 8, 1), date(2025, 8, 31)), (date(2025, 9, 1), date(2025, 9, 30))
    newest_first = [
        FigureSeen(*more, None),
        FigureSeen(*days, 9.4),
        FigureSeen(*more, 9.1),
        FigureSeen(*days, 9.5),
    ]
    assert [one.value for one in that_hold(newest_first)] == [9.4]


def test_figures_are_kept_replaced_and_taken_back_by_name_and_nothing_is_lost(
    store, publisher, administrator
):
    id = add(store, publisher)
    assert keep(store, publisher, id, SEPTEMBER, AUGUST) == 2
    assert values(store, publisher) == [9.5, 9.1]
    later = NOW + timedelta(days=1)
    assert keep(store, administrator, id, AUGUST, replace(SEPTEMBER, value=9.2), at=later) == 1
    assert values(store, publisher) == [9.5, 9.2]
    with store.writing() as session:
        given = {"by": publisher, "at": later + timedelta(days=1)}
        take_back_figure(session, id, AUGUST.since, AUGUST.until, **given)
        with pytest.raises(FeedbackError, match="isn't there any more"):
            take_back_figure(session, id, AUGUST.since, AUGUST.until, **given)
    now = seen(store, publisher)
    assert [one.value for one in now.figures] == [9.2]
    assert [(one.value, one.entered_by) for one in now.entered][:2] == [
        (None, publisher.name),
        (9.2, administrator.name),
    ]
    assert len(now.entered) == 4
    assert keep(store, publisher, id, AUGUST, at=later + timedelta(days=2)) == 1
    with store.reading() as session:
        rows = session.exec(select(AuditEvent).where(AuditEvent.subject == str(id))).all()
    kept = [row.detail for row in rows if row.event == Event.INDICATOR_FIGURES_KEPT]
    assert kept == [{"figures": 2}, {"figures": 1}, {"figures": 1}]


@pytest.mark.parametrize(
    ("wrong", "problems"),
    [
        (replace(SEPTEMBER, value=-1), {"1.value": "It can't be less than 0. It says -1"}),
        (replace(SEPTEMBER, until=date(2025, 8, 2)), {"1.until": "The last day can't be before the first"}),
        (replace(SEPTEMBER, until=TODAY + timedelta(days=1)), {"1.until": "These days aren't over yet"}),
        (
            replace(SEPTEMBER, since=AUGUST.until),
            {"1.until": "Two of these figures share some of their days"},
        ),
        (AUGUST, {"1.until": "Two of these figures share some of their days"}),
    ],
)
def test_one_wrong_figure_and_none_is_kept(store, publisher, wrong, problems):
    id = add(store, publisher)
    assert refused(lambda: keep(store, publisher, id, AUGUST, wrong)) == problems
    assert values(store, publisher) == []


def test_a_figure_may_not_share_some_days_of_one_that_holds(store, publisher):
    id = add(store, publisher)
    keep(store, publisher, id, AUGUST)
    quarter = FigureGiven(date(2025, 7, 1), date(2025, 9, 30), 9.3)
    assert "a figure of August 2025" in refused(lambda: keep(store, publisher, id, quarter))["0.until"]
    with store.writing() as session:
        take_back_figure(session, id, AUGUST.since, AUGUST.until, by=publisher, at=NOW + timedelta(days=1))
    assert keep(store, publisher, id, quarter, at=NOW + timedelta(days=2)) == 1


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"name": " "}, "name", "Say what the figure is called"),
        ({"definition": ""}, "definition", "who is counted in it"),
        ({"published_by": ""}, "published_by", "Say who publishes it"),
        ({"source": ""}, "source", "Say where it is published"),
        ({"definition": "x" * 1001}, "definition", "Use 1,000 characters or fewer. You have used 1,001"),
        ({"measure": "answer.no_such_question"}, "measure", "Choose a measure from the list"),
        ({"scope": "programme=no-such-one"}, "scope", "We can't find: programme"),
    ],
)
def test_what_has_to_be_put_right_is_said_at_its_field(store, publisher, changes, field, said):
    assert said in refused(lambda: add(store, publisher, **changes))[field]


def test_what_it_is_is_changed_with_a_signature_and_the_second_of_two_is_told(store, publisher):
    id = add(store, publisher)
    assert "already" in refused(lambda: add(store, publisher))["name"]
    assert seen(store, publisher).scope == "journey=leaving_hospital"
    keep(store, publisher, id, replace(AUGUST, value=120.5))

    def change(after, **changes):
        with store.writing() as session:
            draft = replace(DRAFT, **changes)
            change_indicator(session, id, draft, after=after, by=publisher, at=NOW)

    said = refused(lambda: change(0, unit=Unit.PERCENT))
    assert said == {"unit": "Figures that were entered don't fit. Take those back first"}
    change(0, source="The web page", measure="", scope="")
    now = seen(store, publisher)
    assert (now.source, now.measure, now.scope, now.number) == ("The web page", "", "", 1)
    with pytest.raises(SomebodyElseDecided):
        change(0, source="Another page")


def test_a_job_copies_what_ships(store, publisher):
    by = job(WATCHDOG, "terminal")
    id = add(store, by, unit=Unit.PERCENT_CHANGE)
    keep(store, by, id, FigureGiven(date(2024, 10, 23), date(2025, 10, 23), -25))
    assert [(one.value, one.entered_by) for one in seen(store, publisher).figures] == [(-25, "")]
