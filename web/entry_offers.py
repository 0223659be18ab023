"""What do the words so far suggest, to be confirmed with one press while somebody talks?"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from analysis.services import DirectoryService, ServiceNames, service_names
from analysis.suggestions import Suggestion, Suggestions, order, suggest
from analysis.taxonomy import load_taxonomy
from content.entry_suggestions import confirmed, dismissed, keys_confirmed, keys_dismissed, label
from models.words import is_blank
from storage.queries.services_to_choose_from import ServiceToChoose
from web.entry_fields import CONFIRM, DISMISS, OFFERED
from web.entry_visit import EntryVisit


class Offer(NamedTuple):
    """One offer: the number of its key, what the button sends, and its words."""

    number: int
    key: str
    label: str


class Offers(NamedTuple):
    """What is offered now, and whether the words may be a sign that somebody is in danger."""

    offers: tuple[Offer, ...]
    is_worrying: bool

    @property
    def places(self) -> str:
        """The keys in their places, so that no button moves under a finger."""
        by_number = {offer.number: offer.key for offer in self.offers}
        return " ".join(by_number.get(number, "-") for number in range(1, max(by_number, default=0) + 1))


def offers(came: EntryVisit, sent: Mapping[str, str]) -> Offers:
    """What is offered beside these answers; `sent` says what stood where before."""
    found = _suggested(came)
    before = ["" if key == "-" else key for key in sent.get(OFFERED, "").split()]
    return Offers(
        tuple(
            Offer(number, one.key, _label(came, one))
            for number, one in enumerate(order(before, found), start=1)
            if one is not None
        ),
        is_worrying=bool(found.concerns),
    )


def pressed(came: EntryVisit, sent: Mapping[str, str]) -> dict[str, str]:
    """The answers that pressing an offer writes; none for one that isn't offered any more."""
    key = sent.get(CONFIRM) or sent.get(DISMISS)
    offer = next((one for one in _suggested(came).found if one.key == key), None) if key else None
    if offer is None:
        return {}
    return confirmed(offer, came.answers) if sent.get(CONFIRM) else dismissed(offer, came.answers)


def _suggested(came: EntryVisit) -> Suggestions:
    said = came.answers.get("words", "")
    if is_blank(said):
        return Suggestions((), ())
    return suggest(
        said,
        came.asked.language,
        _names(came.facts.services),
        confirmed=keys_confirmed(came.answers),
        dismissed=keys_dismissed(came.answers),
    )


def _label(came: EntryVisit, offer: Suggestion) -> str:
    themes = {theme.id: theme.title for theme in load_taxonomy().themes.values()}
    return label(offer, services=came.facts.names_said_back(), themes=themes)


@lru_cache(maxsize=4)
def _names(services: tuple[ServiceToChoose, ...]) -> ServiceNames:
    return service_names(DirectoryService(str(one.id), one.name, one.sector) for one in services)
