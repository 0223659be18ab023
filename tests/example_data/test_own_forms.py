"""What came by the forms of the review and of the scheme: who told, and in what their groups differ."""

import re
from collections import Counter
from datetime import date

import pytest

from content.question_sets import question_set
from example_data import review, scheme, winters
from example_data.compose import Tone
from example_data.entries import EVENTS
from example_data.generate import ExampleFeedback
from example_data.ticked import ticked
from example_data.west_testford import LAST_DAY
from models.vocabulary import Channel, Journey, Sector

GAP_OR_SLIP = re.compile(r"[{}]|\bNone\b|\b(I is|I has|he am|she am|he have|she have)\b")


@pytest.fixture(scope="module")
def answers() -> list[ExampleFeedback]:
    return review.review(until=LAST_DAY, beside=2_000)[0]


@pytest.fixture(scope="module")
def of_the_scheme() -> list[ExampleFeedback]:
    return scheme.scheme(until=LAST_DAY, beside=2_000)


def share(answers, group: str, question: str, *values: str) -> float:
    said = [
        ticked(piece).answers.get(question, "").split(",")
        for piece in answers
        if review.GROUPS[piece.voice] == group
    ]
    said = [one for one in said if one not in ([""], ["not_sure"])]
    return sum(not set(values).isdisjoint(one) for one in said) / len(said)


def test_the_review_hears_about_140_in_four_months_a_third_of_them_clinicians(answers):
    voices = Counter(piece.voice for piece in answers)
    assert voices.total() == 142 and 0.28 < voices["staff"] / 142 < 0.42
    days = {piece.moments.told for piece in answers}
    assert date(2026, 5, 11) <= min(days) and max(days) <= date(2026, 9, 14)


def test_clinicians_and_patients_of_the_review_differ(answers):
    well = ("very_well", "well")
    assert share(answers, "people", "urgent_now", *well) > share(answers, "staff", "urgent_now", *well) + 0.2
    assert share(answers, "staff", "planned_change", "one_record") > 0.5
    assert share(answers, "people", "planned_change", "one_record") < 0.35
    assert share(answers, "people", "planned_change", "sooner") > 0.5


def test_what_was_said_at_an_event_of_the_review_was_said_on_its_day():
    told, entries = review.review(until=LAST_DAY, beside=2_000)
    days = {piece.moments.told: entries[piece.token].event for piece in told if piece.token in entries}
    assert len(entries) > 15 and len(days) == len(review.REVIEW_DAYS)
    assert all(event is not None and EVENTS[event].on == day for day, event in days.items())


def test_nobody_answers_before_their_form_is_opened_or_after_the_day_that_is_asked_for():
    early = date(2026, 6, 1)
    for told in (review.review(until=early, beside=2_000)[0], scheme.scheme(until=early, beside=2_000)):
        assert told and max(piece.moments.told for piece in told) <= early
    assert review.review(until=date(2026, 5, 10), beside=2_000) == ([], {})


def test_ways_of_the_scheme_lead_through_police_ambulance_and_housing_and_most_are_understood(of_the_scheme):
    met = Counter(
        sector
        for piece in of_the_scheme
        for sector in {end for join in piece.joins for end in (join.from_sector, join.to_sector)}
    )
    assert min(met[one] for one in (Sector.POLICE, Sector.AMBULANCE, Sector.HOUSING)) >= 7
    assert all(len(piece.joins) >= 2 for piece in of_the_scheme)
    understood = Counter(ticked(piece).answers["understood_needs"] for piece in of_the_scheme)
    assert 0.5 < understood["yes"] / understood.total() < 0.9


def test_everybody_says_it_in_good_grammar_and_hardly_anybody_says_the_same(answers, of_the_scheme):
    told = [*answers, *of_the_scheme, *winters.winters(until=LAST_DAY, beside=2_000)]
    assert [piece.words for piece in told if GAP_OR_SLIP.search(piece.words)] == []
    assert len({piece.words for piece in told}) > 0.9 * len(told)
    assert len({piece.token for piece in told}) == len(told)
    assert {piece.channel for piece in told} == {Channel.ONLINE, Channel.PHONE, Channel.EVENT, Channel.PAPER}


@pytest.mark.parametrize("own", [review, scheme])
def test_the_questions_answered_are_those_that_are_asked_today(own):
    assert question_set(own.QUESTION_SET.split("/")[0]).name == own.QUESTION_SET


def test_care_homes_and_community_beds_were_readier_in_the_second_winter_and_fewer_moves_went_wrong():
    told = winters.winters(until=LAST_DAY, beside=2_000)
    share = {}
    for year in (2024, 2025):
        winter = [piece for piece in told if piece.moments.told.year - (piece.moments.told.month < 6) == year]
        left = [ticked(piece).answers for piece in winter if piece.journey is Journey.LEAVING_HOSPITAL]
        assert {one["destination"] for one in left} == {"care_home", "short_stay"}
        ready = sum(one.get("all_ready") == "yes" for one in left) / len(left)
        moves = [piece for piece in winter if piece.journey is Journey.BETWEEN_SERVICES]
        share[year] = ready, sum(piece.tone is Tone.UNHAPPY for piece in moves) / len(moves)
    assert share[2025][0] > share[2024][0] + 0.15
    assert share[2025][1] < share[2024][1] - 0.15
