"""What the page of joins says and draws, and whether its numbers agree with each other."""

import re

import pytest

from analysis.disclosure import Rules
from analysis.joins_counted import Pair, told_joins
from models.vocabulary import Sector
from reporting.picture_words import rests_on
from reporting.pictures_at_joins import at_joins, days_lost, to_look_at_first
from reporting.pictures_of_chains import of_chains
from reporting.pictures_of_joins import Shown, Which, first_joins, where
from reporting.pictures_of_one_join import one_join
from reporting.publishable import HIDDEN, publishable_table
from tests.joins_told import Told, facts_of, looked_at, people_by_ends, service_of, some_stories, went
from tests.reporting.frames import drawn_words

CHASED = ("had_to_chase",)
STORIES = some_stories(250, seed=3)
ALL_KINDS = [str(one) for one in Sector]


def everything(stories):
    """Every picture of the page, by its name."""
    looked = looked_at(stories)
    told = told_joins(looked.facts)
    pair = next((Pair(*ends) for ends in people_by_ends(stories)), Pair("gp", "hospital"))
    found = [
        *where(looked, told, Shown()),
        first_joins(looked, told),
        *at_joins(looked, told),
        *of_chains(looked, told),
        *one_join(looked, told, pair),
    ]
    return {picture.name: picture for picture in found}


EVERYBODY = Shown()


def where_of(stories, shown=EVERYBODY):
    looked = looked_at(stories)
    return where(looked, told_joins(looked.facts), shown)


def cells(picture):
    """The numbers of a matrix, with what each row and column is called."""
    table = picture.table.set_index(picture.table.columns[0])
    return {(row, column): table.loc[row, column] for row in table.index for column in table.columns}


def test_a_gp_hospital_gp_hospital_story_is_one_person_everywhere_and_back_and_forth_once():
    page = everything([went("gp", "hospital", "gp", "hospital")])

    matrix = cells(page["joins_matrix"])
    assert (matrix["GP", "Hospital"], matrix["Hospital", "GP"]) == (1, 1)
    assert page["joins_flow"].table["People"].tolist() == [1, 1]
    assert sum(cells(page["joins_to_publish"]).values()) == 1
    assert page["joins_returns"].table["People"].tolist() == [0, 0, 1]
    assert page["joins_chains"].table.to_numpy().tolist() == [["GP › Hospital › GP › Hospital", 1]]
    assert "1 person went back and forth" in page["joins_returns"].sentence
    assert {picture.behind.people for picture in page.values()} == {1}
    assert {row for picture in page.values() for rows in picture.marks.values() for row in rows} == {0}


def test_the_numbers_of_the_page_agree():
    page = everything(STORIES)
    ways = people_by_ends(STORIES)
    named = {
        "gp": "GP",
        "hospital": "Hospital",
        "social_care": "Social care",
        "mental_health": "Mental health",
        "unknown": "Not named",
    }
    by_name = {(named[start], named[end]): n for (start, end), n in ways.items()}
    matrix = cells(page["joins_matrix"])
    assert {ends: n for ends, n in matrix.items() if n} == by_name
    for name, people in page["joins_flow"].table.to_numpy().tolist():
        assert by_name[tuple(name.split(" to "))] == people
    assert sum(cells(page["joins_to_publish"]).values()) == len(STORIES)
    assert page["joins_matrix"].behind.people == len(STORIES)
    several = sum(len(story) > 1 for story in STORIES)
    assert page["joins_returns"].table["People"].sum() == several == page["joins_chains"].behind.people
    assert page["joins_sent_back"].table["People"].sum() == page["joins_sent_back"].behind.people
    first = next(iter(ways))
    assert page["one_join"].behind.people == page["one_join_by_quarter"].table["People"].sum() == ways[first]
    for picture in page.values():
        for name, rows in picture.marks.items():
            assert len(rows) == len(set(rows)) >= (picture.fewest or 0), (picture.name, name)


def test_every_kind_beyond_the_largest_shares_a_row_and_a_column():
    stories = [went(kind, "gp") for kind in ALL_KINDS for _ in range(ALL_KINDS.index(kind) + 1)]
    matrix, flow = where_of(stories)
    table = matrix.table
    assert table.shape[0] == 10 and table.iloc[-1, 0] == "Other kinds"
    assert sum(cells(matrix).values()) == len(stories)
    drawn = int(flow.table["People"].sum())
    assert len(flow.table) == 12
    assert f"{len(stories) - drawn} people told us of other ways" in flow.notes[0]


def test_only_joins_with_a_problem_or_only_what_went_well_or_one_thing_can_be_shown():
    wrong, well = Told("gp", "hospital", CHASED), Told("hospital", "gp", ("warm_handover",))
    stories = [[wrong], [well], went("gp", "hospital"), [wrong._replace(themes=("referral_lost",))]]

    def shown(**how):
        return where_of(stories, Shown(**how))[0]

    assert "a problem from a GP to a hospital than at any other join: 2 of the 2 people" in (
        shown(which=Which.PROBLEM).sentence
    )
    assert sum(cells(shown(which=Which.WELL)).values()) == 1
    assert sum(cells(shown(theme="referral_lost")).values()) == 1
    assert where_of(stories, Shown(theme="told_story_again")) == ()


def test_between_two_kinds_the_services_are_shown_by_name():
    stories = [went("gp:Ash", "hospital:Ward"), went("gp:Elm", "hospital"), went("gp", "social_care")]
    matrix = where_of(stories, Shown(within=Pair("gp", "hospital")))[0]
    assert {ends for ends, n in cells(matrix).items() if n} == {
        ("Ash", "Ward"),
        ("Elm", "Hospital, not said which"),
    }


@pytest.mark.parametrize(("people", "said"), [(9, "9 of 9 people"), (10, "100% of 10 people")])
def test_a_share_is_a_percentage_from_ten_people_on(people, said):
    page = everything([[Told("gp", "hospital", CHASED, 2, "family", 8, "no")]] * people)
    assert f"What goes wrong most often is “Had to chase”: for {said}" in (page["joins_problems"].sentence)
    shown = [picture.sentence + picture.table.to_string() for picture in page.values()]
    assert any("%" in one for one in shown) == (people >= 10)
    assert page["joins_days_lost"].table.empty == (people < 10)


def test_days_lost_are_told_by_the_middle_one_and_drawn_up_to_ninety():
    lost = (0, 10, 20, 30, 40, 50, 60, 70, 80, 400)
    looked = looked_at([[Told("gp", "hospital", days_lost=one)] for one in lost])
    picture = days_lost(looked, told_joins(looked.facts))
    assert "Half of the 10 people who told us lost 45 days or more" in picture.sentence
    ends = [row for table in picture.draw("light").to_dict()["datasets"].values() for row in table]
    assert max(row["high"] for row in ends if "high" in row) <= 90
    assert picture.table.iloc[0, 1:].tolist() == ["22.5", "45", "67.5", 10]


def test_what_to_look_at_first_is_what_is_surely_often_wrong():
    """Ten of ten is surely more often wrong than four of ten, and less surely than ninety of a hundred."""

    def at(place, wrong, people):
        return [[Told("gp", place, CHASED if n < wrong else ("warm_handover",))] for n in range(people)]

    looked = looked_at([*at("dentist", 4, 10), *at("hospice", 10, 10), *at("housing", 90, 100)])
    picture = to_look_at_first(looked, told_joins(looked.facts))
    assert picture.table["Join"].tolist() == ["GP to Housing", "GP to Hospice", "GP to Dentist"]
    assert "90% of 100 people who said how it went" in picture.sentence
    assert any("no league table" in note for note in picture.notes)


def test_what_may_be_published_of_joins_gives_no_small_number_away():
    page = everything(STORIES)
    for picture in page.values():
        if picture.counts is None:
            continue
        true = {n for row in picture.counts.cells for n in row if 0 < n < 5}
        shown = publishable_table(picture.counts, Rules()).iloc[:, 1:].to_numpy().ravel().tolist()
        assert not {1, 2, 3, 4} & {one for one in shown if one != HIDDEN}
        assert (HIDDEN in shown) >= bool(true), picture.name
    assert page["joins_matrix"].counts is None and page["joins_to_publish"].counts.is_table


def test_what_is_drawn_begins_with_its_sentence_and_says_what_is_in_the_table():
    pictures = everything(STORIES)
    for name in ("joins_matrix", "joins_flow", "joins_to_look_at"):
        picture = pictures[name]
        spec = picture.draw("dark").to_dict()
        assert spec["description"].startswith(picture.sentence)
        said = " ".join(drawn_words(spec))
        for mark, rows in list(picture.marks.items())[:5]:
            assert mark in said
            if name != "joins_to_look_at":
                assert re.search(rf"{mark}: {len(rows):,} (people|person)", said)


def test_a_join_that_nobody_told_us_of_has_no_pictures():
    looked = looked_at([went("gp", "hospital")])
    assert one_join(looked, told_joins(looked.facts), Pair(service_of("gp:Ash"), "hospital")) == ()
    assert where_of([[]]) == () and of_chains(looked, told_joins(facts_of([[]]))) == ()


def test_every_picture_of_joins_says_how_many_of_them_were_found_in_words():
    for picture in everything([went("gp", "hospital", "gp")]).values():
        assert "No machine read it." in rests_on(picture), picture.name
    found = [Told(*ends, CHASED, 1, is_reviewed=True) for ends in (("gp", "hospital"), ("hospital", "gp"))]
    page = everything([found] * 12)
    for picture in page.values():
        said = rests_on(picture)
        assert "confirmed by a person here" in said and "No machine" not in said, picture.name
    assert "here: 24 joins." in rests_on(page["joins_matrix"])
    assert "here: 12 joins." in rests_on(page["one_join"]), "only those of this one join"
