"""What a promise needs before it is followed, and what has to be put right in it, by field."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, select

from actions.baselines import other_baseline
from actions.needed_texts import on_one_line, problems_in
from actions.what_is_measured import way_it_goes, what_is_measured
from models.commitment import LONGEST_BODY, LONGEST_QUOTATION, LONGEST_SOURCE, Commitment, CommitmentDraft
from models.errors import Problems
from models.organisation import Organisation

MISSING = {
    "quotation": "Give the promise in its own words",
    "promised_by": "Say who promised it",
    "source": "Say where it was promised: a report, a meeting, a page on the web",
}
WHAT_IS_HELD = ("measure", "scope", "baseline")
"""Where these stay, a promise may stay beside another that a merger made the same figure."""
LONGEST = {"quotation": LONGEST_QUOTATION, "promised_by": LONGEST_BODY, "source": LONGEST_SOURCE}


def checked(
    session: Session,
    mine: str,
    programme_id: UUID,
    draft: CommitmentDraft,
    *,
    before: Commitment | None = None,
    today: date,
) -> dict[str, Any]:
    """What is to be stored of a draft, by field. Raises Problems, by field.

    What stood there `before` may stay, though it could not be chosen any more.
    """
    draft = _tidied(draft)
    problems = problems_in(on_one_line(draft, MISSING), MISSING, LONGEST)
    if not problems["quotation"] and _is_followed_already(session, mine, programme_id, draft, before):
        problems["quotation"] = "This promise is followed already"
    draft, problems["organisation_id"] = _with_body(session, mine, draft, before)
    problems |= _day_problems(draft, today)
    draft, of_measure = _with_measure(session, mine, draft, before)
    problems |= of_measure
    stands = before is not None and all(
        getattr(before, field) == getattr(draft, field) for field in WHAT_IS_HELD
    )
    if draft.baseline and not problems.get("baseline") and not of_measure and not stands:
        but = before.id if before else None
        problems["baseline"] = other_baseline(
            session, mine, draft.measure, draft.scope, draft.baseline, but=but
        )
    if found := {field: said for field, said in problems.items() if said}:
        raise Problems(found)
    return asdict(draft)


def _tidied(draft: CommitmentDraft) -> CommitmentDraft:
    baseline = draft.baseline.replace(day=1) if draft.baseline else None
    return replace(draft, **on_one_line(draft, MISSING), baseline=baseline, measure=draft.measure.strip())


def _is_followed_already(
    session: Session, mine: str, programme_id: UUID, draft: CommitmentDraft, before: Commitment | None
) -> bool:
    others = session.exec(
        select(Commitment.id).where(
            Commitment.watchdog_id == mine,
            Commitment.programme_id == programme_id,
            Commitment.quotation == draft.quotation,
            Commitment.promised_by == draft.promised_by,
            col(Commitment.ended_at).is_(None),
        )
    ).all()
    return any(before is None or one != before.id for one in others)


def _with_body(
    session: Session, mine: str, draft: CommitmentDraft, before: Commitment | None
) -> tuple[CommitmentDraft, str]:
    """The draft with the body that answers for it: the one chosen, else the one of that name."""
    if draft.organisation_id is None:
        named = session.exec(
            select(Organisation.id).where(
                Organisation.watchdog_id == mine,
                func.lower(Organisation.name) == draft.promised_by.lower(),
            )
        ).first()
        return replace(draft, organisation_id=named), ""
    body = session.get(Organisation, (mine, draft.organisation_id))
    if body is None:
        return draft, "That organisation isn't here. Choose one from the list"
    was = (
        session.get(Organisation, (mine, before.organisation_id))
        if before and before.organisation_id
        else None
    )
    if was and body.id in (was.id, was.merged_into_id):
        return replace(draft, organisation_id=was.id), ""
    if body.merged_into_id is None:
        return draft, ""
    after = session.get_one(Organisation, (mine, body.merged_into_id))
    return draft, f"{body.name} is merged into {after.name}. Choose that one"


def _day_problems(draft: CommitmentDraft, today: date) -> dict[str, str]:
    problems = {}
    if draft.said_on and draft.said_on > today:
        problems["said_on"] = "Choose a day that has come: it was said by now"
    if draft.said_on and draft.due_on and draft.due_on < draft.said_on:
        problems["due_on"] = "Choose a day that isn't before the one it was said on"
    if draft.baseline and not draft.measure:
        problems["baseline"] = "Choose what to measure first"
    elif draft.baseline and draft.baseline > today:
        problems["baseline"] = "Choose a month that has begun"
    return problems


def _with_measure(
    session: Session, mine: str, draft: CommitmentDraft, before: Commitment | None
) -> tuple[CommitmentDraft, dict[str, str]]:
    """The draft with its scope as it is stored and the way its measure is to go."""
    if not draft.measure:
        problems = {"direction": "Choose what to measure first"} if draft.direction else {}
        return replace(draft, scope=""), problems
    scope, problems = what_is_measured(session, mine, draft.measure, draft.scope)
    if before and before.measure == draft.measure:
        was = what_is_measured(session, mine, before.measure, before.scope)
        problems.pop("measure", None)
        if draft.scope == before.scope or (was.scope == scope and "scope" not in was.problems):
            scope = before.scope
            problems.pop("scope", None)
    draft = replace(draft, scope=scope)
    draft = replace(draft, direction=draft.direction or way_it_goes(draft.measure))
    if draft.direction is None and "measure" not in problems:
        problems = {**problems, "direction": "Say which way it goes where the promise is kept"}
    return draft, problems
