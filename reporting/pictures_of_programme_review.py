"""A consultation: who took part, and what patients, families and professionals said of each area."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np

from analysis.answers_counted import Among, Share, chose, ticks
from analysis.counted import people_by_theme
from analysis.programme_counts import spoke_of
from content.words import words
from models.scope import Who
from reporting import pictures_of_answers, wording
from reporting.looked import Looked
from reporting.picture import Picture
from reporting.programme_pictures import (
    dots_note,
    finding,
    groups_of,
    in_groups,
    say,
    side_by_side,
    told,
    told_of_tags,
    too_few,
)
from reporting.theme_titles import theme_title
from reporting.wording import SHOW_FROM

WELL, NOT_WELL = ("very_well", "well"), ("not_well", "badly")
WOULD_HELP = ("joined_up", "closer", "sooner", "one_record", "staff", "information", "something_else")
MOST_THEMES = 8
PAIRS = (
    (Who.PROFESSIONALS.value, Who.PATIENTS.value),
    (Who.PROFESSIONALS.value, Who.FAMILIES.value),
    (Who.FAMILIES.value, Who.PATIENTS.value),
)


class Area(StrEnum):
    """What the review asks about; the questions of each begin with its name."""

    PLANNED = "planned"
    URGENT = "urgent"
    LONG_TERM = "long_term"
    CHILDREN_MATERNITY = "children_maternity"


def groups(looked: Looked) -> Picture:
    """How many patients, families and people who work in care took part, each person once."""
    of = groups_of(looked.facts)
    rows = {say(f"group.{code}"): who for code, who in of.items()}
    rest = ~np.logical_or.reduce([np.zeros(looked.facts.people, dtype=bool), *of.values()])
    if rest.any():
        rows[say("group.not_said")] = rest
    sentence = _most("took_part", rows, looked.facts.people)
    return pictures_of_answers.people(told(looked, "took_part", sentence, say("took_part.who")), rows)


def areas(looked: Looked) -> Picture:
    """How many people know about each area, by their own ticks."""
    ticked = ticks(looked.facts, "care_areas")
    rows = {area_name(area): ticked[area] for area in Area if area in ticked}
    of = int(np.logical_or.reduce([*rows.values()]).sum()) if rows else 0
    sentence = _most("took_part_areas", rows, of)
    about = told(
        looked, "took_part_areas", sentence, say("took_part_areas.area"), say("took_part_areas.note")
    )
    return pictures_of_answers.people(about, rows, of=of)


def channels(looked: Looked) -> Picture:
    """How people's words reached us."""
    came = looked.facts.feedback["channel"]
    rows = {_capital(words(f"named.channel.{one}")): (came == one).to_numpy() for one in came.cat.categories}
    rows = {name: who for name, who in rows.items() if who.any()}
    sentence = _most("took_part_ways", rows, looked.facts.people)
    return pictures_of_answers.people(
        told(looked, "took_part_ways", sentence, say("took_part_ways.way")), rows
    )


def works_now(looked: Looked) -> Picture:
    """How many of each group say that an area works well now."""
    facts = looked.facts
    well = {
        area_name(area): Share(
            chose(facts, f"{area}_now", *WELL), chose(facts, f"{area}_now", *WELL, *NOT_WELL)
        )
        for area in Area
    }
    rows = in_groups(well, groups_of(facts))
    sentence = finding("works_now", rows, PAIRS, _in_sentence())
    notes = (dots_note(), say("works_now.note"), say("one_by_chance"))
    about = told(looked, "works_now", sentence, say("took_part_areas.area"), *notes)
    return side_by_side(about, rows, _called(), said=say("works_now.said"))


def would_help(looked: Looked, area: Area) -> Picture:
    """What each group ticked that would help most in one area."""
    facts, question = looked.facts, f"{area}_change"
    ticked = ticks(facts, question)
    nobody = np.zeros(facts.people, dtype=bool)
    answered = np.logical_or.reduce([nobody, *ticked.values()])
    things = {say(f"would_help.{one}"): Share(ticked.get(one, nobody), answered) for one in WOULD_HELP}
    rows = in_groups(things, groups_of(facts))
    sentence = finding("would_help", rows, PAIRS, _in_sentence())
    notes = (dots_note(), say("would_help.note"), say("one_by_chance"))
    about = told(looked, f"would_help_{area}", sentence, say("would_help.thing"), *notes)
    return side_by_side(about, rows, _called(), said=say("would_help.said"))


def group_themes(looked: Looked) -> Picture:
    """What each group wrote about: the themes that most people of all groups spoke of."""
    facts = looked.tagged
    most = people_by_theme(facts)["theme"].head(MOST_THEMES)
    spoke = {theme_title(theme, looked.theme_marks): spoke_of(facts, theme) for theme in most}
    rows = in_groups(spoke, groups_of(facts))
    sentence = finding("group_themes", rows, PAIRS, _in_sentence())
    notes = (dots_note(), say("group_themes.note", many=len(most)), say("one_by_chance"))
    return side_by_side(
        told_of_tags(looked, "group_themes", sentence, *notes), rows, _called(), said=say("group_themes.said")
    )


def area_name(area: Area) -> str:
    return say(f"area.{area.value}")


def _called() -> dict[str, str]:
    return {who.value: say(f"group.{who.value}") for who in Who}


def _in_sentence() -> dict[str, str]:
    return {who.value: say(f"in_sentence.{who.value}") for who in Who}


def _most(about: str, rows: Mapping[str, Among], of: int) -> str:
    if of < SHOW_FROM or not rows:
        return too_few([of])
    first, who = max(rows.items(), key=lambda one: int(one[1].sum()))
    return say(f"{about}.most", name=first, share=wording.share(int(who.sum()), of))


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
