"""Sending what was written down for somebody: once, with what they agreed to, and at once in danger."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from actions.do_not_call import is_not_to_be_called, stop_calls
from actions.enter import enter_in_danger
from actions.entry_drafts import load
from actions.erase import erase
from actions.known_again import number_digest
from actions.read_feedback import open_feedback
from content.words import words
from models.callback import Callback
from models.entry import EntryChange, EntryDraft, SpokenConsent, ThemeHeard
from models.errors import FeedbackError, NotAllowed, Problems
from models.escalation import Escalation, EscalationStep
from models.feedback import Contact, Correction, Feedback, Handover
from models.outbox import OutboxMessage
from models.vocabulary import Channel, ConcernKind, ErasureReason, Sector
from storage import audit
from storage.queries.moderation_queue import to_moderate
from tests.conftest import NOW, WATCHDOG
from tests.entering import CALL, NUMBER, TO_RING, sent, typed
from tests.factories import a_service, signed_in

CONTACT = {"consent.contact": "yes", "contact_name": "Ada", "contact_telephone": NUMBER}


def rows(store, table, *columns):
    with store.reading() as session:
        found = session.exec(select(table).where(table.watchdog_id == WATCHDOG)).all()
        return [tuple(getattr(row, name) for name in columns) for row in found]


def in_danger(store, draft_id, by, note=""):
    with store.writing() as session:
        return enter_in_danger(session, draft_id, note, by=by, at=NOW)


def test_however_many_press_send_at_once_one_row_is_kept(store, volunteer):
    draft_id = typed(store, volunteer, words=CALL, **TO_RING, consent__reports="yes")

    with ThreadPoolExecutor(4) as threads:
        receipts = list(threads.map(lambda _: sent(store, draft_id, volunteer), range(4)))
    receipts.append(sent(store, draft_id, volunteer))

    assert len({receipt.reference for receipt in receipts}) == 1
    assert [receipt.is_new for receipt in receipts].count(True) == 1
    assert rows(store, Feedback, "words") == [(CALL,)]
    assert len(rows(store, Callback, "id")) == 1
    assert len(rows(store, SpokenConsent, "id")) == 4


def test_two_first_keys_at_once_make_one_draft(store, volunteer):
    draft_id = typed(store, volunteer)
    with ThreadPoolExecutor(4) as threads:
        keys = ("rating", "words", "should_happen", "contact_name")
        list(threads.map(lambda key: typed(store, volunteer, draft_id, **{key: "good"}), keys))
    with store.reading() as session:
        assert set(keys) < set(load(session, draft_id, by=volunteer).answers)
    assert len(rows(store, EntryDraft, "id")) == 1


class TestOnSqlite:
    @pytest.fixture
    def store(self, sqlite_store):
        return sqlite_store

    def test_an_entry_is_kept_with_who_typed_it_and_its_draft_is_emptied(self, store, volunteer):
        with store.writing() as session:
            ward = a_service(session)
        join = {"join_1.from": str(ward), "join_1.problems": "had_to_chase"}
        said = {"words": CALL, "themes": "waiting,unheard_of", "consent.reports": "yes"} | CONTACT | join
        draft_id = typed(store, volunteer, channel=Channel.PAPER, **said)

        receipt = sent(store, draft_id, volunteer)

        [kept] = rows(store, Feedback, "id", "channel", "entered_by", "caller_digest", "consent_pass_on")
        assert kept[:3] == (receipt.feedback_id, Channel.PAPER, volunteer.staff_id)
        assert kept[3:] == (number_digest(NUMBER), False)
        assert rows(store, Handover, "from_sector", "problems") == [(Sector.HOSPITAL, ["had_to_chase"])]
        assert rows(store, ThemeHeard, "theme", "heard_by") == [("waiting", volunteer.actor)]
        assert rows(store, Contact, "telephone") == [(NUMBER,)]
        consents = rows(store, SpokenConsent, "use", "said", "initials", "asked_at", "number")
        assert sorted(consents) == [
            ("contact", "yes", "CV", NOW, 1),
            ("pass_on", "not_asked", "CV", NOW, 1),
            ("quotation", "not_asked", "CV", NOW, 1),
            ("reports", "yes", "CV", NOW, 1),
        ]
        assert rows(store, EntryDraft, "state", "feedback_id", "sent_at") == [("", receipt.feedback_id, NOW)]

    def test_without_a_reason_nobody_can_be_found_by_what_they_left(self, store, volunteer):
        sent(store, typed(store, volunteer, words=CALL, contact_telephone=NUMBER), volunteer)
        assert rows(store, Contact, "id") == []
        assert rows(store, Feedback, "caller_digest") == [("",)]

    def test_somebody_who_asked_not_to_be_called_is_not(self, store, volunteer):
        draft_id = typed(store, volunteer, words=CALL, contact_telephone=NUMBER, do_not_call="yes")
        sent(store, draft_id, volunteer)
        with store.reading() as session:
            assert is_not_to_be_called(session, WATCHDOG, "+44 1632 960001")
        assert rows(store, Contact, "id") == []

    def test_a_callback_to_a_number_that_is_not_to_be_called_keeps_nothing_and_loses_nothing(
        self, store, volunteer
    ):
        with store.writing() as session:
            stop_calls(session, NUMBER, by=volunteer, at=NOW)
        draft_id = typed(store, volunteer, words=CALL, **TO_RING)

        with pytest.raises(Problems) as refused:
            sent(store, draft_id, volunteer)

        assert list(refused.value.by_question) == ["contact_telephone"]
        assert rows(store, Feedback, "id") == []
        with store.reading() as session:
            assert load(session, draft_id, by=volunteer).answers["words"] == CALL

    def test_a_service_that_is_not_here_is_said_beside_the_services(self, store, volunteer):
        draft_id = typed(store, volunteer, words=CALL, services="018f0000-0000-7000-8000-000000000000")
        with pytest.raises(Problems) as refused:
            sent(store, draft_id, volunteer)
        assert list(refused.value.by_question) == ["services"]

    def test_it_points_at_no_story_and_no_event_that_is_not_here(self, store, volunteer):
        nowhere = "018f0000-0000-7000-8000-000000000000"
        sent(store, typed(store, volunteer, words=CALL, same_story_as=nowhere, event=nowhere), volunteer)
        assert rows(store, Feedback, "same_story_as", "outreach_event_id") == [(None, None)]

    @pytest.mark.parametrize(
        "said", [{}, {"words": CALL, "join_1.from": "nonsense", "initials": "1"} | CONTACT]
    )
    def test_somebody_in_danger_reaches_the_lead_at_once_whatever_was_typed(self, store, volunteer, said):
        draft_id = typed(store, volunteer, **said)

        receipt = in_danger(store, draft_id, volunteer, "She said she can't go on.")
        again = in_danger(store, draft_id, volunteer, "x" * 5_000)

        assert again.reference == receipt.reference
        kind = ("kind", "feedback_id")
        assert rows(store, Escalation, *kind) == [(ConcernKind.RISK_TO_LIFE, receipt.feedback_id)]
        assert rows(store, EntryDraft, "feedback_id", "sent_at") == [(receipt.feedback_id, None)]
        assert rows(store, Contact, "telephone") == ([(NUMBER,)] if said else [])
        with store.reading() as session:
            assert load(session, draft_id, by=volunteer).answers.get("words") == said.get("words")

    def test_the_lead_alone_is_shown_how_to_reach_somebody_in_danger_who_agreed_to_nothing(
        self, store, volunteer, moderator, safeguarding_lead
    ):
        receipt = in_danger(store, typed(store, volunteer, contact_telephone=NUMBER), volunteer)
        with store.reading() as session:
            shown = [
                to_moderate(session, viewer, receipt.feedback_id).contact
                for viewer in (safeguarding_lead, moderator)
            ]
        assert shown == [(NUMBER,), ()]

    def test_a_service_that_is_gone_does_not_hold_up_somebody_in_danger(self, store, volunteer):
        gone = "018f0000-0000-7000-8000-000000000000"
        in_danger(store, typed(store, volunteer, words=CALL, services=gone), volunteer)
        assert rows(store, Feedback, "words") == [(CALL,)]

    def test_what_was_sent_in_danger_is_completed_and_not_sent_twice(self, store, volunteer):
        draft_id = typed(store, volunteer, words="She said", contact_telephone=NUMBER)
        first = in_danger(store, draft_id, volunteer)
        typed(store, volunteer, draft_id, words=CALL, consent__reports="yes")

        receipt = sent(store, draft_id, volunteer)

        assert (receipt.reference, receipt.is_new, receipt.is_addition) == (first.reference, False, False)
        assert rows(store, Feedback, "words", "consent_reports") == [(CALL, True)]
        assert rows(store, Contact, "telephone") == [(NUMBER,)]
        assert ("reports", "yes", 2) in rows(store, SpokenConsent, "use", "said", "number")
        with store.reading() as session:
            assert list(audit.broken_links(session)) == []

    def test_pressed_again_the_lead_has_what_was_typed_since_and_no_reason_is_said_once(
        self, store, volunteer, safeguarding_lead
    ):
        draft_id = typed(store, volunteer, words="She is", contact_telephone=NUMBER)
        receipt = in_danger(store, draft_id, volunteer)
        typed(store, volunteer, draft_id, words="She is at 4 Mill Lane", contact_telephone="0", rating="poor")
        in_danger(store, draft_id, volunteer)
        in_danger(store, draft_id, volunteer)
        in_danger(store, draft_id, volunteer, "He has a knife.")

        where = [(receipt.feedback_id, "She is at 4 Mill Lane", "poor")]
        assert rows(store, Feedback, "id", "words", "rating") == where
        assert rows(store, Contact, "telephone") == [(NUMBER,)]
        assert [
            (number, "She is" in before) for number, before in rows(store, EntryChange, "number", "before")
        ]
        notes = [note for (note,) in rows(store, EscalationStep, "note")]
        assert notes == [words("entry.danger_note"), words("entry.completed"), "He has a knife."]
        assert len(rows(store, OutboxMessage, "id")) == 1

    def test_pressed_again_once_a_moderator_has_it_words_are_added_and_a_new_number_is_there(
        self, store, volunteer, moderator
    ):
        draft_id = typed(store, volunteer, words="She is")
        feedback_id = in_danger(store, draft_id, volunteer).feedback_id
        open_feedback(store, feedback_id, visit="one", by=signed_in(store, moderator), at=NOW)
        more = {"words": "She is at 4 Mill Lane", "contact_telephone": NUMBER}
        typed(store, volunteer, draft_id, **more)
        for _ in range(2):
            in_danger(store, draft_id, volunteer)

        assert rows(store, Feedback, "words") == [("She is",)]
        assert rows(store, Correction, "words") == [("She is at 4 Mill Lane",)]
        assert rows(store, Contact, "telephone") == [(NUMBER,)]

    def test_pressed_again_beside_a_service_that_is_gone_the_words_reach_the_lead(self, store, volunteer):
        draft_id = typed(store, volunteer, words="She is")
        in_danger(store, draft_id, volunteer)
        gone = "018f0000-0000-7000-8000-000000000000"
        typed(store, volunteer, draft_id, words=CALL, services=gone)
        in_danger(store, draft_id, volunteer)
        assert rows(store, Feedback, "words") == [(CALL,)]

    def test_danger_after_send_is_raised_about_what_was_sent(self, store, volunteer):
        draft_id = typed(store, volunteer, words=CALL)
        receipt = sent(store, draft_id, volunteer)
        assert in_danger(store, draft_id, volunteer).feedback_id == receipt.feedback_id
        assert len(rows(store, Escalation, "id")) == 1

    def test_what_was_erased_takes_its_draft_along(self, store, volunteer, moderator):
        draft_id = typed(store, volunteer, words=CALL)
        receipt = sent(store, draft_id, volunteer)
        erase(store, receipt.feedback_id, why=ErasureReason.ASKED, by=moderator, at=NOW)
        with pytest.raises(FeedbackError):
            sent(store, draft_id, volunteer)

    def test_nobody_sends_what_somebody_else_wrote_down(self, store, volunteer, moderator):
        draft_id = typed(store, volunteer, words=CALL)
        with pytest.raises(NotAllowed):
            sent(store, draft_id, moderator)
        with pytest.raises(NotAllowed):
            in_danger(store, draft_id, moderator)
