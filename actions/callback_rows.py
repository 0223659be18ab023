"""The rows that a callback belongs to: what was sent, or the draft that somebody still writes."""

from uuid import UUID

from sqlmodel import Session, col, or_, select

from actions.entry_rows import answers_of, put_answers
from content.entry_keys import CALLBACK_DATE, CALLBACK_TIME, CALLBACK_WHY
from models.callback import Callback
from models.entry import EntryDraft
from models.errors import FeedbackError, NotAllowed
from models.feedback import Feedback
from models.people import Permission, Viewer
from models.watchdog import HERE


def check_theirs(session: Session, feedback_id: UUID | None, draft_id: UUID | None, *, by: Viewer) -> None:
    """A callback belongs to what whoever asks wrote down themselves, unless they read everybody's."""
    feedback = session.get(Feedback, (by.watchdog_id, feedback_id)) if feedback_id else None
    draft = session.get(EntryDraft, (by.watchdog_id, draft_id)) if draft_id else None
    if (feedback_id and feedback is None) or (draft_id and draft is None):
        raise FeedbackError("What they are to be rung about isn\u2019t here.")
    is_theirs = feedback is None or feedback.entered_by == by.staff_id or by.may(Permission.READ_FEEDBACK)
    if not is_theirs or (draft is not None and draft.staff_id != by.staff_id):
        raise NotAllowed("Somebody else wrote that down.")


def open_for(
    session: Session, watchdog_id: str, *, feedback_id: UUID | None = None, draft_id: UUID | None = None
) -> Callback | None:
    """The callback that waits about this feedback or this draft; None without one."""
    of_these = [col(Callback.feedback_id) == feedback_id] if feedback_id else []
    of_these += [col(Callback.draft_id) == draft_id] if draft_id else []
    if not of_these:
        return None
    ours = Callback.watchdog_id == watchdog_id, col(Callback.closed_at).is_(None)
    return session.exec(select(Callback).where(*ours, or_(*of_these))).first()


def note_in_draft(session: Session, callback: Callback) -> None:
    """Say in the draft when they are to be rung by now, or no more: sending it asks for nothing else."""
    row = session.get(EntryDraft, (callback.watchdog_id, callback.draft_id)) if callback.draft_id else None
    answers = answers_of(row) if row is not None and row.sent_at is None else {}
    if row is None or not answers.get(CALLBACK_DATE):
        return
    due = callback.due_at.astimezone(HERE)
    asked = {CALLBACK_DATE: f"{due:%Y-%m-%d}", CALLBACK_TIME: f"{due:%H:%M}"}
    if callback.closed_at is not None:
        asked = dict.fromkeys((CALLBACK_DATE, CALLBACK_TIME, CALLBACK_WHY), "")
    put_answers(session, row, answers | asked)
