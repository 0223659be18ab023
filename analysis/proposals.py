"""What else do somebody's words say: joins, concerns, personal details? All of it for a person to decide."""

from typing import NamedTuple

from analysis.concerns import concerns_in
from analysis.joins import JoinsFound, joins_in
from analysis.normalise import LONGEST_ANALYSED, words_of
from analysis.personal_details import details_in
from analysis.services import ServiceNames
from analysis.spotted import Spotted
from analysis.taxonomy import load_taxonomy
from analysis.themes import themes_among
from models.vocabulary import ConcernKind, DetailKind

NO_JOINS = JoinsFound((), (), ())


class Proposals(NamedTuple):
    """Everything a person is asked to look at in one text, each kind in the order of the text."""

    concerns: tuple[Spotted[ConcernKind], ...]
    details: tuple[Spotted[DetailKind], ...]
    joins: JoinsFound


def proposals_in(text: str, language: str, named: ServiceNames) -> Proposals:
    """Return what a text proposes. Concerns and details are looked for to its end and in any language.

    Joins are looked for in English alone, in the first `LONGEST_ANALYSED` characters.
    """
    words = words_of(text)
    joins = NO_JOINS
    if language.lower().split("-")[0] == "en":
        read = words if len(text) <= LONGEST_ANALYSED else words_of(text[:LONGEST_ANALYSED])
        joins = joins_in(read, themes_among(read, load_taxonomy()), named)
    return Proposals(concerns_in(words), details_in(text, words), joins)
