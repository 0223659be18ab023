"""The six digits for people of tests, each time a code that was not used yet."""

from datetime import UTC, datetime

import pyotp
from sqlmodel import select

from actions.second_factor import SECONDS
from models.staff import StaffMember
from models.words import canonical
from storage.engine import Store

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""Everybody's second factor in tests."""


def a_code(store: Store, email: str, at: datetime) -> str:
    """A code that signing in would take from this person at this moment."""
    email = canonical(email).strip().lower()
    with store.reading() as session:
        steps = [person.last_step for person in session.exec(select(StaffMember)) if person.email == email]
    last = max(steps, default=0)
    return code_of_step(max(int(at.timestamp()) // SECONDS - 1, last + 1))


def code_of_step(step: int) -> str:
    return pyotp.TOTP(SECRET).generate_otp(step)


def a_code_now(last: int) -> tuple[str, int]:
    """A code that a real clock takes after the step `last` for some seconds more, and its own step."""
    step = max(int(datetime.now(UTC).timestamp() - SECONDS / 2) // SECONDS, last + 1)
    return code_of_step(step), step
