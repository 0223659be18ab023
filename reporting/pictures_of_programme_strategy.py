"""A strategy that promised joined-up care: what people say goes wrong between services, and for whom."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.answers_counted import Among, people
from analysis.measures import Measure, measure_called
from analysis.narrow import within
from analysis.programme_counts import spoke_of
from models.facts import Facts
from models.scope import Scope
from models.vocabulary import Sector
from reporting import joins_drawn, wording
from reporting.looked import Looked
from reporting.picture import Picture, Source
from reporting.programme_pictures import (
    dots_note,
    finding,
    in_groups,
    say,
    side_by_side,
    told_of_tags,
    too_few,
)
from reporting.theme_titles import theme_title
from reporting.wording import SHOW_FROM

AGAINST_IT = ("referral_lost", "back_and_forth", "between_criteria", "had_to_chase", "told_story_again")
"""What joined-up care would put an end to."""
FOLLOWED = (*(f"theme.{theme}" for theme in AGAINST_IT[:3]), "joins.problem", "joins.sent_back")
APART = {"mental_health": Sector.MENTAL_HEALTH, "learning_disability": Sector.LEARNING_DISABILITY}
OTHERS = "others"


def measures() -> list[Measure]:
    """What is followed since a strategy began."""
    return [measure_called(one) for one in FOLLOWED]


def promised(looked: Looked) -> Picture:
    """How many people wrote of what joined-up care would put an end to, most people first."""
    facts = looked.tagged
    every = [(_title(looked, one), spoke_of(facts, one)) for one in AGAINST_IT]
    found = pd.DataFrame(
        [(name, *one.people, people(facts, one.part)) for name, one in every],
        columns=["name", "people", "whole", "rows"],
    ).sort_values(["people", "name"], ascending=[False, True], ignore_index=True)
    whole = int(found["whole"].max())
    sentence = too_few([whole])
    if whole >= SHOW_FROM:
        most, name = int(found["people"][0]), found["name"][0]
        sentence = say(
            "promised.most" if most else "promised.none", name=name, share=wording.share(most, whole)
        )
    picture = joins_drawn.shares(
        looked,
        "programme_said_promised",
        say("promised.heading"),
        sentence,
        (say("promised.note"),),
        say("theme"),
        found[found["whole"] > 0],
        whole,
    )
    return replace(picture, source=Source.TAGS, behind=looked.behind_tags)


def sectors(looked: Looked) -> Picture:
    """The same of people who told us of services for mental health, for learning disability, and others."""
    facts = looked.tagged
    groups = _apart(facts)
    rows = in_groups({_title(looked, one): spoke_of(facts, one) for one in AGAINST_IT}, groups)
    codes = [*groups]
    pairs = [(code, OTHERS) for code in codes if code != OTHERS]
    sentence = finding("sectors", rows, pairs, {code: say(f"sectors.in_{code}") for code in codes})
    notes = (dots_note(), say("sectors.note"), say("one_by_chance"))
    called = {code: say(f"sectors.{code}") for code in codes}
    return side_by_side(
        told_of_tags(looked, "sectors", sentence, *notes), rows, called, said=say("sectors.said")
    )


def _apart(facts: Facts) -> dict[str, Among]:
    """Who told us of each of `APART`, and who of neither."""
    groups: dict[str, Among] = {code: within(facts, Scope(sector=sector)) for code, sector in APART.items()}
    return groups | {OTHERS: ~np.logical_or.reduce([*groups.values()])}


def _title(looked: Looked, theme: str) -> str:
    return theme_title(theme, looked.theme_marks)
