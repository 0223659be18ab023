"""What the plain pages are opened with: a store, a watchdog, a desk and a clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from starlette.requests import Request

from actions.front_desk import PLAIN_COOKIE, TLS_COOKIE, desk
from actions.sign_in import SignInDesk
from models.people import Viewer
from models.watchdog import Watchdog
from settings import settings
from storage import keys
from storage.engine import Store
from storage.opening import store, this_watchdog


@dataclass(frozen=True)
class Door:
    """One installation, as its plain pages see it. `secret` signs what forms carry.

    `office` is what staff call the identity provider that they can sign in with; empty without one.
    """

    store: Callable[[], Store]
    watchdog: Callable[[], Watchdog]
    desk: SignInDesk
    clock: Callable[[], datetime]
    secret: str
    over_tls: bool
    office: str = ""

    @property
    def sign_in_cookie(self) -> str:
        return TLS_COOKIE if self.over_tls else PLAIN_COOKIE

    def viewer(self, request: Request) -> Viewer:
        """Who holds this browser's sign-in, from its cookie and the store."""
        token = request.cookies.get(self.sign_in_cookie)
        return self.desk.viewer(self.store(), token, watchdog_id=self.watchdog().id, at=self.clock())


Opener = Callable[[], Door]


@lru_cache(maxsize=1)
def the_door() -> Door:
    """The door of this process, as its settings have it."""
    chosen = settings()
    return Door(
        store=store,
        watchdog=this_watchdog,
        desk=desk(),
        clock=lambda: datetime.now(UTC),
        secret=keys.secret_for("what a form carries", chosen.encryption_keys.get_secret_value()),
        over_tls=chosen.secure_cookies,
        office=chosen.oidc_name if chosen.has_office_sign_in else "",
    )
