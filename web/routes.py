"""Which plain addresses are there, and what stands in front of every answer?"""

from functools import partial
from pathlib import Path
from typing import Any

from anyio import CapacityLimiter
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from models.errors import FeedbackError
from web import assets, health, site
from web.account import Account, account_page
from web.answer import Answering
from web.compression import Compression
from web.display import Displayed, choose
from web.door import Opener
from web.draft import DraftKey
from web.entry_routes import entry_routes
from web.faults import Faults, on_feedback_error
from web.headers import Headers, content_policy, inline_script_hashes, installed_shell
from web.home import home
from web.link import Link, link_page
from web.newsletter import link_opened, link_pressed, newsletter_page, newsletter_sent
from web.office import enter
from web.office_cookies import STREAMLITS, OfficeReturn
from web.paper import Printed
from web.record import record_csv
from web.reports import Reports
from web.request_log import RequestLog
from web.say_routes import say_routes
from web.shell import Shell
from web.sign_in import AT_ONCE, SignIn, sign_in_page
from web.sign_out import sign_out, sign_out_page
from web.socket_guard import IsWhole, SocketGuard
from web.what_people_say import preview, what_people_say
from web.your_reference import YourReference, your_reference_page

PAGES = Path(__file__).parent.parent / "pages"


def routes(door: Opener) -> list[BaseRoute]:
    """The plain addresses; every other one is Streamlit's."""
    checking = CapacityLimiter(AT_ONCE)
    printed, reports, answering = Printed(door), Reports(door), Answering(door)
    return [
        Route("/", partial(home, door)),
        *(Route(f"/{name}", partial(site.page, name, door), methods=["GET"]) for name in site.PAGES),
        Route("/language", partial(site.language_page, door), methods=["GET"]),
        Route("/language/{code}", partial(site.language_page, door), methods=["GET"]),
        Route("/display", partial(choose, door), methods=["POST"]),
        *say_routes(door),
        *entry_routes(door),
        Route("/your_reference", partial(your_reference_page, door), methods=["GET"]),
        Route("/your_reference", YourReference(door).sent, methods=["POST"]),
        Route("/what_people_say", partial(what_people_say, door), methods=["GET"]),
        Route("/what_people_say/preview", partial(preview, door), methods=["GET"]),
        Route("/newsletter", partial(newsletter_page, door), methods=["GET"]),
        Route("/newsletter", partial(newsletter_sent, door), methods=["POST"]),
        *(
            Route(f"/newsletter/{act}/{{token}}", partial(answer, door), methods=[method])
            for act in ("confirm", "stop")
            for method, answer in (("GET", link_opened), ("POST", link_pressed))
        ),
        Route("/answer/{token}", answering.page, methods=["GET"]),
        Route("/answer/{token}", answering.sent, methods=["POST"]),
        Route("/sign-in", partial(sign_in_page, door), methods=["GET"]),
        Route("/sign-in", SignIn(door, checking).sent, methods=["POST"]),
        Route("/sign-out", partial(sign_out_page, door), methods=["GET"]),
        Route("/sign-out", partial(sign_out, door), methods=["POST"]),
        Route("/link/{token}", partial(link_page, door), methods=["GET"]),
        Route("/link/{token}", Link(door, checking).sent, methods=["POST"]),
        Route("/office/enter/{token}", partial(enter, door), methods=["GET"]),
        Route("/account", partial(account_page, door), methods=["GET"]),
        Route("/account", Account(door, checking).sent, methods=["POST"]),
        Route("/form.pdf", printed.form, methods=["GET"]),
        Route("/poster.pdf", printed.poster, methods=["GET"]),
        Route("/report/{number:int}", reports.page, methods=["GET"]),
        Route("/report/{number:int}.{ending}", reports.file, methods=["GET"]),
        Route("/report/draft/{report_id:uuid}", reports.draft, methods=["GET"]),
        Route("/report/draft/{report_id:uuid}.{ending}", reports.draft_file, methods=["GET"]),
        Route("/record.csv", partial(record_csv, door), methods=["GET"]),
        Route("/healthz", health.healthz),
        Route("/readyz", partial(health.readyz, door)),
        Route("/assets/fonts/{name}.woff2", assets.font),
        Route("/assets/{name}", assets.file),
    ]


def middleware(door: Opener, *, over_tls: bool, is_whole: IsWhole) -> list[Middleware]:
    """What every request goes through, outermost first. `is_whole` says which messages Streamlit reads."""
    policy = content_policy(inline_script_hashes(installed_shell()))
    return [
        Middleware(RequestLog, known=known_paths(door)),
        Middleware(Headers, over_tls=over_tls, policy=policy),
        Middleware(Displayed, over_tls=over_tls),
        Middleware(Faults, door=door),
        Middleware(OfficeReturn, over_tls=over_tls),
        Middleware(DraftKey, over_tls=over_tls),
        Middleware(Compression),
        Middleware(Shell),
        Middleware(SocketGuard, is_whole=is_whole),
    ]


def exception_handlers(door: Opener) -> dict[Any, Any]:
    """How an error that is a sentence for the person is answered."""
    return {FeedbackError: partial(on_feedback_error, door)}


def known_paths(door: Opener) -> list[str]:
    """Every address of ours without a gap in it, plain or Streamlit's."""
    plain = [route.path for route in routes(door) if isinstance(route, Route) and "{" not in route.path]
    return plain + list(STREAMLITS) + [f"/{page.stem}" for page in PAGES.glob("*.py")]
