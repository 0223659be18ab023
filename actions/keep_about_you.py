"""Keep what somebody told us about themselves: beside what they told us, sealed, and for counting alone."""

import json
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, or_, select

from content.question_set import Answers, Kind, QuestionSet, chosen, questions_on_path
from content.question_sets import ABOUT_YOU
from content.question_sets import question_set as questions_called
from content.questions import to_keep_apart
from models.errors import FeedbackError, Problems
from models.events import Event
from models.feedback import AboutYou, Feedback
from models.people import Permission, Viewer, require
from storage import audit

AREA = "area"
"""The one question whose answer is plain, because it is counted; it is not among the sealed ones as well."""

MAY_BE_CHANGED = timedelta(days=1)
NOT_HERE = "We can\u2019t find what this goes with. What you sent before is safe."
TOO_LATE = "This can be changed on the day it was sent, and not after. What you sent before is safe."


def keep_about_you(
    session: Session, token: str, answers: Answers, *, question_set: str, by: Viewer, at: datetime
) -> None:
    """Keep the answers beside the feedback that was sent under `token`; nothing when all are blank.

    `question_set` is "about_you", with or without a version. Sent again within a day they take the place
    of the earlier ones, and all blank take them away. Raises Problems, by question, for an answer that is
    not on offer, and ValueError for questions whose answers are kept elsewhere.
    """
    require(by, Permission.SUBMIT)
    if question_set.partition("/")[0] != ABOUT_YOU:
        raise ValueError(f"the answers of {question_set!r} are kept with the feedback itself")
    asked = questions_called(ABOUT_YOU)
    kept, problems = to_keep_apart(asked, answers)
    if kept is None:
        raise Problems(problems)
    audit.lock(session, by.watchdog_id)
    feedback_id, received_at = _sent_under(session, token, watchdog_id=by.watchdog_id)
    earlier = session.exec(
        select(AboutYou).where(AboutYou.watchdog_id == by.watchdog_id, AboutYou.feedback_id == feedback_id)
    ).one_or_none()
    if earlier is None and not kept:
        return
    if at - received_at > MAY_BE_CHANGED:
        raise FeedbackError(TOO_LATE)
    if not kept:
        session.delete(earlier)
    else:
        row = earlier or AboutYou(watchdog_id=by.watchdog_id, feedback_id=feedback_id, question_set="")
        sealed = {name: said for name, said in kept.items() if name != AREA}
        row.question_set, row.answers = asked.name, _as_kept(asked, sealed)
        row.area = kept.get(AREA, "")
        session.add(row)
    audit.record(
        session, Event.ABOUT_YOU_KEPT, by=by, at=at, subject=feedback_id, detail={"answered": len(kept)}
    )


def _sent_under(session: Session, token: str, *, watchdog_id: str) -> tuple[UUID, datetime]:
    """The newest feedback sent under a token: words that were changed before sending again are another."""
    same = col(Feedback.submission_token)
    found = session.exec(
        select(Feedback.id, Feedback.received_at)
        .where(
            Feedback.watchdog_id == watchdog_id,
            or_(same == token, same.startswith(f"{token[:90]}.", autoescape=True)),
        )
        .order_by(col(Feedback.id).desc())
        .limit(1)
    ).first()
    if found is None:
        raise FeedbackError(NOT_HERE)
    return found


def _as_kept(asked: QuestionSet, kept: dict[str, str]) -> str:
    """JSON of what was chosen, each as a list, apart from what was typed: only the first is ever counted."""
    typed = {
        question.id for question in questions_on_path(asked, kept) if question.kind in (Kind.LINE, Kind.WORDS)
    }
    return json.dumps(
        {
            "chosen": {name: list(chosen(said)) for name, said in kept.items() if name not in typed},
            "typed": {name: said for name, said in kept.items() if name in typed},
        }
    )
