"""What an administrator does about mail that did not go: try it again, or pass the link on by hand."""

from datetime import timedelta
from uuid import uuid4

import pytest

from actions.one_time_links import LASTS
from actions.send_mail import LINK_OVER, NOT_HERE, ON_ITS_WAY, SENT, WAITS, MailReport, show_link, try_again
from models.errors import FeedbackError, NotAllowed
from models.events import Event
from models.people import Viewer, job
from models.staff import LinkPurpose, OneTimeLink
from tests.actions.mail import invited, message, message_id, on_record, sent, until_given_up
from tests.conftest import NOW, WATCHDOG
from tests.mail_server import Postbox, a_mailer, mail_server
from tools.running import free_port

A_WEEK = LASTS[LinkPurpose.INVITATION]
SOON = timedelta(seconds=1)


@pytest.fixture
def postbox():
    return Postbox()


@pytest.fixture
def mailer(postbox):
    with mail_server(postbox) as port:
        yield a_mailer(port)


def again(store, by, *, at=NOW, which=None):
    with store.writing() as session:
        try_again(session, which or message_id(store), by=by, at=at)


def shown(store, by, *, at=NOW, which=None):
    with store.writing() as session:
        return show_link(session, which or message_id(store), by=by, at=at)


def use_up(store):
    with store.writing() as session:
        link = session.get(OneTimeLink, (WATCHDOG, message(store).link_id))
        link.used_at = NOW
        session.add(link)


def test_what_was_given_up_is_sent_when_it_is_tried_again(store, administrator, postbox, mailer):
    postbox.answers["rcpt"] = 550
    invited(store, administrator)
    sent(store, mailer)
    postbox.answers["rcpt"] = 250

    again(store, administrator, at=NOW + SOON)

    assert sent(store, mailer, at=NOW + SOON) == MailReport(1, 0, 0)
    assert [(event, actor) for event, actor, _ in on_record(store)] == [
        (Event.MAIL_GIVEN_UP, "job:mail"),
        (Event.MAIL_TRIED_AGAIN, administrator.actor),
        (Event.MAIL_SENT, "job:mail"),
    ]


def test_what_is_tried_again_has_all_its_tries_before_it(store, administrator):
    away = a_mailer(free_port())
    invited(store, administrator)
    first = until_given_up(store, away)
    later = NOW + timedelta(hours=6)
    again(store, administrator, at=later)

    assert len(until_given_up(store, away, at=later)) == len(first) == 10


def test_what_failed_need_not_wait_for_its_next_try(store, administrator, postbox, mailer):
    invited(store, administrator)
    sent(store, a_mailer(free_port()))
    again(store, administrator, at=NOW + SOON)
    assert sent(store, mailer, at=NOW + SOON) == MailReport(1, 0, 0)


def test_what_waits_already_is_not_tried_again_and_nothing_is_on_record(store, administrator):
    invited(store, administrator)
    with pytest.raises(FeedbackError, match=ON_ITS_WAY):
        again(store, administrator)
    assert on_record(store) == []


def test_what_is_being_sent_now_is_not_handed_to_a_second_sender(store, administrator, mailer, monkeypatch):
    invited(store, administrator)
    sent(store, a_mailer(free_port()))
    with monkeypatch.context() as dying:
        dying.setattr("actions.send_mail._settle", lambda *_, **__: None)
        sent(store, mailer, at=NOW + WAITS[0] + SOON)

    with pytest.raises(FeedbackError, match=ON_ITS_WAY):
        again(store, administrator, at=NOW + WAITS[0] + SOON)


def test_a_second_press_of_try_again_is_told_that_it_waits(store, administrator):
    invited(store, administrator)
    sent(store, a_mailer(free_port()))
    again(store, administrator)
    with pytest.raises(FeedbackError, match=ON_ITS_WAY):
        again(store, administrator)
    assert [event for event, *_ in on_record(store)] == [Event.MAIL_TRIED_AGAIN]


def test_a_link_is_shown_whole_and_that_is_on_record_each_time(store, administrator):
    path = invited(store, administrator)

    assert [shown(store, administrator) for _ in range(2)] == [path, path]

    row = (Event.LINK_SHOWN, administrator.actor, {"purpose": "invitation"})
    assert on_record(store) == [row, row]


def test_a_link_is_shown_of_what_was_given_up(store, administrator, postbox, mailer):
    postbox.answers["rcpt"] = 550
    path = invited(store, administrator)
    sent(store, mailer)
    assert shown(store, administrator) == path


@pytest.mark.parametrize("do", [shown, again])
def test_nothing_is_left_to_do_about_what_was_sent(store, administrator, mailer, do):
    invited(store, administrator)
    sent(store, mailer)
    with pytest.raises(FeedbackError, match=SENT):
        do(store, administrator)
    assert [event for event, *_ in on_record(store)] == [Event.MAIL_SENT]


@pytest.mark.parametrize("do", [shown, again])
def test_nothing_is_left_to_do_about_a_link_that_was_used(store, administrator, do):
    invited(store, administrator)
    use_up(store)
    with pytest.raises(FeedbackError, match=LINK_OVER):
        do(store, administrator)
    assert on_record(store) == []


def test_a_link_is_shown_until_it_is_too_old(store, administrator):
    invited(store, administrator)
    assert shown(store, administrator, at=NOW + A_WEEK - SOON)
    with pytest.raises(FeedbackError, match=LINK_OVER):
        shown(store, administrator, at=NOW + A_WEEK)


@pytest.mark.parametrize("do", [shown, again])
def test_a_message_that_is_not_there_is_not_here(store, administrator, do):
    with pytest.raises(FeedbackError, match=NOT_HERE):
        do(store, administrator, which=uuid4())


@pytest.mark.parametrize("do", [shown, again])
def test_a_message_of_another_watchdog_is_not_here(store, administrator, do):
    invited(store, administrator)
    other = Viewer("elsewhere", administrator.roles, name="Jo", staff_id=uuid4())
    with pytest.raises((FeedbackError, LookupError)):
        do(store, other)
    assert on_record(store) == []


@pytest.mark.parametrize("do", [shown, again])
@pytest.mark.parametrize("who", ["moderator", "volunteer", "somebody"])
def test_only_who_looks_after_people_may(store, administrator, request, do, who):
    invited(store, administrator)
    with pytest.raises(NotAllowed):
        do(store, request.getfixturevalue(who))
    assert on_record(store) == []


def test_the_terminal_may(store, administrator):
    path = invited(store, administrator)
    assert shown(store, job(WATCHDOG, "terminal")) == path
