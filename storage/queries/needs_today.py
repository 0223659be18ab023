"""What needs a person today, the most harmful first, of what the viewer may act on? And what was done?"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, case, col, func, select

from models.feedback import Feedback
from models.moderation import ModerationDecision
from models.need import MAY_ACT, Need, Wanting
from models.people import Viewer, own_staff_id
from models.vocabulary import Outcome
from storage.queries.current_tags import Versions
from storage.queries.needs_of_calls import of_calls
from storage.queries.needs_of_people import of_comments, of_concerns, of_numbers, of_taken_back
from storage.queries.needs_of_promises import of_promises
from storage.queries.needs_of_recommendations import of_answers, of_publications, of_responses
from storage.queries.needs_of_schemes import of_schemes
from storage.queries.needs_of_the_store import of_mail, of_the_machine
from storage.queries.read_so_far import read_so_far
from storage.queries.review_queue import Turn, Wanted, review_queue
from storage.queries.tags_in_use import NOTHING_READ, versions_in_use

TURNS = {
    Turn.SETTLE: Need.DISAGREEMENTS,
    Turn.SECOND: Need.SECOND_READINGS,
    Turn.FIRST: Need.TAGS_TO_CHECK,
}
WEEK = timedelta(days=7)
ASKED = {
    of_concerns: {Need.CONCERNS_OPEN, Need.LEAD_IS_LATE, Need.NOBODY_LEADS, Need.NO_NAMED_LEAD},
    of_numbers: {Need.NUMBERS_MISSING, Need.NUMBERS_UNCHECKED},
    of_comments: {Need.WAITING},
    of_taken_back: {Need.TAKEN_BACK},
    of_the_machine: {Need.NO_BACKUP},
    of_mail: {Need.MAIL_FAILED},
    of_answers: {Need.ANSWERS_LATE, Need.ANSWERS_DUE, Need.RECHECKS},
    of_responses: {Need.RESPONSES_TO_CHECK},
    of_publications: {Need.QUOTED_TAKEN_BACK, Need.ANNUAL_REPORT, Need.PAGE_OLD},
    of_promises: {Need.PROMISES},
    of_schemes: {Need.SCHEME_ENDS},
}
"""What is asked of the tables, and for the sake of which needs: nothing is asked for nobody."""


class Week(NamedTuple):
    """How many people told us in the last seven days, and how many comments were checked and published."""

    received: int
    checked: int
    published: int


def needs_today(
    session: Session, viewer: Viewer, release: Versions, *, unsent_since: datetime, at: datetime
) -> list[Wanting]:
    """What waits for somebody in one of the viewer's roles, in the order of `Need`.

    `release` is what this release reads comments with. What was begun for somebody before `unsent_since`
    should have been sent by now. Raises NotAllowed for whoever has no account.
    """
    own_staff_id(viewer)
    found = [
        *(
            wanting
            for ask, needs in ASKED.items()
            if any(_may_act(viewer, need) for need in needs)
            for wanting in ask(session, viewer.watchdog_id, at)
        ),
        *(of_calls(session, viewer, unsent_since=unsent_since, at=at) if _rings(viewer) else ()),
        *_tags_to_check(session, viewer),
        *_newer_reading(session, viewer, release),
    ]
    order = list(Need)
    mine = [wanting for wanting in found if _may_act(viewer, wanting.need)]
    if any(wanting.need is Need.CONCERNS_OVERDUE for wanting in mine):
        mine = [wanting for wanting in mine if wanting.need is not Need.LEAD_IS_LATE]
    return sorted(mine, key=lambda wanting: order.index(wanting.need))


def this_week(session: Session, viewer: Viewer, *, at: datetime) -> Week:
    """What happened in the seven days up to `at`."""
    own_staff_id(viewer)
    received = session.exec(
        select(func.count())
        .select_from(Feedback)
        .where(Feedback.watchdog_id == viewer.watchdog_id, Feedback.received_at > at - WEEK)
    ).one()
    checked, published = session.exec(
        select(
            func.count(col(ModerationDecision.feedback_id).distinct()),
            func.count(
                case(
                    (
                        col(ModerationDecision.outcome) == Outcome.PUBLISHABLE,
                        col(ModerationDecision.feedback_id),
                    )
                ).distinct()
            ),
        ).where(
            ModerationDecision.watchdog_id == viewer.watchdog_id,
            ModerationDecision.decided_at > at - WEEK,
            col(ModerationDecision.outcome).not_in((Outcome.AWAITING, Outcome.WITHDRAWN)),
        )
    ).one()
    return Week(received, checked, published)


def _rings(viewer: Viewer) -> bool:
    return _may_act(viewer, Need.CALLBACKS_DUE)


def _tags_to_check(session: Session, viewer: Viewer) -> Iterator[Wanting]:
    """What waits for this viewer to read what the machine or somebody else made of it."""
    if _may_act(viewer, Need.TAGS_TO_CHECK):
        waiting = review_queue(session, viewer, Wanted(oldest_first=True), most=0).waiting
        yield from (Wanting(TURNS[turn], count) for turn, count in waiting.items() if count)


def _newer_reading(session: Session, viewer: Viewer, release: Versions) -> Iterator[Wanting]:
    """A reading by this release that whoever looks after the machine can take into use."""
    if not _may_act(viewer, Need.NEWER_READING):
        return
    if versions_in_use(session, viewer) in (release, NOTHING_READ):
        return
    so_far = read_so_far(session, viewer, release)
    if so_far.is_ready:
        yield Wanting(Need.NEWER_READING, so_far.read)


def _may_act(viewer: Viewer, need: Need) -> bool:
    return any(viewer.may(permission) for permission in MAY_ACT[need])
