"""What is a join called where people read of it?"""

from uuid import UUID

from analysis.chains import APART, ARROW
from analysis.joins_counted import End, Pair
from content.words import words
from models.facts import Directory
from reporting import wording
from reporting.wording import SHOW_FROM

STEP = " › "
"""An arrow that the face of our charts has."""


def kind(sector: str) -> str:
    """A kind of service, as a chart names it.

    >>> kind("gp")
    'GP'
    """
    return words(f"joins.kinds.{sector}")


def end_name(end: End, directory: Directory) -> str:
    """A service by its name, a kind of service by its own."""
    if isinstance(end, UUID):
        known = directory.services.get(end)
        return known.name if known else kind("unknown")
    return kind(end)


def end_in_words(end: End, directory: Directory) -> str:
    """The same within a sentence: "a hospital", "Testford Riverbank Surgery"."""
    return end_name(end, directory) if isinstance(end, UUID) else words(f"named.sector.{end}")


def pair_name(pair: Pair, directory: Directory) -> str:
    """A join as a chart names it: "Hospital to GP"."""
    return words("joins.pair", start=end_name(pair.start, directory), end=end_name(pair.end, directory))


def chain_name(chain: str) -> str:
    """A chain of codes of kinds in the words of charts.

    >>> chain_name("gp → hospital → gp")
    'GP › Hospital › GP'
    """
    return APART.join(STEP.join(map(kind, leg.split(ARROW))) for leg in chain.split(APART))


def share_or_count(part: int, whole: int) -> str:
    """A share with what it is of; of few people, the count.

    >>> share_or_count(9, 10), share_or_count(4, 9)
    ('90% of 10 people', '4 of 9 people')
    """
    if whole >= SHOW_FROM:
        return wording.share(part, whole)
    return words("joins.some", part=f"{part:,}", people=wording.people(whole))
