"""Short ways to sign people of tests in, with codes of their own second factor."""

from datetime import datetime, timedelta

from sqlmodel import select

from actions.sign_in import SignInDesk
from actions.use_link import use_link
from models.audit import AuditEvent
from models.events import Event
from models.staff import StaffMember
from storage.engine import Store
from tests.codes import a_code
from tests.conftest import NOW, PASSWORD, WATCHDOG

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=12)
ASH = "ash@example.org"
ADDRESS = "192.0.2.7"
BROWSER = "the key of a browser"
NEW_PASSWORD = "otter kettle marble"


def let_in(
    desk: SignInDesk, store: Store, *, email=ASH, password=PASSWORD, code=None, address=ADDRESS, at=NOW
):
    """What the desk answers; the code is one that is good now, unless another is given."""
    return desk.sign_in(
        store,
        watchdog_id=WATCHDOG,
        email=email,
        password=password,
        code=a_code(store, email, at) if code is None else code,
        address=address,
        at=at,
    )


def sign_in(desk: SignInDesk, store: Store, **more) -> str:
    return let_in(desk, store, **more).token


def who(desk: SignInDesk, store: Store, token: str | None, at: datetime = NOW):
    return desk.viewer(store, token, watchdog_id=WATCHDOG, at=at)


def open_path(
    desk, store, path, *, password=NEW_PASSWORD, code="", browser=BROWSER, at=NOW, watchdog_id=WATCHDOG
):
    """Use the link that a path leads to."""
    return use_link(
        desk,
        store,
        path.rpartition("/")[2],
        watchdog_id=watchdog_id,
        password=password,
        code=code,
        address=ADDRESS,
        browser=browser,
        at=at,
    )


def acts(store: Store) -> list[Event]:
    """What the audit trail holds, in order."""
    with store.reading() as session:
        return [row.event for row in session.exec(select(AuditEvent).order_by(AuditEvent.sequence))]


def person_of(store: Store, viewer) -> StaffMember:
    with store.reading() as session:
        return session.get_one(StaffMember, (WATCHDOG, viewer.staff_id))
