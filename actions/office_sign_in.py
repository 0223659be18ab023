"""Let somebody in with the office's own account: its claims become an account, roles and a sign-in."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from actions.name_lead import let_go_of_concerns
from actions.office_claims import OfficeClaims, RolesMap
from actions.one_time_links import make_link, open_link
from actions.people import is_last_administrator, new_account
from actions.sign_in import SignInDesk
from models.errors import FeedbackError
from models.events import Event
from models.people import Permission, Viewer, require
from models.staff import LinkPurpose, StaffMember
from models.vocabulary import Role
from storage import audit
from storage.engine import Store

DISABLED = "Your account here is closed. An administrator can open it again."
NO_ROLE = (
    "Your work account has no role here yet. Ask whoever looks after your work accounts to give it one, "
    "then sign in again."
)
NOT_VERIFIED = (
    "Nobody has checked that your work account's email address is yours. "
    "Ask whoever looks after your work accounts to do that, then sign in again."
)
NOT_VOUCHED_FOR = (
    "Your email address has an account here already, and your work account doesn't say that it was checked. "
    "Sign in with your password here. An administrator can help."
)
SOMEBODY_ELSE = "That email address belongs to another work account here. An administrator can help."


class Refused(FeedbackError):
    """Somebody whom the office knows is not let in here; `why` is what the record says of it."""

    def __init__(self, said: str, *, why: str) -> None:
        super().__init__(said)
        self.why = why


@dataclass(frozen=True)
class Admitted:
    """The way in, good once and for a minute.

    `keeps_administrator` says that their work account no longer makes them an administrator, and that
    they stay one here because nobody else is.
    """

    path: str
    name: str
    keeps_administrator: bool


def admit(store: Store, claims: OfficeClaims, *, roles: RolesMap, by: Viewer, at: datetime) -> Admitted:
    """Give the person whom the claims are about an account with the roles they name, and a way in.

    They are known by who the office says they are, else by an email address that it has checked, else
    they are new. An address that it says nothing of opens only an account without a
    password. Raises Refused, and puts that on record.
    """
    require(by, Permission.MANAGE_PEOPLE)
    try:
        with store.writing() as session:
            audit.lock(session, by.watchdog_id)
            return _admit(session, claims, roles, by=by, at=at)
    except Refused as refusal:
        with store.writing() as session:
            audit.record(session, Event.SIGN_IN_REFUSED, by=by, at=at, detail={"why": refusal.why})
        raise


def enter(
    desk: SignInDesk, store: Store, token: str, *, watchdog_id: str, device: str = "", at: datetime
) -> str:
    """Use the way in up; return a token for the browser, good for no longer than the office's own.

    Raises FeedbackError when it was used already or is a minute old.
    """
    with store.writing() as session:
        audit.lock(session, watchdog_id)
        link, person = open_link(session, token, watchdog_id=watchdog_id, by_office=True, at=at)
        link.used_at = at
        session.add(link)
        return desk.begin(session, person, device=device, with_="office", until=link.until, at=at)


def _admit(session: Session, claims: OfficeClaims, roles: RolesMap, *, by: Viewer, at: datetime) -> Admitted:
    if claims.email_verified is False:
        raise Refused(NOT_VERIFIED, why="email_not_verified")
    given = frozenset[Role]().union(*(roles.get(value, frozenset()) for value in claims.values))
    person = _known(session, claims, watchdog_id=by.watchdog_id)
    if person is not None and person.disabled_at is not None:
        raise Refused(DISABLED, why="disabled")
    if not given:
        raise Refused(NO_ROLE, why="no_role")
    keeps, event = False, Event.LINK_MADE
    if person is None:
        person = new_account(session, claims.name, claims.email, given, by=by, at=at)
        event = Event.STAFF_ADDED
    else:
        keeps = Role.ADMINISTRATOR not in given and is_last_administrator(session, person)
        chosen = given | {Role.ADMINISTRATOR} if keeps else given
        if chosen != person.roles:
            person.roles, event = chosen, Event.ROLES_CHANGED
    detail: dict[str, str | int] = {
        "purpose": LinkPurpose.OFFICE.value,
        "roles": ", ".join(sorted(role.value for role in person.roles)),
        "first_time": int(not person.office_id),
    }
    person.office_id = claims.office_id
    session.add(person)
    let_go_of_concerns(session, person, by=by, at=at)
    link = make_link(session, person, LinkPurpose.OFFICE, made_by=by.actor, until=claims.until, at=at)
    audit.record(session, event, by=by, at=at, subject=person.id, detail=detail)
    return Admitted(link.path, person.name, keeps)


def _known(session: Session, claims: OfficeClaims, *, watchdog_id: str) -> StaffMember | None:
    """The account of whom the claims are about. Raises Refused when its address may be another's."""
    here = select(StaffMember).where(StaffMember.watchdog_id == watchdog_id)
    known = session.exec(here.where(StaffMember.office_id == claims.office_id)).first()
    if known is None:
        known = session.exec(here.where(StaffMember.email == claims.email)).one_or_none()
        if known is not None and known.office_id:
            raise Refused(SOMEBODY_ELSE, why="another_account")
        if known is not None and known.password_hash and not claims.email_verified:
            raise Refused(NOT_VOUCHED_FOR, why="email_not_vouched_for")
    return known
