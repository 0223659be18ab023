"""What was kept of one entry, so that whoever wrote it down can put it right?"""

from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from models.entry import EntryDraft, SpokenConsent, ThemeHeard
from models.feedback import Contact, Feedback, FeedbackService, Handover
from models.people import Permission, Viewer, own_staff_id, require


class KeptEntry(NamedTuple):
    """`consents` are those that count: the newest for each use."""

    feedback: Feedback
    services: tuple[UUID, ...]
    joins: tuple[Handover, ...]
    contact: Contact | None
    consents: tuple[SpokenConsent, ...]
    themes: tuple[str, ...]


def kept_of_entry(session: Session, viewer: Viewer, feedback_id: UUID) -> KeptEntry | None:
    """Everything that the viewer wrote down, opened; None for anybody else's, and for what isn't here."""
    require(viewer, Permission.WRITE_FOR_OTHERS)
    feedback = session.exec(_own(viewer, feedback_id)).one_or_none()
    if feedback is None:
        return None
    of_it = (viewer.watchdog_id, feedback_id)
    services = session.exec(
        select(FeedbackService.service_id)
        .where(FeedbackService.watchdog_id == of_it[0], FeedbackService.feedback_id == of_it[1])
        .order_by(col(FeedbackService.position))
    )
    joins = session.exec(
        select(Handover)
        .where(Handover.watchdog_id == of_it[0], Handover.feedback_id == of_it[1])
        .order_by(col(Handover.position))
    )
    contact = session.exec(
        select(Contact).where(Contact.watchdog_id == of_it[0], Contact.feedback_id == of_it[1])
    ).one_or_none()
    consents = session.exec(
        select(SpokenConsent)
        .where(SpokenConsent.watchdog_id == of_it[0], SpokenConsent.feedback_id == of_it[1])
        .order_by(col(SpokenConsent.number))
    )
    themes = session.exec(
        select(ThemeHeard.theme)
        .where(ThemeHeard.watchdog_id == of_it[0], ThemeHeard.feedback_id == of_it[1])
        .order_by(col(ThemeHeard.id))
    )
    newest = {consent.use: consent for consent in consents}
    return KeptEntry(feedback, tuple(services), tuple(joins), contact, tuple(newest.values()), tuple(themes))


def _own(viewer: Viewer, feedback_id: UUID) -> SelectOfScalar[Feedback]:
    """Feedback that the viewer typed, or goes on writing where somebody else began it."""
    own_drafts = select(EntryDraft.feedback_id).where(
        EntryDraft.watchdog_id == viewer.watchdog_id, EntryDraft.staff_id == own_staff_id(viewer)
    )
    return select(Feedback).where(
        Feedback.watchdog_id == viewer.watchdog_id,
        Feedback.id == feedback_id,
        or_(col(Feedback.entered_by) == own_staff_id(viewer), col(Feedback.id).in_(own_drafts)),
    )
