"""A desk to sign in at."""

import pytest

from actions.sign_in import SignInDesk
from tests.actions.signing_in import IDLE, LONGEST


@pytest.fixture
def desk() -> SignInDesk:
    return SignInDesk(idle=IDLE, longest=LONGEST)
