"""Letters handed to a real mail server: whole, to nobody else, safely, and what its refusals mean."""

import time
from dataclasses import replace

import pytest
from pydantic import SecretStr

from models.errors import FeedbackError
from settings import Settings
from storage.mailer import Letter, Mailer, MailFault, open_mailer
from tests.conftest import NOW
from tests.mail_server import PASSWORD, SAYS, SENDER, Postbox, a_mailer, mail_server, over_tls
from tools.running import free_port

LINK = f"https://feedback.example.org/link/{'a-long_token' * 12}"
LETTER = Letter(
    id="0199-abc",
    to="zoe@example.org",
    from_name="West Testford Voice",
    subject="Your account – open it",
    body=f"Hello Zoë,\n\n{LINK}\n",
    written_at=NOW,
)


def send(mailer, *letters: Letter) -> None:
    with mailer.batch() as give:
        for letter in letters or (LETTER,):
            give(letter)


def refused(mailer, letter: Letter = LETTER) -> MailFault:
    with pytest.raises(MailFault) as fault:
        send(mailer, letter)
    return fault.value


@pytest.fixture
def postbox():
    return Postbox()


@pytest.fixture
def port(postbox):
    with mail_server(postbox) as port:
        yield port


def test_a_letter_that_can_be_stopped_says_where_for_a_mail_programs_own_button(postbox, port):
    stop = "https://feedback.example.org/newsletter/stop/token"
    send(a_mailer(port), LETTER, replace(LETTER, stop=stop))

    without, arrived = postbox.mail
    assert without["List-Unsubscribe"] is None
    assert arrived["List-Unsubscribe"] == f"<{stop}>"
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_letter_arrives_whole(postbox, port):
    send(a_mailer(port))

    [arrived] = postbox.mail
    assert postbox.recipients == ["zoe@example.org"]
    assert arrived.get_content() == LETTER.body
    assert {name: arrived[name] for name in ("From", "To", "Subject", "Message-ID", "Auto-Submitted")} == {
        "From": f"West Testford Voice <{SENDER}>",
        "To": "zoe@example.org",
        "Subject": LETTER.subject,
        "Message-ID": "<0199-abc@example.org>",
        "Auto-Submitted": "auto-generated",
    }
    assert arrived["Date"].datetime == NOW


@pytest.mark.parametrize("line", ["\r\n", "\n", "\r", "\n\n", "\x0b", "\u2028"])
@pytest.mark.parametrize("field", ["from_name", "subject"])
def test_a_name_with_a_line_break_adds_no_header_and_nobody_to_send_to(postbox, port, field, line):
    send(a_mailer(port), replace(LETTER, **{field: f"Voice{line}Bcc: thief@example.org{line}X-Evil: yes"}))

    [arrived] = postbox.mail
    assert postbox.recipients == ["zoe@example.org"]
    assert not {"Bcc", "X-Evil"} & set(arrived.keys())
    assert arrived.get_content() == LETTER.body


@pytest.mark.parametrize(
    "address",
    [
        "zoe@example.org,thief@example.org",
        "zoe@example.org\r\nBcc: thief@example.org",
        "zoe@example.org>",
        "@",
        "zoe@",
        "zoë@example.org",
    ],
)
def test_an_address_that_is_not_one_address_is_refused_for_good_and_never_sent_to(postbox, port, address):
    fault = refused(a_mailer(port), replace(LETTER, to=address))

    assert (fault.kind, fault.is_final, fault.is_everyones) == ("AddressUnreadable", True, False)
    assert postbox.visits == 0


def test_a_batch_is_one_connection(postbox, port):
    send(a_mailer(port), LETTER, replace(LETTER, id="2"), replace(LETTER, id="3"))
    assert (len(postbox.mail), postbox.visits) == (3, 1)


def test_nobody_is_asked_when_there_is_nothing_to_send(postbox, port):
    with a_mailer(port).batch():
        pass
    assert postbox.visits == 0


@pytest.mark.parametrize(
    ("answers", "kind", "is_final", "is_everyones"),
    [
        ({"rcpt": 550}, "SMTPRecipientsRefused 550", True, False),
        ({"rcpt": 500}, "SMTPRecipientsRefused 500", True, False),
        ({"rcpt": 451}, "SMTPRecipientsRefused 451", False, False),
        ({"rcpt": 421}, "SMTPRecipientsRefused 421", False, True),
        ({"data": 554}, "SMTPDataError 554", True, False),
        ({"data": 452}, "SMTPDataError 452", False, False),
        ({"mail": 550}, "SMTPSenderRefused 550", False, True),
    ],
)
def test_what_a_refusal_means(postbox, port, answers, kind, is_final, is_everyones):
    postbox.answers |= answers
    fault = refused(a_mailer(port))

    assert (fault.kind, fault.is_final, fault.is_everyones) == (kind, is_final, is_everyones)
    assert SAYS not in str(fault)


def test_after_one_address_is_refused_the_next_letter_goes(postbox, port):
    with a_mailer(port).batch() as give:
        postbox.answers["rcpt"] = 550
        with pytest.raises(MailFault):
            give(LETTER)
        postbox.answers["rcpt"] = 250
        give(LETTER)
    assert (len(postbox.mail), postbox.visits) == (1, 1)


def test_a_server_that_is_not_there_is_everyones_fault():
    fault = refused(a_mailer(free_port()))
    assert (fault.kind, fault.is_final, fault.is_everyones) == ("ConnectionRefusedError", False, True)


def test_a_server_that_offers_no_tls_is_sent_nothing(postbox, port):
    fault = refused(a_mailer(port, security="starttls", user="us", password=PASSWORD))

    assert (fault.kind, fault.is_everyones) == ("SMTPNotSupportedError", True)
    assert postbox.mail == []


def test_a_server_that_speaks_no_tls_at_all_is_sent_nothing(postbox, port):
    fault = refused(a_mailer(port, security="tls"))
    assert (fault.kind, fault.is_everyones) == ("SSLError", True)


def test_a_certificate_that_nobody_vouches_for_is_refused(postbox, tmp_path):
    options, _ = over_tls(tmp_path)
    with mail_server(postbox, **options) as port:
        fault = refused(a_mailer(port, security="starttls", user="us", password=PASSWORD))

    assert (fault.kind, fault.is_everyones) == ("SSLCertVerificationError", True)
    assert postbox.mail == []


def named(port: int, password: str) -> Mailer:
    """What the settings of an installation lead to."""
    chosen = Settings(
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_user="us",
        smtp_password=SecretStr(password),
        mail_from=SENDER,
        _env_file=None,
    )
    mailer = open_mailer(chosen)
    assert mailer is not None
    return mailer


def test_over_tls_with_the_right_password_it_goes(postbox, tmp_path, monkeypatch):
    options, certificate = over_tls(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mail_server(postbox, **options) as port:
        send(named(port, PASSWORD))
    assert len(postbox.mail) == 1


def test_a_wrong_password_is_everyones_fault_and_is_never_repeated(postbox, tmp_path, monkeypatch):
    options, certificate = over_tls(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mail_server(postbox, **options) as port:
        fault = refused(named(port, "not theirs"))
    assert (fault.kind, fault.is_everyones) == ("SMTPAuthenticationError 535", True)
    assert "not theirs" not in repr(named(port, "not theirs"))


def test_a_slow_server_is_not_waited_for(port, postbox):
    postbox.seconds = 3.0
    began = time.monotonic()
    fault = refused(a_mailer(port, seconds=0.2))

    assert time.monotonic() - began < 2
    assert (fault.kind, fault.is_final, fault.is_everyones) == ("SMTPServerDisconnected", False, True)


def test_without_a_server_in_the_settings_there_is_no_mailer():
    assert open_mailer(Settings(_env_file=None)) is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "set FEEDBACK_MAIL_FROM"),
        ({"mail_from": "notes"}, "set FEEDBACK_MAIL_FROM"),
        ({"mail_from": "notes@example.org\nBcc: thief@example.org"}, "set FEEDBACK_MAIL_FROM"),
        ({"mail_from": SENDER, "smtp_security": "none", "smtp_user": "us"}, "Use starttls or tls"),
    ],
)
def test_settings_that_cannot_send_are_a_sentence_at_the_start(given, said):
    with pytest.raises(FeedbackError, match=said):
        open_mailer(Settings(smtp_host="mail.example.org", _env_file=None, **given))
