"""What a draft of an entry would be kept as just now, with what only the store knows of it."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from actions.callback_rows import open_for
from actions.entry_asks import asked_in_entry
from actions.entry_rows import answers_of
from actions.known_again import number_digest
from content.entry import Entry, as_far_as_it_goes, to_entry
from content.entry_aloud import CallbackWanted, callback_wanted
from content.entry_keys import CALLBACK_DATE, CALLBACK_TIME, CALLBACK_WHY, INITIALS, SERVICES, initials_of
from models.callback import Callback
from models.entry import EntryDraft
from models.errors import Problems
from models.feedback import Feedback
from models.feedback_draft import FeedbackDraft
from models.outreach import OutreachEvent
from models.people import Viewer, own_staff_id
from models.programme import Programme
from storage.queries.escalations import concerns_about


def in_full(session: Session, row: EntryDraft, *, by: Viewer, at: datetime) -> Entry:
    """Everything that was typed, if nothing in it needs another look. Raises Problems by key."""
    typed = _typed(row, by)
    promised = _still_to_be_rung(session, row, typed, at=at)
    if promised is not None:
        typed |= dict.fromkeys((CALLBACK_DATE, CALLBACK_TIME, CALLBACK_WHY), "")
    has_reason = promised is not None or (
        row.feedback_id is not None and may_be_reached(session, row.feedback_id, by=by)
    )
    entry, to_put_right = to_entry(
        asked_in_entry(session, typed, feedback_id=row.feedback_id, by=by),
        typed,
        token=_token(row),
        channel=row.channel,
        at=at,
        has_reason=has_reason,
    )
    if entry is None:
        raise Problems(to_put_right)
    callback = promised or entry.callback
    return entry._replace(draft=_with_what_is_here(session, entry.draft, by=by), callback=callback)


def at_once(session: Session, row: EntryDraft, *, by: Viewer, at: datetime) -> Entry:
    """What can be kept of it without another look, where somebody may be in danger."""
    typed = _typed(row, by)
    asked = asked_in_entry(session, typed, feedback_id=row.feedback_id, by=by)
    entry = as_far_as_it_goes(asked, typed, token=_token(row), channel=row.channel, at=at)
    return entry._replace(draft=_with_what_is_here(session, entry.draft, by=by))


def may_be_reached(session: Session, feedback_id: UUID, *, by: Viewer) -> bool:
    """Whether there is a reason to keep how to reach them: a callback waits, or somebody was worried."""
    waits = select(Callback.id).where(
        Callback.watchdog_id == by.watchdog_id,
        Callback.feedback_id == feedback_id,
        col(Callback.closed_at).is_(None),
    )
    if session.exec(waits).first() is not None:
        return True
    return bool(concerns_about(session, by.watchdog_id, feedback_id))


def beside_services(refused: Problems) -> Problems:
    """What is wrong with a service, beside the services of the entry."""
    return Problems({SERVICES: " ".join(refused.by_question.values())})


def _typed(row: EntryDraft, by: Viewer) -> dict[str, str]:
    return {INITIALS: initials_of(by.name)} | answers_of(row)


def _still_to_be_rung(
    session: Session, row: EntryDraft, typed: dict[str, str], *, at: datetime
) -> CallbackWanted | None:
    """The callback that waits already and is late: that is no reason to hold up what they told us."""
    wanted, _ = callback_wanted(typed, at=at)
    waits = open_for(session, row.watchdog_id, draft_id=row.id)
    if waits is None or wanted is None or wanted.due_at > at:
        return None
    return wanted._replace(due_at=waits.due_at)


def _token(row: EntryDraft) -> str:
    """However often Send is pressed, one row is kept."""
    return f"entry-{row.id}"


def _with_what_is_here(session: Session, draft: FeedbackDraft, *, by: Viewer) -> FeedbackDraft:
    """The draft with who typed it and who rang; it points at nothing that isn't here."""
    places = {
        "same_story_as": Feedback,
        "outreach_event_id": OutreachEvent,
        "programme_id": Programme,
    }
    here = {
        name: points_at
        if (points_at := getattr(draft, name)) and session.get(table, (by.watchdog_id, points_at))
        else None
        for name, table in places.items()
    }
    digest = number_digest(draft.contact_telephone)
    return draft.model_copy(update={"entered_by": own_staff_id(by), "caller_digest": digest, **here})
