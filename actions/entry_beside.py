"""What an entry brings beside the feedback itself: consents, themes, a callback, and no more calls."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, delete, select

from actions.callbacks import ask_callback
from actions.do_not_call import stop_calls
from analysis.taxonomy import load_taxonomy
from content.entry import Entry
from models.entry import SpokenConsent, ThemeHeard
from models.errors import FeedbackError, Problems
from models.people import Viewer


def keep_beside(
    session: Session, feedback_id: UUID, draft_id: UUID, entry: Entry, *, by: Viewer, at: datetime
) -> None:
    """Keep what was said aloud, and do what they asked about being rung.

    Raises Problems where they are not to be rung.
    """
    keep_consents(session, feedback_id, entry, by=by, at=at)
    keep_themes(session, feedback_id, entry.themes, by=by, at=at)
    ring(session, feedback_id, draft_id, entry, by=by, at=at)


def keep_consents(session: Session, feedback_id: UUID, entry: Entry, *, by: Viewer, at: datetime) -> None:
    """A row for each use that was not asked about before, or that they answer in another way by now."""
    before = _consents_before(session, feedback_id, by=by)
    for heard in entry.consents:
        last = before.get(heard.use)
        if last is not None and last.said is heard.said:
            continue
        session.add(
            SpokenConsent(
                watchdog_id=by.watchdog_id,
                feedback_id=feedback_id,
                use=heard.use,
                number=last.number + 1 if last else 1,
                said=heard.said,
                wording=entry.draft.consent_wording,
                initials=heard.initials,
                asked_at=heard.asked_at or at,
            )
        )


def keep_themes(
    session: Session, feedback_id: UUID, themes: tuple[str, ...], *, by: Viewer, at: datetime
) -> None:
    """The themes that were confirmed, and no others; one that is looked for no longer is passed over."""
    of_it = (col(ThemeHeard.watchdog_id) == by.watchdog_id, col(ThemeHeard.feedback_id) == feedback_id)
    session.exec(delete(ThemeHeard).where(*of_it, col(ThemeHeard.theme).not_in(themes)))
    kept = set(session.exec(select(ThemeHeard.theme).where(*of_it)))
    for theme in themes:
        if theme in load_taxonomy().themes and theme not in kept:
            session.add(
                ThemeHeard(
                    watchdog_id=by.watchdog_id,
                    feedback_id=feedback_id,
                    theme=theme,
                    heard_by=by.actor,
                    heard_at=at,
                )
            )


def ring(
    session: Session, feedback_id: UUID, draft_id: UUID, entry: Entry, *, by: Viewer, at: datetime
) -> None:
    """Ask for the callback, or see that nobody rings them again. Raises Problems where they can't be rung."""
    try:
        if entry.do_not_call:
            stop_calls(session, entry.do_not_call, by=by, at=at)
        if entry.callback is not None:
            ask_callback(
                session,
                **entry.callback._asdict(),
                by=by,
                at=at,
                feedback_id=feedback_id,
                draft_id=draft_id,
            )
    except Problems:
        raise
    except FeedbackError as refused:
        raise Problems({"contact_telephone": str(refused)}) from refused


def _consents_before(session: Session, feedback_id: UUID, *, by: Viewer) -> dict[str, SpokenConsent]:
    rows = session.exec(
        select(SpokenConsent)
        .where(SpokenConsent.watchdog_id == by.watchdog_id, SpokenConsent.feedback_id == feedback_id)
        .order_by(col(SpokenConsent.number))
    )
    return {row.use: row for row in rows}
