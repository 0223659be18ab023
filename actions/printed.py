"""What do the form on paper and a poster need to know of this watchdog?"""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from content.languages import languages
from content.question_sets import HAVE_YOUR_SAY, question_set_names, set_to_ask
from content.questions import code_of_a_partner
from content.words import words
from models.errors import FeedbackError
from models.people import resident
from models.setting import ThresholdKind
from models.watchdog import Watchdog
from reporting.paper_form import PaperFacts, Ring
from reporting.poster import PosterFacts
from settings import settings
from storage.queries.programme_form import ProgrammeForm, programme_form
from storage.queries.services_to_choose_from import services_to_choose_from
from storage.queries.signposts import signposts
from storage.queries.thresholds import thresholds


def printed_languages() -> tuple[str, ...]:
    """The codes of the languages that the form can be printed in, English first."""
    return tuple(code for code in languages() if HAVE_YOUR_SAY in question_set_names(code))


def checked_language(code: str) -> str:
    """The code again. Raises FeedbackError for a language that we have no questions in."""
    if code not in printed_languages():
        raise FeedbackError(words("print.no_language", codes=", ".join(printed_languages())))
    return code


def paper_facts(session: Session, watchdog: Watchdog, *, programme: str = "", on: date) -> PaperFacts:
    """What the form on paper says of this watchdog; with a `programme`'s code, its own form.

    Raises FeedbackError for a programme that isn't here, or has ended by that day.
    """
    anybody = resident(watchdog.id)
    periods = thresholds(session, anybody)
    own = _own_form(session, watchdog, programme, on=on)
    return PaperFacts(
        programme=own.name if own else "",
        question_set=set_to_ask(own.question_sets if own else ()),
        form=f"/say?programme={programme}" if own else "/say",
        watchdog=watchdog.name,
        area=watchdog.area,
        telephone=watchdog.telephone,
        address=_site(),
        post_to=tuple(filter(None, map(str.strip, settings().postal_address.split(",")))),
        contact_months=periods[ThresholdKind.KEEP_CONTACT_MONTHS],
        words_months=periods[ThresholdKind.KEEP_WORDS_MONTHS],
        numbers=tuple(Ring(one.kind.value, one.title, one.number) for one in signposts(session, anybody)),
    )


def poster_facts(
    session: Session,
    watchdog: Watchdog,
    *,
    service: str = "",
    programme: str = "",
    partner: str = "",
    on: date,
) -> PosterFacts:
    """What a poster says. A service's name goes before a programme's.

    Raises FeedbackError for a service or programme that isn't here, or has ended by that day, and for what
    is no partner's code.
    """
    if partner and not code_of_a_partner(partner):
        raise FeedbackError(words("print.bad_partner"))
    own = _own_form(session, watchdog, programme, on=on)
    about = own.name if own else ""
    if service:
        named = services_to_choose_from(session, resident(watchdog.id))
        about = next((one.name for one in named if str(one.id) == _plain_id(service)), "")
        if not about:
            raise FeedbackError(words("print.no_service"))
    return PosterFacts(
        watchdog=watchdog.name,
        area=watchdog.area,
        telephone=watchdog.telephone,
        site=_site(),
        about=about,
        service_id=_plain_id(service),
        programme=programme,
        partner=partner,
    )


def _own_form(session: Session, watchdog: Watchdog, code: str, *, on: date) -> ProgrammeForm | None:
    if not code:
        return None
    own = programme_form(session, resident(watchdog.id), code, on=on)
    if own is None:
        raise FeedbackError(words("print.no_programme"))
    return own


def _plain_id(said: str) -> str:
    try:
        return str(UUID(said)) if said else ""
    except ValueError:
        return ""


def _site() -> str:
    return settings().address.rstrip("/")
