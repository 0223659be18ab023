"""They say, people say: two panels along the same months; no cause is claimed, and nobody given away."""

from calendar import monthrange
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from content.words import words
from models.commitment import Direction
from models.facts import Happening
from models.indicator import FigureSeen, IndicatorSeen, Unit
from models.limits import LimitsKind
from models.programme import ProgrammeKind, ProgrammeSeen
from reporting.chart_of_indicators import FIGURE_PX, THEIRS_PX, figures_drawn, months_of
from reporting.chart_spec import spec_of
from reporting.picture import Source
from reporting.pictures_of_indicators import beside_each_other, look_at
from reporting.spc_places import NUMBER_PX
from tests.over_time_facts import asked
from tests.reporting.test_pictures_over_time import BETTER, TOLD, USUAL, decided

TODAY = date(2026, 11, 20)


def month(year, number, value, source=""):
    last = monthrange(year, number)[1]
    return FigureSeen(date(year, number, 1), date(year, number, last), value, source)


FIGURES = [month(2024, 9, 10.5), month(2024, 10, 10.3), month(2025, 9, 9.1)]
INDICATOR = IndicatorSeen(
    UUID(int=1),
    UUID(int=2),
    "Days in hospital once ready to leave",
    "The mean of days, for people of 18 or over.",
    Unit.DAYS,
    "Testford Trust",
    "Board papers",
    better=Direction.DOWN,
    measure=TOLD.id,
    entered=tuple(reversed(FIGURES)),
)
HUB = ProgrammeSeen(INDICATOR.programme_id, "hub", "Testford Discharge Hub", ProgrammeKind.SERVICE)
PAIRS = ((12, 30), (14, 30)) * 6
"""From September 2024 to August 2025."""


def picture(facts, *, decisions=(), figures=None, **changes):
    indicator = replace(INDICATOR, **changes)
    if figures is not None:
        indicator = replace(indicator, entered=tuple(reversed(figures)))
    looked = look_at(facts, indicator, HUB, today=TODAY, smallest=10)
    return beside_each_other(looked, indicator, decisions, scope="Leaving hospital")


def test_both_are_said_with_what_was_so_in_the_same_month_a_year_before_and_no_cause():
    found = picture(asked(*PAIRS, (25, 43), first="2024-09"))
    # 25 of 43 is 58%, and 12 of 30 a year before is 40%.
    assert found.sentence == (
        "They say: Days in hospital once ready to leave, 9.1 days for September 2025, "
        "1.4 days fewer than for September 2024. "
        "People say: Told who to contact, 58% of 43 people in September 2025, "
        "18 percentage points more than for September 2024. Chance alone could do that. "
        "Neither shows what brought the other about."
    )
    assert found.heading == "They say, people say: Days in hospital once ready to leave"
    assert "caused" not in found.sentence and found.source is Source.ANSWERS


def test_each_has_its_definition_its_source_and_who_is_counted():
    notes = picture(asked(*PAIRS, (25, 43), first="2024-09")).notes
    assert notes[:4] == [
        f"They say: published by Testford Trust. {INDICATOR.definition} Source: Board papers.",
        "Of the published figure, lower is better.",
        words("indicators.picture.people", scope="Leaving hospital"),
        words("indicators.picture.drawn"),
    ]


@pytest.mark.parametrize(("people", "is_said"), [(9, False), (10, True)])
def test_a_share_of_fewer_than_ten_people_is_never_said(people, is_said):
    found = picture(asked((5, people), first="2025-09"), figures=[month(2025, 9, 9.1)])
    said = f"People say: Told who to contact, {round(500 / people)}% of {people} people in September 2025."
    few = f"too few to set beside it. In October 2024 to September 2025, {people} people told us."
    assert (said in found.sentence) is is_said and (few in found.sentence) is not is_said
    assert ("%" in found.sentence) is is_said
    assert found.fewest == 5


def test_where_a_month_has_too_few_people_the_year_up_to_it_is_set_beside_the_one_before():
    found = picture(asked(*((1, 4),) * 12, *((3, 4),) * 12, first="2023-10"))
    assert (
        "75% of 48 people in October 2024 to September 2025, "
        "50 percentage points more than for October 2023 to September 2024. Neither"
    ) in found.sentence


def test_the_figure_before_is_compared_where_there_is_none_a_year_before():
    found = picture(asked(*PAIRS, first="2024-09"), figures=[month(2025, 5, 9.0), month(2025, 8, 9.0)])
    assert "9 days for August 2025, the same as for May 2025." in found.sentence
    assert "47% of 30 people in August 2025, 7 percentage points more than for May 2025." in found.sentence


def drawn(found):
    """By the title of its axis's layers: the horizontal and the vertical scale of every layer."""
    layers = spec_of(found.draw, "light")["layer"]
    return [
        (one["encoding"]["x"]["scale"], one["encoding"]["y"].get("scale"))
        for one in layers
        if "scale" in one["encoding"].get("x", {}) and "scale" in one["encoding"].get("y", {})
    ]


def test_the_two_panels_share_their_months_and_no_scale():
    figures = [month(2024, 7, 10.2), month(2024, 8, 10), month(2026, 11, 9)]
    found = picture(asked(*USUAL, *BETTER), figures=figures)
    across = {str(x["domain"]) for x, _ in drawn(found)}
    assert across == {"[0, 29.0]"}, "July 2024 to November 2026"
    ranges = {tuple(y["range"]): y["domain"] for _, y in drawn(found) if y["domain"][0] != 0}
    theirs, ours = (sorted(one) for one in sorted(ranges, key=min)[:2])
    assert theirs[1] < ours[0], "one above the other"
    assert ranges[tuple(reversed(theirs))] == [9.0, 10.2]


def test_a_figure_stands_at_the_middle_of_its_days_and_a_gap_breaks_the_line():
    figures = [month(2025, 1, 3.0), month(2025, 2, 4.0), month(2025, 4, 5.0)]
    indicator = replace(INDICATOR, entered=tuple(reversed(figures)))
    frame = figures_drawn(indicator, months_of(indicator))
    assert list(frame["middle"]) == [0.5, 1.5, 3.5]
    assert list(frame["unbroken"]) == [0, 0, 1]
    assert list(frame["words"]) == ["January 2025: 3 days", "February 2025: 4 days", "April 2025: 5 days"]
    year = replace(INDICATOR, entered=(FigureSeen(date(2025, 4, 1), date(2026, 3, 31), 9.0),))
    [row] = figures_drawn(year, months_of(year)).itertuples()
    assert (row.left, row.right, row.is_long) == (0, 12, True)


def test_the_numbers_have_a_row_for_all_days_that_either_has_a_figure_of():
    figures = [month(2024, 8, 10.2, "Papers of <May>"), month(2024, 9, 10.5)]
    table = picture(asked((12, 30), (14, 30), first="2024-09"), figures=figures).table
    assert list(table["When"]) == ["August 2024", "September 2024", "October 2024"]
    assert list(table["They say"]) == ["10.2 days", "10.5 days", "none"]
    assert list(table["Share"]) == ["none", "40%", "47%"]
    assert table["Where that is published"][0] == "Papers of <May>"


def test_only_what_people_say_has_limits_decisions_and_counts_that_may_be_published():
    found = picture(asked(*USUAL, *BETTER), decisions=[decided(LimitsKind.FROZEN)])
    assert any(note.startswith("Limits fixed on what came before November 2025") for note in found.notes)
    assert len(found.counts.rows) == 24 and found.counts.columns == ["Told who to contact"]
    assert set(found.marks) <= set(found.counts.rows)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"measure": ""}, "nobody has chosen what"),
        ({"lost": ("service_id",)}, "isn’t there any more"),
        ({"measure": "theme.no_such"}, "we don’t know what was chosen"),
        ({}, "Nobody has told us about this yet."),
    ],
)
def test_what_is_published_stands_alone_where_nothing_of_peoples_can(changes, why):
    found = picture(asked(), **changes)
    assert why in found.sentence and "People say" not in found.sentence
    assert (found.source, found.counts, found.fewest) == (Source.PARTNERS, None, None)
    chart = spec_of(found.draw, "dark")
    assert chart["height"] == NUMBER_PX + 150


def test_two_figures_are_said_in_words_and_three_are_drawn():
    figures = [month(2024, 7, 10.2), month(2024, 8, 10.0), month(2024, 9, 9.1)]
    for many, height in ((2, 2 * FIGURE_PX), (3, NUMBER_PX + THEIRS_PX)):
        alone = picture(asked(), figures=figures[:many])
        chart = spec_of(alone.draw, "light")
        assert chart["height"] == height
        assert ("They say" in str(chart.get("title"))) is (many == 3)
        both = picture(asked(*USUAL, *BETTER), figures=figures[:many])
        assert ("They say" in str(spec_of(both.draw, "light").get("title"))) is (many == 3)
        assert (words("indicators.picture.drawn") in both.notes) is (many == 3)
        assert "10.2 days" in list(both.table["They say"]), "all numbers stay in the table"


def test_beside_a_figure_stands_what_happened_to_its_own_programme_alone():
    own = Happening(date(2025, 2, 3), "Lunch club", "", "event", HUB.code)
    other = Happening(date(2025, 3, 3), "Testford Healthcare Review", "Papers", "programme", "review")
    facts = replace(asked(*USUAL, *BETTER), happenings=(own, other))
    notes = " ".join(picture(facts).notes)
    assert "Lunch club" in notes and "Testford Healthcare Review" not in notes


def test_a_change_in_percent_is_said_as_more_or_less():
    year = FigureSeen(date(2024, 10, 23), date(2025, 10, 23), -25.0)
    found = picture(asked(), figures=[year], unit=Unit.PERCENT_CHANGE, measure="")
    assert "25% less for 23 October 2024 to 23 October 2025." in found.sentence
