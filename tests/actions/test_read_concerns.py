"""What people tell us is read for concerns: all of it, once, and what is found is in the lead's queue."""

from datetime import timedelta

import pytest
from sqlmodel import select

import actions.raise_concern
import actions.read_concerns
from actions.escalate import decide
from actions.follow_up import correct, withdraw
from actions.import_feedback import import_feedback
from actions.raise_concern import NOT_READ, read_for_concerns
from analysis.concerns import find_concerns
from imports.mapping import as_mapping
from models.audit import AuditEvent
from models.errors import NotAllowed
from models.escalation import ConcernReading, EscalationOutcome
from models.events import Event
from models.people import job
from models.vocabulary import ConcernKind
from storage import keys
from storage.queries.escalations import concerns_waiting
from tests.actions.concerns import (
    HARMLESS,
    IN_DANGER,
    READER,
    SLAPPED,
    WRONG_TABLETS,
    concerns,
    heard,
    notices,
    read,
    steps,
)
from tests.conftest import NOW, TEST_KEY, WATCHDOG


def settle(store, lead):
    """Decide about every open concern."""
    for number, concern in enumerate(concerns(store)):
        if concern.decided_at is None:
            after = len([one for one in steps(store) if one.escalation_id == concern.id])
            with store.writing() as session:
                decide(
                    session,
                    concern.id,
                    EscalationOutcome.RESOLVE,
                    f"Rang them {number}",
                    after=after,
                    by=lead,
                    at=NOW,
                )


def test_every_concern_that_the_machine_finds_is_in_the_leads_queue(store, somebody, safeguarding_lead):
    said = [IN_DANGER, HARMLESS, SLAPPED, "Boli mnie i chc\u0119 umrze\u0107."]
    ids = heard(store, somebody, *said)

    assert read(store) == (4, 3, ids[-1])

    with store.reading() as session:
        waiting = {one.feedback_id: one for one in concerns_waiting(session, safeguarding_lead)}
    assert set(waiting) == {ids[0], ids[2], ids[3]}
    for feedback_id, words in zip(ids, said, strict=True):
        if found := find_concerns(words):
            assert set(waiting[feedback_id].kinds) == {one.kind for one in found}
            assert set(waiting[feedback_id].reasons) == {one.reason.value for one in found}


def test_what_is_a_danger_to_life_is_due_sooner(store, somebody):
    heard(store, somebody, SLAPPED, IN_DANGER)
    read(store)

    assert [one.due_at - NOW for one in concerns(store)] == [timedelta(hours=24), timedelta(hours=1)]


def test_the_gravest_kind_comes_first_and_one_piece_of_feedback_has_one_concern(store, somebody):
    heard(store, somebody, f"{SLAPPED} {WRONG_TABLETS} {IN_DANGER}")
    read(store)

    [concern] = concerns(store)
    assert concern.kind is ConcernKind.RISK_TO_LIFE
    assert concern.kinds == ["risk_to_life", "abuse_or_neglect", "serious_harm", "allegation"]


def test_what_should_happen_is_read_too(store, somebody):
    heard(store, somebody, HARMLESS, should_happen=SLAPPED)
    assert read(store).raised == 1


def test_nothing_is_read_twice(store, somebody):
    heard(store, somebody, IN_DANGER, HARMLESS)

    assert read(store).read == 2
    assert read(store) == (0, 0, None)
    assert len(concerns(store)) == 1


def test_an_import_of_two_hundred_rows_raises_what_it_should(store, safeguarding_lead, tmp_path):
    file = tmp_path / "in.csv"
    rows = [f"{SLAPPED if row % 20 == 0 else 'The ward was kind.'} Visit {row}." for row in range(200)]
    file.write_text("\n".join(["said", *rows]), encoding="utf-8")
    mapping = as_mapping({"source": "a ward", "columns": {"words": "said"}})
    import_feedback(store, file, mapping, by=job(WATCHDOG, "terminal"), at=NOW)

    seen, raised, after = 0, 0, None
    while (batch := read(store, most=50, after=after)).read:
        seen, raised, after = seen + batch.read, raised + batch.raised, batch.last

    assert (seen, raised) == (200, 10)
    with store.reading() as session:
        assert len(concerns_waiting(session, safeguarding_lead)) == 10


def test_a_process_that_ends_between_reading_and_writing_leaves_it_to_be_read_again(
    store, somebody, monkeypatch
):
    heard(store, somebody, IN_DANGER)
    with monkeypatch.context() as ends:
        ends.setattr(
            actions.read_concerns, "keep_reading", lambda *_, **__: (_ for _ in ()).throw(SystemExit)
        )
        with pytest.raises(SystemExit):
            read(store)
    assert concerns(store) == []

    assert read(store)[:2] == (1, 1)


def test_two_processes_that_read_the_same_raise_it_once(store, somebody, monkeypatch):
    heard(store, somebody, IN_DANGER)
    slow = actions.read_concerns.reading_of

    def while_another_is_quicker(unread):
        monkeypatch.setattr(actions.read_concerns, "reading_of", slow)
        read(store)
        return slow(unread)

    monkeypatch.setattr(actions.read_concerns, "reading_of", while_another_is_quicker)
    assert read(store).raised == 0
    assert (len(concerns(store)), len(steps(store))) == (1, 1)


def test_what_was_withdrawn_is_not_read(store, somebody):
    [feedback_id] = heard(store, somebody, IN_DANGER)
    with store.writing() as session:
        withdraw(session, feedback_id, by=somebody, at=NOW)

    assert read(store) == (0, 0, None)
    with store.writing() as session:
        assert read_for_concerns(session, feedback_id, by=READER, at=NOW) == 0


def test_what_they_add_later_is_read_by_itself_and_raises_again_after_a_decision(
    store, somebody, safeguarding_lead
):
    [feedback_id] = heard(store, somebody, IN_DANGER)
    read(store)
    settle(store, safeguarding_lead)
    with store.writing() as session:
        correct(session, feedback_id, IN_DANGER.replace("thinking", "still thinking"), by=somebody, at=NOW)

    assert read(store)[:2] == (1, 1)
    assert [one.decided_at is None for one in concerns(store)] == [False, True]


def test_a_newer_release_raises_only_kinds_that_no_lead_has_decided_about(
    store, somebody, safeguarding_lead, monkeypatch
):
    heard(store, somebody, WRONG_TABLETS, HARMLESS)
    read(store)
    settle(store, safeguarding_lead)
    for name in ("raise_concern", "read_concerns"):
        monkeypatch.setattr(getattr(actions, name), "concerns_version", lambda: "newer")

    assert read(store)[:2] == (2, 0)

    def sees_more(text):
        return [*find_concerns(text), *find_concerns(SLAPPED)]

    monkeypatch.setattr(actions.raise_concern, "find_concerns", sees_more)
    for name in ("raise_concern", "read_concerns"):
        monkeypatch.setattr(getattr(actions, name), "concerns_version", lambda: "newest")
    assert read(store)[:2] == (2, 2)
    assert {frozenset(one.kinds) for one in concerns(store)[1:]} == {
        frozenset({"abuse_or_neglect", "allegation"})
    }


def test_more_that_is_found_is_added_to_the_open_concern_which_is_then_due_sooner(store, somebody):
    [feedback_id] = heard(store, somebody, SLAPPED)
    read(store)
    with store.writing() as session:
        correct(session, feedback_id, IN_DANGER, by=somebody, at=NOW)
    read(store, at=NOW + timedelta(minutes=5))

    [concern] = concerns(store)
    assert concern.kind is ConcernKind.RISK_TO_LIFE
    assert concern.due_at == NOW + timedelta(hours=1, minutes=5)
    assert [one.number for one in steps(store)] == [1, 2]


def test_a_text_that_the_machine_fails_on_is_for_a_person_and_stops_no_other(store, somebody, monkeypatch):
    def fails(text):
        if "cursed" in text:
            raise RecursionError
        return find_concerns(text)

    monkeypatch.setattr(actions.raise_concern, "find_concerns", fails)
    heard(store, somebody, "cursed", IN_DANGER)

    assert read(store).raised == 2
    assert concerns(store)[0].reasons == [NOT_READ]


def test_words_that_no_key_opens_wait_and_stop_no_other(store, somebody):
    keys.use(keys.new_key())
    ids = heard(store, somebody, IN_DANGER)
    keys.use(TEST_KEY)
    ids += heard(store, somebody, IN_DANGER)

    assert read(store, most=1) == (0, 0, ids[0])
    assert read(store, most=1, after=ids[0]) == (1, 1, ids[1])


def test_reading_leaves_a_row_in_the_record_for_what_is_raised_and_none_else(store, somebody):
    heard(store, somebody, IN_DANGER, HARMLESS)
    read(store)

    with store.reading() as session:
        links = session.exec(select(AuditEvent).where(AuditEvent.event == Event.CONCERN_RAISED)).all()
        assert len(session.exec(select(ConcernReading)).all()) == 2
    assert [(link.actor, link.subject, link.detail) for link in links] == [
        (READER.actor, str(concerns(store)[0].feedback_id), {})
    ]
    assert not notices(store), "there is nobody to write to"


def test_nobody_but_the_machine_reads_by_the_batch(store, moderator):
    with pytest.raises(NotAllowed):
        actions.read_concerns.read_batch_for_concerns(store, by=moderator, at=NOW)
