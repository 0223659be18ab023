"""The page for concerns: the queue with its timers, one concern, and a decision with a reason."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from actions.escalate import note_step, take
from actions.raise_concern import raise_by_person
from models.audit import AuditEvent
from models.escalation import EscalationOutcome
from models.events import Event
from models.vocabulary import ConcernKind, Role
from tests.actions.concerns import HARMLESS, IN_DANGER, SLAPPED, a_concern, concerns, heard, read, steps
from tests.conftest import NOW, _worker
from tests.factories import some_feedback
from tests.pages.opening import everything_on, open_page, words_read
from ui import access
from ui.escalations import time_left

DUE = NOW + timedelta(hours=1)


@pytest.fixture
def store(sqlite_store):
    """The page is the same on every database."""
    return sqlite_store


@pytest.fixture
def opened(store, monkeypatch):
    """The page as somebody sees it at a moment."""

    def open_it(viewer, at=NOW + timedelta(minutes=20)):
        monkeypatch.setattr(access, "now", lambda: at)
        page = open_page("escalations", store, viewer, monkeypatch)
        assert not page.exception
        return page

    return open_it


def press(page, key):
    page.button(key=key).click().run()
    assert not page.exception


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (timedelta(), "Due in 1 hour"),
        (timedelta(minutes=20), "Due in 40 minutes"),
        (timedelta(minutes=59), "Due in 1 minute"),
        (timedelta(minutes=59, seconds=30), "Due in less than a minute"),
        (timedelta(hours=1), "Overdue by less than a minute"),
        (timedelta(hours=3), "Overdue by 2 hours"),
        (timedelta(hours=72), "Overdue by 2 days"),
    ],
)
def test_the_timer_says_in_words_how_long_there_is(after, said):
    assert time_left(DUE, NOW + after) == said


def test_the_queue_begins_with_what_is_due_first_and_shows_nobodys_words(
    opened, store, somebody, safeguarding_lead
):
    heard(store, somebody, SLAPPED, IN_DANGER)
    read(store)

    shown = everything_on(opened(safeguarding_lead))

    assert shown.index("Due in 40 minutes") < shown.index("Due in 23 hours")
    assert "ending my life" not in shown and "slapped" not in shown


def test_a_concern_is_read_once_on_the_record_and_decided_with_a_reason(
    opened, store, somebody, safeguarding_lead
):
    with store.writing() as session:
        some_feedback(
            session,
            somebody,
            IN_DANGER,
            consent_contact=True,
            contact_name="Kim",
            contact_telephone="07700 900123",
        )
    read(store)
    [concern] = concerns(store)
    page = opened(safeguarding_lead)
    press(page, f"open-{concern.id}")

    shown = everything_on(page)
    assert IN_DANGER in words_read(page) and "07700 900123" in shown
    assert "Suicide, thought of, planned or tried" in shown
    assert "Adults at risk" in "".join(one.proto.body for one in page.get("html"))

    press(page, f"decide-{concern.id}")
    assert "Choose what you decide" in page.error[0].value
    page.radio[0].set_value(EscalationOutcome.CONSULT)
    press(page, f"decide-{concern.id}")
    assert "Say why" in page.error[0].value
    page.text_area(key=f"reason-{concern.id}-0").set_value("Rang Kim.")
    press(page, f"decide-{concern.id}")

    assert concerns(store)[0].outcome is EscalationOutcome.CONSULT
    assert "No concern waits" in everything_on(page)
    with store.reading() as session:
        assert len(session.exec(select(AuditEvent).where(AuditEvent.event == Event.FEEDBACK_READ)).all()) == 1


def test_the_second_lead_is_told_and_keeps_what_was_typed(
    opened, store, somebody, safeguarding_lead, volunteer
):
    [feedback_id] = heard(store, somebody, HARMLESS)
    with store.writing() as session:
        kind = ConcernKind.SAFEGUARDING
        raise_by_person(session, feedback_id, kind, "Not safe", by=volunteer, at=NOW)
    [concern] = concerns(store)
    page = opened(safeguarding_lead)
    press(page, f"open-{concern.id}")
    assert "Not safe" in [text.value for text in page.text]
    page.radio[0].set_value(EscalationOutcome.RESOLVE)
    page.text_area(key=f"reason-{concern.id}-0").set_value("Rang them.")
    with store.writing() as session:
        note_step(session, concern.id, "No answer", after=1, by=safeguarding_lead, at=NOW)
    press(page, f"decide-{concern.id}")

    assert "Something was added" in page.warning[0].value
    assert page.text_area(key=f"reason-{concern.id}-0").value == "Rang them."
    assert concerns(store)[0].decided_at is None
    press(page, f"decide-{concern.id}")
    assert concerns(store)[0].decided_at is not None


def test_a_lead_takes_a_concern_and_hands_it_to_another(
    opened, store, somebody, safeguarding_lead, volunteer
):
    other = _worker(store, "Flo Lead", "flo@example.org", Role.SAFEGUARDING_LEAD)
    concern = a_concern(store, somebody, volunteer)
    page = opened(safeguarding_lead)
    press(page, f"open-{concern.id}")
    press(page, f"take-{concern.id}")
    assert "with you" in everything_on(page)
    assert f"take-{concern.id}" not in {button.key for button in page.button}
    assert concerns(store)[0].lead_id == safeguarding_lead.staff_id

    press(page, f"hand-{concern.id}")
    assert "Choose who has it from now on" in page.error[0].value
    to = page.selectbox(key=f"to-{concern.id}-1")
    assert to.options == ["Flo Lead"]
    to.set_value(other.staff_id)
    page.text_input(key=f"hand-note-{concern.id}-1").set_value("I'm away")
    press(page, f"hand-{concern.id}")

    assert "with Flo Lead" in everything_on(page)
    assert concerns(store)[0].lead_id == other.staff_id
    assert [step.note for step in steps(store)] == ["Not safe", "", "I'm away"]


@pytest.mark.parametrize(
    ("hour", "is_closed"), [(8, True), (9, False), (16, False), (17, True)], ids=lambda value: str(value)
)
def test_out_of_hours_it_says_whom_to_ring_now(opened, safeguarding_lead, hour, is_closed):
    at = datetime(2026, 11, 20, hour, 59 if hour in (8, 16) else 0, tzinfo=ZoneInfo("Europe/London"))
    page = opened(safeguarding_lead, at)
    assert ("The office is closed now" in everything_on(page)) is is_closed
    assert "01632 960201" in "".join(one.proto.body for one in page.get("html"))


def test_a_volunteer_raises_one_by_its_reference_and_sees_with_whom_it_is_and_no_queue(
    opened, store, somebody, safeguarding_lead, volunteer
):
    with store.writing() as session:
        said = some_feedback(session, somebody, HARMLESS)
    heard(store, somebody, IN_DANGER)
    read(store)
    page = opened(volunteer)
    page.text_input(key="concern-reference-0").set_value(said.reference)
    page.selectbox(key="concern-kind-reference-0").set_value(ConcernKind.ABUSE_OR_NEGLECT)
    page.text_area(key="concern-why-reference-0").set_value("She sounded afraid.")
    press(page, "concern-raise-reference-0")

    assert "has been told" in page.success[0].value
    mine = concerns(store)[-1]
    with store.writing() as session:
        take(session, mine.id, after=1, by=safeguarding_lead, at=NOW)
    shown = everything_on(page.run())
    assert "with Dee Lead" in shown and HARMLESS not in shown
    assert "Risk to life" not in shown and not [one for one in page.button if one.label == "Open"]
