"""The lead is told by mail that a concern waits: once, once more when it is overdue, and of nothing else."""

from datetime import timedelta

import pytest
from sqlmodel import select

from actions.background import read_what_waits
from actions.escalate import decide
from actions.letters import letter_of
from actions.name_lead import name_lead
from actions.tell_lead import tell_of_overdue
from models.escalation import EscalationOutcome
from models.feedback import Feedback
from models.outbox import MailKind
from models.people import job
from models.vocabulary import Role
from storage.queries.escalations import nobody_leads
from storage.queries.outbox import MailState, outbox
from tests.actions.concerns import IN_DANGER, READER, heard, notices, read
from tests.actions.mail import sent
from tests.conftest import NOW, WATCHDOG, _worker
from tests.mail_server import Postbox, a_mailer, mail_server

HOUR = timedelta(hours=1)


@pytest.fixture
def store(sqlite_store):
    """Mail is the same on every database."""
    return sqlite_store


@pytest.fixture
def told(store, somebody, safeguarding_lead):
    """Somebody in danger, whose lead was told."""
    heard(store, somebody, IN_DANGER)
    read(store)
    return safeguarding_lead


def overdue(store, after):
    return tell_of_overdue(store, by=READER, at=NOW + after)


@pytest.mark.parametrize("kind", [MailKind.CONCERN_WAITS, MailKind.CONCERN_OVERDUE])
def test_a_notice_says_when_and_where_and_no_word_name_reference_or_kind(store, told, kind):
    overdue(store, HOUR)
    [notice] = notices(store, kind)
    with store.reading() as session:
        letter = letter_of(session, notice, at=NOW + HOUR)
        reference = session.exec(select(Feedback.reference)).one()

    said = f"{letter.subject} {letter.body}"
    assert "raised at 09:30 on Friday 20 November 2026" in letter.body
    assert "due by 10:30 on Friday 20 November 2026" in letter.body
    assert ("Overdue" in letter.subject) == (kind is MailKind.CONCERN_OVERDUE)
    assert "/escalations" in letter.body and letter.body.startswith("Hello Dee Lead,")
    for secret in ("life", "ending", "suicide", "self-harm", str(notice.about_id), reference.lower()):
        assert secret not in said.lower()


def test_it_is_sent_by_mail_and_not_after_the_decision(store, told):
    box = Postbox()
    with mail_server(box) as port:
        assert sent(store, a_mailer(port)) == (1, 0, 0)
        overdue(store, HOUR)
        with store.writing() as session:
            concern_id = notices(store)[0].about_id
            decide(session, concern_id, EscalationOutcome.RESOLVE, "Rang", after=1, by=told, at=NOW)
        assert sent(store, a_mailer(port), at=NOW + HOUR) == (0, 0, 1)


def test_mail_about_what_is_decided_is_shown_as_over(store, told, administrator):
    with store.writing() as session:
        assert [one.state for one in outbox(session, administrator, at=NOW)] == [MailState.WAITING]
        decide(
            session, notices(store)[0].about_id, EscalationOutcome.RESOLVE, "Rang", after=1, by=told, at=NOW
        )
        [shown] = outbox(session, administrator, at=NOW)
    assert shown.state is MailState.OVER and not shown.has_link


@pytest.mark.parametrize(
    ("after", "expected"), [(HOUR - timedelta(seconds=1), 0), (HOUR, 1)], ids=["before", "on the hour"]
)
def test_the_lead_is_told_once_more_when_it_is_overdue(store, told, after, expected):
    assert overdue(store, after) == expected
    assert overdue(store, after + HOUR) == 1 - expected
    assert overdue(store, after + 2 * HOUR) == 0
    assert len(notices(store, MailKind.CONCERN_OVERDUE)) == 1


def test_the_background_reads_what_arrives_and_reminds_of_what_is_overdue(store, somebody, told):
    heard(store, somebody, f"{IN_DANGER} Still.")
    batch = read_what_waits(store, WATCHDOG, at=NOW)
    assert (batch.read, batch.raised) == (1, 1)

    assert read_what_waits(store, WATCHDOG, at=NOW + HOUR, after=batch.last).last is None
    assert len(notices(store, MailKind.CONCERN_OVERDUE)) == 2


def test_with_no_named_lead_every_lead_is_told_and_with_one_that_lead_alone(
    store, somebody, safeguarding_lead, administrator
):
    other = _worker(store, "Flo Lead", "flo@example.org", Role.SAFEGUARDING_LEAD)
    heard(store, somebody, IN_DANGER)
    read(store)
    assert {one.to_address for one in notices(store)} == {"dee@example.org", "flo@example.org"}

    with store.writing() as session:
        name_lead(session, other.staff_id, after=0, by=administrator, at=NOW)
    heard(store, somebody, f"{IN_DANGER} Again.")
    read(store)
    assert [one.to_address for one in notices(store)][2:] == ["flo@example.org"]


def test_that_nobody_leads_is_known(store, administrator):
    with store.reading() as session:
        assert nobody_leads(session, administrator)
    _worker(store, "Flo Lead", "flo@example.org", Role.SAFEGUARDING_LEAD)
    with store.reading() as session:
        assert not nobody_leads(session, job(WATCHDOG, "concerns"))
