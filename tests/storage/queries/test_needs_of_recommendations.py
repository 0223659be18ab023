"""What waits because of a recommendation or its answer, on both sides of every day."""

from datetime import date, datetime, time, timedelta

import pytest

from actions.moderate import approve
from models.need import Need, Wanting
from models.provider_response import ChangeState, Stance
from models.recommendation import StepKind
from models.report import DocumentKind, PublishedDocument, Report, ReportTemplate
from models.watchdog import HERE, Watchdog
from storage.queries.clocks import clocks
from storage.queries.needs_of_recommendations import (
    annual_report_due,
    of_answers,
    of_publications,
    of_responses,
)
from storage.queries.responses_waiting import responses_waiting
from tests.clocks import a_clock, a_response, a_step
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.factories import some_feedback

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
SENT = date(2026, 10, 23)
DUE, LONGER = date(2026, 11, 20), date(2026, 12, 4)
"""20 and 30 working days after SENT; the first is TODAY."""


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def found(store, ask, at=NOW) -> dict[Need, Wanting]:
    with store.reading() as session:
        return {wanting.need: wanting for wanting in ask(session, WATCHDOG, at)}


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HERE)


@pytest.mark.parametrize(
    ("after", "needs"),
    [
        (-8, {}),
        (-7, {Need.ANSWERS_DUE: Wanting(Need.ANSWERS_DUE)}),
        (0, {Need.ANSWERS_DUE: Wanting(Need.ANSWERS_DUE)}),
        (1, {Need.ANSWERS_LATE: Wanting(Need.ANSWERS_LATE, 1, midnight(DUE))}),
    ],
)
def test_an_answer_is_due_in_its_last_week_and_late_once_its_day_is_over(store, after, needs):
    with store.writing() as session:
        a_clock(session, 1, SENT)
        a_clock(session, 2, None)
    assert found(store, of_answers, NOW + after * DAY) == needs


def test_a_clock_stops_with_an_answer_and_runs_longer_where_others_are_asked(store):
    with store.writing() as session:
        a_step(session, a_clock(session, 1, SENT), StepKind.TAKES_LONGER, SENT)
        mistaken = a_clock(session, 2, SENT)
        a_step(session, mistaken, StepKind.TAKES_LONGER, SENT, ended_at=NOW)
        a_response(session, mistaken, TODAY, ended_at=NOW)
        a_response(session, a_clock(session, 3, SENT), TODAY)
        a_clock(session, 4, SENT, ended_at=NOW)

    def running(on):
        with store.reading() as session:
            return [(clock.number, clock.due_on) for clock in clocks(session, WATCHDOG, on)]

    assert running(TODAY) == [(2, DUE), (1, LONGER)]
    assert running(TODAY - DAY) == [(2, DUE), (3, DUE), (1, LONGER)]  # the answer had not come
    assert running(SENT - DAY) == []


@pytest.mark.parametrize(
    ("said", "looked", "is_due"),
    [
        ({}, None, True),
        ({"received_on": date(2025, 11, 21)}, None, False),
        ({"stance": Stance.REFUSED}, None, False),
        ({"stance": Stance.REFUSED, "change": ChangeState.PLANNED}, None, True),
        ({"stance": Stance.PARTLY}, {"on": date(2025, 11, 19)}, True),
        ({}, {"on": date(2026, 11, 1)}, False),
        ({}, {"on": date(2026, 11, 1), "ended_at": NOW}, True),
        ({"ended_at": NOW}, None, False),
    ],
)
def test_a_promise_in_an_answer_is_looked_at_again_after_a_year(store, said, looked, is_due):
    a_year_ago = date(2025, 11, 20)
    with store.writing() as session:
        asked = a_clock(session, 1, date(2025, 11, 3))
        a_response(session, asked, **{"received_on": a_year_ago} | said)
        if looked:
            a_step(session, asked, StepKind.RECHECKED, **looked)
    assert (Need.RECHECKS in found(store, of_answers)) is is_due


def test_the_newest_answer_says_what_was_promised(store):
    with store.writing() as session:
        asked = a_clock(session, 1, date(2025, 11, 3))
        a_response(session, asked, date(2025, 11, 20))
        a_response(session, asked, date(2025, 11, 21), stance=Stance.REFUSED)
    assert Need.RECHECKS not in found(store, of_answers)


def test_answers_wait_until_they_are_published_but_not_for_words_that_nobody_may_read(
    store, somebody, moderator, publisher
):
    with store.writing() as session:
        asked = a_clock(session, 1, SENT)
        a_response(session, asked, TODAY)
        a_response(session, asked, TODAY - DAY, checked_at=NOW)
        a_response(session, asked, checked_at=NOW, published_at=NOW)
        a_response(session, asked, ended_at=NOW)
        a_response(session, a_clock(session, 2, SENT, ended_at=NOW))
        told = some_feedback(session, somebody, "Nobody rang.").feedback_id
        to_them = {"feedback_id": told, "stance": None}
        a_response(session, None, TODAY, **to_them)
        a_response(session, None, TODAY, checked_at=NOW, **to_them)
    waits = Wanting(Need.RESPONSES_TO_CHECK, 2, midnight(TODAY - DAY))
    assert found(store, of_responses) == {Need.RESPONSES_TO_CHECK: waits}
    with store.writing() as session:
        approve(session, told, after=0, by=moderator, at=NOW)
    assert found(store, of_responses)[Need.RESPONSES_TO_CHECK].count == 4
    with store.reading() as session:
        assert {one.feedback_id for one in responses_waiting(session, publisher)} == {told}, (
            "found from there"
        )


# The annual report and the public page


@pytest.mark.parametrize(
    ("day", "today", "year_ended", "due"),
    [
        ("06-30", "2026-03-30", "2025-03-31", "2025-06-30"),
        ("06-30", "2026-03-31", "2026-03-31", "2026-06-30"),
        ("02-28", "2026-05-01", "2026-03-31", "2027-02-28"),
        ("03-31", "2026-03-31", "2026-03-31", "2027-03-31"),
    ],
)
def test_an_annual_report_is_of_the_year_that_ended_last(day, today, year_ended, due):
    said = date.fromisoformat(year_ended), date.fromisoformat(due)
    assert annual_report_due(day, date.fromisoformat(today)) == said


@pytest.mark.parametrize(
    ("day", "is_wanted"),
    [
        ("2027-05-18", False),
        ("2027-05-19", True),
        ("2027-06-30", True),
        ("2028-03-30", True),
        ("2028-03-31", False),
    ],
)
def test_the_annual_report_is_wanted_from_six_weeks_before_it_is_due(store, day, is_wanted):
    at = midnight(date.fromisoformat(day)) + DAY / 2
    assert (Need.ANNUAL_REPORT in found(store, of_publications, at)) is is_wanted


def test_a_report_that_was_due_before_we_were_here_is_not_ours(store):
    assert found(store, of_publications) == {}
    with store.writing() as session:
        session.get_one(Watchdog, WATCHDOG).opened_at = midnight(date(2026, 6, 30))
    assert Need.ANNUAL_REPORT in found(store, of_publications)


def test_the_annual_report_is_done_with_once_that_of_the_year_is_out(store):
    at = midnight(date(2027, 6, 1))

    def publish(number, *, ended_at=None, **said):
        with store.writing() as session:
            begun = {"number": number, "title": "Our year", "begun_by": "job:init", "begun_at": NOW}
            report = Report(watchdog_id=WATCHDOG, **begun, **said)
            session.add(report)
            session.flush()
            session.add(a_document(DocumentKind.REPORT, at, report_id=report.id, ended_at=ended_at))

    publish(1, template=ReportTemplate.ANNUAL, year_ended=date(2026, 3, 31))
    publish(2, template=ReportTemplate.QUARTERLY, year_ended=date(2027, 3, 31))
    publish(3, template=ReportTemplate.ANNUAL, year_ended=date(2027, 3, 31), ended_at=at)
    assert Need.ANNUAL_REPORT in found(store, of_publications, at)
    publish(4, template=ReportTemplate.ANNUAL, year_ended=date(2027, 3, 31))
    assert Need.ANNUAL_REPORT not in found(store, of_publications, at)


def a_document(kind, at, version=1, **said) -> PublishedDocument:
    signed = {"published_by": "job:init", "published_at": at, "fingerprint": "0" * 64, "document": "{}"}
    return PublishedDocument(watchdog_id=WATCHDOG, kind=kind, version=version, **signed, **said)


def test_the_public_page_is_old_after_five_weeks_and_only_where_there_is_one(store):
    assert found(store, of_publications) == {}
    with store.writing() as session:
        session.add_all(
            [
                a_document(DocumentKind.PAGE, NOW - 9 * DAY, 1),
                a_document(DocumentKind.PAGE, NOW, 2),
                a_document(DocumentKind.PAGE, NOW + DAY, 3, ended_at=NOW + 2 * DAY),
            ]
        )
    assert found(store, of_publications, NOW + 35 * DAY) == {}
    old = {Need.PAGE_OLD: Wanting(Need.PAGE_OLD, since=NOW)}
    assert found(store, of_publications, NOW + 35 * DAY + SECOND) == old
