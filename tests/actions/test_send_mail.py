"""The outbox: mail is sent once, tried again, given up in the end, and never holds up what it is about."""

import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlmodel import func, select

from actions.one_time_links import LASTS
from actions.people import disable_staff_member, send_link
from actions.send_mail import MOST_TRIES, WAITS, MailReport, send_waiting
from models.errors import NotAllowed, StoreUnavailable
from models.events import Event
from models.outbox import OutboxMessage
from models.people import job
from models.staff import LinkPurpose, StaffMember
from storage import keys
from storage.mailer import SECONDS
from tests.actions.mail import MAIL, invited, message, on_record, sent, until_given_up
from tests.conftest import NOW, TEST_KEY, WATCHDOG
from tests.mail_server import SAYS, Postbox, a_mailer, mail_server
from tools.running import free_port

SOON = timedelta(minutes=1)
A_WEEK = LASTS[LinkPurpose.INVITATION]
SENT_ROW = (Event.MAIL_SENT, "job:mail", {"kind": "invitation", "tries": 1})


@pytest.fixture
def postbox():
    return Postbox()


@pytest.fixture
def mailer(postbox):
    with mail_server(postbox) as port:
        yield a_mailer(port)


def test_an_invitation_is_sent_with_its_link_and_what_the_person_needs_to_know(
    store, administrator, postbox, mailer
):
    path = invited(store, administrator)

    assert sent(store, mailer) == MailReport(1, 0, 0)

    [arrived] = postbox.mail
    words = arrived.get_content()
    assert postbox.recipients == ["dee@example.org"]
    assert arrived["Subject"] == "Your account with West Testford Voice"
    assert f"http://localhost:8501{path}\n" in words
    assert "Hello Dee Newcomer," in words
    assert "until 09:30 on Friday 27 November 2026" in words
    assert "ring West Testford Voice on 01632 960123" in words


def test_what_was_sent_is_marked_and_on_record_once_and_its_link_is_gone(
    store, administrator, postbox, mailer
):
    invited(store, administrator)
    sent(store, mailer)

    kept = message(store)
    assert kept.sent_at is not None and kept.sent_at - NOW < SOON
    assert (kept.link, kept.next_try_at, kept.fault, kept.tries) == ("", None, "", 1)
    assert on_record(store) == [SENT_ROW]


def test_what_was_sent_is_not_sent_again(store, administrator, postbox, mailer):
    invited(store, administrator)
    sent(store, mailer)

    assert sent(store, mailer, at=NOW + A_WEEK) == MailReport(0, 0, 0)
    assert len(postbox.mail) == 1


def test_an_act_that_is_undone_leaves_no_mail(store, administrator):
    with pytest.raises(ZeroDivisionError), store.writing() as session:
        staff_id = session.exec(select(StaffMember.id)).one()
        send_link(session, staff_id, LinkPurpose.NEW_PASSWORD, by=administrator, at=NOW)
        raise ZeroDivisionError
    with store.reading() as session:
        assert session.exec(select(func.count()).select_from(OutboxMessage)).one() == 0


def test_only_the_job_sends_mail(store, administrator, mailer):
    with pytest.raises(NotAllowed):
        send_waiting(store, mailer, by=administrator, at=NOW)


def test_mail_of_another_watchdog_is_left_alone(store, administrator, postbox, mailer):
    invited(store, administrator)
    assert send_waiting(store, mailer, by=job("elsewhere", "mail"), at=NOW) == MailReport(0, 0, 0)
    assert postbox.mail == []


def test_at_most_so_many_are_sent_and_the_longest_due_first(store, administrator, postbox, mailer):
    for number, name in enumerate(["Dee One", "Eve Two", "Fay Three"]):
        invited(store, administrator, name, at=NOW + timedelta(seconds=number))

    assert sent(store, mailer, at=NOW + SOON, most=2) == MailReport(2, 0, 0)
    assert postbox.recipients == ["dee@example.org", "eve@example.org"]
    assert sent(store, mailer, at=NOW + SOON, most=2) == MailReport(1, 0, 0)


def test_ten_tries_take_between_four_and_five_hours(store, administrator, postbox, mailer):
    postbox.answers["rcpt"] = 451
    invited(store, administrator)

    tried = until_given_up(store, mailer)

    assert len(tried) == MOST_TRIES == 10
    assert timedelta(hours=4) < tried[-1] < timedelta(hours=5)
    assert on_record(store) == [(Event.MAIL_GIVEN_UP, "job:mail", {"kind": "invitation", "tries": 10})]


def test_no_wait_is_shorter_than_the_slowest_sending():
    """A connection, at most ten answers of the server, and each waited for as long as it may take."""
    assert min(WAITS).total_seconds() > 11 * SECONDS


def test_what_was_refused_for_now_waits_and_then_goes(store, administrator, postbox, mailer):
    postbox.answers["rcpt"] = 451
    invited(store, administrator)

    assert sent(store, mailer) == MailReport(0, 1, 0)
    kept = message(store)
    assert (kept.fault, kept.sent_at, kept.tries) == ("SMTPRecipientsRefused 451", None, 1)
    assert kept.next_try_at is not None
    assert timedelta(0) <= kept.next_try_at - (NOW + WAITS[0]) < SOON
    assert on_record(store) == []

    postbox.answers["rcpt"] = 250
    assert sent(store, mailer, at=NOW + WAITS[0] - SOON) == MailReport(0, 0, 0)
    assert sent(store, mailer, at=NOW + WAITS[0] + SOON) == MailReport(1, 0, 0)
    assert message(store).fault == ""


def test_what_was_refused_for_good_is_given_up_at_once_and_its_link_kept(
    store, administrator, postbox, mailer
):
    postbox.answers["rcpt"] = 550
    path = invited(store, administrator)

    assert sent(store, mailer) == MailReport(0, 0, 1)

    kept = message(store)
    assert (kept.fault, kept.next_try_at, kept.sent_at) == ("SMTPRecipientsRefused 550", None, None)
    assert kept.link == path
    assert on_record(store) == [(Event.MAIL_GIVEN_UP, "job:mail", {"kind": "invitation", "tries": 1})]
    assert SAYS not in kept.fault


def test_a_server_that_is_away_costs_one_message_a_try_and_leaves_the_rest(store, administrator):
    for name in ("Dee One", "Eve Two"):
        invited(store, administrator, name)

    assert sent(store, a_mailer(free_port())) == MailReport(0, 1, 0)

    with store.reading() as session:
        found = session.exec(select(OutboxMessage.tries, OutboxMessage.fault)).all()
    assert sorted(found) == [(0, ""), (1, "ConnectionRefusedError")]


def test_a_message_whose_address_is_refused_does_not_hold_up_the_others(
    store, administrator, postbox, mailer
):
    with store.writing() as session:
        bo = session.exec(select(StaffMember)).one()
        bo.email = "bo@example.org,thief@example.org"
        session.add(bo)
        session.flush()
        send_link(session, bo.id, LinkPurpose.NEW_PASSWORD, by=administrator, at=NOW)
    invited(store, administrator)

    assert sent(store, mailer) == MailReport(1, 0, 1)
    assert postbox.recipients == ["dee@example.org"]


def test_a_message_that_no_key_opens_does_not_hold_up_the_others(store, administrator, postbox, mailer):
    keys.use(keys.new_key())
    try:
        invited(store, administrator, "Locked One")
    finally:
        keys.use(TEST_KEY)
    invited(store, administrator)

    assert sent(store, mailer) == MailReport(1, 1, 0)
    assert postbox.recipients == ["dee@example.org"]


@pytest.mark.parametrize(("late", "is_sent"), [(-SOON, 1), (timedelta(0), 0)])
def test_a_message_whose_link_is_too_old_is_not_sent(store, administrator, postbox, mailer, late, is_sent):
    invited(store, administrator)
    assert sent(store, mailer, at=NOW + A_WEEK + late).sent == is_sent
    assert len(postbox.mail) == is_sent


def test_a_message_is_not_sent_once_its_link_was_replaced_or_its_reader_disabled(
    store, administrator, postbox, mailer
):
    invited(store, administrator)
    with store.writing() as session:
        dee = session.exec(select(StaffMember.id).where(StaffMember.email == "dee@example.org")).one()
        second = send_link(session, dee, LinkPurpose.INVITATION, by=administrator, at=NOW)

    assert sent(store, mailer) == MailReport(1, 0, 0)
    assert second in postbox.mail[0].get_content()

    with store.writing() as session:
        send_link(session, dee, LinkPurpose.INVITATION, by=administrator, at=NOW)
        disable_staff_member(session, dee, by=administrator, at=NOW)
    assert sent(store, mailer) == MailReport(0, 0, 0)


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize("messages", [1, 5])
def test_two_senders_at_once_send_each_message_once(store, administrator, postbox, mailer, messages):
    for number in range(messages):
        invited(store, administrator, f"Dee{number} Newcomer")
    reports, ready = [], threading.Barrier(2)

    @event.listens_for(store.writer, "before_cursor_execute")
    def take_time(_connection, _cursor, statement, *_):
        """Between looking and claiming there is time for another to look."""
        if statement.startswith("UPDATE outbox_message"):
            time.sleep(0.1)

    def work():
        ready.wait()
        reports.append(sent(store, mailer))

    senders = [threading.Thread(target=work) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(30)

    assert sum(report.sent for report in reports) == len(postbox.mail) == messages
    assert len(set(postbox.recipients)) == messages
    assert on_record(store) == [SENT_ROW] * messages


def test_a_sender_that_dies_before_it_marks_sends_again_as_the_same_message(
    store, administrator, postbox, mailer, monkeypatch
):
    invited(store, administrator)
    with monkeypatch.context() as dying:
        dying.setattr("actions.send_mail._settle", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            sent(store, mailer)

    assert sent(store, mailer) == MailReport(0, 0, 0)
    assert sent(store, mailer, at=NOW + WAITS[0] + SOON) == MailReport(1, 0, 0)

    first, second = postbox.mail
    assert first["Message-ID"] == second["Message-ID"] == f"<{message(store).id}@example.org>"
    assert first.as_bytes() == second.as_bytes()
    assert on_record(store) == [(Event.MAIL_SENT, "job:mail", {"kind": "invitation", "tries": 2})]


def test_a_server_that_takes_the_letter_and_says_so_too_late_is_sent_it_under_the_same_id(
    store, administrator, postbox, mailer
):
    invited(store, administrator)
    postbox.seconds = 0.5
    assert sent(store, a_mailer(mailer.port, seconds=0.1)) == MailReport(0, 1, 0)

    postbox.seconds = 0.0
    sent(store, mailer, at=NOW + WAITS[0] + SOON)

    assert len({mail["Message-ID"] for mail in postbox.mail}) == 1


def test_nothing_of_a_message_is_readable_in_the_file(sqlite_store, mailer):
    path = invited(sqlite_store, job(WATCHDOG, "terminal"))
    raw = sqlite_store.path.read_bytes() + sqlite_store.path.with_name("feedback.db-wal").read_bytes()
    assert path.encode() not in raw and path.rpartition("/")[2].encode() not in raw


def test_a_busy_store_is_not_the_fault_of_the_message(store, administrator, mailer, monkeypatch):
    invited(store, administrator)

    def busy():
        raise StoreUnavailable("busy")

    with monkeypatch.context() as hindered:
        hindered.setattr(store, "reading", busy)
        with pytest.raises(StoreUnavailable):
            sent(store, mailer)
    assert message(store).fault == ""


def test_the_job_is_the_one_that_is_named():
    assert MAIL.actor == "job:mail"
