"""The public pages that are only there to be read, and the ways into another language."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from content.languages import is_open, languages
from content.pages import page_to_read
from content.words import ENGLISH
from models.people import resident
from models.setting import ThresholdKind
from models.watchdog import Watchdog
from settings import settings
from storage.queries.signposts import NumberToRing, signposts
from storage.queries.thresholds import thresholds
from web.display import here
from web.door import Door, Opener
from web.drawing import draw, unbroken

PAGES = ("about", "privacy", "cookies", "accessibility")


def page(name: str, door: Opener, request: Request) -> Response:
    """Draw one of the PAGES, in the language that its reader chose if it is open."""
    watchdog = door().watchdog()
    return draw(
        "page.html",
        watchdog,
        page=page_to_read(name, _facts(watchdog) | _periods(door()), language=here().display.shown_in.code),
        numbers=numbers_of(door()),
    )


def language_page(door: Opener, request: Request) -> Response:
    """Say in one language how to use it here. Raises HTTPException for one that we don't know.

    Without a language in the address it is the one that was chosen before.
    """
    code = request.path_params.get("code") or here().display.language
    if code not in languages():
        raise HTTPException(404)
    watchdog = door().watchdog()
    is_shut = not is_open(code)
    facts = _facts(watchdog) | {
        "unchecked": "yes" if is_shut else "",
        "questions_in_english": "yes" if is_shut or code == ENGLISH else "",
    }
    return draw(
        "language.html",
        watchdog,
        languages=tuple(languages().values()),
        chosen=languages()[code],
        page=page_to_read("language", facts, language=code),
        in_english=page_to_read("language", facts) if is_shut else None,
        numbers=numbers_of(door()),
    )


def numbers_of(door: Door) -> tuple[NumberToRing, ...]:
    """The numbers that this watchdog gives to whoever needs help now."""
    with door.store().reading() as session:
        return signposts(session, resident(door.watchdog().id))


def _periods(door: Door) -> dict[str, str]:
    """How long this watchdog keeps what it is told."""
    with door.store().reading() as session:
        chosen = thresholds(session, resident(door.watchdog().id))
    return {
        "contact_months": str(chosen[ThresholdKind.KEEP_CONTACT_MONTHS]),
        "words_months": str(chosen[ThresholdKind.KEEP_WORDS_MONTHS]),
    }


def _facts(watchdog: Watchdog) -> dict[str, str]:
    chosen = settings()
    return {
        "watchdog": watchdog.name,
        "area": watchdog.area,
        "telephone": unbroken(watchdog.telephone),
        "data_protection_contact": chosen.data_protection_contact,
        "lawful_basis": chosen.lawful_basis,
        "only_english": "" if any(map(is_open, set(languages()) - {ENGLISH})) else "yes",
    }
