"""Raise a concern for the safeguarding lead: found in what somebody told us, or noticed by a person."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from actions.concern_steps import add_step, checked_note
from actions.tell_lead import tell_lead
from analysis.concerns import concerns_version, find_concerns
from models.errors import FeedbackError
from models.escalation import ConcernReading, Escalation, EscalationStepKind
from models.events import Event
from models.feedback import Feedback
from models.outbox import MailKind
from models.people import Permission, Viewer, require
from models.setting import ThresholdKind
from models.vocabulary import ConcernKind
from models.watchdog import Watchdog
from storage import audit
from storage.queries.escalations import leads_of, open_escalations
from storage.queries.newest_decision import newest_unless_taken_back
from storage.queries.thresholds import thresholds
from storage.queries.unread_for_concerns import Unread, unread_texts

DANGER = frozenset({ConcernKind.RISK_TO_LIFE, ConcernKind.SELF_HARM})
"""What cannot wait as long as the others."""

NOT_READ = "not_read"
"""The reason where the machine could not read a text: then a person has to."""

Reasons = frozenset[tuple[ConcernKind, str]]


class Reading(NamedTuple):
    """What was found in the texts of one piece of feedback: in those read before, and in the new ones."""

    unread: Unread
    in_old: Reasons
    in_new: Reasons


def read_for_concerns(session: Session, feedback_id: UUID, *, by: Viewer, at: datetime) -> int:
    """Read what these rules have not read yet of one piece of feedback, and raise what is found.

    Returns 1 if that raised a concern or added to an open one, else 0. Nothing is raised again in words
    that were read before, once a lead has decided about that kind of concern.
    """
    require(by, Permission.RAISE_CONCERN)
    audit.lock(session, by.watchdog_id)
    unread = unread_texts(session, by.watchdog_id, feedback_id, concerns_version())
    return keep_reading(session, reading_of(unread), by=by, at=at) if unread else 0


def reading_of(unread: Unread) -> Reading:
    """What the machine finds. It takes a while and no store."""
    return Reading(unread, _found(unread.old), _found(unread.new))


def keep_reading(session: Session, reading: Reading, *, by: Viewer, at: datetime) -> int:
    """Note that it was read, and raise what was found. Returns 1 if something was raised or added.

    Where somebody else has read it meanwhile, its words were put right or it was withdrawn, nothing changes.
    The chain is locked already.
    """
    version, was = concerns_version(), reading.unread
    unread = unread_texts(session, by.watchdog_id, was.feedback_id, version)
    if unread is None or unread.read != was.read or not _begins_with(unread, was):
        return 0
    session.add(
        ConcernReading(
            watchdog_id=by.watchdog_id,
            feedback_id=was.feedback_id,
            version=version,
            texts=was.texts,
            read_at=at,
        )
    )
    decided = _kinds_decided(session, by.watchdog_id, was.feedback_id)
    found = reading.in_new | {(kind, reason) for kind, reason in reading.in_old if kind not in decided}
    return int(bool(found) and _raise(session, was.feedback_id, found, by=by, at=at))


def _begins_with(unread: Unread, was: Unread) -> bool:
    """Whether the texts are those that were read, and perhaps more: whoever typed one may put it right."""
    read = (*was.old, *was.new)
    return (*unread.old, *unread.new)[: len(read)] == read


def raise_by_person(
    session: Session, feedback_id: UUID, kind: ConcernKind | None, note: str, *, by: Viewer, at: datetime
) -> UUID:
    """Raise a concern that somebody who works here has, with a reason. Returns its id.

    Where one is open already, this is added to it. Raises TakenBack for what was withdrawn.
    """
    require(by, Permission.RAISE_CONCERN)
    if kind is None:
        raise FeedbackError("Choose what it may be")
    note = checked_note(note, missing="Say in a few words what worries you")
    audit.lock(session, by.watchdog_id)
    if session.get(Feedback, (by.watchdog_id, feedback_id)) is None:
        raise FeedbackError("That feedback isn't here. It may belong to another watchdog.")
    newest_unless_taken_back(session, by.watchdog_id, feedback_id)
    _raise(session, feedback_id, frozenset({(kind, "")}), note=note, by=by, at=at)
    return open_escalations(session, by.watchdog_id, feedback_id)[0].id


def _raise(
    session: Session, feedback_id: UUID, found: Reasons, *, note: str = "", by: Viewer, at: datetime
) -> bool:
    """Open a concern, or add to the one that is open. Returns whether that changed anything."""
    kinds = {kind for kind, _ in found}
    reasons = {reason for _, reason in found if reason}
    opened = open_escalations(session, by.watchdog_id, feedback_id)
    if not opened:
        concern = Escalation(
            watchdog_id=by.watchdog_id,
            feedback_id=feedback_id,
            kind=ConcernKind(_gravest_first(kinds)[0]),
            kinds=_gravest_first(kinds),
            reasons=sorted(reasons),
            raised_by=by.actor,
            raised_at=at,
            due_at=_due(session, kinds, by=by, at=at),
            lead_id=_named_lead(session, by.watchdog_id),
        )
        session.add(concern)
        session.flush()
        add_step(session, concern, EscalationStepKind.RAISED, Event.CONCERN_RAISED, note=note, by=by, at=at)
        tell_lead(session, concern, MailKind.CONCERN_WAITS, at=at)
        return True
    [concern] = opened
    if not note and kinds <= set(concern.kinds) and reasons <= set(concern.reasons):
        return False
    due_at = min(concern.due_at, _due(session, kinds, by=by, at=at))
    is_news = due_at < concern.due_at or not kinds <= set(concern.kinds)
    concern.kinds = _gravest_first(kinds | set(map(ConcernKind, concern.kinds)))
    concern.kind = ConcernKind(concern.kinds[0])
    concern.reasons = sorted(reasons | set(concern.reasons))
    concern.due_at = due_at
    add_step(session, concern, EscalationStepKind.NOTED, Event.CONCERN_RAISED, note=note, by=by, at=at)
    if is_news:
        concern.overdue_told_at = None
        tell_lead(session, concern, MailKind.CONCERN_WAITS, at=at)
    return True


def _found(texts: Iterable[str]) -> Reasons:
    """What the machine finds in some texts; that it could not read one is a reason for a person to."""
    found: set[tuple[ConcernKind, str]] = set()
    for text in texts:
        try:
            found |= {(one.kind, one.reason.value) for one in find_concerns(text)}
        except Exception:  # one text that cannot be read must neither stop the others nor be lost
            found.add((ConcernKind.SAFEGUARDING, NOT_READ))
    return frozenset(found)


def _kinds_decided(session: Session, watchdog_id: str, feedback_id: UUID) -> set[ConcernKind]:
    """The kinds of concern that a lead has decided about already."""
    decided = session.exec(
        select(Escalation.kinds).where(
            Escalation.watchdog_id == watchdog_id,
            Escalation.feedback_id == feedback_id,
            col(Escalation.decided_at).is_not(None),
        )
    )
    return {ConcernKind(kind) for kinds in decided for kind in kinds}


def _gravest_first(kinds: set[ConcernKind]) -> list[str]:
    return [kind.value for kind in ConcernKind if kind in kinds]


def _due(session: Session, kinds: set[ConcernKind], *, by: Viewer, at: datetime) -> datetime:
    """When somebody must have decided about concerns of these kinds."""
    kind = ThresholdKind.DANGER_HOURS if kinds & DANGER else ThresholdKind.CONCERN_HOURS
    return at + timedelta(hours=thresholds(session, by)[kind])


def _named_lead(session: Session, watchdog_id: str) -> UUID | None:
    """The lead whom the watchdog has named, as long as that person may decide."""
    named = session.get_one(Watchdog, watchdog_id).lead_id
    return named if named in {lead.id for lead in leads_of(session, watchdog_id)} else None
