"""Who gave which answer about leaving hospital, beside a slow count that goes through everybody."""

from collections import Counter
from datetime import date

import pytest

from analysis.answers_counted import (
    CONTACT,
    RATING,
    by_contact,
    by_time_of_day,
    by_winter,
    counted,
    how_far,
    is_over,
    no_transport,
    people,
    ticks,
    told_by,
    went_well,
)
from analysis.measures import EIGHT, HELPERS, measure_called, monthly
from analysis.narrow import narrow
from models.scope import Scope, Who
from tests.leaving import by_chance, told
from tests.over_time_facts import some_facts

PIECES = by_chance(400)
FACTS = told(*PIECES)
SAID = ("yes", "to_some_extent", "no")


def test_every_answer_is_counted_once_and_who_was_unsure_is_in_no_share():
    counts = counted({question: how_far(FACTS, question) for question in (*EIGHT, *HELPERS)})

    for row in counts.to_dict("records"):
        slowly = Counter(one[row["name"]] for one in PIECES)
        assert {answer: row[answer] for answer in slowly if answer} == {
            answer: people for answer, people in slowly.items() if answer
        }
        assert row["answered"] == sum(slowly[answer] for answer in SAID)


@pytest.mark.parametrize("who", [Who.PATIENTS, Who.FAMILIES])
def test_families_friends_and_carers_are_one_group_and_patients_another(who):
    speakers = {Who.PATIENTS: {"myself"}, Who.FAMILIES: {"family", "carer", "friend"}}[who]
    group = [one for one in PIECES if one["speaker"] in speakers]

    for question in EIGHT:
        answered = [one for one in group if one[question] in SAID]
        yes = [one for one in answered if one[question] == "yes"]
        assert went_well(FACTS, question).within(told_by(FACTS, who)).people == (len(yes), len(answered))


def test_a_rating_went_well_where_it_is_good_and_dont_know_is_no_rating():
    rated = [one for one in PIECES if one["rating"] not in (None, "dont_know")]
    good = [one for one in rated if one["rating"] in ("good", "very_good")]

    assert went_well(FACTS, RATING).people == (len(good), len(rated))


def test_a_winter_is_december_to_february_by_the_year_it_began():
    days = [date(2024, 11, 30), date(2024, 12, 1), date(2025, 2, 28), date(2025, 3, 1), date(2026, 1, 9)]

    found = by_winter(told(*({"day": day} for day in days)))

    assert {winter: who.tolist() for winter, who in found.items()} == {
        2024: [False, True, True, False, False],
        2025: [False, False, False, False, True],
    }
    assert by_winter(told({"day": date(2025, 6, 1)})) == {} == by_winter(told())


@pytest.mark.parametrize(("today", "over"), [(date(2026, 2, 28), False), (date(2026, 3, 1), True)])
def test_a_winter_is_over_with_its_last_day_of_february(today, over):
    assert is_over(2025, today) is over


@pytest.mark.parametrize(
    ("evening", "night", "groups"),
    [(10, 10, ["morning", "afternoon", "evening", "night"]), (10, 9, ["morning", "afternoon", "late"])],
)
def test_evening_and_night_stand_together_where_one_has_too_few_people(evening, night, groups):
    left = by_time_of_day(
        told(*[{"time_of_day": "evening"}] * evening, *[{"time_of_day": "night"}] * night), fewest=10
    )

    assert list(left) == groups
    assert sum(int(who.sum()) for who in left.values()) == evening + night


def test_somebody_who_ticked_several_things_is_behind_each_of_them():
    found = ticks(FACTS, "not_ready")

    slowly = Counter(part.strip() for one in PIECES for part in (one["not_ready"] or "").split(",") if part)
    assert {thing: int(who.sum()) for thing, who in found.items()} == dict(slowly)
    assert people(FACTS, found["care"]) == [
        row for row, one in enumerate(PIECES) if "care" in (one["not_ready"] or "")
    ]


def test_no_transport_is_of_those_who_said_what_was_missing_or_that_nothing_was():
    told_us = [one for one in PIECES if one["not_ready"] or one["all_ready"] == "yes"]
    without = [one for one in told_us if "transport" in (one["not_ready"] or "")]

    assert no_transport(FACTS).people == (len(without), len(told_us))
    assert no_transport(told({"all_ready": "no"})).people == (0, 0)


def test_everybody_who_said_whether_somebody_got_in_touch_stands_in_one_place():
    slowly = Counter()
    for one in PIECES:
        if one["got_in_touch"] == "no":
            slowly["nobody"] += 1
        elif one["got_in_touch"] in ("yes", "to_some_extent"):
            slowly[one["contact_when"] if one["contact_when"] in CONTACT else "when_not_said"] += 1
    first = min(one["day"] for one in PIECES if one["contact_when"])
    assert first == min(one["day"] for one in PIECES)

    assert {when: int(who.sum()) for when, who in by_contact(FACTS).items()} == dict(slowly)


def test_who_told_us_before_we_asked_when_is_not_taken_for_somebody_nobody_rang():
    before, since = date(2026, 5, 1), date(2026, 6, 1)
    found = by_contact(
        told(
            {"day": before, "got_in_touch": "no"},
            {"day": before, "got_in_touch": "yes"},
            {"day": since, "got_in_touch": "yes", "contact_when": "later"},
            {"day": since, "got_in_touch": "no"},
        )
    )
    assert {when: people(told(*[{}] * 4), who) for when, who in found.items() if who.any()} == {
        "later": [2],
        "nobody": [3],
    }


def test_a_scope_in_which_when_was_told_late_keeps_whom_nobody_rang_since_anybody_was_asked():
    yes = {"got_in_touch": "yes"}
    everybody = some_facts(
        [
            {"month": "2026-06-01", "speaker": "myself", "answers": yes | {"contact_when": "later"}},
            {"month": "2026-07-01", "speaker": "family", "answers": {"got_in_touch": "no"}},
            {"month": "2026-08-01", "speaker": "family", "answers": yes | {"contact_when": "within_a_week"}},
        ]
    )
    families = narrow(everybody, Scope(who=Who.FAMILIES))
    assert by_contact(families)["nobody"].tolist() == [True, False]
    monthly_share = monthly(families, measure_called("contact.within_a_week"))
    assert monthly_share[["part", "whole"]].to_numpy().tolist() == [[0, 1], [1, 1]]


def test_a_question_that_nobody_was_asked_has_nobody_behind_it():
    nobody = told({}, {})
    assert went_well(nobody, "knew_next").people == (0, 0)
    assert ticks(nobody, "not_ready") == {}
    assert not any(who.any() for who in by_contact(nobody).values())
