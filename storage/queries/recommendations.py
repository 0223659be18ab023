"""What was asked of whom, who answers for it today, and what became of it?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, func, select

from models.organisation import Organisation
from models.people import Permission, Viewer, require
from models.programme import Programme
from models.provider_response import ResponseSeen
from models.recommendation import Recommendation, RecommendationStep
from models.recommendation_seen import RecommendationSeen, StepSeen
from models.setting import SettingChange, SettingKind, Threshold, ThresholdKind
from models.vocabulary import Role
from storage.queries.commitments import answering, stands
from storage.queries.names_of_actors import names_of_actors
from storage.queries.responses import actors_of_responses, responses_to_recommendations
from storage.queries.scopes_kept import Standing, standing
from storage.queries.scopes_with_period import scope_with_page

EVERY_END_HAS_COME = date.max


class _Around(NamedTuple):
    """What the recommendations of a watchdog name."""

    bodies: Mapping[UUID, Organisation]
    programmes: Mapping[UUID, str]
    steps: Mapping[UUID, list[RecommendationStep]]
    responses: Mapping[UUID, tuple[ResponseSeen, ...]]
    changes: Mapping[str, int]
    known: Standing
    recheck_months: int
    people: Mapping[str, str]
    today: date


def recommendations(
    session: Session, viewer: Viewer, *, today: date = EVERY_END_HAS_COME
) -> tuple[RecommendationSeen, ...]:
    """Every recommendation, the newest number first; those that have ended are among them.

    What bodies answered stands there as it came for whoever may enter answers, and for nobody else. A body
    that ends after `today` still answers for itself.
    """
    require(viewer, Permission.READ_FIGURES)
    mine = viewer.watchdog_id
    rows, steps = _rows(session, mine), _steps(session, mine)
    actors = {actor for row in rows for actor in (row.added_by, row.published_by, row.ended_by)}
    actors |= {step.signed_by for of_one in steps.values() for step in of_one}
    people = names_of_actors(session, viewer, actors | actors_of_responses(session, mine))
    responses = responses_to_recommendations(
        session, mine, people=people, with_words=viewer.may(Permission.ENTER_RESPONSES)
    )
    around = _around(session, mine, steps, responses, people, today)
    return tuple(_seen(row, around) for row in rows)


def public_recommendations(
    session: Session, mine: str, *, today: date = EVERY_END_HAS_COME
) -> tuple[RecommendationSeen, ...]:
    """Those that anybody may read of, the newest number first, with the answers that anybody may read.

    No person's name, note or word as it came is in them, nor what the watchdog wrote to whom about them.
    `answered_on` says that an answer came though it is not published: nobody is called late who answered.
    """
    responses = responses_to_recommendations(session, mine, people={}, with_words=False)
    around = _around(session, mine, _steps(session, mine), responses, {}, today)
    found = (_seen(row, around) for row in _rows(session, mine))
    return tuple(_for_anybody(one) for one in found if one.is_public)


def recommendation_for_body(
    session: Session, mine: str, recommendation_id: UUID, *, today: date
) -> RecommendationSeen | None:
    """One, for the body that holds the link to it: what was asked, by when, and which answers are here.

    No person's name, note, or word as it came is in it, and of an answer that is not published only when it
    came and what was chosen: several people of a body may hold the link.
    """
    row = session.get(Recommendation, (mine, recommendation_id))
    if row is None:
        return None
    responses = responses_to_recommendations(session, mine, people={}, with_words=False)
    one = _seen(row, _around(session, mine, _steps(session, mine), responses, {}, today))
    steps = (replace(step, note="", to_name="") for step in one.steps if not step.is_taken_back)
    answers = (
        answer if answer.is_public else replace(answer, shown="", reason="", change_what="")
        for answer in one.responses
        if answer.ended_at is None
    )
    return replace(one, steps=tuple(steps), responses=tuple(answers))


def _for_anybody(one: RecommendationSeen) -> RecommendationSeen:
    steps = (replace(step, note="", to_name="") for step in one.steps if not step.is_taken_back)
    responses = (answer for answer in one.responses if answer.is_public)
    return replace(one, steps=tuple(steps), responses=tuple(responses))


def _rows(session: Session, mine: str) -> list[Recommendation]:
    return list(
        session.exec(
            select(Recommendation)
            .where(Recommendation.watchdog_id == mine)
            .order_by(col(Recommendation.number).desc())
        )
    )


def _steps(session: Session, mine: str) -> defaultdict[UUID, list[RecommendationStep]]:
    """By recommendation, by the day they are of, and then as they were noted."""
    found: defaultdict[UUID, list[RecommendationStep]] = defaultdict(list)
    for row in session.exec(
        select(RecommendationStep)
        .where(RecommendationStep.watchdog_id == mine)
        .order_by(col(RecommendationStep.on), col(RecommendationStep.number))
    ):
        found[row.recommendation_id].append(row)
    return found


def _around(
    session: Session,
    mine: str,
    steps: Mapping[UUID, list[RecommendationStep]],
    responses: Mapping[UUID, tuple[ResponseSeen, ...]],
    people: Mapping[str, str],
    today: date,
) -> _Around:
    bodies = session.exec(select(Organisation).where(Organisation.watchdog_id == mine)).all()
    programmes = session.exec(select(Programme.id, Programme.name).where(Programme.watchdog_id == mine)).all()
    changes = session.exec(
        select(SettingChange.subject, func.max(SettingChange.number))
        .where(SettingChange.watchdog_id == mine, SettingChange.kind == SettingKind.RECOMMENDATION)
        .group_by(SettingChange.subject)
    ).all()
    months = session.exec(
        select(Threshold.value).where(
            Threshold.watchdog_id == mine, Threshold.kind == ThresholdKind.RECHECK_MONTHS
        )
    ).one()
    return _Around(
        bodies={one.id: one for one in bodies},
        programmes=dict(programmes),
        steps=steps,
        responses=responses,
        changes=dict(changes),
        known=standing(session, mine),
        recheck_months=months,
        people=people,
        today=today,
    )


def _seen(row: Recommendation, around: _Around) -> RecommendationSeen:
    scope, lost = scope_with_page(row.scope, row.measure, around.known)
    responses = around.responses.get(row.id, ())
    return RecommendationSeen(
        id=row.id,
        number=row.number,
        kind=row.kind,
        asks=row.asks,
        finding=row.finding,
        body=row.body,
        organisation_id=stands(around.bodies, row.organisation_id) or row.organisation_id,
        recheck_months=around.recheck_months,
        details=row.details,
        measure=row.measure,
        scope=scope,
        lost=lost,
        programme_id=row.programme_id,
        programme=around.programmes.get(row.programme_id, "") if row.programme_id else "",
        answers_now=answering(around.bodies, row.organisation_id, around.today),
        addressed_to=row.addressed_to,
        copied_to=tuple(row.copied_to),
        added_by=around.people.get(row.added_by, ""),
        added_at=row.added_at,
        published_by=around.people.get(row.published_by, ""),
        published_at=row.published_at,
        ended_by=around.people.get(row.ended_by, ""),
        ended_at=row.ended_at,
        ended_because=row.ended_because,
        steps=_steps_seen(around.steps.get(row.id, ()), around.people),
        responses=responses,
        answered_on=next((one.received_on for one in responses if one.ended_at is None), None),
        changes=around.changes.get(str(row.id), 0),
    )


def _steps_seen(steps: Iterable[RecommendationStep], people: Mapping[str, str]) -> tuple[StepSeen, ...]:
    return tuple(
        StepSeen(
            id=step.id,
            number=step.number,
            kind=step.kind,
            on=step.on,
            to_name=step.to_name,
            recheck=step.recheck,
            note=step.note,
            signed_by=people.get(step.signed_by, ""),
            signed_at=step.signed_at,
            due_on=step.due_on,
            longer_due_on=step.longer_due_on,
            is_taken_back=step.ended_at is not None,
            is_by_body=step.signed_by == Role.BODY,
        )
        for step in steps
    )
