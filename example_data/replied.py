"""What services answer to what one person told us: to those alone who let us pass it on."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from actions.publish_response import check_response, publish_response
from example_data.asked import Given, enter, given_in, on, shown
from example_data.desk import Desk
from example_data.facts import Facts
from example_data.followed import Due
from example_data.generate import ExampleFeedback
from models.vocabulary import Outcome, Role

READ_AFTER = timedelta(days=2)


def replied(told: Sequence[ExampleFeedback], desk: Desk) -> Iterator[Due]:
    """Every answer to one of those who told us. Among few, not everybody is there who had one."""
    for given in given_in("replied"):
        about = who_said(given["says"], told, agreed=may_be_passed_on)
        if about is None or about.decided_at is None:
            continue
        came = about.decided_at.date() + timedelta(days=given["after_days"])
        yield Due(on(came, 14), _enter(given, about, desk))
        if given.get("checked"):
            yield Due(on(came + READ_AFTER, 14), _check(given, desk))


def may_be_passed_on(given: Facts) -> bool:
    return given.consent_pass_on or given.consent_contact


def who_said(
    said: str,
    told: Sequence[ExampleFeedback],
    *,
    agreed: Callable[[Facts], bool],
) -> ExampleFeedback | None:
    """The last of those who said this, agreed, and may be read by anybody."""
    found = {
        piece.decided_at: piece
        for piece in told
        if said in piece.words
        and piece.outcome is Outcome.PUBLISHABLE
        and agreed(piece.facts)
        and piece.decided_at is not None
    }
    return found[max(found)] if found else None


def _enter(given: Given, about: ExampleFeedback, desk: Desk) -> Any:
    def keep(session: Session, at: datetime) -> None:
        feedback_id = desk.kept[about.token]
        desk.asked[given["says"]] = enter(session, given, desk, feedback_id=feedback_id, at=at)

    return keep


def _check(given: Given, desk: Desk) -> Any:
    def check(session: Session, at: datetime) -> None:
        by = desk.workers[Role.PUBLISHER]
        check_response(session, desk.asked[given["says"]], shown(given), by=by, at=at)
        if given.get("published"):
            publish_response(session, desk.asked[given["says"]], by=by, at=at)

    return check
