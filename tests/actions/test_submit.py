"""Submitting: stored once, whole, with everything beside it, or not at all."""

import pytest
from sqlmodel import col, func, select

from actions.known_again import secret_digest
from actions.submit import submit
from models.audit import AuditEvent
from models.events import Event
from models.feedback import Feedback, Handover
from models.feedback_draft import HandoverDraft
from models.vocabulary import IsSorted, Sector, WhoChased
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


def test_what_should_happen_and_who_collected_it_are_kept(store, somebody):
    with store.writing() as session:
        submit(
            session,
            a_draft(should_happen="Ring before the van comes.", collected_by="carers-centre"),
            by=somebody,
            at=NOW,
        )
    with store.reading() as session:
        kept = session.exec(select(Feedback)).one()
    assert (kept.should_happen, kept.collected_by) == ("Ring before the van comes.", "carers-centre")


def test_how_a_join_went_is_kept_with_it(store, somebody):
    went = {
        "problems": ["referral_lost", "had_to_chase"],
        "times_sent_back": 2,
        "who_chased": WhoChased.FAMILY,
        "days_lost": 12,
        "is_sorted": IsSorted.PARTLY,
    }
    joins = [HandoverDraft(from_sector=Sector.GP, to_sector=Sector.HOSPITAL), HandoverDraft(**went)]
    with store.writing() as session:
        submit(session, a_draft(handovers=joins), by=somebody, at=NOW)
    with store.reading() as session:
        kept = session.exec(select(Handover).order_by(col(Handover.position))).all()
    assert [join.model_dump(include=set(went)) for join in kept] == [
        {"problems": [], "times_sent_back": None, "who_chased": None, "days_lost": None, "is_sorted": None},
        went,
    ]


@pytest.mark.parametrize(
    "typed", ["7KCW-M3RT-9XDF", "7kcw m3rt 9xdf", " 7kcwm3rt9xdf", "7KCW\u2013M3RT\u20139XDF"]
)
def test_the_second_secret_is_known_again_however_it_is_typed(store, somebody, typed):
    with store.writing() as session:
        submit(session, a_draft(secret="7KCW-M3RT-9XDF"), by=somebody, at=NOW)
    with store.reading() as session:
        assert session.exec(select(Feedback.secret_digest)).one() == secret_digest(typed)


def test_what_was_added_to_what_should_happen_before_sending_again_is_not_lost(store, somebody):
    draft = a_draft(should_happen="Ring me.")
    for sent in (draft, draft.model_copy(update={"should_happen": "Ring me. And say sorry."})):
        with store.writing() as session:
            submit(session, sent, by=somebody, at=NOW)
    with store.reading() as session:
        kept = sorted(session.exec(select(Feedback.should_happen)))
    assert kept == ["Ring me.", "Ring me. And say sorry."]
