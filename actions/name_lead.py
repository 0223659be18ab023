"""Name the safeguarding lead whom concerns go to first."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from actions.put_setting import put_setting
from actions.setting_history import note_change
from actions.tell_lead import tell_lead
from models.errors import FeedbackError
from models.escalation import Escalation
from models.events import Event
from models.outbox import MailKind
from models.people import Permission, Viewer, require
from models.setting import SettingChange, SettingKind
from models.staff import StaffMember
from models.watchdog import Watchdog
from storage import audit
from storage.queries.escalations import decides, leads_of

LEAD = "lead"
"""What the history of the watchdog's settings calls this one."""


def name_lead(session: Session, lead_id: UUID | None, *, after: int, by: Viewer, at: datetime) -> None:
    """Let new concerns go to this lead first; None: to every lead. `after` is the last change that was seen.

    Raises FeedbackError for somebody who can't decide about concerns, and SomebodyElseDecided for an old
    `after`.
    """
    require(by, Permission.EDIT_WATCHDOG)
    audit.lock(session, by.watchdog_id)
    if lead_id is not None and lead_id not in {lead.id for lead in leads_of(session, by.watchdog_id)}:
        raise FeedbackError("Choose somebody who is a safeguarding lead here and can sign in")
    put_setting(
        session,
        session.get_one(Watchdog, by.watchdog_id),
        {"lead_id": lead_id},
        Event.LEAD_NAMED,
        about=(SettingKind.WATCHDOG, LEAD),
        detail={},
        after=after,
        by=by,
        at=at,
    )


def let_go_of_concerns(session: Session, person: StaffMember, *, by: Viewer, at: datetime) -> None:
    """Where somebody can't decide any more, give what they had to every lead, who are told.

    A part of the act that ended it, which has its own audit link.
    """
    if decides(person) and person.disabled_at is None:
        return
    session.flush()
    watchdog = session.get_one(Watchdog, person.watchdog_id)
    if watchdog.lead_id == person.id:
        about = SettingChange.watchdog_id == watchdog.id, SettingChange.subject == LEAD
        newest = session.exec(select(func.max(SettingChange.number)).where(*about)).one()
        gone = {"lead_id": (person.id, None)}
        note_change(session, SettingKind.WATCHDOG, LEAD, gone, after=newest or 0, by=by, at=at)
        watchdog.lead_id = None
        session.add(watchdog)
    theirs = session.exec(
        select(Escalation).where(
            Escalation.watchdog_id == person.watchdog_id,
            Escalation.lead_id == person.id,
            col(Escalation.decided_at).is_(None),
        )
    ).all()
    for concern in theirs:
        concern.lead_id = None
        session.add(concern)
        session.flush()
        tell_lead(session, concern, MailKind.CONCERN_WAITS, at=at)
