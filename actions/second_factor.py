"""The second factor: six digits that change every half minute (RFC 6238), or a code on paper."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import pyotp
from sqlmodel import Session, col, delete, select

from actions.reference import DIGITS, LETTERS
from models.errors import FeedbackError
from models.staff import RecoveryCode, StaffMember
from storage import audit
from storage.engine import Store

SECONDS = 30
AHEAD_OR_BEHIND = 1
"""Time steps that a telephone's clock may be off by, as RFC 6238 advises."""
NOTICED = 10
"""Steps within which we can tell somebody that it is their clock: five minutes."""
CODES = 10
PAIRS = 8
LENGTH = 6


class WrongCode(FeedbackError):
    """The code is not one that can be taken now; the sentence says what to do.

    `ahead` is the time step of a code that will come later, for `never_take`; else 0.
    """

    def __init__(self, said: str, *, ahead: int = 0) -> None:
        super().__init__(said)
        self.ahead = ahead


def new_secret() -> str:
    """A secret for an authenticator app: 160 random bits in base 32."""
    return pyotp.random_base32()


def secret_shown(seed: str, browser: str) -> str:
    """The secret that a link's page shows one browser: the same each time, and no other browser's.

    `seed` is what the link keeps, `browser` what the browser does. Empty where the link has none.
    """
    if not seed:
        return ""
    digest = hmac.digest(seed.encode(), browser.encode("utf-8", "replace"), "sha256")
    return base64.b32encode(digest[:20]).decode()


def code_at(secret: str, at: datetime) -> str:
    """The six digits that an authenticator app shows at a moment."""
    return pyotp.TOTP(secret, interval=SECONDS).at(int(at.timestamp()))


def address_for_app(secret: str, *, email: str, issuer: str) -> str:
    """What the QR code holds (otpauth://)."""
    return pyotp.TOTP(secret, interval=SECONDS).provisioning_uri(name=email, issuer_name=issuer)


def step_of(secret: str, typed: str, *, last_step: int, at: datetime) -> int:
    """Return the time step whose code was typed. Raises WrongCode, with what to do about it.

    A step is taken once: `last_step` is the last one that was.
    """
    code = _plain(typed)
    totp, now = pyotp.TOTP(secret, interval=SECONDS), int(at.timestamp()) // SECONDS
    steps = sorted(range(now - NOTICED, now + NOTICED + 1), key=lambda step: abs(step - now))
    found = [step for step in steps if secrets.compare_digest(totp.generate_otp(step).encode(), code)]
    if not found:
        raise WrongCode("That code isn't right. Type the six digits that your app shows now")
    off = found[0] - now
    if abs(off) > AHEAD_OR_BEHIND:
        which, wait = ("fast", f"wait {_minutes(off)}, ") if off > 0 else ("slow", "")
        raise WrongCode(
            f"Your phone's clock is about {_minutes(off)} {which}. "
            f"Let the phone set its time by itself, {wait}then type the code it shows",
            ahead=found[0] if off > 0 else 0,
        )
    if found[0] <= last_step:
        if (still := last_step - now) > AHEAD_OR_BEHIND:
            raise WrongCode(f"Wait {_minutes(still)}, then type the six digits that your app shows")
        raise WrongCode("That code has been used. Wait for your app to show the next one")
    return found[0]


def never_take(store: Store, watchdog_id: str, staff_id: UUID, wrong: WrongCode) -> None:
    """Let no code be taken later that we have just said is one to come, and none before it."""
    if not wrong.ahead:
        return
    with store.writing() as session:
        audit.lock(session, watchdog_id)
        person = session.get_one(StaffMember, (watchdog_id, staff_id))
        person.last_step = max(person.last_step, wrong.ahead)
        session.add(person)


def take_code(session: Session, person: StaffMember, typed: str, *, at: datetime) -> str:
    """Take a code from the app, or one on paper; return which: "app" or "recovery_code".

    Raises WrongCode. The caller holds the watchdog's lock, so that no code is taken twice.
    """
    if not person.second_factor:
        raise WrongCode("There is no authenticator app for this account")
    code = _plain(typed)
    if code.isdigit() or len(code) <= LENGTH:
        person.last_step = step_of(person.second_factor, typed, last_step=person.last_step, at=at)
        session.add(person)
        return "app"
    typed_hash = _fingerprint(typed)
    unused = session.exec(
        select(RecoveryCode).where(
            RecoveryCode.watchdog_id == person.watchdog_id,
            RecoveryCode.staff_id == person.id,
            col(RecoveryCode.used_at).is_(None),
        )
    ).all()
    for kept in unused:
        if secrets.compare_digest(kept.code_hash, typed_hash):
            kept.used_at = at
            session.add(kept)
            return "recovery_code"
    raise WrongCode("That recovery code isn't one of yours, or it has been used")


def replace_recovery_codes(session: Session, watchdog_id: str, staff_id: UUID) -> Sequence[str]:
    """Make ten new codes and forget the others. They are shown once, now."""
    session.exec(
        delete(RecoveryCode).where(
            col(RecoveryCode.watchdog_id) == watchdog_id, col(RecoveryCode.staff_id) == staff_id
        )
    )
    codes = [_new_code() for _ in range(CODES)]
    session.add_all(
        RecoveryCode(watchdog_id=watchdog_id, staff_id=staff_id, code_hash=_fingerprint(code))
        for code in codes
    )
    return codes


def _minutes(steps: int) -> str:
    minutes = max(1, round(abs(steps) * SECONDS / 60))
    return f"{minutes} {'minute' if minutes == 1 else 'minutes'}"


def _new_code() -> str:
    pairs = "".join(secrets.choice(LETTERS) + secrets.choice(DIGITS) for _ in range(PAIRS))
    return "-".join(pairs[place : place + 4] for place in range(0, len(pairs), 4))


def _fingerprint(typed: str) -> str:
    return hashlib.sha256(_plain(typed.upper())).hexdigest()


def _plain(typed: str) -> bytes:
    """A code without the spaces and hyphens that it was shown or typed with."""
    return "".join(character for character in typed if character.isalnum()).encode("utf-8", "replace")
