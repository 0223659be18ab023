"""What West Testford ticks: the differences that a board would look for are there, and little else is."""

from collections import Counter
from datetime import date

import pytest

from content.question_set import chosen
from content.question_sets import question_set
from content.questions import to_keep_apart
from example_data.about_them import AREAS, about_them
from example_data.checked import ALSO_READ_IN, is_checked
from example_data.generate import ExampleFeedback
from example_data.ticked import ticked
from example_data.west_testford import HUB_STARTED
from models.vocabulary import Channel, Journey, Sector

Told = list[tuple[ExampleFeedback, dict[str, str]]]
FAR = ("yes", "to_some_extent", "no")


@pytest.fixture(scope="module")
def left(told) -> Told:
    return [(piece, ticked(piece).answers) for piece in told if piece.journey is Journey.LEAVING_HOSPITAL]


def share(left: Told, question: str, which) -> float:
    """How many of those who say how far it was so say "yes"."""
    said = [answers[question] for piece, answers in left if which(piece) and answers.get(question) in FAR]
    assert len(said) > 50
    return said.count("yes") / len(said)


def before(piece):
    return piece.moments.happened < HUB_STARTED


def since(piece):
    return not before(piece)


def test_since_the_hub_more_are_told_whom_to_contact_and_helped_and_little_else_has_changed(left):
    assert share(left, "told_whom_to_contact", before) == pytest.approx(0.45, abs=0.06)
    assert share(left, "told_whom_to_contact", since) == pytest.approx(0.62, abs=0.06)
    for question in ("housing_asked", "community_group", "one_person"):
        assert share(left, question, since) - share(left, question, before) > 0.1, question
    for question in ("knew_next", "involved", "understood_medicines", "story_known", "all_ready"):
        assert abs(share(left, question, since) - share(left, question, before)) < 0.1, question


def test_patients_gained_more_from_the_hub_than_families_did(left):
    gained = [
        share(left, "told_whom_to_contact", lambda piece, voice=voice: since(piece) and piece.voice == voice)
        - share(
            left, "told_whom_to_contact", lambda piece, voice=voice: before(piece) and piece.voice == voice
        )
        for voice in ("patient", "family")
    ]
    assert gained[0] > 0.15 and gained[0] > gained[1] + 0.05


def test_families_are_told_less_often_than_patients(left):
    patients, families = (
        share(left, "told_whom_to_contact", lambda piece, voice=voice: piece.voice == voice)
        for voice in ("patient", "family")
    )
    assert families < patients - 0.08


def test_the_first_winter_was_worse_than_the_second_and_more_went_straight_home_in_that(left):
    first, second = (
        [(piece, answers) for piece, answers in left if date(year, 12, 1) <= piece.moments.happened
         < date(year + 1, 3, 1)]
        for year in (2024, 2025)
    )  # fmt: skip
    assert share(first, "all_ready", lambda _: True) < share(second, "all_ready", lambda _: True) - 0.1
    went = [Counter(answers["destination"] for _, answers in winter if answers) for winter in (first, second)]
    home = [(one["home_without_help"] + one["home_with_help"]) / one.total() for one in went]
    assert home[1] > home[0] + 0.1


def test_somebody_rings_within_a_week_more_often_since_the_hub(left):
    def soon(which) -> float:
        said = [
            answers["contact_when"] for piece, answers in left if which(piece) and "contact_when" in answers
        ]
        return sum(one.startswith("within") for one in said) / len(said)

    assert soon(since) > soon(before) + 0.2


def test_few_leave_at_night_and_they_tell_of_transport_more(left):
    times = Counter(answers["time_of_day"] for _, answers in left if "time_of_day" in answers)
    assert 0.05 < times["night"] / times.total() < 0.11
    missing = [answers for _, answers in left if "not_ready" in answers]
    at_night = [one for one in missing if one.get("time_of_day") == "night"]
    ticked_transport = [
        sum("transport" in one["not_ready"] for one in some) / len(some) for some in (at_night, missing)
    ]
    assert ticked_transport[0] > 1.8 * ticked_transport[1]


def test_only_what_the_form_asks_is_answered_and_only_where_it_asks(left):
    asked = question_set("have_your_say")
    questions = {question.id: question for step in asked.steps for question in step.questions}
    for _, answers in left:
        for name, said in answers.items():
            assert all(questions[name].option(value) for value in chosen(said)), (name, said)
            condition = questions[name].shown_when
            assert condition is None or condition.holds(answers), name


def test_about_45_in_a_hundred_tell_of_themselves_from_six_unequal_parts_of_the_area(told):
    about = [(piece, about_them(piece)) for piece in told]
    answered = [(piece, answers) for piece, answers in about if answers]
    assert len(answered) / len(told) == pytest.approx(0.45, abs=0.03)
    assert {piece.channel for piece, _ in answered} == {Channel.ONLINE, Channel.PHONE, Channel.EVENT}
    for _, answers in answered[:100]:
        assert to_keep_apart(question_set("about_you"), answers) == (answers, {})
    areas = Counter(answers["area"] for _, answers in answered if "area" in answers)
    assert [area for area, _ in areas.most_common()] == list(AREAS)


def test_some_go_to_their_gp_and_to_hospital_and_are_sent_to_both_again(told):
    gp, hospital = Sector.GP, Sector.HOSPITAL
    chains = [
        [join.from_sector for join in piece.joins] + [piece.joins[-1].to_sector]
        for piece in told
        if piece.joins
    ]
    assert 15 < chains.count([gp, hospital, gp, hospital]) < 40


def test_a_person_reads_what_a_few_speak_of_and_finds_only_what_is_there(told):
    checked = [piece for piece in told if is_checked(piece)]
    assert 20 < len(checked) < 45
    assert all(piece.decided_at is not None for piece in checked)
    assert any(ALSO_READ_IN.keys() & set(piece.problems) for piece in checked)
