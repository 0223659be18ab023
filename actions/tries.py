"""How often passwords and codes may be tried, so that guessing is turned away before any work is done."""

from ipaddress import IPv6Address, ip_address, ip_network
from uuid import UUID

from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from models.errors import FeedbackError
from storage.keys import fingerprint

TRIES_PER_ACCOUNT = RateLimitItemPerMinute(10, 5, namespace="account")
TRIES_AT_ACCOUNT = RateLimitItemPerMinute(100, 5, namespace="account-anywhere")
TRIES_PER_ADDRESS = RateLimitItemPerMinute(30, 5, namespace="address")
WRONG_CODES = RateLimitItemPerHour(20, 1, namespace="codes")
REFERENCES_PER_ADDRESS = RateLimitItemPerMinute(60, 5, namespace="references")
TRIES_PER_REFERENCE = RateLimitItemPerMinute(10, 5, namespace="reference")
TRIES_AT_REFERENCE = RateLimitItemPerHour(100, 1, namespace="reference-anywhere")
TOO_MANY = "Too many tries. Wait five minutes, then try again."
TOO_MANY_CODES = "Too many wrong codes. Wait an hour, or ask an administrator for a link."


class Tries:
    """Counts them, in this process.

    In five minutes: ten passwords at an account from one network address, thirty from that address
    in all, and a hundred at the account from anywhere, so that a stranger's guesses do not keep its
    owner out. A reference with its second secret likewise: ten tries at it from one address, and a
    hundred in an hour from anywhere; from one address sixty in all, since a care home may have one line
    for everybody. Twenty wrong codes at an account in an hour, wherever they come from. An IPv6 line, which
    has a /64 to itself, counts as one network address.
    """

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def heed_address(self, watchdog_id: str, address: str) -> None:
        """Count a try from a network address. Raises FeedbackError when there were too many."""
        if not self._limiter.hit(TRIES_PER_ADDRESS, watchdog_id, network_of(address)):
            raise FeedbackError(TOO_MANY)

    def heed_password(self, watchdog_id: str, email: str, address: str) -> None:
        """Count a try of a password at an account. Raises FeedbackError when there were too many."""
        self.heed_address(watchdog_id, address)
        if not (
            self._limiter.hit(TRIES_PER_ACCOUNT, watchdog_id, fingerprint(email), network_of(address))
            and self._limiter.hit(TRIES_AT_ACCOUNT, watchdog_id, fingerprint(email))
        ):
            raise FeedbackError(TOO_MANY)

    def heed_reference(self, watchdog_id: str, reference: str, address: str) -> None:
        """Count a try at somebody's reference. Raises FeedbackError when there were too many."""
        if not (
            self._limiter.hit(REFERENCES_PER_ADDRESS, watchdog_id, network_of(address))
            and self._limiter.hit(
                TRIES_PER_REFERENCE, watchdog_id, fingerprint(reference), network_of(address)
            )
            and self._limiter.hit(TRIES_AT_REFERENCE, watchdog_id, fingerprint(reference))
        ):
            raise FeedbackError(TOO_MANY)

    def heed_codes(self, watchdog_id: str, staff_id: UUID) -> None:
        """Raise FeedbackError when too many wrong codes were tried at an account."""
        if not self._limiter.test(WRONG_CODES, watchdog_id, str(staff_id)):
            raise FeedbackError(TOO_MANY_CODES)

    def note_wrong_code(self, watchdog_id: str, staff_id: UUID) -> None:
        """Count a wrong code at an account."""
        self._limiter.hit(WRONG_CODES, watchdog_id, str(staff_id))

    def forget_wrong_codes(self, watchdog_id: str, staff_id: UUID) -> None:
        """Begin to count anew at an account that has another second factor now."""
        self._limiter.clear(WRONG_CODES, watchdog_id, str(staff_id))


def network_of(address: str) -> str:
    """What is counted as one address, as it is kept: an IPv6 line may change the second half at will."""
    try:
        found = ip_address(address)
    except ValueError:
        return fingerprint(address)
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or ip_network((int(found), 64), strict=False).network_address
    return fingerprint(str(found))
