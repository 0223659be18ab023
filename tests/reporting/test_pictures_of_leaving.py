"""Leaving hospital in pictures: what is said of nobody, one, nine and ten people, and what is never said."""

from datetime import date
from itertools import chain

import pytest

from content import baselines
from reporting import pictures_of_groups as groups
from reporting import pictures_of_the_day as day
from reporting.picture import Source
from reporting.pictures_of_leaving import PARTS, helpers, the_eight
from tests.leaving import by_chance, looked, told
from tests.reporting.frames import drawn_words

EVERY = tuple(chain.from_iterable(PARTS.values()))
NO = {"told_whom_to_contact": "no"}
YES = {"told_whom_to_contact": "yes"}


def pieces(yes: int, no: int, **also):
    return [YES | also] * yes + [NO | also] * no


@pytest.mark.parametrize("make", EVERY)
def test_of_nobody_it_is_said_that_nobody_answered(make):
    picture = make(looked(told()))

    assert picture.sentence == "Nobody has answered this yet."
    assert picture.fewest is None and picture.counts is None and not picture.marks and not picture.notes
    assert picture.draw("light").description == picture.sentence


def test_where_nobody_spoke_of_being_ready_nothing_is_drawn_of_those_who_spoke_of_other_things():
    picture = day.themes(looked(told(*by_chance(30))))

    assert picture.sentence == picture.draw("light").description == "Nobody has answered this yet."
    assert picture.fewest is None and picture.counts is None


@pytest.mark.parametrize("make", EVERY)
def test_every_picture_is_described_by_its_sentence_and_gives_only_numbers_that_its_table_has(make):
    facts = told(*by_chance(150), *[{"themes": ["care_package"]}] * 12)
    picture = make(looked(facts))

    assert picture.draw("dark").description.startswith(picture.sentence)
    counts = picture.counts
    shown = {int(one) for one in picture.table.select_dtypes("number").to_numpy().ravel()}
    assert {number for row in counts.cells for number in row} <= shown
    assert len(counts.cells) == len(counts.rows) and {len(row) for row in counts.cells} == {
        len(counts.columns)
    }
    assert picture.fewest == min(one for one in {*shown, *counts.wholes} if one)
    assert all(set(rows) <= set(facts.feedback.index) and rows for rows in picture.marks.values())
    assert (picture.source is Source.TAGS) == (make is day.themes)


@pytest.mark.parametrize("make", [groups.families, day.destination])
def test_what_is_drawn_is_drawn_whole_with_every_name_in_the_table(make):
    picture = make(looked(told(*by_chance(150))))

    assert set(picture.table.iloc[:, 0]) <= drawn_words(picture.draw("light").to_dict())


@pytest.mark.parametrize(("people", "is_said"), [(1, False), (9, False), (10, True)])
def test_a_share_is_put_in_words_and_drawn_from_ten_people_on(people, is_said):
    picture = the_eight(looked(told(*[NO] * people)))

    assert ("weren’t told who to contact" in picture.sentence) is is_said
    assert is_said or picture.sentence.startswith("Too few people")
    row = picture.table.set_index("Question").loc["Told who to contact"]
    assert row["No"] == people
    assert row["Yes, share"] == ("0%" if is_said else "Fewer than 10 people")
    words = drawn_words(picture.draw("light").to_dict())
    assert any("100%" in word for word in words) is is_said


def test_the_finding_is_said_in_tenths_of_people_with_their_number_and_month():
    picture = the_eight(looked(told(*pieces(yes=6, no=4))))

    assert picture.sentence == (
        "4 in 10 people who left hospital in October 2026 weren’t told who to contact: "
        "40% of 10 people who answered. Told who to contact went best: 60% of 10 people said yes."
    )


def test_each_answer_leads_to_the_people_who_gave_it():
    marks = the_eight(looked(told(*pieces(yes=2, no=3)))).marks
    assert marks == {"Told who to contact: yes": [0, 1], "Told who to contact: no": [2, 3, 4]}


def test_what_was_found_elsewhere_is_noted_with_its_source_and_never_makes_a_verdict():
    picture = the_eight(looked(told(*pieces(yes=0, no=20))))
    said = " ".join([picture.sentence, *picture.notes, *drawn_words(picture.draw("light").to_dict())])

    assert "England, 2020: 35% no" in said and "(2020)" in said and "British Red Cross" in said
    assert "a visit with an assessment is more than somebody getting in touch" in said
    assert not any(verdict in said for verdict in ("worse than", "better than", "national average"))


def test_with_too_few_people_there_is_no_axis_and_no_mark_of_what_was_found_elsewhere():
    drawn = the_eight(looked(told(*pieces(yes=1, no=0)))).draw("light").to_dict()
    assert not any("England" in one for one in drawn_words(drawn))
    assert not any(layer["encoding"].get("x", {}).get("axis") for layer in drawn["layer"])
    assert any("axis" in layer["encoding"].get("x", {}) for layer in drawn["layer"])


def test_a_survey_that_was_published_in_words_stays_in_words():
    survey = baselines.studies()[1]

    assert (survey.year, [one.no for one in survey.findings]) == (2023, [None, None])
    said = " ".join(one.said for one in survey.findings)
    assert "less than half felt" in said and "over four in ten were certain" in said and "%" not in said


def test_only_findings_on_the_same_matter_are_drawn_as_a_line():
    assert {(one.beside, one.no) for one in baselines.lines(*EVERY_QUESTION)} == {
        ("told_whom_to_contact", 0.35),
        ("got_in_touch", 0.82),
    }
    assert baselines.beside("story_known") == () == baselines.notes()


EVERY_QUESTION = {one.beside for study in baselines.studies() for one in study.findings}


@pytest.mark.parametrize(
    ("families", "says", "sentence"),
    [
        ((14, 26), "Could be chance", "answered alike"),
        ((5, 35), "Families say yes less often", "13% of 40 families and carers said yes"),
    ],
)
def test_families_differ_from_patients_only_where_chance_would_hardly_make_it(families, says, sentence):
    facts = told(*pieces(20, 20, speaker="myself"), *pieces(*families, speaker="carer"))
    picture = groups.families(looked(facts))

    row = picture.table.set_index("Question").loc["Told who to contact"]
    assert row["What that says"] == says and sentence in picture.sentence
    assert row["Patients: Yes"] == 20 and row["Families and carers: Yes"] == families[0]


def test_nine_families_are_not_set_against_patients():
    facts = told(*pieces(40, 0, speaker="myself"), *pieces(0, 9, speaker="family"))
    picture = groups.families(looked(facts))

    row = picture.table.set_index("Question").loc["Told who to contact"]
    assert row["What that says"] == "" and "%" not in picture.sentence


def test_the_last_two_whole_winters_are_set_side_by_side_and_one_that_is_not_over_says_so():
    facts = told(
        *pieces(2, 28, day=date(2024, 12, 9)),
        *pieces(25, 5, day=date(2026, 1, 9)),
        *pieces(0, 30, day=date(2026, 12, 9)),
    )
    picture = groups.winters(looked(facts, today=date(2026, 12, 20)))

    assert picture.sentence == (
        "Told who to contact: 83% of 30 people said yes in the winter that began in 2025, "
        "and 7% of 30 people the winter before."
    )
    assert "Winter 2026 to 2027, not over yet: Yes" in picture.table
    assert (
        "no second whole winter" in groups.winters(looked(told(*pieces(9, 9, day=date(2026, 1, 9))))).sentence
    )


def test_what_was_missing_by_ticks_and_by_words_are_two_pictures_that_are_never_added():
    facts = told(*[{"not_ready": "medicines"}] * 11, *[{"themes": ["medicines_when_leaving"]}] * 10)

    ticked, written = day.missing(looked(facts)), day.themes(looked(facts))

    assert ticked.sentence.startswith("Medicines most often: missing for 100% of 11 people")
    assert written.sentence == "Medicines when leaving hospital came up most: in what 48% of 21 people wrote."
    assert (ticked.source, written.source) == (Source.ANSWERS, Source.TAGS)


def test_the_place_and_the_time_of_day_that_were_least_ready_are_named():
    at = {"destination": "care_home", "time_of_day": "morning"}
    home = {"destination": "home_with_help", "time_of_day": "afternoon"}
    facts = told(*[{**at, "all_ready": "no"}] * 10, *[{**home, "all_ready": "yes"}] * 12)

    assert day.ready(looked(facts)).sentence.startswith("A care home to live in: everything was ready for 0%")
    assert day.time_of_day(looked(facts)).sentence.startswith("Morning: everything was ready for 0%")
    assert day.transport(looked(facts)).sentence == "Nobody told us that transport was missing."
    assert day.destination(looked(facts)).sentence == (
        "More people went here first than anywhere else: Home, with help arranged, 55% of 22 people."
    )


def test_contact_within_a_week_is_of_those_who_said_when_or_that_nobody_did():
    facts = told(
        *[{"got_in_touch": "yes", "contact_when": "within_a_week"}] * 6,
        *[{"got_in_touch": "yes"}] * 5,
        *[{"got_in_touch": "no"}] * 4,
    )
    assert day.contact(looked(facts)).sentence == (
        "6 in 10 people heard from somebody within a week: "
        "60% of 10 people who told us when, or that nobody did."
    )


def test_the_hubs_three_questions_are_said_one_after_the_other():
    sentence = helpers(looked(told(*[{"one_person": "yes", "housing_asked": "no"}] * 10))).sentence
    assert sentence == (
        "One person to contact about it all: yes for 100% of 10 people; "
        "Asked about home or housing: yes for 0% of 10 people."
    )
