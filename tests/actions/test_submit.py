"""Submitting: stored once, whole, with everything beside it, or not at all."""

from sqlmodel import func, select

from actions.submit import submit
from models.audit import AuditEvent
from models.feedback import Feedback
from models.vocabulary import Event
from tests.conftest import NOW
from tests.factories import a_draft


def test_what_somebody_said_is_kept_word_for_word(store, somebody):
    with store.writing() as session:
        receipt = submit(session, a_draft("Nobody\u2019s rung. \U0001f62d"), by=somebody, at=NOW)

    with store.reading() as session:
        kept = session.exec(select(Feedback)).one()
    assert kept.words == "Nobody\u2019s rung. \U0001f62d"
    assert kept.reference == receipt.reference


def test_pressing_send_twice_keeps_one_row_and_gives_the_same_reference(store, somebody):
    draft = a_draft()
    receipts = []
    for _ in range(4):
        with store.writing() as session:
            receipts.append(submit(session, draft, by=somebody, at=NOW))

    assert {receipt.reference for receipt in receipts} == {receipts[0].reference}
    assert [receipt.is_new for receipt in receipts] == [True, False, False, False]
    with store.reading() as session:
        assert session.exec(select(func.count()).select_from(Feedback)).one() == 1
        received = select(AuditEvent).where(AuditEvent.event == Event.FEEDBACK_RECEIVED)
        assert len(session.exec(received).all()) == 1


def test_words_that_were_added_before_sending_again_are_not_lost(store, somebody):
    """The first answer may never have arrived: whoever wrote on must not be thanked for the old words."""
    draft = a_draft("Nobody rang.")
    longer = draft.model_copy(update={"words": "Nobody rang. Then they lost the letter."})
    receipts = []
    for sent in (draft, longer, longer, draft):
        with store.writing() as session:
            receipts.append(submit(session, sent, by=somebody, at=NOW))

    with store.reading() as session:
        assert sorted(session.exec(select(Feedback.words))) == [draft.words, longer.words]
    assert [receipt.is_new for receipt in receipts] == [True, True, False, False]
    assert receipts[1].reference == receipts[2].reference != receipts[0].reference == receipts[3].reference
