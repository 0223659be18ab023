"""Which of the themes found in a text are worth offering, and at which join did each go wrong, or well?"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from analysis.joins import GROUP
from analysis.passing_on import JoinMeant
from analysis.spotted import Span
from analysis.tagger import GENERAL
from analysis.taxonomy import Taxonomy
from analysis.themes import ThemeFound

LEAVING = "leaving_hospital"
"""The group of the themes on leaving hospital."""

BEST_FIRST = (GROUP, LEAVING, GENERAL)
"""The groups of themes: what is closest to the words stands first."""

MOST_PROBLEMS = 3
"""What is offered together with a join: its label is read at a glance."""

NEAR_A_JOIN = 150
"""Characters from a join within which what went wrong is taken to have gone wrong there."""


def closest(
    found: Iterable[ThemeFound], settled: Collection[str], taxonomy: Taxonomy
) -> tuple[ThemeFound, ...]:
    """Return the themes that are new and closest to the words, the best first.

    Left out is a wider theme beside one that is part of it, and a general one beside a closer one that counts
    in the same national category.
    """
    themes = taxonomy.themes
    named = {key.removeprefix("theme:") for key in settled} & themes.keys() | {one.theme for one in found}
    wider = {themes[theme].part_of for theme in named}
    counted = {
        category for theme in named if themes[theme].group != GENERAL for category in themes[theme].qdc
    }
    close = [
        one
        for one in found
        if f"theme:{one.theme}" not in settled
        and one.theme not in wider
        and (themes[one.theme].group != GENERAL or counted.isdisjoint(themes[one.theme].qdc))
    ]
    return tuple(
        sorted(
            close,
            key=lambda one: (BEST_FIRST.index(themes[one.theme].group), -len(one.spans), one.spans[:1]),
        )
    )


def problems_at(
    themes: Iterable[ThemeFound], joins: Sequence[JoinMeant], taxonomy: Taxonomy
) -> Mapping[JoinMeant, tuple[str, ...]]:
    """Return what went wrong, or well, at each join: people say where they were sent, then how it went."""
    at: dict[JoinMeant, list[str]] = {}
    for theme in themes:
        near = [
            (join.span[0] >= span[1], _gap(join.span, span), number, join)
            for number, join in enumerate(joins)
            for span in theme.spans
            if taxonomy.themes[theme.theme].group == GROUP and _gap(join.span, span) <= NEAR_A_JOIN
        ]
        if near:
            told = at.setdefault(min(near)[-1], [])
            told += [theme.theme] if len(told) < MOST_PROBLEMS else []
    return {join: tuple(problems) for join, problems in at.items()}


def _gap(one: Span, other: Span) -> int:
    """Return how many characters part two spans; 0 where they touch."""
    return max(0, one[0] - other[1], other[0] - one[1])
