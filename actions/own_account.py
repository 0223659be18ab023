"""What somebody does about their own account: sign-ins, password, second factor, recovery codes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from actions.one_time_links import end_links, make_link
from actions.passwords import check_password, is_right, kept_as
from actions.people import end_sign_ins, known_of
from actions.second_factor import WrongCode, never_take, replace_recovery_codes, take_code
from actions.sign_in import NO_CODE, SignInDesk
from models.errors import FeedbackError, NotAllowed, Problems
from models.events import Event
from models.people import Viewer
from models.staff import LinkPurpose, SignIn, StaffMember
from storage import audit
from storage.engine import Store

NOT_YOURS = "That sign-in isn't one of yours, or it has ended already."
SIGN_IN_FIRST = "Sign in first."
WRONG_PASSWORD = "That isn't the password you have now"  # noqa: S105 (a sentence)


def end_own_sign_in(session: Session, sign_in_id: UUID, *, by: Viewer, at: datetime) -> None:
    """End one of the viewer's own sign-ins. Raises FeedbackError for any other."""
    audit.lock(session, by.watchdog_id)
    person = _own(session, by)
    sign_in = session.get(SignIn, (by.watchdog_id, sign_in_id))
    if sign_in is None or sign_in.staff_id != person.id or sign_in.ended_at is not None:
        raise FeedbackError(NOT_YOURS)
    sign_in.ended_at = at
    session.add(sign_in)
    audit.record(session, Event.SIGN_IN_ENDED, by=by, at=at, subject=sign_in.id)


def change_password(
    desk: SignInDesk, store: Store, *, old: str, new: str, address: str, by: Viewer, at: datetime
) -> None:
    """Put a new password in place of the old one, and end the viewer's other sign-ins and links.

    Raises Problems about "old", and only once that is right about "new".
    """
    with store.reading() as session:
        person = _own(session, by)
        about = known_of(session, person)
    desk.tries.heed_password(by.watchdog_id, person.email, address)
    was = person.password_hash
    if not is_right(old, was):
        raise Problems({"old": WRONG_PASSWORD})
    try:
        check_password(new, about=about)
    except FeedbackError as refusal:
        raise Problems({"new": str(refusal)}) from refusal
    kept = kept_as(new)
    with store.writing() as session:
        audit.lock(session, by.watchdog_id)
        person = _own(session, by)
        if person.password_hash != was:
            raise Problems({"old": WRONG_PASSWORD})
        person.password_hash = kept
        session.add(person)
        end_links(session, person, at=at)
        ended = end_sign_ins(session, person, at=at, but=by.sign_in_id)
        detail: dict[str, str | int] = {"sign_ins_ended": ended}
        audit.record(session, Event.PASSWORD_CHANGED, by=by, at=at, subject=person.id, detail=detail)


def new_recovery_codes(
    desk: SignInDesk, store: Store, *, code: str, by: Viewer, at: datetime
) -> Sequence[str]:
    """Make ten new recovery codes in place of the others. Raises Problems about "code"."""
    with _with_code(desk, store, code, by=by, at=at) as (session, person):
        codes = replace_recovery_codes(session, by.watchdog_id, person.id)
        audit.record(session, Event.RECOVERY_CODES_MADE, by=by, at=at, subject=person.id)
    return codes


def change_phone(desk: SignInDesk, store: Store, *, code: str, by: Viewer, at: datetime) -> str:
    """Return a link to set up another authenticator app with. Raises Problems about "code"."""
    with _with_code(desk, store, code, by=by, at=at) as (session, person):
        link = make_link(session, person, LinkPurpose.SECOND_FACTOR, made_by=by.actor, at=at)
        detail: dict[str, str | int] = {"purpose": LinkPurpose.SECOND_FACTOR.value}
        audit.record(session, Event.LINK_MADE, by=by, at=at, subject=person.id, detail=detail)
    return link.path


@contextmanager
def _with_code(
    desk: SignInDesk, store: Store, code: str, *, by: Viewer, at: datetime
) -> Iterator[tuple[Session, StaffMember]]:
    """A transaction for somebody who has just shown that their second factor is theirs."""
    if not code.strip():
        raise Problems({"code": NO_CODE})
    if by.staff_id is None:
        raise NotAllowed(SIGN_IN_FIRST)
    desk.tries.heed_codes(by.watchdog_id, by.staff_id)
    try:
        with store.writing() as session:
            audit.lock(session, by.watchdog_id)
            person = _own(session, by)
            take_code(session, person, code, at=at)
            yield session, person
    except WrongCode as wrong:
        desk.tries.note_wrong_code(by.watchdog_id, by.staff_id)
        never_take(store, by.watchdog_id, by.staff_id, wrong)
        raise Problems({"code": str(wrong)}) from wrong


def _own(session: Session, by: Viewer) -> StaffMember:
    person = session.get(StaffMember, (by.watchdog_id, by.staff_id)) if by.staff_id else None
    if person is None or person.disabled_at is not None:
        raise NotAllowed(SIGN_IN_FIRST)
    return person
