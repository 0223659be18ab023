"""Mail from the terminal: what there is, and sending it."""

import pytest

from settings import settings
from tests.commands.conftest import run
from tests.mail_server import SENDER, Postbox, mail_server


@pytest.fixture
def postbox(place, monkeypatch):
    """A mail server that the settings of this machine name."""
    postbox = Postbox()
    with mail_server(postbox) as port:
        for name, value in (
            ("HOST", "127.0.0.1"),
            ("PORT", str(port)),
            ("SECURITY", "none"),
        ):
            monkeypatch.setenv(f"FEEDBACK_SMTP_{name}", value)
        monkeypatch.setenv("FEEDBACK_MAIL_FROM", SENDER)
        settings.cache_clear()
        yield postbox


def invite() -> str:
    said = run("people", "add", "--name=Dee", "--email=dee@example.org", "--role=moderator")
    return said.strip().rpartition("/link/")[2]


def test_without_a_mail_server_mail_is_kept_and_sending_says_so(watchdog):
    token = invite()

    said = run("mail", "list")
    assert said.startswith("waiting\tinvitation\tdee@example.org\t")
    assert token not in said
    assert "FEEDBACK_SMTP_HOST" in run("mail", "send", status=1)
    assert "Mail" not in run("daily")


def test_where_there_is_none_the_list_says_so(watchdog):
    assert run("mail", "list").strip() == "There is no mail."


def test_mail_is_sent_and_listed_as_sent(watchdog, postbox):
    token = invite()

    assert run("mail", "send").strip() == "1 sent, 0 to be tried again, 0 given up."

    assert token in postbox.mail[0].get_content()
    assert run("mail", "list").startswith("sent\tinvitation\tdee@example.org\t")
    assert run("mail", "send").strip() == "0 sent, 0 to be tried again, 0 given up."


def test_a_refusal_is_listed_without_what_the_server_said(watchdog, postbox):
    postbox.answers["rcpt"] = 550
    invite()

    assert run("mail", "send").strip() == "0 sent, 0 to be tried again, 1 given up."
    assert run("mail", "list").strip().endswith("SMTPRecipientsRefused 550")


def test_the_daily_job_sends_what_waits_however_often_it_runs(watchdog, postbox):
    run("daily")
    invite()
    said = run("daily")
    assert "Done already today." in said and "Mail: 1 sent" in said
    assert len(postbox.mail) == 1


def test_a_server_without_an_address_to_send_from_is_a_sentence(watchdog, postbox, monkeypatch):
    monkeypatch.setenv("FEEDBACK_MAIL_FROM", "")
    assert "FEEDBACK_MAIL_FROM" in run("mail", "send", status=1)
