"""How much may come from one network line before somebody looks at it, or is asked to wait?

Counted in this process and by a digest of the address, which is not stored. A care home, a ward or a
library has one line for everybody in it, so feedback above the limit is held for staff and never refused.
"""

from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from actions.tries import network_of
from models.errors import FeedbackError

SENT = RateLimitItemPerHour(60, 1, namespace="sent")
CODES = RateLimitItemPerMinute(20, 10, namespace="codes")
NEWSLETTERS = RateLimitItemPerHour(20, 1, namespace="newsletters")
SAVES = RateLimitItemPerMinute(6000, 10, namespace="saves")
TOO_MANY_CODES = "That was a lot of codes in a short time. Wait ten minutes, then try again."
TOO_MANY_SAVES = "We can\u2019t save any more from here for a few minutes. Your words are still on your page."


class FormLimits:
    """From one network line: 60 pieces of feedback an hour, 20 codes and 6,000 saves in ten minutes.

    And 20 times in an hour that the newsletter is asked for.
    """

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def is_many(self, watchdog_id: str, address: str) -> bool:
        """Count a piece of feedback, and say whether it is one of unusually many."""
        return not self._limiter.hit(SENT, watchdog_id, network_of(address))

    def heed_code(self, watchdog_id: str, address: str) -> None:
        """Count a code that is tried. Raises FeedbackError when there were too many."""
        if not self._limiter.hit(CODES, watchdog_id, network_of(address)):
            raise FeedbackError(TOO_MANY_CODES)

    def are_many_newsletters(self, watchdog_id: str, address: str) -> bool:
        """Count that somebody asks for the newsletter, and say whether that was too often."""
        return not self._limiter.hit(NEWSLETTERS, watchdog_id, network_of(address))

    def heed_save(self, watchdog_id: str, address: str) -> None:
        """Count a save of what is being typed. Raises FeedbackError when there were too many."""
        if not self._limiter.hit(SAVES, watchdog_id, network_of(address)):
            raise FeedbackError(TOO_MANY_SAVES)


the_limits = FormLimits()
"""Those of this process, which both doors of the form count with."""
