"""Mail as an administrator sees it: what waits and why, a link to pass on, another try."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models.audit import AuditEvent
from models.events import Event
from models.outbox import OutboxMessage
from models.staff import OneTimeLink
from settings import settings
from storage import keys
from tests.actions.mail import invited, message, on_record, sent, until_given_up
from tests.conftest import NOW, TEST_KEY
from tests.mail_server import Postbox, a_mailer, mail_server
from tests.pages.opening import everything_on, open_page
from tools.running import free_port

SOON = timedelta(minutes=1)


@pytest.fixture
def store(sqlite_store):
    """Pages are the same on every database; the queries beneath are tested on each."""
    return sqlite_store


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("ui.access.now", lambda: NOW)


@pytest.fixture
def set_up(monkeypatch):
    """A mail server is named in the settings."""
    monkeypatch.setenv("FEEDBACK_SMTP_HOST", "mail.example.org")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def postbox():
    return Postbox()


@pytest.fixture
def mailer(postbox):
    with mail_server(postbox) as port:
        yield a_mailer(port)


def button(page, label):
    return next(button for button in page.button if button.label == label)


def labels(page) -> list[str]:
    return [button.label for button in page.button]


@pytest.mark.parametrize("who", ["somebody", "volunteer", "moderator"])
def test_it_opens_to_nobody_who_does_not_look_after_people(store, administrator, who, request, monkeypatch):
    invited(store, administrator)
    shown = everything_on(open_page("outbox", store, request.getfixturevalue(who), monkeypatch))
    assert "dee@example.org" not in shown and "Dee" not in shown


def test_where_there_is_no_mail_it_says_what_would_be_here(store, administrator, monkeypatch):
    page = open_page("outbox", store, administrator, monkeypatch)
    assert not page.exception and not page.button
    assert "There is no mail" in everything_on(page)


def test_without_a_mail_server_it_says_that_links_are_passed_on_by_hand(store, administrator, monkeypatch):
    invited(store, administrator)
    page = open_page("outbox", store, administrator, monkeypatch)

    assert not page.exception
    assert "No mail server is set up" in page.info[0].value
    assert "Dee Newcomer, dee@example.org" in [text.value for text in page.text]
    assert "Not sent yet (1)" in everything_on(page)
    assert labels(page) == ["Show the link"]


def test_a_link_is_shown_whole_once_a_press_and_gone_with_the_next(store, administrator, monkeypatch):
    path = invited(store, administrator)
    page = open_page("outbox", store, administrator, monkeypatch)
    assert path not in everything_on(page) and not page.code

    button(page, "Show the link").click().run()
    assert page.code[0].value == f"http://localhost:8501{path}"

    page.run()
    assert not page.code
    assert [event for event, *_ in on_record(store)] == [Event.LINK_SHOWN]


def test_a_link_that_was_used_meanwhile_is_a_sentence(store, administrator, monkeypatch):
    invited(store, administrator)
    page = open_page("outbox", store, administrator, monkeypatch)
    with store.writing() as session:
        link = session.exec(select(OneTimeLink)).one()
        link.used_at = NOW
        session.add(link)

    button(page, "Show the link").click().run()

    # The page is drawn from what is true now, so the message is no longer among those to act on.
    assert not page.exception and not page.code
    assert "No longer needed (1)" in everything_on(page)
    assert on_record(store) == []


def test_what_waits_where_there_is_a_server_needs_nothing_done(store, administrator, set_up, monkeypatch):
    invited(store, administrator)
    page = open_page("outbox", store, administrator, monkeypatch)
    assert not page.info
    assert "Waits to be sent" in everything_on(page)
    assert labels(page) == ["Show the link"]


@pytest.mark.parametrize(
    ("answers", "why", "state"),
    [
        ({"rcpt": 550}, "doesn't take this address", "Given up"),
        ({"rcpt": 451}, "asked us to try later", "Not sent yet"),
        ({"mail": 550}, "from our own address", "Not sent yet"),
        ({"data": 554}, "doesn't take this message", "Given up"),
    ],
)
def test_why_it_did_not_go_is_said_in_words(
    store, administrator, set_up, postbox, mailer, monkeypatch, answers, why, state
):
    postbox.answers |= answers
    invited(store, administrator)
    sent(store, mailer)

    shown = everything_on(open_page("outbox", store, administrator, monkeypatch))

    assert why in shown and f"· {state}" in shown and "Tried once" in shown
    assert "Go away" not in shown


def test_when_it_is_tried_next_is_said(store, administrator, set_up, monkeypatch):
    invited(store, administrator)
    sent(store, a_mailer(free_port()))
    shown = everything_on(open_page("outbox", store, administrator, monkeypatch)).replace("\u2060", "")
    assert "couldn't be reached" in shown and "Next try 20 November 2026, 09:35" in shown


def test_what_was_given_up_can_be_tried_again_and_the_page_says_so(store, administrator, set_up, monkeypatch):
    invited(store, administrator)
    until_given_up(store, a_mailer(free_port()))
    page = open_page("outbox", store, administrator, monkeypatch)
    assert "Tried 10 times" in everything_on(page) and "isn't tried again" in everything_on(page)

    button(page, "Try again").click().run()

    assert not page.exception
    assert "sent again" in page.success[0].value
    assert labels(page) == ["Show the link"]
    assert message(store).next_try_at == NOW
    page.run()
    assert not page.success


def test_trying_again_what_somebody_else_tried_already_is_a_sentence(
    store, administrator, set_up, monkeypatch
):
    invited(store, administrator)
    sent(store, a_mailer(free_port()))
    page = open_page("outbox", store, administrator, monkeypatch)
    with monkeypatch.context() as meanwhile:
        found = message(store)
        meanwhile.setattr("ui.outbox.outbox", _stale(store, administrator))
        with store.writing() as session:
            row = session.get(OutboxMessage, (found.watchdog_id, found.id))
            row.fault, row.next_try_at = "", NOW
            session.add(row)
        button(page, "Try again").click().run()

    assert "waiting to be sent already" in page.error[0].value


def _stale(store, viewer):
    """What the page read before somebody else pressed."""
    from storage.queries.outbox import outbox

    with store.reading() as session:
        found = outbox(session, viewer, at=NOW)
    return lambda *_, **__: found


def test_what_was_sent_is_listed_for_thirty_days(store, administrator, set_up, mailer, monkeypatch):
    invited(store, administrator)
    sent(store, mailer)
    shown = everything_on(open_page("outbox", store, administrator, monkeypatch)).replace("\u2060", "")
    assert "Sent in the last 30 days (1)" in shown and "Invitation · Sent 20 November 2026, 09:30" in shown

    monkeypatch.setattr("ui.access.now", lambda: NOW + timedelta(days=30) + SOON)
    assert "Dee" not in everything_on(open_page("outbox", store, administrator, monkeypatch))


def test_what_is_too_old_is_no_longer_needed(store, administrator, monkeypatch):
    invited(store, administrator)
    monkeypatch.setattr("ui.access.now", lambda: NOW + timedelta(days=8))
    page = open_page("outbox", store, administrator, monkeypatch)
    assert "No longer needed (1)" in everything_on(page) and not page.button


def test_a_message_in_hand_is_being_sent(store, administrator, set_up, mailer, monkeypatch):
    invited(store, administrator)
    with monkeypatch.context() as dying:
        dying.setattr("actions.send_mail._settle", lambda *_, **__: None)
        sent(store, mailer)
    page = open_page("outbox", store, administrator, monkeypatch)
    assert "Being sent" in everything_on(page) and labels(page) == ["Show the link"]


def test_a_message_that_no_key_opens_does_not_hide_the_others(store, administrator, monkeypatch):
    keys.use(keys.new_key())
    try:
        invited(store, administrator, "Locked One")
    finally:
        keys.use(TEST_KEY)
    invited(store, administrator)
    page = open_page("outbox", store, administrator, monkeypatch)

    assert not page.exception
    assert "can't be read" in everything_on(page)
    assert "Dee Newcomer, dee@example.org" in [text.value for text in page.text]
    assert labels(page) == ["Show the link"]


def test_a_name_that_holds_markdown_is_shown_as_it_stands(store, administrator, monkeypatch):
    name = "![x](http://evil.example/x.png)"
    invited(store, administrator, name)
    page = open_page("outbox", store, administrator, monkeypatch)
    button(page, "Show the link").click().run()

    assert any(text.value.startswith(name) for text in page.text)
    assert name not in "".join(element.value for element in page.markdown)


def test_looking_leaves_no_trace_of_its_own(store, administrator, monkeypatch):
    invited(store, administrator)
    before = _rows(store)
    page = open_page("outbox", store, administrator, monkeypatch)
    page.run()
    assert _rows(store) == before


def _rows(store) -> int:
    with store.reading() as session:
        return len(session.exec(select(AuditEvent)).all())
