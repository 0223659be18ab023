"""Do somebody's words suggest danger, and whom could they ring? Shown to them alone, and kept nowhere."""

from collections.abc import Iterable, Sequence

from analysis.concerns import find_concerns
from content.signposting import kinds_first
from storage.queries.signposts import NumberToRing


def help_first(said: Iterable[str], numbers: Sequence[NumberToRing]) -> tuple[NumberToRing, ...]:
    """The numbers that come first for whoever said this, most urgent first; none for most people.

    `said` is everything that was typed. Rules that miss little will often be wrong, so whoever shows the
    numbers neither asks about them nor stops anybody from going on.
    """
    concerns = {found.kind for text in said for found in find_concerns(text)}
    first = kinds_first(concerns)
    return tuple(number for number in numbers if number.kind in first)
