"""Ask a body, note what happens, stop asking: what it needs, what starts the clock, what anybody reads."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from actions.merge_directory import merge_organisations
from actions.publish_recommendation import publish_recommendation
from actions.recommendation_steps import note_step, take_back_step
from actions.recommendations import add_recommendation, change_recommendation, end_recommendation
from analysis.measures import measure_called
from models.errors import FeedbackError, NotAllowed, Problems, SomebodyElseDecided
from models.organisation import Organisation
from models.people import job
from models.powers import BankHolidayChange
from models.provider_response import CameBy, ProviderResponse, Stance
from models.recommendation import Recheck, RecommendationDraft, StepDraft, StepKind
from models.recommendation_seen import ClockState
from models.setting import Threshold, ThresholdKind
from models.vocabulary import Role, Sector
from reporting.pictures_over_time import over_time
from storage.queries.recommendations import public_recommendations, recommendations
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.over_time_facts import asked, look

TOLD, PEOPLE = measure_called("answer.told_whom_to_contact"), measure_called("people")
SENT_ON = date(2025, 12, 18)
SENT = StepDraft(StepKind.SENT, SENT_ON)
DRAFT = RecommendationDraft(
    asks="Tell everybody whom to ring.",
    finding="Families did not know whom to ring after leaving.",
    addressed_to="the Chief Nurse",
    copied_to=("The  council", "The council", " "),
    measure="answer.told_whom_to_contact",
    scope="since=2026-01-01&journey=leaving_hospital",
)


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def a_body(store, name="Testford Trust", **more):
    with store.writing() as session:
        body = Organisation(watchdog_id=WATCHDOG, name=name, sector=Sector.HOSPITAL, **more)
        session.add(body)
        session.flush()
        return body.id


def add(store, by, draft=DRAFT, *, body=None, **changes):
    body = body or a_body(store)
    with store.writing() as session:
        return add_recommendation(session, replace(draft, organisation_id=body, **changes), by=by, at=NOW)


def note(store, by, it, step=SENT):
    with store.writing() as session:
        note_step(session, it, step, by=by, at=NOW)


def an_answer(store, it, *, received_on=date(2026, 1, 19), **more):
    with store.writing() as session:
        session.add(
            ProviderResponse(
                watchdog_id=WATCHDOG,
                recommendation_id=it,
                body="Testford Trust",
                dated_on=received_on,
                received_on=received_on,
                came_by=CameBy.LETTER,
                words="Mrs Ward of ours will see to it.",
                stance=Stance.ACCEPTED,
                entered_by="job:tester",
                entered_at=NOW,
                **more,
            )
        )


def seen(store, by):
    with store.reading() as session:
        return recommendations(session, by, today=TODAY)


def in_public(store):
    with store.reading() as session:
        return public_recommendations(session, WATCHDOG, today=TODAY)


def refused(do) -> dict[str, str]:
    with pytest.raises(Problems) as problems:
        do()
    return problems.value.by_question


def test_a_draft_gets_the_next_number_and_keeps_where_its_finding_can_be_looked_at(store, publisher):
    body = a_body(store)
    add(store, publisher, body=body)
    add(store, publisher, body=body)
    second, first = seen(store, publisher)
    assert (first.number, second.number) == (1, 2)
    assert first.copied_to == ("The council",)
    assert (first.body, first.answers_now, first.added_by) == (
        "Testford Trust",
        "Testford Trust",
        publisher.name,
    )
    assert (first.scope, first.lost) == ("since=2026-01-01&journey=leaving_hospital", ())
    assert first.state(TODAY) is ClockState.DRAFT


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"asks": " \n\u200b"}, "asks", "Say what you ask for"),
        ({"finding": "\u200b\u2060"}, "finding", "Say what people told you"),
        ({"asks": "x" * 301}, "asks", "Use 300 characters or fewer. You have used 301"),
        ({"finding": ""}, "finding", "Say what people told you"),
        ({"copied_to": tuple(map(str, range(13)))}, "copied_to", "Name 12 or fewer"),
        ({"copied_to": ("x" * 201,)}, "copied_to", "200 characters or fewer for each line"),
        ({"copied_to": ("The council", "Jo, jo@example.org")}, "copied_to", "Write the body or the post"),
        ({"copied_to": ("Jo (01632) 960 001",)}, "copied_to", "a way to reach somebody"),
        *(
            ({"copied_to": ("The council", line)}, "copied_to", "Write the body or the post instead")
            for line in (
                "Dr Jane Smith",
                "Jane Smith",
                "Testford Trust, 07700 900123",
            )
        ),
        ({"addressed_to": "Nurse Smith"}, "addressed_to", "“Nurse Smith” looks like a person"),
        ({"addressed_to": "the Chief Nurse, 07700 900123"}, "addressed_to", "such as “the Chief Nurse”"),
        ({"programme_id": SENT_ON}, "programme_id", "That programme isn't here"),
        ({"measure": "answer.no_such_question"}, "measure", "Choose a measure from the list"),
        ({"scope": "programme=no-such-one"}, "scope", "We can't find: programme"),
        ({"scope": "since=2026-02-01&until=2026-01-31"}, "scope", "isn't before the first"),
    ],
)
def test_what_has_to_be_put_right_is_said_at_its_field(store, publisher, changes, field, said):
    body = a_body(store)
    if "programme_id" in changes:
        changes = {"programme_id": body}
    assert said in refused(lambda: add(store, publisher, body=body, **changes))[field]
    assert seen(store, publisher) == ()


def test_what_just_fits_is_kept_and_a_body_is_needed(store, publisher):
    assert add(store, publisher, asks="x" * 300, copied_to=tuple(map(str, range(12))), measure="", scope="")
    with store.writing() as session:
        problems = refused(lambda: add_recommendation(session, DRAFT, by=publisher, at=NOW))
    assert problems == {"organisation_id": "Choose the body that you ask"}


def test_a_body_that_is_called_like_a_person_may_have_a_copy(store, publisher):
    copies = ("Dr Kershaw’s hospice", "Healthwatch England", "The council’s health scrutiny committee")
    body = a_body(store)
    assert "copied_to" in refused(lambda: add(store, publisher, body=body, copied_to=copies))
    a_body(store, "Dr Kershaw’s Hospice")
    assert add(store, publisher, body=body, copied_to=copies)


def test_a_merged_body_is_asked_as_what_stands_for_it(store, publisher, administrator):
    twice, once = a_body(store, "Testford Trst"), a_body(store)
    before = add(store, publisher, body=twice)
    with store.writing() as session:
        merge_organisations(session, twice, once, after=0, by=administrator, at=NOW)
    add(store, publisher, body=twice)
    after, first = seen(store, publisher)
    assert (after.organisation_id, after.body) == (once, "Testford Trust")
    assert (first.organisation_id, first.body, first.answers_now) == (once, "Testford Trst", "Testford Trust")
    note(store, publisher, before)
    assert seen(store, publisher)[1].body == "Testford Trust"


def test_nothing_is_sent_to_a_body_that_had_ended_by_then(store, publisher):
    after = a_body(store, "Testford Care")
    gone = a_body(store, "Old Trust", valid_to=date(2026, 3, 31), successor_id=after)
    it = add(store, publisher, body=gone)
    assert seen(store, publisher)[0].answers_now == "Testford Care"
    late = replace(SENT, on=date(2026, 4, 1))
    assert refused(lambda: note(store, publisher, it, late)) == {
        "on": "Old Trust ended on 31 March 2026. Testford Care came after it: choose that one first"
    }
    note(store, publisher, it, replace(SENT, on=date(2026, 3, 31)))
    assert seen(store, publisher)[0].body == "Old Trust"


def test_sending_starts_the_clock_by_the_days_and_holidays_of_then(store, publisher):
    body = a_body(store)
    plain, proclaimed = add(store, publisher, body=body), add(store, publisher, body=body)
    note(store, publisher, plain)
    with store.writing() as session:
        session.add(BankHolidayChange(watchdog_id=WATCHDOG, day=date(2025, 12, 19), name="A wedding"))
        session.get(Threshold, _threshold(session, ThresholdKind.LONGER_ANSWER_DAYS)).value = 21
    note(store, publisher, proclaimed)
    second, first = seen(store, publisher)
    step = first.step(StepKind.SENT)
    assert (step.due_on, step.longer_due_on) == (date(2026, 1, 20), date(2026, 2, 3))
    step = second.step(StepKind.SENT)
    assert (step.due_on, step.longer_due_on) == (date(2026, 1, 21), date(2026, 1, 22))
    assert first.state(date(2026, 1, 20)) is ClockState.RUNNING
    assert first.state(date(2026, 1, 21)) is ClockState.LATE


def _threshold(session, kind):
    return WATCHDOG, session.exec(select(Threshold.id).where(Threshold.kind == kind)).one()


@pytest.mark.parametrize(
    ("step", "field", "said"),
    [
        (StepDraft(StepKind.ACKNOWLEDGED, None), "on", "Choose the day"),
        (StepDraft(StepKind.CHASED, TODAY + timedelta(1)), "on", "Choose a day that has come"),
        (
            StepDraft(StepKind.CHASED, SENT_ON - timedelta(1)),
            "on",
            "isn't before it was sent, on 18 December 2025",
        ),
        (StepDraft(StepKind.ESCALATED, TODAY), "to_name", "Say whom you turned to"),
        (StepDraft(StepKind.RECHECKED, TODAY, "", Recheck.DONE, "We asked ten people."), "on", "No answer"),
        (StepDraft(StepKind.RECHECKED, TODAY), "recheck", "Choose what you found"),
        (StepDraft(StepKind.RECHECKED, TODAY), "note", "Say why, in a sentence"),
        (StepDraft(StepKind.CHASED, TODAY, note="x" * 501), "note", "Use 500 characters or fewer"),
    ],
)
def test_a_step_that_cannot_have_happened_so_is_refused(store, publisher, step, field, said):
    it = add(store, publisher)
    note(store, publisher, it)
    assert said in refused(lambda: note(store, publisher, it, step))[field]


def test_nothing_happens_before_it_is_sent_and_some_things_once(store, publisher):
    it = add(store, publisher)
    chased = StepDraft(StepKind.CHASED, TODAY)
    assert "It isn't sent yet" in refused(lambda: note(store, publisher, it, chased))["on"]
    note(store, publisher, it)
    note(store, publisher, it)  # pressed twice
    with pytest.raises(FeedbackError, match="noted already"):
        note(store, publisher, it, replace(SENT, on=TODAY))
    note(store, publisher, it, StepDraft(StepKind.TAKES_LONGER, SENT_ON))
    [one] = seen(store, publisher)
    assert [step.kind for step in one.steps] == [StepKind.SENT, StepKind.TAKES_LONGER]
    assert one.due_on == date(2026, 2, 3)


def test_a_recheck_is_noted_from_the_day_of_the_answer_on(store, publisher):
    it = add(store, publisher)
    note(store, publisher, it)
    an_answer(store, it)
    looked = StepDraft(StepKind.RECHECKED, date(2026, 1, 18), "", Recheck.PARTLY, "Half the wards do it.")
    assert "before the answer came" in refused(lambda: note(store, publisher, it, looked))["on"]
    note(store, publisher, it, replace(looked, on=date(2026, 1, 19)))
    assert seen(store, publisher)[0].recheck_on is None


def test_what_was_found_is_noted_by_a_publisher_where_everybody_reads_it_at_once(store, publisher, moderator):
    analyst = replace(moderator, roles=frozenset({Role.ANALYST}))
    it = add(store, analyst)
    note(store, analyst, it)
    an_answer(store, it)
    looked = StepDraft(StepKind.RECHECKED, TODAY, "", Recheck.PARTLY, "Half the wards do it.")
    note(store, analyst, it, looked)
    with store.writing() as session:
        publish_recommendation(session, it, by=publisher, at=NOW)
    worse = replace(looked, recheck=Recheck.NOT_DONE)
    for one in (analyst, job(WATCHDOG, "tester")):
        with pytest.raises(NotAllowed, match="Ask somebody who publishes"):
            note(store, one, it, worse)
        with store.writing() as session, pytest.raises(NotAllowed, match="Ask somebody who publishes"):
            take_back_step(session, seen(store, publisher)[0].steps[-1].id, by=one, at=NOW)
    note(store, analyst, it, StepDraft(StepKind.CHASED, TODAY))
    assert [step.recheck for step in in_public(store)[0].steps] == [None, Recheck.PARTLY, None]
    note(store, publisher, it, worse)
    assert in_public(store)[0].steps[-1].recheck is Recheck.NOT_DONE


def test_what_was_noted_by_mistake_is_taken_back_and_what_came_of_it_first(store, publisher):
    it = add(store, publisher)
    note(store, publisher, it)
    note(store, publisher, it, StepDraft(StepKind.ACKNOWLEDGED, SENT_ON))
    sent, acknowledged = seen(store, publisher)[0].steps
    with store.writing() as session, pytest.raises(FeedbackError, match="Take back first"):
        take_back_step(session, sent.id, by=publisher, at=NOW)
    with store.writing() as session:
        take_back_step(session, acknowledged.id, by=publisher, at=NOW)
        take_back_step(session, sent.id, by=publisher, at=NOW)
    with store.writing() as session, pytest.raises(FeedbackError, match="taken back already"):
        take_back_step(session, sent.id, by=publisher, at=NOW)
    [one] = seen(store, publisher)
    assert one.state(TODAY) is ClockState.DRAFT and all(step.is_taken_back for step in one.steps)
    note(store, publisher, it, replace(SENT, on=TODAY))
    assert seen(store, publisher)[0].sent_on == TODAY


def test_a_draft_is_changed_by_one_at_a_time_and_what_was_sent_by_nobody(store, publisher):
    it = add(store, publisher)
    [one] = seen(store, publisher)
    changed = replace(DRAFT, organisation_id=one.organisation_id, asks="Give them a number.")
    with store.writing() as session:
        change_recommendation(session, it, changed, after=0, by=publisher, at=NOW)
    [one] = seen(store, publisher)
    assert (one.asks, one.changes) == ("Give them a number.", 1)
    with store.writing() as session, pytest.raises(SomebodyElseDecided):
        change_recommendation(session, it, replace(changed, asks="Ring them."), after=0, by=publisher, at=NOW)
    note(store, publisher, it)
    with store.writing() as session, pytest.raises(FeedbackError, match="It's sent"):
        change_recommendation(session, it, replace(changed, asks="Ring them."), after=1, by=publisher, at=NOW)


def test_what_a_publisher_let_anybody_read_is_not_changed_under_their_name(store, publisher, moderator):
    it = add(store, moderator)
    note(store, moderator, it)
    with store.writing() as session:
        publish_recommendation(session, it, by=publisher, at=NOW)
    [one] = in_public(store)
    with store.writing() as session:
        take_back_step(session, one.steps[0].id, by=moderator, at=NOW)
    same = replace(DRAFT, organisation_id=one.organisation_id)
    for draft, public in ((same, [DRAFT.finding]), (replace(same, finding="Nurse Smith hit two."), [])):
        with store.writing() as session:
            change_recommendation(session, it, draft, after=0, by=moderator, at=NOW)
        note(store, moderator, it)
        assert [one.finding for one in in_public(store)] == public
        sent = seen(store, publisher)[0].step(StepKind.SENT)
        with store.writing() as session:
            take_back_step(session, sent.id, by=moderator, at=NOW)
    [one] = seen(store, publisher)
    assert (one.published_by, one.published_at) == ("", None)


def test_anybody_reads_what_was_published_until_it_is_ended_and_nobody_is_called_late_who_answered(
    store, publisher
):
    body = a_body(store)
    it = add(store, publisher, body=body)
    with store.writing() as session, pytest.raises(FeedbackError, match="Send it first"):
        publish_recommendation(session, it, by=publisher, at=NOW)
    note(store, publisher, it)
    note(store, publisher, it, StepDraft(StepKind.CHASED, TODAY, "Dr Smith", note="Rang Dr Smith."))
    assert in_public(store) == ()
    with store.writing() as session:
        publish_recommendation(session, it, by=publisher, at=NOW)
    [one] = in_public(store)
    assert one.state(TODAY) is ClockState.LATE
    an_answer(store, it)
    [one] = in_public(store)
    assert (one.state(TODAY), one.answered_on, one.responses) == (
        ClockState.ANSWERED,
        date(2026, 1, 19),
        (),
    )
    assert not [said for said in (publisher.name, "Smith", "Mrs Ward") if said in repr(one)]
    with store.writing() as session:
        end_recommendation(session, it, "The law has changed.", by=publisher, at=NOW)
    assert in_public(store) == () and seen(store, publisher)[0].state(TODAY) is ClockState.ENDED
    with pytest.raises(FeedbackError, match="no longer ask this"):
        note(store, publisher, it, StepDraft(StepKind.CHASED, TODAY))


@pytest.mark.parametrize(
    ("said", "is_refused"),
    [
        (over_time(look(asked((2, 7))), TOLD).sentence, True),
        (over_time(look(asked(*((14, 30),) * 12)), TOLD).sentence, True),
        (over_time(look(asked((2, 3), (1, 2))), PEOPLE).sentence, True),
        ("We asked 9 people.", True),
        ("We asked 10 people.", False),
        ("We asked 12 people.", True),
        ("We asked 15 people.", False),
        ("Families did not know whom to ring.", False),
    ],
)
@pytest.mark.parametrize("field", ["asks", "details", "finding"])
def test_nobody_outside_reads_a_number_of_people_that_no_rule_has_hidden(
    store, publisher, field, said, is_refused
):
    it = add(store, publisher, **{field: said})
    note(store, publisher, it)
    with store.writing() as session:
        if is_refused:
            with pytest.raises(FeedbackError, match=r"“.*\d.* people.*”.*nearest 5"):
                publish_recommendation(session, it, by=publisher, at=NOW)
        else:
            publish_recommendation(session, it, by=publisher, at=NOW)
    assert bool(in_public(store)) is not is_refused


def test_words_as_they_came_are_for_whoever_enters_answers(store, publisher, administrator):
    it = add(store, publisher)
    note(store, publisher, it)
    an_answer(store, it)
    assert seen(store, publisher)[0].answer.words
    assert not seen(store, administrator)[0].answer.words
