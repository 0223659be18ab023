"""Mail as an administrator sees it: what waits, what did not go and why, and what was sent."""

from datetime import datetime

import streamlit as st

from content.words import words
from models.outbox import MailKind
from models.people import Viewer
from settings import settings
from storage.queries.outbox import OPEN, MailState, outbox
from storage.queries.outbox import Message as Message
from ui import access
from ui.plain import plain

MOST_SHOWN = 50
SAID = "outbox_said"
UNREACHABLE = (
    "ConnectionRefusedError",
    "ConnectionResetError",
    "OSError",
    "SMTPConnectError",
    "SMTPHeloError",
    "SMTPServerDisconnected",
    "TimeoutError",
    "gaierror",
)
FAULTS = dict.fromkeys(UNREACHABLE, "unreachable") | {
    "AddressUnreadable": "address",
    "SMTPRecipientsRefused": "address",
    "SMTPDataError": "message",
    "SMTPSenderRefused": "sender",
    "SMTPAuthenticationError": "login",
    "SMTPException": "login",
    "SMTPNotSupportedError": "unsafe",
    "SSLCertVerificationError": "unsafe",
    "SSLError": "unsafe",
    "WrongKey": "key",
}
"""What a kind of fault means to somebody who looks after people, not machines."""


def messages(viewer: Viewer) -> list[Message]:
    """All the mail there is, newest first."""
    with access.reading() as session:
        return outbox(session, viewer, at=access.now())


def is_sent_from_here() -> bool:
    """Whether there is a mail server."""
    return bool(settings().smtp_host)


def say_what_happened() -> None:
    """What the last press did, once; and how mail leaves here."""
    if SAID in st.session_state:
        st.session_state.pop(SAID)
        st.success(words("outbox.trying"))
    if is_sent_from_here():
        st.markdown(f":small[:gray[{words('outbox.server')}]]")
    else:
        st.info(words("outbox.no_server"))


def in_groups(found: list[Message]) -> dict[str, list[Message]]:
    """The messages under "open", "sent" and "over"; groups with nothing in them are left out."""
    groups = {
        "open": [message for message in found if message.state in OPEN],
        "sent": [message for message in found if message.state is MailState.SENT],
        "over": [message for message in found if message.state is MailState.OVER],
    }
    return {name: group for name, group in groups.items() if group}


def show_facts(message: Message) -> None:
    """To whom, about what, and how it stands, with the reason when it did not go."""
    with st.container(gap=None):
        show_whom(message)
        kind = words(f"outbox.kind.{message.kind.value}")
        st.markdown(f"**{kind}** · {plain(' · '.join(_standing(message)))}")
        if message.fault:
            why = words(f"outbox.fault.{_meaning(message.fault)}")
            st.markdown(f"{why} :small[:gray[({plain(message.fault)})]]")
        st.markdown(f":small[:gray[{plain(' · '.join(_dates(message)))}]]")


def show_whom(message: Message) -> None:
    """Name and address, as they were typed."""
    if message.kind is MailKind.WORDS_CHANGED:
        st.markdown(words("outbox.author"))
    elif message.kind is MailKind.NEWSLETTER_CONFIRM:
        st.markdown(words("outbox.reader"))
    elif message.name is None or message.address is None:
        st.markdown(words("outbox.unreadable"))
    else:
        st.text(f"{message.name}, {message.address}")


def show_line(message: Message) -> None:
    """One message that nothing is left to do about."""
    with st.container(gap=None):
        show_whom(message)
        kind = words(f"outbox.kind.{message.kind.value}")
        moment = message.sent_at or message.written_at
        when = words("outbox.sent_at" if message.sent_at else "outbox.written", when=plain(on_the(moment)))
        st.markdown(f":small[:gray[{kind} · {when}]]")


def show_link(path: str, message: Message) -> None:
    """The whole address of a one-time link, to copy; gone with the next press of anything."""
    st.code(f"{settings().address.rstrip('/')}{path}", language=None, wrap_lines=True)
    st.markdown(words("outbox.shown", name=plain(message.name or "")))


def on_the(moment: datetime) -> str:
    """A moment in the time of the place: "20 November 2026, 09:30"."""
    here = moment.astimezone(access.HERE)
    return f"{here.day} {here:%B %Y, %H:%M}"


def _standing(message: Message) -> list[str]:
    if not is_sent_from_here():
        return [words("outbox.kept")]
    said = [words(f"outbox.state.{message.state.value}")]
    if message.tries:
        said.append(words("outbox.tried_once" if message.tries == 1 else "outbox.tried", count=message.tries))
    if message.state is MailState.FAILED and message.next_try_at:
        said.append(words("outbox.next_try", when=on_the(message.next_try_at)))
    return said


def _dates(message: Message) -> list[str]:
    said = [words("outbox.written", when=on_the(message.written_at))]
    if message.expires_at:
        said.append(words("outbox.until", when=on_the(message.expires_at)))
    return said


def _meaning(fault: str) -> str:
    """Which words a fault has: one that the server may take later is no fault of the address."""
    kind, _, code = fault.partition(" ")
    return "later" if code.startswith("4") else FAULTS.get(kind, "other")
