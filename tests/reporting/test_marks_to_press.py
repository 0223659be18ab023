"""What can be pressed in a picture are the things drawn that have comments behind them, by their names."""

from itertools import chain

import pytest

from analysis.joins_counted import Pair, told_joins
from analysis.measures import measure_called
from models.vocabulary import Rating, Sentiment
from reporting import pictures_of_overview as overview
from reporting.chart_spec import MARK, spec_of, with_marks_to_press
from reporting.picture_of_changes import changes, lately_of
from reporting.pictures_at_joins import at_joins
from reporting.pictures_of_chains import of_chains
from reporting.pictures_of_joins import Shown, where
from reporting.pictures_of_leaving import PARTS
from reporting.pictures_of_one_join import one_join
from reporting.pictures_of_service import beside, how_it_went, themes
from reporting.pictures_of_ways import before_and_after
from reporting.pictures_over_time import over_time
from reporting.theme_titles import theme_groups
from reporting.voices import Voice
from tests.joins_told import looked_at, people_by_ends, some_stories
from tests.leaving import by_chance, looked
from tests.leaving import told as left
from tests.over_time_facts import look, some_facts
from tests.reporting import test_pictures_of_service as service

GROUPS = [*theme_groups()]
STORIES = some_stories(250, seed=3)


def of_overview():
    """Two groups of months with a theme that rises, and everything that the three voices say."""
    months = (
        ("2026-02-03", 30, "had_to_chase"),
        ("2026-08-03", 60, "waiting"),
        ("2026-10-03", 60, "waiting"),
    )
    ratings = [one for one in Rating if one is not Rating.DONT_KNOW]
    at = look(
        some_facts(
            [
                {
                    "month": month,
                    "themes": [theme if number % 3 else "kindness_of_staff"],
                    "rating": ratings[number % 5],
                    "machine_sentiment": [*Sentiment][number % 4],
                    "person_sentiment": [*Sentiment][number % 3],
                    "answers": {"told_whom_to_contact": ("yes", "no")[number % 2]},
                }
                for month, people, theme in months
                for number in range(people)
            ]
        )
    )
    yield from (overview.people(at), overview.themes(at, GROUPS), changes(at, lately_of(at)))
    for voice in Voice:
        yield from (overview.by_theme(at, GROUPS, voice), overview.by_month(at, voice))
    for measure in ("answer.told_whom_to_contact", "people", "theme.waiting"):
        yield over_time(at, measure_called(measure))


def of_joins():
    at = looked_at(STORIES)
    told = told_joins(at.facts)
    pair = Pair(*next(iter(people_by_ends(STORIES))))
    yield from (
        *where(at, told, Shown()),
        *at_joins(at, told),
        *of_chains(at, told),
        *one_join(at, told, pair),
    )


def of_leaving():
    at = looked(left(*by_chance(150), *[{"themes": ["care_package"]}] * 12))
    yield from (make(at) for make in chain.from_iterable(PARTS.values()))


def of_service():
    felt = {"rating": "good", "machine_sentiment": "negative", "person_sentiment": "neutral"}
    joins = [(service.GP, service.HOSPITAL, ("had_to_chase",)), (service.HOSPITAL, service.GP, ())]
    pieces = [piece | felt | {"joins": joins} for piece in service.spoke(30, 60)]
    at, there = service.look(service.told(*pieces)), service.told(*service.spoke(20, 100, "medicines"))
    yield from (themes(at), beside(at, there), *how_it_went(at), *before_and_after(at))


def ready_to_press(picture):
    """The rows of the layer that can be pressed: those with a size, or all of a layer of points."""
    spec = with_marks_to_press(spec_of(picture.draw, "light"))
    pressed = [layer.get("data", spec.get("data")) for layer in spec["layer"] if "params" in layer]
    rows = [row for data in pressed for row in data["values"]]
    return [row for row in rows if row.get("high", row.get("people", 1)) > row.get("low", 0)]


@pytest.mark.parametrize("page", [of_overview, of_joins, of_leaving, of_service])
def test_what_can_be_pressed_has_comments_behind_it(page) -> None:
    for picture in page():
        named = {row[MARK] for row in ready_to_press(picture) if row[MARK]}
        assert named or not picture.marks, f"nothing can be pressed in {picture.name}"
        assert named <= {*picture.marks}, picture.name
