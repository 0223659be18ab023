"""A desk to sign in at, and passwords that take no longer than they need to in tests."""

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

import actions.passwords
import actions.sign_in
from actions.sign_in import SignInDesk
from tests.actions.signing_in import IDLE, LONGEST


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same algorithm with little work, since some tests try dozens of passwords."""
    quick = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    monkeypatch.setattr(actions.passwords, "hasher", quick)
    monkeypatch.setattr(actions.sign_in, "_DECOY", quick.hash("nobody's"))


@pytest.fixture
def desk() -> SignInDesk:
    return SignInDesk(idle=IDLE, longest=LONGEST)
