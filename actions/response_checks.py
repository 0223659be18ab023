"""What an answer of a body needs before it is kept, and what has to be put right in it, by field."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from actions.needed_texts import on_one_line, problems_in
from actions.response_kept import is_kept_already
from content.words import day_in_words
from models.errors import FeedbackError, Problems
from models.feedback import Feedback
from models.organisation import Organisation
from models.provider_response import (
    LONGEST_CHANGE,
    LONGEST_FROM,
    LONGEST_RESPONSE,
    CameBy,
    ChangeState,
    ProviderResponse,
    ResponseDraft,
    Stance,
)
from models.recommendation import Recommendation, RecommendationKind, RecommendationStep, StepKind
from models.watchdog import HERE
from models.words import canonical
from storage.queries.bodies_answering import bodies_of_feedback
from storage.queries.newest_decision import newest_unless_taken_back

ON_ONE_LINE = ("reason", "change_what", "from_whom")
MISSING_WORDS = "Type what they wrote or said, in their own words"
NOT_SENT = "That hasn't been sent yet, so nobody can have answered it. Note that it was sent first"
NOTHING_LEFT = "Leave what anybody may read of it. If that is nothing, take the answer back"
NOT_PASSED_ON = (
    "Whoever told us this didn't agree that we pass it on to the service, so no answer to it is kept here"
)
WORDS_GONE = (
    "Their words were forgotten, as they had been kept for long enough, so no answer to them is kept either"
)


class _Answered(NamedTuple):
    """What an answer is to: from which day on there can be one, how that is said, and whose it is."""

    since: date
    too_old: str
    bodies: tuple[UUID, ...]
    needs_stance: bool = False


def checked(session: Session, mine: str, draft: ResponseDraft, *, today: date) -> dict[str, Any]:
    """What is to be stored of a draft, by field.

    Raises Problems, by field; FeedbackError where what is answered isn't here or can't be answered; and
    TakenBack where whoever told us took it back.
    """
    answered = _answered(session, mine, draft)
    draft = tidied(draft)
    body, body_problem = _body(session, mine, draft, answered)
    problems = {
        **problems_in({"words": draft.words}, {"words": MISSING_WORDS}, {"words": LONGEST_RESPONSE}),
        "came_by": "" if draft.came_by else "Say how it reached us",
        "from_whom": _from_problem(draft),
        "organisation_id": body_problem,
        **_day_problems(draft, answered, today),
        **_stance_problems(draft, answered),
        **_change_problems(draft),
    }
    if not problems["words"] and is_kept_already(session, mine, draft):
        problems["words"] = "This answer is kept already"
    if found := {field: said for field, said in problems.items() if said}:
        raise Problems(found)
    return {**asdict(draft), "organisation_id": body.id if body else None, "body": body.name if body else ""}


def checked_to_be_read(row: ProviderResponse, shown: str, reason: str, change_what: str) -> dict[str, str]:
    """What anybody may read of an answer in its own words, by field. Raises Problems, by field."""
    draft = ResponseDraft(
        words=canonical(shown).strip(),
        dated_on=row.dated_on,
        received_on=row.received_on,
        came_by=row.came_by,
        stance=row.stance,
        reason=reason,
        change=row.change,
        change_what=change_what,
    )
    draft = replace(draft, **on_one_line(draft, ON_ONE_LINE))
    problems = {
        **problems_in({"shown": draft.words}, {"shown": NOTHING_LEFT}, {"shown": LONGEST_RESPONSE}),
        "reason": _reason_problem(draft),
        "change_what": _what_problem(draft),
    }
    if found := {field: said for field, said in problems.items() if said}:
        raise Problems(found)
    return {"shown": draft.words, "reason": draft.reason, "change_what": draft.change_what}


def _answered(session: Session, mine: str, draft: ResponseDraft) -> _Answered:
    if (draft.recommendation_id is None) == (draft.feedback_id is None):
        raise FeedbackError("Say what it answers: one recommendation, or what one person told us")
    if draft.recommendation_id is not None:
        return _recommendation(session, mine, draft.recommendation_id)
    return _feedback(session, mine, draft.feedback_id)


def _recommendation(session: Session, mine: str, recommendation_id: UUID) -> _Answered:
    row = session.get(Recommendation, (mine, recommendation_id))
    if row is None:
        raise FeedbackError("That recommendation isn't here. Look at the list again")
    sent = session.exec(
        select(RecommendationStep)
        .where(
            RecommendationStep.watchdog_id == mine,
            RecommendationStep.recommendation_id == row.id,
            RecommendationStep.kind == StepKind.SENT,
            col(RecommendationStep.ended_at).is_(None),
        )
        .order_by(col(RecommendationStep.number).desc())
    ).first()
    if sent is None:
        raise FeedbackError(NOT_SENT)
    too_old = f"The letter we sent is of {day_in_words(sent.on)}: an answer can't be older"
    needs_stance = row.kind is RecommendationKind.RECOMMENDATION
    return _Answered(sent.on, too_old, (row.organisation_id,), needs_stance)


def _feedback(session: Session, mine: str, feedback_id: UUID | None) -> _Answered:
    told = session.exec(
        select(
            Feedback.received_at, Feedback.words_gone_at, Feedback.consent_pass_on, Feedback.consent_contact
        ).where(Feedback.watchdog_id == mine, Feedback.id == feedback_id)
    ).first()
    if told is None or feedback_id is None:
        raise FeedbackError("That feedback isn't here. It may have been erased")
    received_at, words_gone_at, pass_on, contact = told
    newest_unless_taken_back(session, mine, feedback_id)
    if not (pass_on or contact):
        raise FeedbackError(NOT_PASSED_ON)
    if words_gone_at is not None:
        raise FeedbackError(WORDS_GONE)
    told_on = received_at.astimezone(HERE).date()
    too_old = f"We were told this on {day_in_words(told_on)}: an answer can't be older"
    return _Answered(told_on, too_old, bodies_of_feedback(session, mine, feedback_id))


def tidied(draft: ResponseDraft) -> ResponseDraft:
    """Without spaces that nobody sees. To what a person told us there is no stance."""
    draft = replace(draft, words=canonical(draft.words).strip(), **on_one_line(draft, ON_ONE_LINE))
    if draft.feedback_id is not None:
        return replace(draft, stance=None, reason="")
    return draft


def _body(
    session: Session, mine: str, draft: ResponseDraft, answered: _Answered
) -> tuple[Organisation | None, str]:
    """Whose answer it is: the body chosen, else the only one that it can be of, as what stands for it."""
    chosen = draft.organisation_id
    if chosen is None and len(answered.bodies) == 1:
        [chosen] = answered.bodies
    if chosen is None:
        return None, "Choose the body that answered"
    body = session.get(Organisation, (mine, chosen))
    if body is None:
        return None, "That organisation isn't here. Choose one from the list"
    if body.merged_into_id is not None:
        body = session.get_one(Organisation, (mine, body.merged_into_id))
    return body, ""


def _from_problem(draft: ResponseDraft) -> str:
    """Who speaks for a body that answers by itself; a letter says so, and is kept elsewhere."""
    if draft.came_by is CameBy.LINK and not draft.from_whom:
        return "Say who answers: a name and a post"
    if len(draft.from_whom) > LONGEST_FROM:
        return f"Use {LONGEST_FROM} characters or fewer. You have used {len(draft.from_whom)}"
    return ""


def _day_problems(draft: ResponseDraft, answered: _Answered, today: date) -> dict[str, str]:
    problems = {}
    if draft.dated_on is None:
        problems["dated_on"] = "Give the day on the letter, or the day it was said"
    elif draft.dated_on > today:
        problems["dated_on"] = "Choose a day that has come"
    elif draft.dated_on < answered.since:
        problems["dated_on"] = answered.too_old
    if draft.received_on is None:
        problems["received_on"] = "Give the day it reached us"
    elif draft.received_on > today:
        problems["received_on"] = "Choose a day that has come"
    elif draft.dated_on and draft.received_on < draft.dated_on:
        problems["received_on"] = "It can't have reached us before the day on it"
    return problems


def _stance_problems(draft: ResponseDraft, answered: _Answered) -> dict[str, str]:
    problems = {"reason": _reason_problem(draft)}
    if answered.needs_stance and draft.stance is None:
        problems["stance"] = "Say what they will do with the recommendation"
    return problems


def _reason_problem(draft: ResponseDraft) -> str:
    if len(draft.reason) > LONGEST_CHANGE:
        return _too_long(draft.reason)
    if draft.stance in {Stance.PARTLY, Stance.REFUSED} and not draft.reason:
        return "Give the reason they gave. If they gave none, say so"
    return ""


def _change_problems(draft: ResponseDraft) -> dict[str, str]:
    problems = {"change_what": _what_problem(draft)}
    if draft.change is None:
        problems["change"] = "Say whether something changes"
    if draft.change_by and draft.change is not ChangeState.PLANNED:
        problems["change_by"] = "Only a change that is planned has a day. Take it out"
    elif draft.change_by and draft.dated_on and draft.change_by < draft.dated_on:
        problems["change_by"] = "Choose a day that isn't before the answer"
    return problems


def _what_problem(draft: ResponseDraft) -> str:
    if len(draft.change_what) > LONGEST_CHANGE:
        return _too_long(draft.change_what)
    if draft.change in {ChangeState.PLANNED, ChangeState.MADE} and not draft.change_what:
        return "Say what changes"
    if draft.change is ChangeState.NONE and draft.change_what:
        return "Choose whether this is planned or made, or take it out"
    return ""


def _too_long(said: str) -> str:
    return f"Use {LONGEST_CHANGE:,} characters or fewer. You have used {len(said):,}"
