"""The one sign-in desk of this process, as its settings have it."""

from datetime import timedelta
from functools import lru_cache

from actions.sign_in import SignInDesk
from settings import settings

PLAIN_COOKIE = "hys_sign_in"
TLS_COOKIE = "__Host-hys_sign_in"


@lru_cache(maxsize=1)
def desk() -> SignInDesk:
    """The desk that every door of this process shares, so that tries are counted together."""
    chosen = settings()
    return SignInDesk(
        idle=timedelta(minutes=chosen.idle_minutes), longest=timedelta(hours=chosen.longest_hours)
    )


def cookie_name() -> str:
    """The name of the sign-in cookie; behind TLS the prefix binds it to this host."""
    return TLS_COOKIE if settings().secure_cookies else PLAIN_COOKIE
