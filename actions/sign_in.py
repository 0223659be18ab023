"""Let somebody in, know them again, and let them out."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from actions.one_time_links import end_links, make_link
from actions.passwords import is_right, kept_as
from actions.people import end_sign_ins
from actions.second_factor import WrongCode, never_take, take_code
from actions.tries import Tries
from models.errors import FeedbackError, StoreUnavailable
from models.events import Event
from models.people import Viewer, resident
from models.staff import LinkPurpose, SignIn, StaffMember
from storage import audit
from storage.engine import Store
from storage.keys import fingerprint

SEEN_EVERY = timedelta(minutes=1)
LONGEST_DEVICE = 60
WRONG = "That email address and password don't go together. Check both and try again."
NO_CODE = "Type the six digits that your authenticator app shows now"

_DECOY = kept_as(secrets.token_urlsafe(24))


@dataclass(frozen=True)
class LetIn:
    """What the right password and code lead to: a token for the browser to keep, or a link.

    The link is for somebody who has no second factor yet, and must set one up before anything else.
    """

    token: str = ""
    link: str = ""


class SignInDesk:
    """Checks passwords and codes, and turns away whoever tries too often before any work is done."""

    def __init__(self, *, idle: timedelta, longest: timedelta) -> None:
        self.idle, self.longest = idle, longest
        self.tries = Tries()

    def sign_in(
        self,
        store: Store,
        *,
        watchdog_id: str,
        email: str,
        password: str,
        code: str,
        address: str,
        device: str = "",
        at: datetime,
    ) -> LetIn:
        """Return a new token for the browser to keep. Raises FeedbackError with one sentence.

        The sentence is the same for an unknown address and a wrong password, and so is the time
        it takes; WrongCode is only ever about the code that goes with the right password.
        """
        email = email.strip().lower()
        self.tries.heed_password(watchdog_id, email, address)
        with store.reading() as session:
            person = session.exec(
                select(StaffMember).where(
                    StaffMember.watchdog_id == watchdog_id,
                    StaffMember.email == email,
                    col(StaffMember.disabled_at).is_(None),
                )
            ).one_or_none()
        kept = (person.password_hash if person else "") or _DECOY
        if not is_right(password, kept) or person is None or not person.password_hash:
            _refused(store, watchdog_id, why="password", at=at)
            raise FeedbackError(WRONG)
        if person.second_factor and not code.strip():
            _refused(store, watchdog_id, why="no_code", subject=person.id, at=at)
            raise WrongCode(NO_CODE)
        self.tries.heed_codes(watchdog_id, person.id)
        try:
            with store.writing() as session:
                audit.lock(session, watchdog_id)
                fresh = session.get_one(StaffMember, (watchdog_id, person.id))
                if fresh.disabled_at is not None or fresh.password_hash != kept:
                    raise FeedbackError(WRONG)
                if not fresh.second_factor:
                    return LetIn(link=_link_to_set_up(session, fresh, at=at))
                with_ = take_code(session, fresh, code, at=at)
                return LetIn(token=self.begin(session, fresh, device=device, with_=with_, at=at))
        except WrongCode as wrong:
            self.tries.note_wrong_code(watchdog_id, person.id)
            never_take(store, watchdog_id, person.id, wrong)
            _refused(store, watchdog_id, why="code", subject=person.id, at=at)
            raise

    def begin(
        self,
        session: Session,
        person: StaffMember,
        *,
        device: str,
        with_: str,
        until: datetime | None = None,
        at: datetime,
    ) -> str:
        """Begin a sign-in for somebody who has proved who they are; return its token.

        `with_` says how: "app", "recovery_code" or "office". It ends at `until` at the latest.
        """
        token = secrets.token_urlsafe(32)
        latest = at + self.longest
        sign_in = SignIn(
            watchdog_id=person.watchdog_id,
            staff_id=person.id,
            token_hash=fingerprint(token),
            device=device[:LONGEST_DEVICE],
            by_office=with_ == "office",
            started_at=at,
            seen_at=at,
            expires_at=min(latest, until) if until else latest,
        )
        session.add(sign_in)
        session.flush()
        audit.record(
            session,
            Event.SIGNED_IN,
            by=viewer_of(person),
            at=at,
            subject=sign_in.id,
            detail={"with": with_},
        )
        return token

    def viewer(self, store: Store, token: str | None, *, watchdog_id: str, at: datetime) -> Viewer:
        """Who holds this token now; a resident when it is missing, ended, idle too long or too old."""
        found = self._open_sign_in(store, token, watchdog_id=watchdog_id, at=at)
        if found is None:
            return resident(watchdog_id)
        sign_in, person = found
        if at - sign_in.seen_at >= SEEN_EVERY:
            # Reading goes on while the store is busy; the next run notes it.
            with suppress(StoreUnavailable), store.writing() as session:
                kept = session.get(SignIn, (watchdog_id, sign_in.id))
                if kept is not None and kept.ended_at is None:
                    kept.seen_at = at
                    session.add(kept)
        return viewer_of(person, sign_in_id=sign_in.id)

    def sign_out(self, store: Store, token: str | None, *, watchdog_id: str, at: datetime) -> None:
        """End the sign-in that this token opens; nothing happens when it opens none."""
        found = self._open_sign_in(store, token, watchdog_id=watchdog_id, at=at)
        if found is None:
            return
        with store.writing() as session:
            audit.lock(session, watchdog_id)
            sign_in = session.get_one(SignIn, (watchdog_id, found[0].id))
            if sign_in.ended_at is not None:
                return
            sign_in.ended_at = at
            session.add(sign_in)
            audit.record(session, Event.SIGNED_OUT, by=viewer_of(found[1]), at=at, subject=sign_in.id)

    def sign_out_everywhere(self, store: Store, viewer: Viewer, *, at: datetime) -> int:
        """End every sign-in of the viewer, on every device, and the links that somebody signed in made.

        Returns how many sign-ins.
        """
        with store.writing() as session:
            audit.lock(session, viewer.watchdog_id)
            person = session.get_one(StaffMember, (viewer.watchdog_id, viewer.staff_id))
            end_links(session, person, LinkPurpose.SECOND_FACTOR, LinkPurpose.OFFICE, at=at)
            ended = end_sign_ins(session, person, at=at)
            audit.record(session, Event.SIGN_INS_ENDED, by=viewer, at=at, detail={"sign_ins_ended": ended})
        return ended

    def _open_sign_in(
        self, store: Store, token: str | None, *, watchdog_id: str, at: datetime
    ) -> tuple[SignIn, StaffMember] | None:
        if not token:
            return None
        with store.reading() as session:
            sign_in = session.exec(
                select(SignIn).where(
                    SignIn.watchdog_id == watchdog_id,
                    SignIn.token_hash == fingerprint(token),
                    col(SignIn.ended_at).is_(None),
                    SignIn.seen_at > at - self.idle,
                    SignIn.expires_at > at,
                )
            ).one_or_none()
            if sign_in is None:
                return None
            person = session.get(StaffMember, (watchdog_id, sign_in.staff_id))
        return (sign_in, person) if person is not None and person.disabled_at is None else None


def viewer_of(person: StaffMember, *, sign_in_id: UUID | None = None) -> Viewer:
    """Somebody with an account, as whoever acts or reads."""
    return Viewer(
        person.watchdog_id, person.roles, name=person.name, staff_id=person.id, sign_in_id=sign_in_id
    )


def _link_to_set_up(session: Session, person: StaffMember, *, at: datetime) -> str:
    by, purpose = viewer_of(person), LinkPurpose.SECOND_FACTOR
    link = make_link(session, person, purpose, made_by=by.actor, at=at)
    audit.record(session, Event.LINK_MADE, by=by, at=at, subject=person.id, detail={"purpose": purpose.value})
    return link.path


def _refused(store: Store, watchdog_id: str, *, why: str, subject: object = "", at: datetime) -> None:
    """Put it on record. The account is its subject where somebody knew the password."""
    by = resident(watchdog_id)
    with store.writing() as session:
        audit.record(session, Event.SIGN_IN_REFUSED, by=by, at=at, subject=subject, detail={"why": why})
