"""Somebody asks what is held about them: it is found, copied whole for them, and nobody else's with it."""

import io
import json
import zipfile

import pytest
from sqlmodel import col, select

from actions.callbacks import ask_callback, try_callback
from actions.data_requests import SoughtBy, copy_for_person, find_person
from actions.do_not_call import stop_calls
from actions.follow_up import correct, withdraw
from models.audit import AuditEvent
from models.callback import CallbackResult
from models.entry import (
    ConsentUse,
    EntryChange,
    Interpreter,
    SpokenAnswer,
    SpokenConsent,
    ThemeHeard,
)
from models.errors import FeedbackError
from models.escalation import Escalation, EscalationStep, EscalationStepKind
from models.events import Event
from models.feedback import AboutYou
from models.moderation import ApprovedWords, ModerationDecision
from models.outreach import OutreachEvent
from models.vocabulary import ConcernKind, Outcome, Rating, Sector, WithholdReason
from tests.answering import an_answer_row
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.factories import a_service, some_feedback

PAT = {
    "contact_name": "Mrs Zoë Penrose-Hill",
    "contact_telephone": "07700 900123 or 01632 960001",
    "contact_email": "Zoe.P@example.org",
}


@pytest.fixture
def told(sqlite_store, somebody):
    """The reference of Zoë Penrose-Hill's story; somebody else left other details with another one."""
    with sqlite_store.writing() as session:
        receipt = some_feedback(session, somebody, "Nobody rang me back.", **PAT, consent_contact=True)
        another = {"contact_name": "Zoe Hill", "contact_telephone": "01632 960002"}
        some_feedback(session, somebody, "All was well.", **another)
    return receipt


def found(store, said, by):
    return [one.reference for one in find_person(store, said, by=by, at=NOW).records]


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("01632 960001", SoughtBy.TELEPHONE),
        ("+44 7700 900 123", SoughtBy.TELEPHONE),
        ("0044 1632 960001", SoughtBy.TELEPHONE),
        (" zoe.p@EXAMPLE.org ", SoughtBy.EMAIL),
        ("Zoe Penrose", SoughtBy.NAME),
        ("penrose-hill, ZOË", SoughtBy.NAME),
    ],
)
def test_a_person_is_found_by_what_they_left_however_it_is_written(sqlite_store, told, a_moderator, said, by):
    asked = find_person(sqlite_store, said, by=a_moderator, at=NOW)
    assert asked.by is by
    assert [one.reference for one in asked.records] == [told.reference]


@pytest.mark.parametrize(
    "said", ["Penros", "01632 96000", "01632 960003", "zoe.p@example.com", "Zoë Penrose Smith"]
)
def test_nobody_is_found_by_half_a_name_or_another_number(sqlite_store, told, a_moderator, said):
    assert found(sqlite_store, said, a_moderator) == []


@pytest.mark.parametrize(
    ("said", "is_found"),
    [
        ("01632 960008", True),
        ("07700 900123", True),
        ("Joy Penrose", True),
        ("joy@example.org", True),
        ("01632 960007", False),
        ("Joy Hill", False),
    ],
)
def test_a_person_is_found_by_what_was_kept_before_it_was_put_right(
    sqlite_store, somebody, a_moderator, said, is_found
):
    before = {
        "words": "Joy Hill rang.",
        "contact_name": "Joy Penrose",
        "contact_telephone": "07700 900123 01632 960008",
        "contact_email": "joy@example.org",
    }
    with sqlite_store.writing() as session:
        receipt = some_feedback(session, somebody, "Nobody rang me back.")
        signed = {"number": 1, "changed_by": "job:init", "changed_at": NOW, "before": json.dumps(before)}
        session.add(EntryChange(watchdog_id=WATCHDOG, feedback_id=receipt.feedback_id, **signed))
    assert found(sqlite_store, said, a_moderator) == ([receipt.reference] if is_found else [])


@pytest.mark.parametrize("said", ["", " - ", "K7M4-R2T9-C3X", "12 34"])
def test_what_cannot_be_looked_for_is_said_and_not_searched(sqlite_store, told, a_moderator, said):
    with pytest.raises(FeedbackError):
        find_person(sqlite_store, said, by=a_moderator, at=NOW)


def test_a_reference_finds_even_what_was_taken_back(sqlite_store, told, somebody, a_moderator):
    with sqlite_store.writing() as session:
        withdraw(session, told.feedback_id, by=somebody, at=NOW)
    (one,) = find_person(sqlite_store, told.reference.lower(), by=a_moderator, at=NOW).records
    assert one.is_withdrawn and one.counts == {"words": 1, "contact": 1, "decisions": 1}


def test_the_record_says_that_somebody_looked_and_not_for_whom(sqlite_store, told, a_moderator):
    found(sqlite_store, "Zoe Penrose", a_moderator)
    copy_for_person(sqlite_store, told.feedback_id, by=a_moderator, at=NOW)
    with sqlite_store.reading() as session:
        *_, looked, copied = session.exec(select(AuditEvent).order_by(col(AuditEvent.sequence))).all()
    assert (looked.event, looked.subject) == (Event.PERSON_SOUGHT, "")
    assert looked.detail == {"sought_by": "name", "found": 1}
    assert (copied.event, copied.subject) == (Event.PERSON_EXPORTED, str(told.feedback_id))
    assert copied.detail == {}


def test_the_copy_holds_everything_but_concerns_and_names_of_staff(sqlite_store, somebody, a_moderator):
    with sqlite_store.writing() as session:
        ward = a_service(session, "Ward 9")
        join = {"from_service_id": ward, "to_sector": Sector.CARE_HOME, "days_lost": 4}
        told = some_feedback(
            session,
            somebody,
            "Sister Joy was kind.",
            should_happen="Thank her.",
            rating=Rating.GOOD,
            service_ids=[ward],
            handovers=[join],
            answers={"destination": "care_home"},
            **PAT,
        )
        correct(session, told.feedback_id, "I meant Joyce.", by=somebody, at=NOW)
        its = {"watchdog_id": WATCHDOG, "feedback_id": told.feedback_id}
        said = {"chosen": {"age": ["65_to_79"]}, "typed": {"religion_described": "My own way"}}
        signed = {"decided_by": a_moderator.actor, "decided_at": NOW, "number": 2}
        approved = {"decision": 2, "is_publishable": False, "approved_at": NOW}
        withheld = {"outcome": Outcome.WITHHELD, "reason": WithholdReason.OTHER, "note": "Asked Joy"}
        concern = Escalation(
            **its,
            kind=ConcernKind.ALLEGATION,
            kinds=["allegation"],
            raised_by="job:concerns",
            raised_at=NOW,
            due_at=NOW,
        )
        noted = {"note": "A secret worry", "taken_by": "job:concerns", "taken_at": NOW}
        step = {"number": 1, "kind": EscalationStepKind.RAISED, **noted}
        session.add_all(
            [
                AboutYou(**its, question_set="about_you/2", answers=json.dumps(said), area="TE7"),
                ModerationDecision(**its, **signed, **withheld),
                ApprovedWords(**its, **approved, words="[name] was kind."),
                concern,
                an_answer_row(words="Pat, Sister Joy is sorry.", feedback_id=told.feedback_id),
            ]
        )
        session.flush()
        session.add(EscalationStep(watchdog_id=WATCHDOG, escalation_id=concern.id, **step))

    made = copy_for_person(sqlite_store, told.feedback_id, by=a_moderator, at=NOW)

    assert made.name == f"{told.reference}.zip"
    with zipfile.ZipFile(io.BytesIO(made.content)) as copy:
        text = copy.read(f"{told.reference}.txt").decode()
        said = json.loads(copy.read(f"{told.reference}.json"))
    for held in (
        *PAT.values(),
        *("Sister Joy was kind.", "Thank her.", "I meant Joyce.", "My own way", "[name] was kind.", "TE7"),
        *("Ward 9", "a care home", "withheld", "Another reason", "Good", "2026"),
        "Pat, Sister Joy is sorry.",
    ):
        assert held in text and held in json.dumps(said, ensure_ascii=False), held
    for secret in ("A secret worry", "Asked Joy", "allegation", a_moderator.name, str(a_moderator.staff_id)):
        assert secret not in text
    assert said["Your moves from one service to the next"][0]["Days lost"] == "4"


def test_what_was_written_down_for_them_is_found_copied_and_counted_too(sqlite_store, somebody, a_moderator):
    with sqlite_store.writing() as session:
        event = OutreachEvent(
            watchdog_id=WATCHDOG, place="Acorn Library", held_on=TODAY, added_by="job:init", added_at=NOW
        )
        session.add(event)
        session.flush()
        spoken = {"spoken_language": "pl", "interpreter": Interpreter.FAMILY_OR_FRIEND}
        told = some_feedback(session, somebody, "Nobody rang.", outreach_event_id=event.id, **spoken)
        its = {"watchdog_id": WATCHDOG, "feedback_id": told.feedback_id}
        signed = {"changed_by": a_moderator.actor, "changed_at": NOW, "number": 1}
        before = json.dumps({"words": "Somebody rang.", "contact_telephone": "01632 960008"})
        session.add_all(
            [
                SpokenConsent(**its, use=ConsentUse.REPORTS, said=SpokenAnswer.NOT_ASKED, asked_at=NOW),
                ThemeHeard(**its, theme="had_to_chase", heard_by=a_moderator.actor, heard_at=NOW),
                EntryChange(**its, **signed, before=before),
            ]
        )
        asked = {"name": "Zoë Penrose", "telephone": "01632 960001", "why": "Her tablets", "due_at": NOW}
        one = ask_callback(session, **asked, feedback_id=told.feedback_id, by=a_moderator, at=NOW)
        no_answer = {"after": 0, "by": a_moderator, "at": NOW}
        try_callback(session, one, CallbackResult.NO_ANSWER, "Rang twice", **no_answer)
        stop_calls(session, "01632 960001", by=a_moderator, at=NOW)

    for said in ("01632 960001", "Zoe Penrose"):
        (record,) = find_person(sqlite_store, said, by=a_moderator, at=NOW).records
    counts = {"consents": 1, "entry_changes": 1, "callbacks": 1, "tags": 1}
    assert record.counts | counts == record.counts

    made = copy_for_person(sqlite_store, told.feedback_id, by=a_moderator, at=NOW)
    with zipfile.ZipFile(io.BytesIO(made.content)) as copy:
        text = copy.read(f"{told.reference}.txt").decode()
    for held in (
        *("Acorn Library", "Polish", "Somebody rang.", "01632 960008", "We didn’t ask"),
        *("Her tablets", "Rang twice", "asked not to be called", "+441632960001", "Noted while you spoke"),
    ):
        assert held in text, held
    assert a_moderator.name not in text and str(a_moderator.staff_id) not in text
