"""What lies on the volunteer's desk at the moment of the fill: people to ring back, and what isn't sent."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session
from uuid_utils.compat import uuid7

from actions.callbacks import ask_callback, close_callback, try_callback
from actions.do_not_call import stop_calls
from actions.entry_callback import keep_callback
from actions.entry_drafts import keep
from models.callback import CallbackOutcome, CallbackResult
from models.people import Viewer
from models.vocabulary import Channel
from models.watchdog import HERE

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
CALLERS = (  # a name, a number that is kept for fiction, and why they want to be rung
    ("Hettie Birtlecombe", "01632 960801", "Whether the district nurse came in the end"),
    ("Ezra Fernsby-Pell", "07700 900802", "To hear what became of the referral"),
    ("Dot Ashdownley", "01632 960803", "Wants the rest written down when her sister is there"),
)
NOT_TO_BE_RUNG = "01632 960847"
BROKEN_OFF = {
    "journey": "leaving_hospital",
    "words": "Gentleman rang about his wife, home from the stroke ward since Friday. The nurse for her leg "
    "was to come on Monday, and nobody has rung. He had to stop because the doctor was at the door.",
    "contact_name": "Casimir Dunnockson",
    "contact_telephone": "01632 960815",
    "callback.why": "To go on with what he was telling us",
}
SHEET = {
    "journey": "something_else",
    "words": "Waited nine weeks for a letter from the eye clinic. The lady at the desk was kind.",
}


def leave_calls(session: Session, calls: Sequence[UUID], *, by: Viewer, at: datetime) -> None:
    """One caller rung back, one given up, and one late; a number that nobody rings; a sheet begun long ago.

    `calls` are what the volunteer sent, the newest last.
    """
    about = [None, None, None, *calls][-len(CALLERS) :]
    done, given_up, late = (
        _asks(session, caller, feedback_id, asked_at=at - 6 * DAY + number * HOUR, due_at=at - DAY, by=by)
        for number, (caller, feedback_id) in enumerate(zip(CALLERS, about, strict=True))
    )
    reached, unanswered = CallbackResult.REACHED, CallbackResult.NO_ANSWER
    try_callback(session, done, reached, "The nurse came.", after=0, by=by, at=at - 5 * DAY)
    for tries in range(3):
        moment = at - 4 * DAY + tries * 8 * HOUR
        try_callback(session, given_up, unanswered, "", after=tries, next_at=moment + HOUR, by=by, at=moment)
    close_callback(session, given_up, CallbackOutcome.GIVEN_UP, after=3, by=by, at=at - 3 * DAY)
    stop_calls(session, NOT_TO_BE_RUNG, by=by, at=at - 2 * DAY)
    keep(session, uuid7(), SHEET, channel=Channel.PAPER, by=by, at=at - 9 * DAY)


def leave_a_call_broken_off(session: Session, *, by: Viewer, at: datetime) -> None:
    """A call that ended too soon: its draft, and that the caller is to be rung later today."""
    draft_id, due = uuid7(), (at + 2 * HOUR).astimezone(HERE)
    when = {"callback.date": f"{due:%Y-%m-%d}", "callback.time": f"{due:%H:%M}"}
    keep(session, draft_id, BROKEN_OFF | when, channel=Channel.PHONE, by=by, at=at - 15 * MINUTE)
    keep_callback(session, draft_id, by=by, at=at - 10 * MINUTE)


def _asks(
    session: Session,
    caller: tuple[str, str, str],
    feedback_id: UUID | None,
    *,
    asked_at: datetime,
    due_at: datetime,
    by: Viewer,
) -> UUID:
    name, telephone, why = caller
    return ask_callback(
        session,
        telephone=telephone,
        name=name,
        why=why,
        due_at=due_at,
        feedback_id=feedback_id,
        by=by,
        at=asked_at,
    )
