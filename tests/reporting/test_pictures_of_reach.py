"""Whom we hear from beside who lives in the area: shares by hand, and nobody few is given away."""

import json
import random
from datetime import date
from itertools import combinations

import pytest

from analysis.disclosure import Rules, publish_row
from analysis.reach import reached
from content.kinds_of_people import kinds_of_people
from models.census import AboutThem, Census
from models.period import Days, Period
from reporting.chart_spec import spec_of
from reporting.picture_files import Around, numbers_file
from reporting.picture_words import band
from reporting.pictures_of_reach import reach, whole_months
from reporting.publishable import HIDDEN
from reporting.words_file import FileKind
from tests.analysis.test_disclosure import could_be

RULES = Rules()
AGES = {"18_to_24": 200, "25_to_49": 400, "50_to_64": 300, "80_or_over": 100}


def picture(told, *, kind="age", census=AGES, people=500, rules=RULES):
    answers = {(kind, answer): count for answer, count in told.items()}
    known = Census(census, "A census", date(2021, 3, 21))
    return reach(kind, known, AboutThem(people, answers), rules, Days())


def by_group(drawn):
    return {row[0]: row[1:] for row in drawn.table.itertuples(index=False, name=None)}


def test_shares_are_of_the_area_and_of_those_who_told_us_and_ages_stand_in_their_order():
    drawn = picture({"18_to_24": 10, "25_to_49": 40, "50_to_64": 40, "80_or_over": 10, "under_13": 30})
    assert by_group(drawn) == {
        "18 to 24": (200, "20%", 10, "10%", "-10"),
        "25 to 49": (400, "40%", 40, "40%", "0"),
        "80 or over": (100, "10%", 10, "10%", "0"),
        "50 to 64": (300, "30%", 40, "40%", "+10"),
    }
    assert [*drawn.table.iloc[:, 0]] == ["18 to 24", "25 to 49", "50 to 64", "80 or over"]
    said = "People aged 18 to 24 are 20% of our area and 10% of the 100 people who told us their age."
    assert drawn.sentence == said
    assert "Of about 500 people, about 130 told us their age." in " ".join(drawn.notes)
    assert (
        "Left out on both sides, because there are no figures of them: Under 13; 13 to 15" in drawn.notes[2]
    )


def test_other_kinds_of_people_begin_with_whom_we_hear_least_of():
    drawn = picture({"MK9": 60, "SG18": 20}, kind="area", census={"MK9": 100, "SG18": 100})
    assert [*drawn.table.iloc[:, 0]] == ["SG18", "MK9"]


def test_nobody_of_a_group_is_a_finding():
    drawn = picture({"25_to_49": 40, "50_to_64": 40, "18_to_24": 20})
    assert "People aged 80 or over are 10% of our area and 0% of the 100 people" in drawn.sentence


@pytest.mark.parametrize(("people", "is_less"), [(11, True), (12, False)])
def test_a_group_is_named_only_where_chance_would_hardly_make_it_so_few(people, is_less):
    """11 and 12 are shown as 10, which may be 12: of 1,000 that is at most 2.1%."""
    area = {"a": 215 if is_less else 205, "b": 10_000 - (215 if is_less else 205)}
    (found,) = (one for one in reached(area, {"a": people, "b": 1_000 - people}, RULES) if one.group == "a")
    assert found.told.shown == 10
    assert found.is_heard_less(5) is is_less


@pytest.mark.parametrize(("people", "is_there"), [(9, False), (10, True)])
def test_there_is_no_share_of_fewer_than_ten_people_whatever_was_chosen(people, is_there):
    drawn = picture({"25_to_49": people}, rules=Rules(base=5, cell=3))
    assert (drawn is not None) is is_there


def test_a_small_group_is_hidden_everywhere_and_so_is_the_next():
    drawn = picture({"18_to_24": 21, "25_to_49": 40, "50_to_64": 37, "80_or_over": 4})
    hidden = {name for name, cells in by_group(drawn).items() if HIDDEN in cells}
    assert hidden == {"80 or over", "18 to 24"}
    assert "The hidden groups together are 30% of our area and about 25% of those who told us." in drawn.notes
    assert band(drawn, 10) == ""
    around = Around("All time", date(2026, 11, 22), 10)
    taken = numbers_file(drawn, FileKind.CSV, around).decode()
    assert "80 or over,100,10%,[c],[c],[c]" in taken
    marks = [one for layer in spec_of(drawn.draw, "light")["layer"] for one in layer["data"]["values"]]
    drawn_at = [one["share"] for one in marks if one.get("series") == "Share of those who told us"]
    assert sorted(drawn_at) == [35 / 100, 40 / 100]
    assert "21" not in json.dumps(marks) and "0.04" not in json.dumps(marks)


def test_a_hidden_number_is_not_what_the_others_leave_of_the_total():
    chance, hidden = random.Random(7), 0
    for _ in range(200):
        told = {group: chance.choice((0, 1, 2, 3, 4, 5, 6, 8, 12, 30)) for group in AGES}
        shown = {one.group: one.told for one in reached(AGES, told, RULES)}
        whole = publish_row(list(told.values()), RULES)[0].whole.shown
        if whole is None:
            continue
        ranges = {
            group: (1, None) if of.shown is None else could_be(of.shown, RULES, is_total=False)
            for group, of in shown.items()
        }
        for group in [group for group, (_, most) in ranges.items() if most is None]:
            others = sum(least for name, (least, _) in ranges.items() if name != group)
            assert could_be(whole, RULES, is_total=True)[1] - others >= RULES.cell, told
            hidden += 1
    assert hidden > 100


def test_whatever_groups_a_file_names_it_tells_no_more_than_the_one_row_that_is_published():
    """Two sets of people that look alike in that row look alike beside the figures of any groups."""

    def row(told):
        shares = publish_row([told[group] for group in sorted(told)], RULES)
        return [(share.part.shown, share.whole.shown) for share in shares]

    def seen(groups, told):
        drawn = picture(told, census=dict.fromkeys(groups, 100))
        return drawn and (drawn.sentence, drawn.notes, drawn.table.to_numpy().tolist(), drawn.behind)

    chance, groups, alike = random.Random(5), list(AGES), 0
    for _ in range(60):
        told = {group: chance.choice((0, 2, 4, 6, 13, 21, 34)) for group in groups}
        other = {group: count and max(1, count + chance.choice((-1, 0, 1))) for group, count in told.items()}
        if told == other or row(told) != row(other):
            continue
        for some in combinations(groups, 3):
            assert seen(some, told) == seen(some, other), (some, told, other)
            alike += 1
    assert alike > 20


def test_where_some_hidden_groups_have_no_figures_the_others_are_not_counted_as_what_is_left():
    told = {"18_to_24": 21, "25_to_49": 40, "50_to_64": 37, "80_or_over": 4}
    drawn = picture(told, census={"18_to_24": 100, "25_to_49": 100, "50_to_64": 100})
    assert by_group(drawn)["25 to 49"][3] == "53%"
    assert "They aren’t counted among those who told us" in " ".join(drawn.notes)


def test_every_kind_that_people_are_asked_has_its_words():
    for kind, question in kinds_of_people().items():
        groups = [option.value for option in question.options if not option.says_nothing] or ["MK9", "SG18"]
        drawn = picture(dict.fromkeys(groups, 20), kind=kind, census=dict.fromkeys(groups, 100))
        assert drawn.heading.endswith("?") and "clearly smaller" in drawn.sentence


@pytest.mark.parametrize(
    ("today", "period", "days"),
    [
        (date(2026, 11, 30), Period.LAST_12, Days(date(2025, 11, 1), date(2026, 10, 31))),
        (date(2026, 12, 1), Period.LAST_12, Days(date(2025, 12, 1), date(2026, 11, 30))),
        (date(2026, 12, 1), Period.ALL_TIME, Days(None, date(2026, 11, 30))),
    ],
)
def test_only_whole_months_are_counted(today, period, days):
    assert whole_months(period, today) == days
