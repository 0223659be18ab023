"""What West Testford Voice asks of services, and what they answer: each act on its own day."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from actions.answer_links import make_answer_link
from actions.answer_through_link import answer_through_link, note_through_link
from actions.publish_recommendation import publish_recommendation
from actions.publish_response import check_response, publish_response
from actions.recommendation_steps import note_step
from actions.recommendations import add_recommendation
from actions.responses import enter_response
from analysis.working_days import is_working_day
from example_data.desk import Desk
from example_data.followed import Due
from models.organisation import Organisation
from models.people import Viewer, body
from models.provider_response import CameBy, ChangeState, ResponseDraft, Stance
from models.recommendation import Recheck, RecommendationDraft, RecommendationKind, StepDraft, StepKind
from models.vocabulary import Role
from storage.queries.answer_links import link_to

Given = Mapping[str, Any]


def asked(desk: Desk, *, at: datetime) -> Iterator[Due]:
    """Every recommendation and what came of it, where `at` is now."""
    today = at.date()
    for given in given_in("asked"):
        added = day_of(given["added"], today)
        yield Due(on(added, 9), _add(given, desk))
        if given.get("link"):
            yield Due(on(added, 10), _link(given["name"], desk))
        for step in given.get("steps", ()):
            day = day_of(step["on"], today)
            noted = _note_by_body if step.get("by_body") else _step
            yield Due(on(day, 10), noted(given["name"], step, day, desk))
        for answer in given.get("answers", ()):
            kept = _answer_by_body if "from_whom" in answer else _answer
            yield Due(on(day_of(answer["received"], today), 11), kept(given["name"], answer, desk))
            if "published" in answer:
                yield Due(on(answer["published"], 12), _check_and_publish(given["name"], answer, desk))
        if "published" in given:
            yield Due(on(day_of(given["published"], today), 13), _publish(given["name"], desk))


@cache
def given_in(name: str) -> list[dict[str, Any]]:
    """What a file of this folder says, under its own name."""
    path = Path(__file__).with_name(f"{name}.toml")
    given: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))[name]
    return given


def day_of(given: date | int, today: date) -> date:
    """A day as it is given, or so many working days ago."""
    if isinstance(given, date):
        return given
    day = today
    while given:
        day -= timedelta(days=1)
        given -= is_working_day(day)
    return day


def on(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)


def body_called(session: Session, desk: Desk, name: str) -> UUID:
    """The body of a name."""
    ours = Organisation.watchdog_id == desk.workers[Role.ANALYST].watchdog_id
    return session.exec(select(Organisation.id).where(ours, Organisation.name == name)).one()


def enter(
    session: Session, given: Given, desk: Desk, *, at: datetime, **answers: UUID | Stance | str | None
) -> UUID:
    """Keep one answer of a file, and return its id. `answers` says what it is an answer to."""
    draft = ResponseDraft(
        words=given["words"],
        dated_on=given.get("dated", at.date()),
        received_on=at.date(),
        came_by=CameBy(given["by"]),
        organisation_id=body_called(session, desk, given["body"]) if "body" in given else None,
        change=ChangeState(given["change"]),
        change_what=given.get("what", ""),
        change_by=given.get("change_by"),
        **answers,  # type: ignore[arg-type]
    )
    return enter_response(session, draft, by=desk.workers[Role.ANALYST], at=at)


def shown(given: Given) -> str:
    """What anybody may read of an answer: without what says who somebody is."""
    said: str = given["words"]
    for part in given.get("take_out", ()):
        said = said.replace(part, "")
    return said


def _add(given: Given, desk: Desk) -> Any:
    def add(session: Session, at: datetime) -> None:
        draft = RecommendationDraft(
            asks=given["asks"],
            finding=given["finding"],
            organisation_id=body_called(session, desk, given["body"]),
            addressed_to=given["to"],
            details=given.get("details", ""),
            kind=RecommendationKind(given.get("kind", "recommendation")),
            copied_to=tuple(given.get("copied_to", ())),
            programme_id=desk.programmes[given["programme"]] if "programme" in given else None,
            measure=given.get("measure", ""),
            scope=given.get("scope", ""),
        )
        by = desk.workers[Role.ANALYST]
        desk.asked[given["name"]] = add_recommendation(session, draft, by=by, at=at)

    return add


def _step(name: str, given: Given, day: date, desk: Desk) -> Any:
    def note(session: Session, at: datetime) -> None:
        draft = StepDraft(
            StepKind(given["kind"]),
            day,
            to_name=given.get("to", ""),
            recheck=Recheck(given["recheck"]) if "recheck" in given else None,
            note=given.get("note", ""),
        )
        role = Role.PUBLISHER if draft.kind is StepKind.RECHECKED else Role.ANALYST
        note_step(session, desk.asked[name], draft, by=desk.workers[role], at=at)

    return note


def _answer(name: str, given: Given, desk: Desk) -> Any:
    def keep(session: Session, at: datetime) -> None:
        stance = Stance(given["stance"])
        desk.asked[f"{name}.answer"] = enter(
            session,
            given,
            desk,
            recommendation_id=desk.asked[name],
            stance=stance,
            reason=given.get("reason", ""),
            at=at,
        )

    return keep


def _link(name: str, desk: Desk) -> Any:
    def make(session: Session, at: datetime) -> None:
        make_answer_link(session, desk.asked[name], by=desk.workers[Role.ANALYST], at=at)

    return make


def _note_by_body(name: str, given: Given, _: date, desk: Desk) -> Any:
    def note(session: Session, at: datetime) -> None:
        token, by = _opens(session, desk.asked[name], desk)
        note_through_link(session, token, StepKind(given["kind"]), by=by, at=at)

    return note


def _answer_by_body(name: str, given: Given, desk: Desk) -> Any:
    def keep(session: Session, at: datetime) -> None:
        token, by = _opens(session, desk.asked[name], desk)
        draft = ResponseDraft(
            words=given["words"],
            dated_on=None,
            received_on=None,
            came_by=None,
            stance=Stance(given["stance"]),
            reason=given.get("reason", ""),
            change=ChangeState(given["change"]),
            change_what=given.get("what", ""),
            change_by=given.get("change_by"),
            from_whom=given["from_whom"],
        )
        answer_through_link(session, token, draft, by=by, at=at)

    return keep


def _opens(session: Session, recommendation_id: UUID, desk: Desk) -> tuple[str, Viewer]:
    """What opens the page on which a body answers, and whoever holds it."""
    mine = desk.workers[Role.ANALYST].watchdog_id
    link = link_to(session, mine, recommendation_id)
    return (link.token if link else "", body(mine))


def _check_and_publish(name: str, given: Given, desk: Desk) -> Any:
    def publish(session: Session, at: datetime) -> None:
        by, answer = desk.workers[Role.PUBLISHER], desk.asked[f"{name}.answer"]
        check_response(session, answer, shown(given), by=by, at=at)
        publish_response(session, answer, by=by, at=at)

    return publish


def _publish(name: str, desk: Desk) -> Any:
    def publish(session: Session, at: datetime) -> None:
        publish_recommendation(session, desk.asked[name], by=desk.workers[Role.PUBLISHER], at=at)

    return publish
