"""What has to be put right in what is noted about a recommendation: its day, whom, what was found, why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col

from actions.commitments import checked_reason
from actions.recommendation_checks import stands_today
from content.words import day_in_words
from models.commitment import LONGEST_BODY, LONGEST_REASON
from models.errors import Problems
from models.organisation import Organisation
from models.provider_response import ProviderResponse, is_unread
from models.recommendation import Recommendation, RecommendationStep, StepDraft, StepKind
from models.words import canonical
from storage.queries.responses import newest_first

UNREAD = "Their newest answer came on our site and nobody has checked it. Check it or take it back first"


def checked_step(
    session: Session,
    row: Recommendation,
    steps: Sequence[RecommendationStep],
    draft: StepDraft,
    *,
    today: date,
) -> tuple[StepDraft, date]:
    """The draft with its spaces tidied, and its day. Raises Problems, by field."""
    draft = replace(
        draft,
        to_name=" ".join(canonical(draft.to_name).split()),
        note=" ".join(canonical(draft.note).split()),
        recheck=draft.recheck if draft.kind is StepKind.RECHECKED else None,
    )
    problems = {
        "on": _day_problem(session, row, steps, draft, today),
        "to_name": _name_problem(draft),
        "recheck": "Choose what you found"
        if draft.kind is StepKind.RECHECKED and draft.recheck is None
        else "",
        "note": _note_problem(draft),
    }
    found = {field: said for field, said in problems.items() if said}
    if found or draft.on is None:
        raise Problems(found)
    return draft, draft.on


def answered_on(session: Session, row: Recommendation) -> date | None:
    """When the newest answer that was not taken back came."""
    newest = _newest_answer(session, row)
    return newest.received_on if newest else None


def _newest_answer(session: Session, row: Recommendation) -> ProviderResponse | None:
    its = ProviderResponse.recommendation_id == row.id, col(ProviderResponse.ended_at).is_(None)
    return session.exec(newest_first(row.watchdog_id, with_words=False).where(*its)).first()


def _day_problem(
    session: Session,
    row: Recommendation,
    steps: Sequence[RecommendationStep],
    draft: StepDraft,
    today: date,
) -> str:
    if draft.on is None:
        return "Choose the day"
    if draft.on > today:
        return "Choose a day that has come"
    if draft.kind is StepKind.SENT:
        return _body_problem(session, row, draft.on)
    sent = next((one.on for one in steps if one.kind is StepKind.SENT), None)
    if sent is None:
        return "It isn't sent yet. Note first on which day it was"
    if draft.on < sent:
        return f"Choose a day that isn't before it was sent, on {day_in_words(sent)}"
    if draft.kind is not StepKind.RECHECKED:
        return ""
    answer = _newest_answer(session, row)
    if answer is None:
        return "No answer is entered yet, so there is nothing to look at again"
    if is_unread(answer):
        return UNREAD
    if draft.on < answer.received_on:
        return f"Choose a day that isn't before the answer came, on {day_in_words(answer.received_on)}"
    return ""


def _body_problem(session: Session, row: Recommendation, on: date) -> str:
    """Nobody can answer for a body that had ended by then; what came after it can."""
    body = stands_today(session, session.get_one(Organisation, (row.watchdog_id, row.organisation_id)))
    if body.valid_to is None or on <= body.valid_to:
        return ""
    ended = f"{body.name} ended on {day_in_words(body.valid_to)}"
    if body.successor_id is None:
        return f"{ended}. Choose another body first"
    after = session.get_one(Organisation, (row.watchdog_id, body.successor_id))
    return f"{ended}. {stands_today(session, after).name} came after it: choose that one first"


def _name_problem(draft: StepDraft) -> str:
    if draft.kind is StepKind.ESCALATED and not draft.to_name:
        return "Say whom you turned to"
    if len(draft.to_name) > LONGEST_BODY:
        return f"Use {LONGEST_BODY} characters or fewer. You have used {len(draft.to_name)}"
    return ""


def _note_problem(draft: StepDraft) -> str:
    if draft.kind is StepKind.RECHECKED:
        return checked_reason(draft.note)[1]
    if len(draft.note) > LONGEST_REASON:
        return f"Use {LONGEST_REASON} characters or fewer. You have used {len(draft.note):,}"
    return ""
