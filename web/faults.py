"""What is somebody shown when a plain page cannot be drawn?"""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from actions.note_fault import note_fault
from content.plain_words import plain
from models.errors import FeedbackError, NotAllowed, StoreUnavailable
from models.watchdog import Watchdog
from web.door import Opener
from web.drawing import draw
from web.forms import FormTooLarge

STATUS: dict[type[FeedbackError], int] = {FormTooLarge: 413, NotAllowed: 403, StoreUnavailable: 503}


class Faults:
    """Turns whatever a route lets fall into a page: a sentence, or a reference to quote.

    It stands inside the headers and so, unlike a handler for status 500, its page has them; and
    nothing is raised further, where a server would log what the exception says.
    """

    def __init__(self, app: ASGIApp, *, door: Opener) -> None:
        self.app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_begun = False

        async def send_and_note(message: Message) -> None:
            nonlocal has_begun
            has_begun = has_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        except Exception as fault:
            page = self._page(fault, scope)
            if not has_begun:
                await page(scope, receive, send)

    def _page(self, fault: Exception, scope: Scope) -> Response:
        if isinstance(fault, FeedbackError):
            status = next((code for kind, code in STATUS.items() if isinstance(fault, kind)), 400)
            return fault_page(self._watchdog(), said=str(fault), status=status)
        reference = note_fault(fault, "plain page")
        if "text/html" not in Headers(scope=scope).get("accept", "text/html"):
            return Response(f"{reference}\n", 500, media_type="text/plain")
        return fault_page(self._watchdog(), reference=reference, status=500)

    def _watchdog(self) -> Watchdog | None:
        try:
            return self._door().watchdog()
        except Exception:  # the page is drawn without the watchdog's name and number
            return None


def fault_page(watchdog: Watchdog | None, *, status: int, said: str = "", reference: str = "") -> Response:
    """The page for something that cannot be done now (`said`), or that is a fault (`reference`)."""
    return draw(
        "fault.html",
        watchdog,
        status=status,
        title=plain("fault.title") if reference else plain("fault.cannot_title"),
        said=said or plain("fault.body"),
        reference=reference,
    )


def on_feedback_error(door: Opener, request: Request, fault: Exception) -> Response:
    """The page for an error that is a sentence for the person."""
    status = next((code for kind, code in STATUS.items() if isinstance(fault, kind)), 400)
    return fault_page(door().watchdog(), said=str(fault), status=status)
