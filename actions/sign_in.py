"""Let somebody in, know them again, and let them out."""

import hashlib
import secrets
from contextlib import suppress
from datetime import datetime, timedelta

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sqlmodel import col, select

from actions.people import LONGEST_PASSWORD, end_sign_ins, password_hash
from models.errors import FeedbackError, StoreUnavailable
from models.people import Viewer, resident
from models.staff import SignIn, StaffMember
from models.vocabulary import Event
from storage import audit
from storage.engine import Store

TRIES_PER_ACCOUNT = RateLimitItemPerMinute(10, 5, namespace="account")
TRIES_AT_ACCOUNT = RateLimitItemPerMinute(100, 5, namespace="account-anywhere")
TRIES_PER_ADDRESS = RateLimitItemPerMinute(30, 5, namespace="address")
SEEN_EVERY = timedelta(minutes=1)
WRONG = "That email address and password don't go together. Check both and try again."
TOO_MANY = "Too many tries. Wait five minutes, then try again."

_DECOY = password_hash.hash(secrets.token_urlsafe(24))


class SignInDesk:
    """Checks passwords, and turns away whoever tries too often before any work is done for them."""

    def __init__(self, *, idle: timedelta, longest: timedelta) -> None:
        self.idle, self.longest = idle, longest
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def sign_in(
        self, store: Store, *, watchdog_id: str, email: str, password: str, address: str, at: datetime
    ) -> str:
        """Return a new token for the browser to keep. Raises FeedbackError with one sentence.

        The sentence is the same for an unknown address and a wrong password, and so is the time
        it takes. In five minutes: ten tries at an account from one network address, thirty from that
        address in all, and a hundred at the account from anywhere, so that a stranger's guesses do
        not keep its owner out.
        """
        email = email.strip().lower()
        if not (
            self._limiter.hit(TRIES_PER_ADDRESS, watchdog_id, _fingerprint(address))
            and self._limiter.hit(TRIES_PER_ACCOUNT, watchdog_id, _fingerprint(email), _fingerprint(address))
            and self._limiter.hit(TRIES_AT_ACCOUNT, watchdog_id, _fingerprint(email))
        ):
            raise FeedbackError(TOO_MANY)
        with store.reading() as session:
            person = session.exec(
                select(StaffMember).where(
                    StaffMember.watchdog_id == watchdog_id,
                    StaffMember.email == email,
                    col(StaffMember.disabled_at).is_(None),
                )
            ).one_or_none()
        right = len(password) <= LONGEST_PASSWORD and password_hash.verify(
            password, person.password_hash if person else _DECOY
        )
        if person is None or not right:
            with store.writing() as session:
                audit.record(session, Event.SIGN_IN_REFUSED, by=resident(watchdog_id), at=at)
            raise FeedbackError(WRONG)
        token = secrets.token_urlsafe(32)
        with store.writing() as session:
            sign_in = SignIn(
                watchdog_id=watchdog_id,
                staff_id=person.id,
                token_hash=_fingerprint(token),
                started_at=at,
                seen_at=at,
            )
            session.add(sign_in)
            session.flush()
            audit.record(session, Event.SIGNED_IN, by=_viewer(person), at=at, subject=sign_in.id)
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
        return _viewer(person)

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
            audit.record(session, Event.SIGNED_OUT, by=_viewer(found[1]), at=at, subject=sign_in.id)

    def sign_out_everywhere(self, store: Store, viewer: Viewer, *, at: datetime) -> int:
        """End every sign-in of the viewer, on every device. Returns how many."""
        with store.writing() as session:
            person = session.get_one(StaffMember, (viewer.watchdog_id, viewer.staff_id))
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
                    SignIn.token_hash == _fingerprint(token),
                    col(SignIn.ended_at).is_(None),
                    SignIn.seen_at > at - self.idle,
                    SignIn.started_at > at - self.longest,
                )
            ).one_or_none()
            if sign_in is None:
                return None
            person = session.get(StaffMember, (watchdog_id, sign_in.staff_id))
        return (sign_in, person) if person is not None and person.disabled_at is None else None


def _viewer(person: StaffMember) -> Viewer:
    return Viewer(person.watchdog_id, person.role, name=person.name, staff_id=person.id)


def _fingerprint(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()
