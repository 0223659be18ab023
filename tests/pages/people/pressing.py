"""What an administrator presses, ticks and types, and what came of it."""

from sqlmodel import select

from actions.one_time_links import open_link
from models.audit import AuditEvent
from models.people import job
from models.staff import StaffMember
from tests.conftest import NOW, WATCHDOG

JOB = job(WATCHDOG, "terminal")


def press(page, label):
    found = [button for button in page.button if label in button.label.replace("\u2060", "")]
    assert found, f"no button {label!r} among {[button.label for button in page.button]}"
    found[0].click().run()
    assert not page.exception
    return page


def tick(page, label):
    box = next(box for box in page.checkbox if label in box.label)
    return box.uncheck() if box.value else box.check()


def fill_in(page, *, name="Jo Osei", email="jo@example.org", roles=("Volunteer",)):
    press(page, "Invite somebody")
    page.text_input[0].set_value(name)
    page.text_input[1].set_value(email)
    for role in roles:
        tick(page, f"**{role}**")
    return press(page, "Send the invitation")


def kept(store, name):
    with store.reading() as session:
        return session.exec(select(StaffMember).where(StaffMember.name == name)).one_or_none()


def acts(store, *events):
    with store.reading() as session:
        return [act.event for act in session.exec(select(AuditEvent)) if act.event in events]


def opens(store, address):
    """What the link that a page showed lets its holder do."""
    path = address.removeprefix("http://localhost:8501/link/")
    with store.reading() as session:
        return open_link(session, path, watchdog_id=WATCHDOG, at=NOW)[0].purpose
