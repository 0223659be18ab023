"""The process is killed while people send: whoever was given a reference is in the store, once."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import text
from sqlmodel import select

from models.audit import AuditEvent
from models.events import Event
from models.feedback import Contact, Feedback, Handover
from storage import audit

ROOT = Path(__file__).parent.parent.parent
KILLED_AFTER = (7, 13, 22, 25, 33)  # acknowledgements, in one process after another: 100 in all

SENDER = """
import sys
from actions.submit import submit
from models.people import resident
from storage import keys
from storage.engine import Store
from tests.conftest import NOW, TEST_KEY, WATCHDOG
from tests.factories import a_draft

keys.use(TEST_KEY)
store = Store(sys.argv[1])
number = 0
while True:
    number += 1
    draft = a_draft(
        f"Number {number} of {sys.argv[2]}. " + "Nobody rang. " * 200,
        handovers=[{}],
        consent_contact=True,
        contact_telephone="01632 960555",
    )
    with store.writing() as session:
        receipt = submit(session, draft, by=resident(WATCHDOG), at=NOW)
    print(receipt.reference, flush=True)
"""


def acknowledged_before_the_kill(url: str, after: int) -> list[str]:
    """Let a process send until it has given `after` references, then kill it in the middle of the next."""
    sender = subprocess.Popen(
        [sys.executable, "-c", SENDER, url, str(after)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert sender.stdout is not None
    with sender.stdout:
        given = [sender.stdout.readline().strip() for _ in range(after)]
        sender.kill()
        given += [line.strip() for line in sender.stdout if line.endswith("\n")]
    sender.wait()
    assert all(given), "the sender ended by itself"
    return given


def test_nobody_who_was_given_a_reference_is_lost_when_the_process_is_killed(sqlite_store):
    url = sqlite_store.url.render_as_string(hide_password=False)
    acknowledged = [
        reference for after in KILLED_AFTER for reference in acknowledged_before_the_kill(url, after)
    ]

    assert len(acknowledged) >= 100
    with sqlite_store.reading() as session:
        kept = session.exec(select(Feedback)).all()
        assert {feedback.reference for feedback in kept} >= set(acknowledged)
        assert len({feedback.reference for feedback in kept}) == len(kept)
        for table in (Handover, Contact):
            assert {row.feedback_id for row in session.exec(select(table)).all()} == {row.id for row in kept}
        received = select(AuditEvent).where(AuditEvent.event == Event.FEEDBACK_RECEIVED)
        assert {event.subject for event in session.exec(received).all()} == {str(row.id) for row in kept}
        assert list(audit.broken_links(session)) == []
        assert session.connection().execute(text("PRAGMA integrity_check")).scalar() == "ok"
