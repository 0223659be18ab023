"""How is one letter handed to the mail server, and what does it mean when the server won't take it?"""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal

from pydantic import SecretStr

from models.errors import FeedbackError
from settings import Settings

SECONDS = 20.0
CLOSING = 421
NO_SENDER = (
    "FEEDBACK_SMTP_HOST names a mail server, so set FEEDBACK_MAIL_FROM to the address that mail "
    "comes from, like notes@example.org"
)
IN_THE_CLEAR = (
    "FEEDBACK_SMTP_SECURITY=none would send the mail server's password for anybody on the way to read. "
    "Use starttls or tls."
)


class MailFault(Exception):
    """A letter did not go.

    `kind` is the class of the fault and the server's code, never what the server said. `is_final`:
    it will never go as it is. `is_everyones`: no other letter would go just now either.
    """

    def __init__(self, kind: str, *, is_final: bool = False, is_everyones: bool = False) -> None:
        super().__init__(kind)
        self.kind, self.is_final, self.is_everyones = kind, is_final, is_everyones


@dataclass(frozen=True)
class Letter:
    """What is sent to whom. `id` is the same each time it is sent, so that a second copy is known as one.

    `stop` is the address at which one request ends letters of this kind, for a mail program's own button.
    """

    id: str
    to: str
    from_name: str
    subject: str
    body: str
    written_at: datetime
    stop: str = ""


@dataclass(frozen=True)
class Mailer:
    """A mail server, as the settings have it; nothing is sent to it in the clear unless they say so."""

    host: str
    port: int
    sender: str
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: SecretStr = SecretStr("")
    seconds: float = SECONDS

    @contextmanager
    def batch(self) -> Iterator[Callable[[Letter], None]]:
        """A way to send letters over one connection, made for the first and closed after the last.

        What is given raises MailFault. After one that is everyone's, it is of no more use.
        """
        connections: list[smtplib.SMTP] = []

        def send(letter: Letter) -> None:
            email = self._as_email(letter)
            if not connections:
                connections.append(self._connect())
            try:
                connections[0].send_message(email, self.sender, [letter.to])
            except OSError as refusal:
                raise _fault_of(refusal) from refusal

        try:
            yield send
        finally:
            for connection in connections:
                with suppress(OSError):
                    connection.quit()

    def _connect(self) -> smtplib.SMTP:
        where = (self.host, self.port, _domain(self.sender))
        try:
            if self.security == "tls":
                safe = ssl.create_default_context()
                connection: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=self.seconds, context=safe)
            else:
                connection = smtplib.SMTP(*where, timeout=self.seconds)
        except OSError as refusal:
            raise MailFault(_kind(refusal), is_everyones=True) from refusal
        try:
            if self.security == "starttls":
                connection.starttls(context=ssl.create_default_context())
            if self.user:
                connection.login(self.user, self.password.get_secret_value())
        except OSError as refusal:
            connection.close()
            raise MailFault(_kind(refusal), is_everyones=True) from refusal
        return connection

    def _as_email(self, letter: Letter) -> EmailMessage:
        """The letter with its headers. No name in it can add a header: each is one line of its own."""
        email = EmailMessage(policy=SMTP)
        email["From"] = Address(_one_line(letter.from_name), addr_spec=self.sender)
        try:
            email["To"] = Address(addr_spec=letter.to)
        except (ValueError, MessageError, IndexError) as unreadable:
            raise MailFault("AddressUnreadable", is_final=True) from unreadable
        email["Subject"] = _one_line(letter.subject)
        email["Date"] = letter.written_at
        email["Message-ID"] = f"<{letter.id}@{_domain(self.sender)}>"
        email["Auto-Submitted"] = "auto-generated"
        if letter.stop:
            email["List-Unsubscribe"] = f"<{letter.stop}>"
            email["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        email.set_content(letter.body)
        return email


def open_mailer(chosen: Settings) -> Mailer | None:
    """The mail server that the settings name; None when they name none. Raises FeedbackError."""
    if not chosen.smtp_host:
        return None
    try:
        Address(addr_spec=chosen.mail_from)
    except (ValueError, MessageError, IndexError) as unreadable:
        raise FeedbackError(NO_SENDER) from unreadable
    if chosen.smtp_security == "none" and chosen.smtp_user:
        raise FeedbackError(IN_THE_CLEAR)
    return Mailer(
        host=chosen.smtp_host,
        port=chosen.smtp_port,
        sender=chosen.mail_from,
        security=chosen.smtp_security,
        user=chosen.smtp_user,
        password=chosen.smtp_password,
    )


def _fault_of(refusal: OSError) -> MailFault:
    """What a refusal means: about this letter, if the server answered about it; else about the server."""
    match refusal:
        case smtplib.SMTPRecipientsRefused(recipients=recipients):
            code = next(iter(recipients.values()))[0]
        case smtplib.SMTPDataError(smtp_code=code):
            pass
        case smtplib.SMTPNotSupportedError():  # letters in the address that the server can't take
            return MailFault(_kind(refusal), is_final=True)
        case _:
            return MailFault(_kind(refusal), is_everyones=True)
    return MailFault(f"{type(refusal).__name__} {code}", is_final=code >= 500, is_everyones=code == CLOSING)


def _kind(refusal: OSError) -> str:
    code = getattr(refusal, "smtp_code", "")
    return f"{type(refusal).__name__} {code}".strip()


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


def _one_line(text: str) -> str:
    return " ".join(text.split())
