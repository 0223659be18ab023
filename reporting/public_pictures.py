"""What the public page counts: the same few pictures in every edition, whatever they come to."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analysis.joins_counted import told_joins
from analysis.narrow import narrow
from content.words import words
from models.scope import Scope
from models.vocabulary import Journey, Rating
from reporting import pictures_of_overview as overview
from reporting.chart_pieces import nothing
from reporting.looked import Looked
from reporting.picture import Counts, Picture, Source
from reporting.pictures_at_joins import what_went
from reporting.pictures_of_leaving import the_eight
from reporting.theme_titles import theme_groups
from reporting.voices import Voice

TOLD = "told"
THEMES = f"themes_{Voice.RATING.value}"
LEAVING = "leaving_hospital_eight"
JOINS_WRONG, JOINS_WELL = "joins_problems", "joins_well"
RATINGS = tuple(one for one in Rating if one is not Rating.DONT_KNOW)
THREE = ("poor", "neither", "good")
"""Five ratings, of few people each, would hide more than three."""


def public_pictures(looked: Looked) -> Iterator[Picture]:
    """Each of them that has anything to count, in the order of the page."""
    yield told(looked)
    yield _in_three(overview.by_theme(looked, [*theme_groups()], Voice.RATING))
    leaving = narrow(looked.facts, Scope(journey=Journey.LEAVING_HOSPITAL))
    yield the_eight(replace(looked, facts=leaving))
    joins = told_joins(looked.facts)
    yield from (what_went(looked, joins, well=well) for well in (False, True))


def told(looked: Looked) -> Picture:
    """How it was for everybody who told us something, each once; the last of them said nothing of it."""
    given = looked.facts.feedback["rating"].value_counts()
    cells = [int(given.get(one.value, 0)) for one in RATINGS]
    names = [words(f"named.rating.{one.value}") for one in RATINGS] + [words("public_page.not_rated")]
    cells.append(looked.facts.people - sum(cells))
    everybody = words("numbers.people")
    return Picture(
        name=TOLD,
        heading=words("public_page.told"),
        sentence="",
        draw=lambda mode: nothing("", mode),
        table=pd.DataFrame([[everybody, *cells]], columns=["", *names]),
        source=Source.ANSWERS,
        behind=looked.behind,
        counts=Counts(rows=[everybody], columns=names, cells=[cells], is_table=True),
    )


def _in_three(picture: Picture) -> Picture:
    """How it went by theme, in good, poor and neither."""
    if picture.counts is None:
        return picture
    cells = [
        [worst + poor, neither, good + best] for worst, poor, neither, good, best in picture.counts.cells
    ]
    names = [words(f"public_page.three.{name}") for name in THREE]
    return replace(picture, counts=replace(picture.counts, columns=names, cells=cells), marks={})
