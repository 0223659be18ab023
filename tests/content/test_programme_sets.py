"""The forms of programmes: what each asks whom, and in whose words."""

from collections import Counter

import pytest

from content.languages import languages
from content.question_set import path, questions_by_id
from content.question_sets import question_set, question_set_of
from content.questions import to_draft
from content.said_back import names_of_questions
from models.vocabulary import Channel, Journey, Sector, Standing
from tests.content.test_questions import TOKEN, TOLD_ON

REVIEW, SCHEME = "healthcare_review", "high_intensity_user_scheme"
AREAS = ("planned", "urgent", "long_term", "children_maternity")


def asked_of(name, **answers):
    return [step.id for step in path(question_set(name), answers)]


def kept(name, **answers):
    draft, problems = to_draft(
        question_set(name), answers, token=TOKEN, told_on=TOLD_ON, channel=Channel.ONLINE
    )
    assert problems == {} and draft is not None
    return draft


@pytest.mark.parametrize("area", AREAS)
def test_each_area_that_was_ticked_is_asked_about_and_no_other(area):
    ticked = asked_of(REVIEW, speaker="myself", care_areas=area)
    assert [step for step in ticked if step in AREAS] == [area]


def test_of_several_areas_all_are_asked_about_in_their_order_and_of_none_none():
    ticked = asked_of(REVIEW, speaker="myself", care_areas="children_maternity,planned")
    assert [step for step in ticked if step in AREAS] == ["planned", "children_maternity"]
    assert not set(AREAS) & set(asked_of(REVIEW, care_areas=""))
    assert not set(AREAS) & set(asked_of(REVIEW, care_areas="unplanned"))


@pytest.mark.parametrize(("speaker", "is_asked"), [("family", True), ("staff", False), ("myself", False)])
def test_whoever_works_in_care_speaks_for_themselves_and_not_for_a_patient(speaker, is_asked):
    assert ("standing" in asked_of(REVIEW, speaker=speaker)) is is_asked
    assert kept(REVIEW, speaker="staff", standing="has_died", planned_now="well", words="x").standing is (
        Standing.NOT_SAID
    )


def test_what_is_fixed_is_kept_without_being_asked_and_nobody_can_say_otherwise():
    assert kept(REVIEW, words="Sooner.", journey="leaving_hospital").journey is Journey.SOMETHING_ELSE
    assert kept(SCHEME, words="Round and round.").journey is Journey.BETWEEN_SERVICES
    assert "journey" not in questions_by_id(question_set(REVIEW))


def test_one_kind_of_service_alone_is_a_move_to_somewhere_that_nobody_named():
    [join] = kept(SCHEME, place_1="police", went_wrong="back_and_forth").handovers
    assert (join.from_sector, join.to_sector) == (Sector.POLICE, Sector.UNKNOWN)
    assert join.problems == ["back_and_forth"]


@pytest.mark.parametrize("name", [REVIEW, SCHEME])
@pytest.mark.parametrize("language", languages())
def test_what_may_be_done_with_it_is_asked_in_the_same_words_as_everywhere(name, language):
    own, usual = (question_set(one, language=language) for one in (name, "have_your_say"))
    [uses] = [step for step in own.steps if step.id == "uses"]
    assert uses in usual.steps and own.consent_wording == usual.consent_wording


@pytest.mark.parametrize("name", [REVIEW, SCHEME, "have_your_say"])
def test_no_two_answers_that_are_kept_by_their_questions_have_one_name(name):
    asked = question_set(name)
    names = names_of_questions(asked)
    kept_by_question = [id_ for id_, one in questions_by_id(asked).items() if not one.fills and not one.place]
    told = Counter(names[id_] for id_ in kept_by_question)
    assert [name for name, times in told.items() if times > 1] == []


@pytest.mark.parametrize(
    ("kept_as", "read_with"),
    [
        (f"{REVIEW}/1", REVIEW),
        (f"{REVIEW}/99", REVIEW),
        ("have_your_say/3", "have_your_say"),
        ("", "have_your_say"),
        ("long_gone/2", "have_your_say"),
        ("about_you/1", "have_your_say"),
        ("../../etc/passwd", "have_your_say"),
    ],
)
def test_answers_are_read_back_with_the_questions_that_asked_for_them(kept_as, read_with):
    assert question_set_of(kept_as).id == read_with
