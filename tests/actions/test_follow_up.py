"""Adding to what one told us, and taking it back: the first words stay, and what is taken back is gone."""

import pytest
from sqlmodel import col, select

from actions.follow_up import MOST_CORRECTIONS, correct, withdraw
from actions.moderate import approve, withhold
from actions.tag import tag_batch
from analysis.tagger import Tags
from models.audit import AuditEvent
from models.errors import FeedbackError, Problems, SomebodyElseDecided, TakenBack
from models.events import Event
from models.feedback import Correction, Feedback
from models.feedback_draft import LONGEST_WORDS
from models.moderation import ModerationDecision
from models.people import resident
from models.vocabulary import HeldBecause, Outcome, WithholdReason
from storage.queries.awaiting_moderation import awaiting_moderation
from storage.queries.current_tags import Versions
from storage.queries.moderation_queue import feedback_called, to_moderate
from tests.conftest import NOW
from tests.counting import counted
from tests.factories import some_feedback

VERSIONS = Versions("1", "test")
MORE = "The letter came on Friday after all."


@pytest.fixture
def told(store, somebody):
    with store.writing() as session:
        return some_feedback(session, somebody, "The letter never came.")


def add(store, told, words, by):
    with store.writing() as session:
        correct(session, told.feedback_id, words, by=by, at=NOW)


def take_back(store, told, by):
    with store.writing() as session:
        withdraw(session, told.feedback_id, by=by, at=NOW)


def decide(store, told, moderator, act=approve, *more, after=0):
    with store.writing() as session:
        act(session, told.feedback_id, *more, after=after, by=moderator, at=NOW)


def people_counted(store, viewer) -> int:
    with store.reading() as session:
        return counted(session, viewer).people


def queue(store, moderator) -> list:
    with store.reading() as session:
        return [one.feedback_id for one in awaiting_moderation(session, moderator)]


def acts(store, event) -> list[AuditEvent]:
    with store.reading() as session:
        return list(session.exec(select(AuditEvent).where(AuditEvent.event == event)))


def test_what_is_added_is_kept_beside_the_first_words_which_stay_as_they_were(store, told, somebody):
    add(store, told, MORE, somebody)
    with store.reading() as session:
        assert session.exec(select(Feedback.words)).one() == "The letter never came."
        added = session.exec(select(Correction)).one()
    assert (added.number, added.words, added.received_at) == (1, MORE, NOW)


def test_the_record_says_that_something_was_added_and_not_what(store, told, somebody):
    add(store, told, MORE, somebody)
    [act] = acts(store, Event.FEEDBACK_CORRECTED)
    assert (act.actor, act.subject, act.detail) == ("resident", str(told.feedback_id), {"number": 1})


def test_what_was_decided_on_is_read_again_once_something_is_added(store, told, somebody, moderator):
    decide(store, told, moderator)
    assert queue(store, moderator) == []
    add(store, told, MORE, somebody)
    assert queue(store, moderator) == [told.feedback_id]
    with store.reading() as session:
        one = to_moderate(session, moderator, told.feedback_id)
    assert [added.words for added in one.added] == [MORE]
    assert (one.decisions, one.decision.outcome) == (2, Outcome.APPROVED)

    decide(store, told, moderator, after=2)

    assert queue(store, moderator) == []


def test_a_moderator_who_had_it_open_signs_nothing_about_words_they_have_not_seen(
    store, told, somebody, moderator
):
    add(store, told, MORE, somebody)
    with pytest.raises(SomebodyElseDecided, match="added to it a moment ago"):
        decide(store, told, moderator, after=0)
    assert queue(store, moderator) == [told.feedback_id]


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize(
    ("decided", "counts"), [((approve,), 1), ((withhold, WithholdReason.NOT_LOCAL), 0), ((), 1)]
)
def test_adding_changes_no_figure_before_somebody_decides(store, told, somebody, moderator, decided, counts):
    if decided:
        decide(store, told, moderator, *decided)
    assert people_counted(store, moderator) == counts
    add(store, told, MORE, somebody)
    assert people_counted(store, moderator) == counts


def test_what_is_held_stays_held_when_something_is_added(store, somebody, moderator):
    with store.writing() as session:
        told = some_feedback(session, somebody, held_because=HeldBecause.TOO_FAST)
    add(store, told, MORE, somebody)
    assert people_counted(store, moderator) == 0


def test_the_same_words_added_twice_in_a_row_are_kept_once(store, told, somebody):
    for words in (MORE, MORE, "Something else.", MORE):
        add(store, told, words, somebody)
    with store.reading() as session:
        assert session.exec(select(Correction.words).order_by(col(Correction.number))).all() == [
            MORE,
            "Something else.",
            MORE,
        ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Write what"),
        (" \u200b\n", "Write what"),
        ("x" * (LONGEST_WORDS + 2), "20,002, so take out 2"),
    ],
)
def test_what_cannot_be_added_is_said_beside_the_box(store, told, somebody, words, says):
    with pytest.raises(Problems) as refused:
        add(store, told, words, somebody)
    assert says in refused.value.by_question["words"]
    with store.reading() as session:
        assert session.exec(select(Correction)).all() == []


def test_the_longest_words_can_be_added(store, told, somebody):
    add(store, told, "x" * LONGEST_WORDS, somebody)
    with store.reading() as session:
        assert len(session.exec(select(Correction.words)).one()) == LONGEST_WORDS


def test_nobody_adds_for_ever(store, told, somebody):
    for number in range(MOST_CORRECTIONS):
        add(store, told, f"Line {number}", somebody)
    with pytest.raises(Problems, match="20 times"):
        add(store, told, "One more", somebody)


def test_what_is_taken_back_leaves_figures_and_queue_at_once(store, told, somebody, moderator):
    assert (people_counted(store, moderator), queue(store, moderator)) == (1, [told.feedback_id])
    take_back(store, told, somebody)
    assert (people_counted(store, moderator), queue(store, moderator)) == (0, [])


def test_what_was_approved_and_added_to_is_gone_once_it_is_taken_back(store, told, somebody, moderator):
    decide(store, told, moderator)
    add(store, told, MORE, somebody)
    take_back(store, told, somebody)
    assert (people_counted(store, moderator), queue(store, moderator)) == (0, [])


def test_nobody_opens_or_decides_on_what_was_taken_back(store, told, somebody, moderator):
    take_back(store, told, somebody)
    for act, *more in ((approve,), (withhold, WithholdReason.NOT_LOCAL)):
        with pytest.raises(TakenBack):
            decide(store, told, moderator, act, *more, after=1)
    for ask in (
        lambda session: to_moderate(session, moderator, told.feedback_id),
        lambda session: feedback_called(session, moderator, told.reference),
    ):
        with pytest.raises(TakenBack), store.reading() as session:
            ask(session)


def test_a_moderator_who_had_it_open_is_told_that_it_was_taken_back(store, told, somebody, moderator):
    take_back(store, told, somebody)
    with pytest.raises(TakenBack, match="taken it back"):
        decide(store, told, moderator, after=0)


def test_no_machine_reads_what_was_taken_back(store, told, somebody, tagger_job):
    take_back(store, told, somebody)
    read = []

    def tagger(words: str, language: str) -> Tags:
        read.append(words)
        return Tags(None, ())

    tag_batch(store, tagger, taxonomy_version="1", model_version="test", by=tagger_job, at=NOW)
    assert read == []


def test_taking_back_is_signed_dated_and_on_the_record_once(store, told, somebody):
    take_back(store, told, somebody)
    take_back(store, told, somebody)
    with store.reading() as session:
        decision = session.exec(select(ModerationDecision)).one()
        assert session.exec(select(Feedback.words)).one() == "The letter never came."
    assert (decision.outcome, decision.decided_by, decision.decided_at) == (
        Outcome.WITHDRAWN,
        "resident",
        NOW,
    )
    assert len(acts(store, Event.FEEDBACK_WITHDRAWN)) == 1


def test_nothing_is_added_to_what_was_taken_back(store, told, somebody):
    take_back(store, told, somebody)
    with pytest.raises(TakenBack):
        add(store, told, MORE, somebody)


def test_somebody_at_another_watchdog_finds_nothing_to_change(store, told):
    stranger = resident("east-testford")
    for change in (take_back, lambda *given: add(store, told, MORE, stranger)):
        with pytest.raises((FeedbackError, LookupError)):
            change(store, told, stranger)
    assert acts(store, Event.FEEDBACK_WITHDRAWN) == acts(store, Event.FEEDBACK_CORRECTED) == []
