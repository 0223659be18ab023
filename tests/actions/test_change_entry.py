"""Putting right what one wrote down: until a moderator has opened it, and with what it said before kept."""

import json
from datetime import timedelta

import pytest
from sqlmodel import select

from actions.change_entry import reopen
from actions.enter import enter_in_danger
from actions.entry_drafts import discard, load
from actions.escalate import decide
from actions.follow_up import withdraw
from actions.raise_concern import keep_reading, reading_of
from actions.read_feedback import open_feedback
from actions.tag import tag_batch
from analysis.concerns import concerns_version
from analysis.tagger import Tags
from content.words import words
from models.audit import AuditEvent
from models.callback import Callback
from models.entry import EntryChange, SpokenConsent
from models.errors import FeedbackError, NotAllowed, SomebodyElseDecided, TakenBack
from models.escalation import EscalationOutcome, EscalationStep
from models.events import Event
from models.feedback import Contact, Correction, Feedback, FeedbackService, Handover
from models.moderation import ModerationDecision
from models.tag import Tagging
from models.vocabulary import Outcome
from storage.queries.unread_for_concerns import unread_texts
from tests.actions.concerns import HARMLESS, IN_DANGER, READER, concerns, read
from tests.conftest import NOW, WATCHDOG
from tests.entering import CALL, NUMBER, TO_RING, sent, typed
from tests.factories import a_service, signed_in

LATER = NOW + timedelta(minutes=20)
VERSIONS = {"taxonomy_version": "1", "model_version": "test"}


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def entry(store, volunteer):
    """One that a volunteer sent, with a service, a join and a consent."""
    with store.writing() as session:
        ward = str(a_service(session))
    said = {"words": CALL, "journey": "between_services", "join_1.from": ward, "consent.reports": "yes"}
    return sent(store, typed(store, volunteer, **said, **TO_RING), volunteer).feedback_id


def reopened(store, feedback_id, by):
    with store.writing() as session:
        return reopen(session, feedback_id, by=by, at=LATER)


def everything(store, table):
    with store.reading() as session:
        return session.exec(select(table).where(table.watchdog_id == WATCHDOG)).all()


def test_an_entry_is_put_right_and_what_it_said_before_is_kept(store, volunteer, entry):
    draft_id = reopened(store, entry, volunteer)
    with store.writing() as session:
        clinic = str(a_service(session, "Clinic"))
    changes = {
        "words": "They sent him home.",
        "join_1.from": clinic,
        "consent.reports": "no",
        "rating": "poor",
    }
    typed(store, volunteer, draft_id, **changes, at=LATER)

    receipt = sent(store, draft_id, volunteer, at=LATER)

    assert (receipt.feedback_id, receipt.is_new, receipt.is_addition) == (entry, False, False)
    [kept] = everything(store, Feedback)
    assert (kept.words, kept.rating, kept.consent_reports) == ("They sent him home.", "poor", False)
    assert (kept.received_at, kept.word_count) == (NOW, 4)
    assert [str(join.from_service_id) for join in everything(store, Handover)] == [clinic]
    assert [str(one.service_id) for one in everything(store, FeedbackService)] == [clinic]
    assert [one.telephone for one in everything(store, Contact)] == [NUMBER]
    said = [(one.number, one.said) for one in everything(store, SpokenConsent) if one.use == "reports"]
    assert sorted(said) == [(1, "yes"), (2, "no")]
    [change] = everything(store, EntryChange)
    before = json.loads(change.before)
    assert (before["words"], before["rating"], before["consent.reports"]) == (CALL, "", "yes")
    assert "contact_telephone" not in before
    [row] = [one for one in everything(store, AuditEvent) if one.event == Event.ENTRY_CHANGED]
    assert (row.actor, row.subject, row.detail) == (volunteer.actor, str(entry), {"number": 1})


def test_opening_it_again_is_on_record_and_opens_one_draft(store, volunteer, entry):
    first, second = (reopened(store, entry, volunteer) for _ in range(2))
    assert first == second
    reads = [one for one in everything(store, AuditEvent) if one.event == Event.FEEDBACK_READ]
    assert [one.actor for one in reads] == [volunteer.actor]
    with store.reading() as session:
        assert load(session, first, by=volunteer).answers["words"] == CALL


def test_sending_it_as_it_was_changes_nothing(store, volunteer, entry):
    sent(store, reopened(store, entry, volunteer), volunteer, at=LATER)
    assert everything(store, EntryChange) == []
    assert len(everything(store, SpokenConsent)) == 4


def test_throwing_the_changes_away_leaves_what_was_sent(store, volunteer, entry):
    draft_id = reopened(store, entry, volunteer)
    typed(store, volunteer, draft_id, words="Something else")
    with store.writing() as session:
        discard(session, draft_id, by=volunteer, at=LATER)
    assert [one.words for one in everything(store, Feedback)] == [CALL]
    assert reopened(store, entry, volunteer) != draft_id


def test_changed_words_are_tagged_again_and_read_for_concerns_again(store, volunteer, tagger_job, entry):
    def tagger(words: str, language: str) -> Tags:
        return Tags(None, ())

    tag_batch(store, tagger, by=tagger_job, at=NOW, **VERSIONS)
    read(store)
    draft_id = reopened(store, entry, volunteer)
    typed(store, volunteer, draft_id, words=IN_DANGER)
    sent(store, draft_id, volunteer, at=LATER)

    assert everything(store, Tagging) == []
    assert tag_batch(store, tagger, by=tagger_job, at=LATER, **VERSIONS).tagged == 1
    read(store, at=LATER)
    assert [one.feedback_id for one in concerns(store)] == [entry]


def test_what_is_put_right_while_a_machine_reads_it_is_read_again(store, volunteer, tagger_job, entry):
    draft_id = reopened(store, entry, volunteer)
    typed(store, volunteer, draft_id, words=IN_DANGER)
    with store.reading() as session:
        before = reading_of(unread_texts(session, WATCHDOG, entry, concerns_version()))

    def while_it_is_put_right(words: str, language: str) -> Tags:
        sent(store, draft_id, volunteer, at=LATER)
        return Tags(None, ())

    assert tag_batch(store, while_it_is_put_right, by=tagger_job, at=NOW, **VERSIONS).tagged == 0
    with store.writing() as session:
        assert keep_reading(session, before, by=READER, at=LATER) == 0
    read(store, at=LATER)
    assert len(concerns(store)) == 1


def test_once_a_moderator_has_opened_it_its_words_are_not_overwritten(store, volunteer, moderator, entry):
    draft_id = reopened(store, entry, volunteer)
    typed(store, volunteer, draft_id, words=HARMLESS, should_happen=CALL, rating="poor")
    open_feedback(store, entry, visit="one", by=signed_in(store, moderator), at=LATER)

    receipt = sent(store, draft_id, volunteer, at=LATER)

    assert receipt.is_addition
    [kept] = everything(store, Feedback)
    assert (kept.words, kept.should_happen, kept.rating, kept.taken_at) == (CALL, "", "poor", LATER)
    assert [one.words for one in everything(store, Correction)] == [HARMLESS, CALL]
    assert {one.outcome for one in everything(store, ModerationDecision)} == {Outcome.AWAITING}
    assert len(everything(store, EntryChange)) == 1
    with pytest.raises(FeedbackError):
        reopened(store, entry, volunteer)


def in_danger(store, volunteer, **said):
    """A call of which the lead was told while it went on."""
    draft_id = typed(store, volunteer, words=CALL, **said)
    with store.writing() as session:
        return draft_id, enter_in_danger(session, draft_id, "", by=volunteer, at=NOW).feedback_id


def test_what_somebody_in_danger_says_after_a_moderator_has_opened_it_is_not_lost(
    store, volunteer, moderator
):
    uses = {"consent__quotation": "no", "consent__pass_on": "yes"}
    draft_id, feedback_id = in_danger(store, volunteer, **uses)
    open_feedback(store, feedback_id, visit="one", by=signed_in(store, moderator), at=NOW)
    later = {"contact_telephone": NUMBER, "consent.reports": "yes", "consent.quotation": "yes"}
    a_join = {"join_1.from": "sector:gp", "join_1.to": "sector:hospital", "rating": "poor"}
    typed(store, volunteer, draft_id, **later, **a_join, **{"consent.pass_on": "no"})

    assert sent(store, draft_id, volunteer, at=LATER).is_addition

    [kept] = everything(store, Feedback)
    assert (kept.consent_reports, kept.consent_quotation, kept.consent_pass_on) == (True, False, False)
    assert [one.said for one in everything(store, SpokenConsent) if one.use == "pass_on"] == ["yes", "no"]
    assert [one.telephone for one in everything(store, Contact)] == [NUMBER]
    assert (kept.rating, len(everything(store, Handover))) == ("poor", 1)
    assert everything(store, Correction) == []


def test_the_lead_signs_nothing_about_words_that_came_while_they_read(store, volunteer, safeguarding_lead):
    draft_id, feedback_id = in_danger(store, volunteer)
    [concern] = concerns(store)
    typed(store, volunteer, draft_id, words=f"{CALL} It is her carer that she is afraid of.")
    sent(store, draft_id, volunteer, at=LATER)

    told = {"outcome": EscalationOutcome.RESOLVE, "reason": "She sounded low", "at": LATER}
    with pytest.raises(SomebodyElseDecided), store.writing() as session:
        decide(session, concern.id, after=1, by=safeguarding_lead, **told)
    with store.writing() as session:
        decide(session, concern.id, after=2, by=safeguarding_lead, **told)


def test_what_comes_after_the_lead_has_decided_is_added_and_how_to_reach_them_stays(
    store, volunteer, safeguarding_lead
):
    draft_id, feedback_id = in_danger(store, volunteer, contact_telephone=NUMBER)
    [concern] = concerns(store)
    with store.writing() as session:
        told = {"outcome": EscalationOutcome.REPORT, "reason": "Rang the team", "at": LATER}
        decide(session, concern.id, after=1, by=safeguarding_lead, **told)
    typed(store, volunteer, draft_id, words=HARMLESS)

    assert sent(store, draft_id, volunteer, at=LATER).is_addition

    assert [one.words for one in everything(store, Feedback)] == [CALL]
    assert [one.words for one in everything(store, Correction)] == [HARMLESS]
    assert [one.telephone for one in everything(store, Contact)] == [NUMBER]


def test_a_number_that_is_put_right_is_the_one_that_is_rung(store, volunteer, entry):
    draft_id = reopened(store, entry, volunteer)
    typed(store, volunteer, draft_id, contact_telephone="01632 960777")
    sent(store, draft_id, volunteer, at=LATER)
    assert [one.telephone for one in everything(store, Callback)] == ["01632 960777"]


def test_a_press_of_danger_reaches_the_lead_where_only_a_machine_was_worried(
    store, volunteer, safeguarding_lead
):
    feedback_id = sent(store, typed(store, volunteer, words=IN_DANGER), volunteer).feedback_id
    read(store)
    draft_id = reopened(store, feedback_id, volunteer)
    typed(store, volunteer, draft_id, words=f"{IN_DANGER} He is back.")
    for _ in range(2):
        with store.writing() as session:
            enter_in_danger(session, draft_id, "", by=volunteer, at=LATER)
    notes = [step.note for step in everything(store, EscalationStep) if step.taken_by == volunteer.actor]
    assert notes == [words("entry.completed"), words("entry.danger_note")]


def test_whoever_has_no_part_in_deciding_takes_nothing_by_reading(store, safeguarding_lead, entry):
    open_feedback(store, entry, visit="one", by=signed_in(store, safeguarding_lead), at=LATER)
    assert [one.taken_at for one in everything(store, Feedback)] == [None]


def test_what_was_taken_back_meanwhile_stays_sealed_and_the_draft_keeps_the_words(
    store, volunteer, somebody, entry
):
    draft_id = reopened(store, entry, volunteer)
    typed(store, volunteer, draft_id, words=HARMLESS)
    with store.writing() as session:
        withdraw(session, entry, by=somebody, at=LATER)

    with pytest.raises(TakenBack):
        sent(store, draft_id, volunteer, at=LATER)

    assert [one.words for one in everything(store, Feedback)] == [CALL]
    with store.reading() as session:
        assert load(session, draft_id, by=volunteer).answers["words"] == HARMLESS


def test_nobody_puts_right_what_somebody_else_wrote_down(store, moderator, entry):
    with pytest.raises(NotAllowed):
        reopened(store, entry, moderator)
