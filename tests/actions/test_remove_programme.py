"""A programme added by mistake goes with all that was written down of it; one that was used stays."""

from datetime import date

import pytest
from sqlmodel import select

from actions.add_programme import add_programme
from actions.commitments import add_commitment
from actions.give_verdict import give_verdict
from actions.indicators import add_indicator, keep_figures
from actions.remove_programme import remove_programme
from actions.reports import begin_report
from actions.scheme_contacts import erase_contacts, take_in_contacts
from models.commitment import Commitment, CommitmentDraft, Verdict, VerdictDraft
from models.errors import FeedbackError
from models.feedback import Feedback
from models.indicator import FigureGiven, Indicator, IndicatorDraft, IndicatorFigure, Unit
from models.outreach import OutreachEvent
from models.people import job, resident
from models.programme import (
    DayGiven,
    Programme,
    ProgrammeDate,
    ProgrammeDraft,
    ProgrammeKind,
    ProgrammeService,
)
from models.report import ReportDraft, ReportTemplate
from models.scheme import ContactKind, ContactsGiven, Phase, SharingDraft
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.factories import a_service, some_feedback

BY = job(WATCHDOG, "terminal")
PROMISE = CommitmentDraft("You will be told.", "Testford Trust", "Papers")


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def scheme(store):
    with store.writing() as session:
        days = (DayGiven("Launched", date(2024, 9, 17), "Local press"),)
        draft = ProgrammeDraft("Scheme", kind=ProgrammeKind.SCHEME, days=days, services=(a_service(session),))
        return add_programme(session, draft, by=BY, at=NOW).id


def remove(store, programme):
    with store.writing() as session:
        remove_programme(session, programme, by=BY, at=NOW)


def test_it_goes_with_its_promises_and_figures_and_its_name_can_be_used_again(store, scheme):
    figure = IndicatorDraft("Visits", "All of them", list(Unit)[0], "Testford Trust", "Papers")
    with store.writing() as session:
        add_commitment(session, scheme, PROMISE, by=BY, at=NOW)
        indicator = add_indicator(session, scheme, figure, by=BY, at=NOW)
        given = FigureGiven(date(2026, 1, 1), date(2026, 1, 31), 12)
        keep_figures(session, indicator, [given], by=BY, at=NOW)
    remove(store, scheme)
    with store.reading() as session:
        for table in (Programme, ProgrammeDate, ProgrammeService, Commitment, Indicator, IndicatorFigure):
            assert session.exec(select(table)).all() == []
    with store.writing() as session:
        assert add_programme(session, ProgrammeDraft("Scheme"), by=BY, at=NOW).code == "scheme"
    with pytest.raises(FeedbackError, match="isn't here any more"):
        remove(store, scheme)


def told(session, scheme, publisher):
    some_feedback(session, resident(WATCHDOG), programme_id=scheme)


def listened(session, scheme, publisher):
    session.add(
        OutreachEvent(
            watchdog_id=WATCHDOG,
            place="Library",
            held_on=TODAY,
            programme_id=scheme,
            added_by=BY.actor,
            added_at=NOW,
        )
    )


def decided(session, scheme, publisher):
    promise = add_commitment(session, scheme, PROMISE, by=BY, at=NOW)
    verdict = VerdictDraft(Verdict.MIXED, "Some say so.")
    give_verdict(session, promise, verdict, after=0, by=publisher, at=NOW)


def counted(session, scheme, publisher):
    sharing = SharingDraft("An agreement", "The partners", date(2027, 1, 1))
    rows = [ContactsGiven("P07", ContactKind.AE, phase, 90, 3) for phase in Phase]
    take_in_contacts(session, scheme, sharing, rows, by=BY, at=NOW)
    erase_contacts(session, scheme, by=BY, at=NOW)


def reported(session, scheme, publisher):
    draft = ReportDraft(ReportTemplate.PROGRAMME, "What people say", programme_id=scheme)
    begin_report(session, draft, by=BY, at=NOW)


@pytest.mark.parametrize("use", [told, listened, decided, counted, reported])
def test_one_that_was_used_stays(store, scheme, publisher, use):
    with store.writing() as session:
        use(session, scheme, publisher)
    with pytest.raises(FeedbackError, match="so it stays"):
        remove(store, scheme)
    with store.reading() as session:
        assert session.exec(select(Programme.id)).all() == [scheme]


def test_what_somebody_was_writing_meanwhile_is_kept_all_the_same(store, scheme):
    remove(store, scheme)
    with store.writing() as session:
        some_feedback(session, resident(WATCHDOG), programme_id=scheme)
    with store.reading() as session:
        assert session.exec(select(Feedback.programme_id)).all() == [None]
