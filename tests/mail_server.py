"""A real mail server on this machine, that keeps what it is sent and can be told to refuse."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from storage.mailer import Mailer
from tools.running import free_port

SENDER = "notes@example.org"
PASSWORD = "the mail server's"
SAYS = "Go away, Ash Moderator of ward seven"
"""What the server says with each refusal; nothing of ours repeats it."""


class Postbox:
    """What a mail server was sent, and how it answers each step."""

    def __init__(self, *, mail: int = 250, rcpt: int = 250, data: int = 250, seconds: float = 0.0) -> None:
        self.answers = {"mail": mail, "rcpt": rcpt, "data": data}
        self.seconds = seconds
        self.mail: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.visits = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.visits += not session.host_name
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return f"{self.answers['mail']} {SAYS}"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answers["rcpt"] == 250:
            envelope.rcpt_tos.append(address)
        return f"{self.answers['rcpt']} {SAYS}"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.seconds)
        if self.answers["data"] == 250:
            self.mail.append(
                message_from_bytes(envelope.content.replace(b"\r\n", b"\n"), policy=policy.default)
            )
            self.recipients += envelope.rcpt_tos
        return f"{self.answers['data']} {SAYS}"


@contextmanager
def mail_server(postbox: Postbox, **options: Any) -> Iterator[int]:
    """The port of a running server that puts its mail into `postbox`."""
    controller = Controller(postbox, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def a_mailer(port: int, **changes: Any) -> Mailer:
    """A way to that server, in the clear unless it is changed."""
    return Mailer(**{"host": "127.0.0.1", "port": port, "sender": SENDER, "security": "none"} | changes)


def over_tls(folder: Path) -> tuple[dict[str, Any], Path]:
    """Options of a server that asks for TLS and a password, and the certificate to trust it by."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "certificate.pem", folder / "private.pem"
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    safe = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    safe.load_cert_chain(certificate, private)

    def authenticate(server, session, envelope, mechanism, said) -> AuthResult:
        return AuthResult(success=said.password == PASSWORD.encode(), handled=False)

    options = {
        "tls_context": safe,
        "require_starttls": True,
        "authenticator": authenticate,
        "auth_required": True,
    }
    return options, certificate
