"""A body answers by the link that it was sent: what opens, what comes in, and what ends it."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from sqlmodel import select

from actions.answer_links import LASTS, end_answer_link, make_answer_link
from actions.answer_through_link import MOST_A_DAY, LinkGone, answer_through_link, note_through_link
from actions.publish_response import check_response, take_back_response
from actions.recommendation_steps import note_step
from actions.recommendations import change_recommendation, end_recommendation
from models.answer_link import AnswerLink
from models.audit import AuditEvent
from models.errors import FeedbackError, NotAllowed, Problems
from models.events import Event
from models.need import Need
from models.people import Viewer, body
from models.provider_response import CameBy, ChangeState, ProviderResponse, ResponseDraft, Stance
from models.recommendation import Recheck, RecommendationDraft, StepDraft, StepKind
from models.recommendation_seen import ClockState
from models.vocabulary import Role
from models.watchdog import HERE
from reporting.recommendation_next import Next, next_thing
from storage.queries.answer_links import PATH, answer_link, asked_by_link
from storage.queries.needs_of_recommendations import of_answers
from storage.queries.recommendations import recommendations
from tests.answering import ANSWER, a_body, a_recommendation, an_answer_row, answered
from tests.conftest import NOW, TODAY, WATCHDOG

BODY = body(WATCHDOG)
TYPED = ResponseDraft(
    words="We ring everybody within two days.",
    dated_on=None,
    received_on=None,
    came_by=None,
    stance=Stance.ACCEPTED,
    change=ChangeState.PLANNED,
    change_what="Everybody is rung within two days",
    from_whom="Pat Penrose, Chief Nurse",
)


@pytest.fixture
def asked(store, publisher):
    """A recommendation that was sent today."""
    with store.writing() as session:
        it = a_recommendation(session, a_body(session), sent=None)
        note_step(session, it, StepDraft(StepKind.SENT, TODAY), by=publisher, at=NOW)
    return it


def link(store, asked, by, at=NOW) -> str:
    """The secret of a new link."""
    with store.writing() as session:
        make_answer_link(session, asked, by=by, at=at)
    with store.reading() as session:
        found = answer_link(session, by, asked, today=at.date())
    assert found is not None
    return found.path.removeprefix(PATH)


def act(store, do, *given, by=BODY, at=NOW):
    with store.writing() as session:
        do(session, *given, by=by, at=at)


def opens(store, token, today=TODAY, viewer=BODY):
    with store.reading() as session:
        return asked_by_link(session, viewer, token, today=today)


def answers(store) -> list[ProviderResponse]:
    with store.reading() as session:
        return list(session.exec(select(ProviderResponse).order_by(ProviderResponse.id)).all())


def is_to_be_looked_at(store, on) -> bool:
    """Whether Today asks somebody to look again, on a day."""
    with store.reading() as session:
        at = datetime.combine(on, time(12), HERE)
        return Need.RECHECKS in {want.need for want in of_answers(session, WATCHDOG, at)}


def one(store, by, today=TODAY):
    with store.reading() as session:
        [found] = recommendations(session, by, today=today)
    return found


def test_a_body_answers_by_its_link_and_the_answer_waits_to_be_checked(store, asked, publisher):
    token = link(store, asked, publisher)

    act(store, answer_through_link, token, TYPED)

    [row] = answers(store)
    assert (row.recommendation_id, row.words, row.from_whom) == (asked, TYPED.words, TYPED.from_whom)
    assert (row.came_by, row.dated_on, row.received_on, row.body) == (
        CameBy.LINK,
        TODAY,
        TODAY,
        "Testford Trust",
    )
    assert (row.entered_by, row.shown, row.checked_at, row.published_at) == ("body", "", None, None)
    assert one(store, publisher).state(TODAY) is ClockState.ANSWERED


def test_the_same_answer_sent_twice_is_kept_once_and_another_one_beside_it(store, asked, publisher):
    token = link(store, asked, publisher)
    for words in (TYPED.words, f"  {TYPED.words}  ", "It is done.", TYPED.words):
        act(store, answer_through_link, token, replace(TYPED, words=words))

    assert [row.words for row in answers(store)] == [TYPED.words, "It is done."]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("from_whom", {"from_whom": "  "}),
        ("from_whom", {"from_whom": "x" * 201}),
        ("words", {"words": "\u200b \n"}),
        ("words", {"words": "x" * 10_001}),
        ("stance", {"stance": None}),
        ("reason", {"stance": Stance.REFUSED}),
        ("change", {"change": None}),
        ("change_what", {"change_what": ""}),
        ("change_by", {"change_by": TODAY - timedelta(days=1)}),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field_and_nothing_is_kept(
    store, asked, publisher, field, said
):
    token = link(store, asked, publisher)
    with pytest.raises(Problems) as problems:
        act(store, answer_through_link, token, replace(TYPED, **said))

    assert set(problems.value.by_question) == {field}
    assert answers(store) == []


@pytest.mark.parametrize("said", [{"from_whom": "x" * 200}, {"words": "x" * 10_000}, {"change_by": TODAY}])
def test_what_is_as_long_as_may_be_or_for_today_is_kept(store, asked, publisher, said):
    act(store, answer_through_link, link(store, asked, publisher), replace(TYPED, **said))

    assert len(answers(store)) == 1


def test_no_answer_passes_for_another_day_another_way_or_anothers(store, asked, publisher):
    with store.writing() as session:
        other = a_recommendation(session, a_body(session, "Another Trust"))
    early = TODAY - timedelta(days=300)
    given = {"dated_on": early, "received_on": early, "came_by": CameBy.LETTER, "recommendation_id": other}

    act(store, answer_through_link, link(store, asked, publisher), replace(TYPED, **given))

    [row] = answers(store)
    assert (row.recommendation_id, row.dated_on, row.received_on, row.came_by) == (
        asked,
        TODAY,
        TODAY,
        CameBy.LINK,
    )


def test_a_link_opens_until_its_last_day_and_not_the_day_after(store, asked, publisher):
    token = link(store, asked, publisher)
    last = TODAY + LASTS

    assert opens(store, token, last) is not None
    assert opens(store, token, last + timedelta(days=1)) is None
    act(store, answer_through_link, token, TYPED, at=NOW + LASTS)
    with pytest.raises(LinkGone):
        act(store, answer_through_link, token, TYPED, at=NOW + LASTS + timedelta(days=1))
    assert len(answers(store)) == 1


def test_a_new_link_ends_the_one_before_and_staff_can_end_it_for_good(store, asked, publisher):
    first = link(store, asked, publisher)
    second = link(store, asked, publisher)
    assert (opens(store, first), opens(store, second) is not None) == (None, True)

    act(store, end_answer_link, asked, by=publisher)

    assert opens(store, second) is None
    for do in (answer_through_link, note_through_link):
        with pytest.raises(LinkGone):
            act(store, do, second, TYPED if do is answer_through_link else StepKind.ACKNOWLEDGED)
    with pytest.raises(FeedbackError, match="No link"):
        act(store, end_answer_link, asked, by=publisher)
    with store.reading() as session:
        assert [row.token for row in session.exec(select(AnswerLink)).all()] == ["", ""]


def test_no_link_opens_what_we_no_longer_ask(store, asked, publisher):
    token = link(store, asked, publisher)
    act(store, end_recommendation, asked, "Another one replaces it.", by=publisher)

    assert opens(store, token) is None
    with pytest.raises(FeedbackError, match="no longer ask"):
        act(store, make_answer_link, asked, by=publisher)


@pytest.mark.parametrize("is_another", [True, False])
def test_a_link_made_for_one_body_opens_nothing_for_another(store, publisher, is_another):
    with store.writing() as session:
        first, second = a_body(session), a_body(session, "Another Trust")
        it = a_recommendation(session, first, sent=None)
    token = link(store, it, publisher)
    draft = RecommendationDraft(
        "Ring everybody.", "Nobody was rung.", organisation_id=second if is_another else first
    )

    with store.writing() as session:
        change_recommendation(session, it, draft, after=0, by=publisher, at=NOW)

    assert (opens(store, token) is None) == is_another


@pytest.mark.parametrize("token", ["", "x", "x" * 5_000, "\udc80", "' OR 1=1 --"])
def test_nobody_guesses_a_link(store, asked, publisher, token):
    link(store, asked, publisher)

    assert opens(store, token) is None


def test_a_link_of_another_watchdog_opens_nothing_here(store, asked, publisher):
    token = link(store, asked, publisher)

    assert opens(store, token, viewer=body("east-testford")) is None


def test_a_draft_can_carry_its_link_in_the_letter_and_is_answered_once_it_is_sent(store, publisher):
    with store.writing() as session:
        it = a_recommendation(session, a_body(session), sent=None)
    token = link(store, it, publisher)
    with pytest.raises(FeedbackError, match="hasn't been sent"):
        act(store, answer_through_link, token, TYPED)

    act(store, note_step, it, StepDraft(StepKind.SENT, TODAY), by=publisher)
    act(store, answer_through_link, token, TYPED)

    assert len(answers(store)) == 1


def test_a_body_says_that_it_has_the_letter_and_that_it_asks_others_first(store, asked, publisher):
    token = link(store, asked, publisher)
    shorter = one(store, publisher).due_on

    for kind in (StepKind.ACKNOWLEDGED, StepKind.TAKES_LONGER, StepKind.ACKNOWLEDGED):
        act(store, note_through_link, token, kind)

    found = one(store, publisher)
    assert [step.kind for step in found.steps] == [
        StepKind.SENT,
        StepKind.ACKNOWLEDGED,
        StepKind.TAKES_LONGER,
    ]
    assert found.due_on > shorter


def test_more_time_is_asked_for_until_the_day_that_the_answer_is_due_and_not_after(store, asked, publisher):
    token = link(store, asked, publisher)
    due = one(store, publisher).due_on
    late = NOW + (due - TODAY) + timedelta(days=1)

    with pytest.raises(FeedbackError, match="has passed"):
        act(store, note_through_link, token, StepKind.TAKES_LONGER, at=late)
    assert one(store, publisher, late.date()).state(late.date()) is ClockState.LATE
    act(store, note_through_link, token, StepKind.TAKES_LONGER, at=late - timedelta(days=1))

    assert one(store, publisher, late.date()).state(late.date()) is ClockState.RUNNING


@pytest.mark.parametrize("kind", sorted(set(StepKind) - {StepKind.ACKNOWLEDGED, StepKind.TAKES_LONGER}))
def test_a_body_notes_nothing_that_is_ours_to_note(store, asked, publisher, kind):
    with pytest.raises(ValueError, match="does not note"):
        act(store, note_through_link, link(store, asked, publisher), kind)


def test_an_answer_that_was_no_answer_is_taken_back_and_the_clock_runs_again(store, asked, publisher):
    act(store, answer_through_link, link(store, asked, publisher), TYPED)
    [row] = answers(store)

    act(store, take_back_response, row.id, "The trust did not write this.", by=publisher)

    assert one(store, publisher).state(TODAY) is ClockState.RUNNING


def test_an_answer_that_nobody_has_checked_promises_nothing_and_lets_nothing_be_forgotten(
    store, asked, publisher
):
    """Whoever is answerable does not decide when we look again, nor that a promise was kept."""
    token = link(store, asked, publisher)
    act(store, answer_through_link, token, TYPED)
    [first] = answers(store)
    assert one(store, publisher).recheck_on is None
    assert not is_to_be_looked_at(store, TODAY + timedelta(days=1000))
    assert next_thing(one(store, publisher), (), TODAY, {}) is Next.CHECK
    act(store, check_response, first.id, "We ring everybody.", by=publisher)
    look_on = one(store, publisher).recheck_on
    assert look_on is not None

    for months, typed in (
        (11, {"words": "Still planned."}),
        (12, {"words": "No.", "change": ChangeState.NONE}),
    ):
        said = {"change_what": ""} if typed.get("change") else {}
        later = NOW + timedelta(days=30 * months)
        act(store, answer_through_link, token, replace(TYPED, **typed, **said), at=later)
        assert one(store, publisher).recheck_on == look_on
        assert is_to_be_looked_at(store, look_on)
        assert not is_to_be_looked_at(store, look_on - timedelta(days=1))


def test_a_broken_promise_stays_one_whatever_the_body_types_next(store, asked, publisher):
    token = link(store, asked, publisher)
    act(store, answer_through_link, token, TYPED)
    [first] = answers(store)
    act(store, check_response, first.id, "We ring everybody.", by=publisher)
    found = StepDraft(StepKind.RECHECKED, TODAY, recheck=Recheck.NOT_DONE, note="Nobody is rung.")
    act(store, note_step, asked, found, by=publisher)
    act(store, answer_through_link, token, replace(TYPED, words="..."), at=NOW + timedelta(days=1))

    assert one(store, publisher).is_unkept
    [_, second] = answers(store)
    act(store, check_response, second.id, "...", by=publisher)
    assert not one(store, publisher).is_unkept


def test_nobody_notes_what_was_found_before_the_answer_that_just_came_is_checked(store, asked, publisher):
    """Else it would be said of a promise that it is not about."""
    token = link(store, asked, publisher)
    act(store, answer_through_link, token, TYPED)
    found = StepDraft(StepKind.RECHECKED, TODAY, recheck=Recheck.DONE, note="Everybody is rung.")
    with pytest.raises(Problems, match="Check it or take it back"):
        act(store, note_step, asked, found, by=publisher)

    act(store, check_response, answers(store)[0].id, "We ring everybody.", by=publisher)
    act(store, note_step, asked, found, by=publisher)


def test_nothing_more_is_noted_once_an_answer_is_here(store, asked, publisher):
    token = link(store, asked, publisher)
    due = one(store, publisher).due_on
    act(store, answer_through_link, token, TYPED)

    for kind in (StepKind.ACKNOWLEDGED, StepKind.TAKES_LONGER):
        act(store, note_through_link, token, kind)

    found = one(store, publisher)
    assert ([step.kind for step in found.steps], found.due_on) == ([StepKind.SENT], due)


def test_so_many_answers_a_day_come_by_one_link_and_no_more(store, asked, publisher):
    token = link(store, asked, publisher)
    for number in range(MOST_A_DAY):
        act(store, answer_through_link, token, replace(TYPED, words=f"Answer {number}"))

    with pytest.raises(FeedbackError, match="ring us"):
        act(store, answer_through_link, token, replace(TYPED, words="One more"))
    act(store, answer_through_link, token, replace(TYPED, words="Tomorrow"), at=NOW + timedelta(days=1))

    assert len(answers(store)) == MOST_A_DAY + 1


def test_who_holds_the_link_reads_nothing_that_is_ours_alone(store, asked, publisher):
    note = StepDraft(StepKind.CHASED, TODAY, note="Jo at the trust is slow.")
    act(store, note_step, asked, note, by=publisher)
    with store.writing() as session:
        session.add(an_answer_row(recommendation_id=asked, reason="Sister Baxter left", from_whom="A name"))

    said = repr(opens(store, link(store, asked, publisher)))

    for ours in ("slow", "Baxter", "A name", publisher.name, ANSWER.change_what):
        assert ours not in said


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.VOLUNTEER, Role.MODERATOR])
def test_only_who_makes_recommendations_sees_or_makes_a_link(store, asked, publisher, role):
    link(store, asked, publisher)
    other = Viewer(WATCHDOG, frozenset({role}), "Another", publisher.staff_id)

    with pytest.raises(NotAllowed), store.reading() as session:
        answer_link(session, other, asked, today=TODAY)
    with pytest.raises(NotAllowed):
        act(store, make_answer_link, asked, by=other)


def test_staff_enter_no_answer_as_if_the_body_had_typed_it(store, asked, publisher):
    with pytest.raises(Problems) as problems:
        answered(
            store,
            publisher,
            recommendation_id=asked,
            dated_on=TODAY,
            received_on=TODAY,
            came_by=CameBy.LINK,
            from_whom="Pat Penrose",
        )

    assert set(problems.value.by_question) == {"came_by"}


def test_the_record_says_that_the_body_did_it_and_holds_no_secret(store, asked, publisher):
    token = link(store, asked, publisher)
    act(store, note_through_link, token, StepKind.ACKNOWLEDGED)
    act(store, answer_through_link, token, TYPED)
    with store.reading() as session:
        rows = session.exec(select(AuditEvent).where(AuditEvent.subject != "")).all()
        links = session.exec(select(AnswerLink)).all()

    acts = {row.event: row.actor for row in rows}
    assert acts[Event.ANSWER_LINK_MADE] == publisher.actor
    assert (acts[Event.STEP_NOTED], acts[Event.RESPONSE_ENTERED]) == ("body", "body")
    assert token not in str(rows) + str([made.token_hash for made in links])
